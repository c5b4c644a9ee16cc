"""Runs are deleted ten seconds after they were told to go, unless that is undone."""

import pytest
from PySide6.QtCore import Qt
from tests.support.runs_page import ended, numbers

from jobdesk.ui import messages
from jobdesk.ui.runs.view import RunsPage


@pytest.fixture
def heard(quiet_bridge):
    """Every message, in order."""
    found = []
    messages.bridge().listen(found.append)
    return found


@pytest.fixture
def two(desk, open_runs):
    """A page with two runs, the newer one selected."""
    job = desk.job()
    ended(desk, job)
    ended(desk, job)
    return open_runs()


def test_a_deleted_run_is_hidden_at_once_and_gone_later(qtbot, desk, two, heard):
    qtbot.keyClick(two.table, Qt.Key.Key_Delete)

    assert numbers(two) == [1]
    assert [message.text for message in heard] == ["Run 2 is deleted."]
    assert desk.services.results.by_no(2) is not None
    two.deletion._timer.timeout.emit()
    qtbot.waitUntil(lambda: not two.deletion.hidden)

    assert desk.services.results.by_no(2) is None
    assert desk.services.logs.lines(2, 0, 10) == []
    assert numbers(two) == [1]


def test_undo_brings_the_runs_back(qtbot, desk, two, heard):
    two.table.selectAll()
    two.delete.click()
    assert numbers(two) == []
    assert heard[-1].text == "2 runs are deleted."

    heard[-1].undo()

    qtbot.waitUntil(lambda: numbers(two) == [2, 1])
    assert not two.deletion._timer.isActive()
    heard[-1].undo()  # nothing is left to take back
    assert len(heard) == 1
    assert two.table.hasFocus()


def test_news_do_not_bring_back_what_is_about_to_go(qtbot, desk, two):
    two.delete.click()

    new = desk.ask(desk.services.jobs.by_class_path("backup.Backup")).no
    desk.session.results_changed.emit()

    qtbot.waitUntil(lambda: numbers(two) == [new, 1])


def test_the_next_deletion_carries_out_the_one_before(qtbot, desk, two, heard):
    two.delete.click()
    two.delete.click()

    qtbot.waitUntil(lambda: desk.services.results.by_no(2) is None)
    assert desk.services.results.by_no(1) is not None
    assert [message.text for message in heard] == ["Run 2 is deleted.", "Run 1 is deleted."]
    heard[-1].undo()
    qtbot.waitUntil(lambda: numbers(two) == [1])


def test_a_window_that_comes_back_carries_out_what_was_begun(qtbot, desk, keep, two):
    two.delete.click()
    two.deletion._timer.stop()  # the window was killed

    again = keep(RunsPage(desk.session))
    again.show()

    qtbot.waitUntil(lambda: desk.services.results.by_no(2) is None)
    qtbot.waitUntil(lambda: numbers(again) == [1])
    qtbot.waitUntil(lambda: desk.session.layout_state.value("runs/deleting") == "")


def test_a_run_that_lives_is_not_deleted_and_the_button_says_why(desk, open_runs):
    no = desk.ask(desk.job()).no
    page = open_runs()

    assert not page.delete.isEnabled()
    assert page.delete.toolTip() == f"Run {no} has not ended; cancel it first"
    page.delete_selected()
    assert numbers(page) == [no]


def test_what_somebody_else_deleted_first_is_no_failure(qtbot, desk, two, heard):
    two.table.selectAll()
    two.delete.click()
    desk.services.results.delete(2)

    two.deletion.carry_out()

    qtbot.waitUntil(lambda: not two.deletion.hidden)
    assert [message.kind for message in heard] == ["note"]
    assert desk.services.results.by_no(1) is None


def test_what_could_not_be_deleted_is_shown_again(qtbot, desk, two, heard, monkeypatch):
    from jobdesk.errors import StoreUnavailable

    def broken(_no):
        raise StoreUnavailable("the disk is full")

    two.delete.click()
    with monkeypatch.context() as patch:
        patch.setattr(desk.services.logs, "delete_run", broken)
        two.deletion.carry_out()
        qtbot.waitUntil(lambda: len(heard) == 2)

    qtbot.waitUntil(lambda: numbers(two) == [2, 1])
    assert "the disk is full" in heard[1].text
