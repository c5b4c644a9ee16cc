"""The pane beside the list of runs, over real stores."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from jobdesk.errors import Refused
from jobdesk.models.records import ResultNo, RunFile, Status
from jobdesk.ui import messages
from jobdesk.ui.runs.peek import RunPeek

_VARIABLES = [{"name": "site", "type": "StringVar", "label": "Site code"}]


@pytest.fixture
def peek(keep, desk):
    made = keep(RunPeek(desk.session))
    made.resize(320, 800)
    made.show()
    return made


def chosen(desk, *nos):
    return [desk.services.results.by_no(ResultNo(no)) for no in nos]


def words(peek):
    return [each.text() for each in peek.run.findChildren(QLabel) if each.isVisible()]


def show(qtbot, peek, desk, no):
    peek.show_runs(chosen(desk, no))
    qtbot.waitUntil(lambda: peek.run.record is not None and peek.run.record.no == no)


def test_a_run_tells_what_it_was_given_and_what_it_logged(qtbot, desk, peek):
    no = desk.ask(desk.job(variables=_VARIABLES), {"site": "ber-m04", "old": True}).no
    desk.begin(no)
    desk.append(no, [("info", "line")] * 3 + [("failure", "no link")])
    desk.end(no, Status.FAILURE)

    show(qtbot, peek, desk, no)

    said = words(peek)
    assert f"Backup configurations  #{no}" in said
    assert "Inputs  2" in said
    assert said[said.index("Site code") + 1] == "ber-m04"
    assert said[said.index("old") + 1] == "yes"
    assert said[said.index("Failure") + 1] == "1"
    assert said[said.index("Info") + 1] == "3"


def test_the_state_is_said_as_in_the_list(qtbot, desk, peek):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.end(no, Status.REVOKED, reason="Killed by k.tanaka.")

    show(qtbot, peek, desk, no)

    assert peek.run._status.accessibleName() == "Killed"


def test_inputs_that_were_not_kept_are_not_shown_as_none(qtbot, desk, peek):
    no = desk.ask(desk.job(), sensitive=True).no
    show(qtbot, peek, desk, no)
    assert "Not kept" in words(peek)


def test_a_live_run_shows_the_counts_of_its_tail(qtbot, desk, peek):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, [("warning", "slow")] * 2, files=[RunFile("ports.csv", 2100, "x")])
    show(qtbot, peek, desk, no)
    said = words(peek)
    assert said[said.index("Warning") + 1] == "2"
    assert "ports.csv" in said


def test_nothing_and_several_are_counted_and_nothing_else(qtbot, desk, peek):
    job = desk.job()
    first, second = desk.ask(job).no, desk.ask(job).no
    assert peek.nothing.accessibleName() == "No run chosen"
    show(qtbot, peek, desk, first)
    peek.show_runs(chosen(desk, first, second))
    assert peek.currentWidget() is peek.nothing
    assert peek.nothing.accessibleName() == "2 runs chosen"


def test_a_run_that_was_passed_by_is_never_read(qtbot, desk, peek):
    job = desk.job()
    first, second = desk.ask(job).no, desk.ask(job).no
    peek.show_runs(chosen(desk, first))
    show(qtbot, peek, desk, second)
    assert peek.run.record.no == second


def test_its_buttons_open_the_run_and_ask_for_it_again(qtbot, desk, peek):
    no = desk.ask(desk.job(), {"site": "ber"}).no
    show(qtbot, peek, desk, no)
    with qtbot.waitSignal(peek.open_run) as opened:
        qtbot.mouseClick(peek.run.open, Qt.MouseButton.LeftButton)
    assert opened.args == [no]
    with qtbot.waitSignal(peek.form_requested) as again:
        qtbot.mouseClick(peek.run.again, Qt.MouseButton.LeftButton)
    assert again.args == [no]


def test_a_run_that_cannot_be_read_is_not_told_as_the_one_before(
    qtbot, desk, peek, monkeypatch
):
    said = []
    messages.bridge().listen(lambda message: said.append(message.text))
    job = desk.job()
    first, second, third = (desk.ask(job).no for _ in range(3))
    desk.begin(third)
    desk.end(third)
    show(qtbot, peek, desk, first)
    runs = {no: chosen(desk, no) for no in (second, third)}
    with monkeypatch.context() as broken:
        broken.setattr(desk.services.results, "by_no", refuse)
        peek.show_runs(runs[second])
        qtbot.waitUntil(peek.nothing.isVisible)
    assert peek.nothing.accessibleName() == f"Run {second} cannot be read"
    assert said == ["The desk is busy."]

    desk.services.results.delete(third)
    peek.show_runs(runs[third])

    gone = f"Run {third} is not there any more"
    qtbot.waitUntil(lambda: peek.nothing.accessibleName() == gone)


def refuse(no):
    raise Refused("The desk is busy.")
