"""Ctrl+Z of saved edits in a window on a real workspace."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QMainWindow, QWidget
from tests.support import stores

from jobdesk.operations.jobs import enable, override
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.jobs.edit_history import EditHistory


class Page(QWidget):
    typed_edits = None


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def history(window, session):
    made = EditHistory(session, ActionRegistry(window))
    made.use_page(Page(window))
    return made


def wait_for(qtbot, history, text):
    qtbot.waitUntil(lambda: history._undo.text() == text)


def test_the_menu_says_what_would_be_undone(qtbot, history, session, services):
    assert not history._undo.isEnabled()
    enable(services, session.user, ["Audit"])
    session.jobs_changed.emit()

    wait_for(qtbot, history, "&Undo enable Audit")
    assert history._undo.isEnabled()
    assert not history._redo.isEnabled()
    assert history._redo.toolTip() == "There is nothing to redo."


def test_keys_undo_and_redo_a_saved_edit(qtbot, window, history, session, services):
    enable(services, session.user, ["Audit"])
    override(services, session.user, "Audit", {"time_limit": 900})
    session.jobs_changed.emit()
    wait_for(qtbot, history, "&Undo settings of Audit")

    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for(qtbot, history, "&Undo enable Audit")
    assert services.jobs.by_name("Audit").overrides == ()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    wait_for(qtbot, history, "&Undo settings of Audit")
    assert services.jobs.by_name("Audit").time_limit == 900


def test_what_is_typed_on_the_page_comes_first(qtbot, window, history, session, services):
    enable(services, session.user, ["Audit"])
    session.jobs_changed.emit()
    wait_for(qtbot, history, "&Undo enable Audit")
    page = Page(window)
    page.typed_edits = QUndoStack(page)
    history.use_page(page)
    page.typed_edits.push(QUndoCommand("typing in name"))
    assert history._undo.text() == "&Undo typing in name"

    history._undo.trigger()

    assert history._undo.text() == "&Undo enable Audit"
    assert services.jobs.by_name("Audit").enabled


def test_a_key_with_nothing_to_undo_is_answered(qtbot, window, history, monkeypatch):
    said = []
    monkeypatch.setattr("jobdesk.ui.messages.show", said.append)
    page = Page(window)

    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_Z, both)

    assert said == ["There is nothing to undo.", "There is nothing to redo."]


def test_other_pages_have_no_undo_and_say_so(window, history):
    history.use_page(QWidget(window))

    assert not history._undo.isEnabled()
    assert "Jobs page" in history._undo.toolTip()


def test_a_refusal_is_told_in_words(qtbot, monkeypatch, history, session, services):
    from jobdesk.ui import messages

    said = []
    messages.bridge().listen(lambda message: said.append(message.text))
    enable(services, session.user, ["Audit"])
    session.jobs_changed.emit()
    wait_for(qtbot, history, "&Undo enable Audit")
    stores.override(services.jobs, services.jobs.by_name("Audit").id, {"hidden": True})

    history._undo.trigger()

    qtbot.waitUntil(lambda: bool(said))
    assert "“Audit” was changed by somebody else" in said[0]
    assert services.jobs.by_name("Audit").enabled
