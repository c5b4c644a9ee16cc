"""Several jobs are changed together: mixed values, a preview, one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from tests.support.stores import override

from jobdesk.operations.edits import next_edits
from jobdesk.ui.jobs.admin_menu import add_admin_entries
from jobdesk.ui.jobs.bulk_page import BulkPage
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.override_specs import CLEAR


@pytest.fixture
def commands(qapp, session):
    return JobCommands(session, session)


@pytest.fixture
def page(qtbot, session, services, commands):
    override(services.jobs, services.jobs.by_name("Backup").id, {"grouping": "Mine"})
    made = BulkPage(session, commands.admin, [record.id for record in services.jobs.all()])
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: bool(made._records))
    return made


def changes(page):
    found = []
    for row in range(page.preview.model.rowCount()):
        found.append(tuple(page.preview.model.index(row, column).data() for column in range(4)))
    return found


def test_each_line_says_what_stands_or_that_it_is_mixed(page):
    assert page.fields["soft_time_limit"].is_mixed
    assert page.fields["soft_time_limit"].now_words == "mixed, 3 values"
    assert not page.fields["time_limit"].is_mixed
    assert page.fields["time_limit"].now_words == "16 min 40 s"
    assert "name" not in page.fields
    assert page.fields["hidden"].editor.currentText() == "left alone"


def test_the_preview_shows_each_change_before_it_is_saved(qtbot, page, services):
    QTest.keyClicks(page.fields["time_limit"].editor, "20:00")
    page.fields["grouping"].reset.click()
    qtbot.waitUntil(lambda: len(changes(page)) == 4)

    assert ("Backup", "Group", "Mine", "Campus, as in code") in changes(page)
    assert ("Audit", "Hard limit", "16 min 40 s", "20 min") in changes(page)
    assert page.preview.said.text() == "4 changes in 3 jobs"
    assert services.jobs.by_name("Audit").overrides == ()


def test_saving_is_one_step_and_leaves_the_rest_alone(qtbot, page, session, services):
    page.fields["hidden"].editor.setCurrentIndex(1)
    page.fields["hidden"].editor.activated.emit(1)
    qtbot.waitUntil(page.bar.save.isEnabled)

    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: not page.area.changed)
    assert all(record.hidden for record in services.jobs.all())
    assert services.jobs.by_name("Audit").soft_time_limit == 10
    assert next_edits(services, session.user)[0].title == "settings of 3 jobs"


def test_what_does_not_fit_one_job_is_told_and_cannot_be_saved(qtbot, page, services):
    QTest.keyClicks(page.fields["time_limit"].editor, "300")
    qtbot.waitUntil(lambda: bool(changes(page)))

    assert changes(page)[0][0] == "Clean"
    assert "must be above the soft one" in changes(page)[0][3]
    assert not page.bar.save.isEnabled()
    assert page.bar.named.text().startswith("Clean: The time limit")
    page.save()
    assert services.jobs.by_name("Audit").overrides == ()


def test_jobs_that_it_does_not_fit_can_be_left_out(qtbot, page, services):
    QTest.keyClicks(page.fields["time_limit"].editor, "15:00")
    qtbot.waitUntil(page.preview.leave_out.isVisible)
    assert page.preview.leave_out.text() == "Leave out 1 job"
    assert not page.bar.save.isEnabled()

    page.preview.leave_out.click()

    qtbot.waitUntil(page.bar.save.isEnabled)
    assert page._title.text() == "Settings of 2 jobs"
    assert {job for job, *_ in changes(page)} == {"Audit", "Backup"}
    page.fields["time_limit"].editor.clear()
    page.fields["time_limit"].editor.textEdited.emit("")
    QTest.keyClicks(page.fields["time_limit"].editor, "5")
    qtbot.waitUntil(page.preview.leave_out.isVisible)
    page.preview.leave_out.click()
    assert page._title.text() == "Settings of 2 jobs"  # one at least stays


def test_a_wrong_value_is_said_beside_its_field(qtbot, page):
    QTest.keyClicks(page.fields["time_limit"].editor, "soon")

    qtbot.waitUntil(page.fields["time_limit"].error.isVisible)
    assert not page.bar.save.isEnabled()


def test_undo_takes_back_what_was_typed(page):
    QTest.keyClicks(page.fields["time_limit"].editor, "20:00")
    page.fields["grouping"].reset.click()
    assert page.fields["grouping"].value == CLEAR

    page.bar.undo.click()
    page.bar.undo.click()

    assert page.area.changed == []
    page.bar.redo.click()
    assert page.fields["time_limit"].editor.text() == "20:00"


def test_a_page_whose_jobs_are_gone_says_so(qtbot, page, session, services):
    for record in services.jobs.all():
        services.jobs.delete(record.id)

    with qtbot.waitSignal(page.gone):
        session.jobs_changed.emit()


def test_the_menu_works_on_all_selected_jobs(qtbot, session, services, commands, said):
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = QMenu(owner)
    records = services.jobs.all()
    add_admin_entries(menu, records, commands)
    entries = {action.text(): action for action in menu.actions() if action.text()}

    assert list(entries) == ["Enable 3 jobs", "Disable 3 jobs", "Override 3 jobs…"]
    assert not entries["Disable 3 jobs"].isEnabled()
    assert entries["Disable 3 jobs"].toolTip() == "None of the 3 is enabled."
    with qtbot.waitSignal(session.jobs_changed):
        entries["Enable 3 jobs"].trigger()
    assert said[-1].text == "3 jobs enabled."
    assert all(record.enabled for record in services.jobs.all())
    assert next_edits(services, session.user)[0].title == "enable 3 jobs"
    with qtbot.waitSignal(commands.admin.bulk_requested) as asked:
        entries["Override 3 jobs…"].trigger()
    assert asked.args == [[record.id for record in records]]


def test_a_narrow_page_has_the_preview_under_the_fields(page):
    assert page.splitter.orientation() == Qt.Orientation.Horizontal

    page.resize(800, 700)
    assert page.splitter.orientation() == Qt.Orientation.Vertical
    assert page.area.horizontalScrollBar().maximum() == 0
    page.resize(1200, 800)

    assert page.splitter.orientation() == Qt.Orientation.Horizontal
