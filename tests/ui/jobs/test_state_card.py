"""The head of a job's page: how it stands, the switch, the files to read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from tests.support.job_records import make_error, make_job

from jobdesk.ui.jobs.code_pane import CodePane, SourceFile, read_files
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.job_page import JobPage
from jobdesk.ui.jobs.state_card import StateCard


@pytest.fixture
def card(qtbot):
    made = StateCard()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("values", "said", "is_on", "can_switch"),
    [
        ({}, "Enabled.", True, True),
        ({"enabled": False}, "Not enabled.", False, True),
        ({"enabled": False, "reviewed_version": ""}, "Not reviewed yet.", False, True),
        ({"code_version": "new"}, "Code changed since review.", True, True),
        ({"installed": False}, "Not installed.", True, True),
        ({"installed": False, "enabled": False}, "Not installed.", False, False),
        ({"error": make_error(), "enabled": False}, "Does not load", False, False),
    ],
)
def test_it_says_how_it_stands_and_switches_what_can_be(card, values, said, is_on, can_switch):
    card.show_record(make_job(1, **values))

    assert card.said.text().startswith(said)
    assert card.switch.isChecked() is is_on
    assert card.switch.isEnabled() is can_switch
    assert can_switch or "cannot be enabled" in card.switch.toolTip()


def test_a_first_review_may_say_that_inputs_are_no_secret(qtbot, card):
    record = make_job(1, enabled=False, reviewed_version="", has_sensitive_variables=True)
    card.show_record(record)
    card.keep.click()
    card.show_record(replace(record, description="read again"))
    assert card.keep.isChecked()

    with qtbot.waitSignal(card.switch_requested) as asked:
        card.switch.click()
    assert asked.args == [True, True]

    card.show_record(make_job(1))
    assert not card.keep.isVisible()
    with qtbot.waitSignal(card.switch_requested) as asked:
        card.switch.click()
    assert asked.args == [False, False]


def test_nothing_moves_when_a_job_is_switched(card):
    card.show_record(make_job(1, enabled=False))
    height = card.sizeHint().height()
    card.show_record(make_job(1))

    assert card.sizeHint().height() == height


def test_the_switch_of_the_page_is_a_saved_edit(qtbot, session, services):
    record = services.jobs.by_name("Audit")
    page = JobPage(session, JobCommands(session, session), record.id)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.state.said.text() == "Not reviewed yet.")

    page.state.switch.click()

    qtbot.waitUntil(lambda: page.state.said.text() == "Enabled.")
    assert services.jobs.by_id(record.id).reviewed_version == record.code_version
    page.state.switch.click()
    qtbot.waitUntil(lambda: page.state.said.text() == "Not enabled.")
    assert services.edits.next_steps(session.user.id)[0].title == "disable Audit"


def test_tab_leads_from_the_tabs_to_the_fields_and_to_the_bar(qtbot, session, services):
    page = JobPage(session, JobCommands(session, session), services.jobs.by_name("Audit").id)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.state.said.text() == "Not reviewed yet.")

    start = page.tabs.tabBar()
    chain, widget = [], start.nextInFocusChain()
    while widget is not start:
        is_stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if is_stop and not start.isAncestorOf(widget):
            chain.append(widget)
        widget = widget.nextInFocusChain()

    area, bar = page.form.area, page.form.bar
    inside = [area is each or area.isAncestorOf(each) for each in chain]
    count = sum(inside)
    assert count > 10
    assert all(inside[:count])
    assert bar.isAncestorOf(chain[count])


def test_all_files_that_a_job_loads_can_be_read(qtbot, tmp_path):
    (tmp_path / "campus.py").write_text("from lib import names\n", encoding="utf-8")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "names.py").write_text("NAMES = ()\n", encoding="utf-8")
    said = {"root": str(tmp_path), "files": ["campus.py", "lib/names.py", "gone.py"]}
    record = make_job(1, file=str(tmp_path / "campus.py"), line=1, description_json=said)

    files = read_files(record)

    assert [one.name for one in files] == ["campus.py", "lib/names.py", "gone.py"]
    assert files[1].text == "NAMES = ()\n"
    assert files[2].text.startswith("# This file cannot be read")
    pane = CodePane()
    qtbot.addWidget(pane)
    pane.show_files(record, files)
    assert pane.code.toPlainText() == "from lib import names\n"
    pane.choice.setCurrentIndex(1)
    pane.choice.activated.emit(1)
    assert pane.code.toPlainText() == "NAMES = ()\n"
    changed = (files[0], SourceFile("lib/names.py", "NAMES = (1,)\n"))
    pane.show_files(record, changed)  # read again: what is in view stays in view
    assert pane.code.toPlainText() == "NAMES = (1,)\n"


def test_one_file_needs_no_choice(qtbot):
    pane = CodePane()
    qtbot.addWidget(pane)
    pane.show()
    pane.show_files(make_job(1), (SourceFile("one.py", "x = 1\n"),))

    assert not pane.choice.isVisible()
    assert pane.place.isVisible()
