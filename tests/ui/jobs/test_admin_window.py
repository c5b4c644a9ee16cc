"""Administration in a whole window, with keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jobdesk.ui.desk import Desk
from jobdesk.ui.jobs.bulk_page import BulkPage
from jobdesk.ui.jobs.job_page import JobPage
from jobdesk.ui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot, session):
    window = MainWindow(session)
    qtbot.addWidget(window)
    made = Desk(window, session)
    session.loaded.emit()
    window.resize(1300, 850)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: len(made.jobs_page.data.rows) == 3)
    return made


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifier)


def undo_text(desk):
    return desk.actions["edits.undo"].text()


def test_a_switch_by_key_is_undone_and_redone_by_key(qtbot, desk, services):
    page = desk.jobs_page
    page.choose(services.jobs.by_name("Audit").id)
    page.view.setFocus()

    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: undo_text(desk) == "&Undo enable Audit")
    press(qtbot, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not services.jobs.by_name("Audit").enabled)
    qtbot.waitUntil(lambda: desk.actions["edits.redo"].isEnabled())
    press(qtbot, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: services.jobs.by_name("Audit").enabled)


def test_typed_and_saved_settings_are_undone_by_the_same_key(qtbot, desk, services):
    desk.opener.open_job_settings(services.jobs.by_name("Audit").id)
    page = desk._window.strip.current_page
    assert isinstance(page, JobPage)
    qtbot.waitUntil(lambda: page._record is not None)
    edit = page.form.fields["grouping"].editor
    edit.setFocus()
    qtbot.keyClicks(edit, "Mine")
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert (edit.text(), page.form.area.changed) == ("", [])

    qtbot.keyClicks(edit, "Ours")
    press(qtbot, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: services.jobs.by_name("Audit").grouping == "Ours")
    qtbot.waitUntil(lambda: undo_text(desk) == "&Undo settings of Audit")
    press(qtbot, Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: services.jobs.by_name("Audit").overrides == ())
    qtbot.waitUntil(lambda: edit.text() == "")


def test_many_are_overridden_from_the_menu_of_the_selection(qtbot, desk, services):
    page = desk.jobs_page
    page.choose(services.jobs.by_name("Audit").id)
    page.view.setFocus()
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    menu = page.asked.make_menu(page.view.current_key())
    entries = {action.text(): action for action in menu.actions()}

    entries["Override 2 jobs…"].trigger()

    bulk = desk._window.strip.current_page
    assert isinstance(bulk, BulkPage)
    qtbot.waitUntil(lambda: len(bulk._records) == 2)
    menu.deleteLater()
