"""A file field remembers, tells how far it has read, and can be told to stop."""

from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from jobdesk.jobs import FileVar, Job
from jobdesk.ui.form import file_editor
from jobdesk.ui.form.file_facts import read_file_facts
from jobdesk.ui.form.file_menu import FileMenu


class Filed(Job):
    plan = FileVar(extensions=[".csv"], max_size=100)

    class Meta:
        has_sensitive_variables = False

    def run(self, plan):
        return plan.name


@pytest.fixture
def plan(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("a,b\n1,2\n")
    return file


def field(dialog):
    return dialog.form.fields["plan"]


def menu_of(editor):
    return next(menu for menu in editor.findChildren(FileMenu) if menu.isVisible())


def entries(menu):
    return [action.text().replace("&", "") for action in menu.actions() if action.text()]


def test_the_copy_of_another_run_is_no_recent_file(add_job, open_dialog, qtbot, session):
    job = add_job(Filed)
    copy = session.paths.run_dir(7) / "inputs" / "plan" / "plan.csv"
    copy.parent.mkdir(parents=True)
    copy.write_text("a,b\n")
    dialog = open_dialog(job, {"plan": str(copy)})

    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    assert not field(open_dialog(job)).editor.drop.recent.isVisible()


def test_a_file_that_was_run_with_is_offered_the_next_time(
    add_job, open_dialog, qtbot, plan, session
):
    job = add_job(Filed)
    dialog = open_dialog(job, {"plan": str(plan)})
    assert not field(dialog).editor.drop.recent.isVisible()
    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    editor = field(open_dialog(job)).editor
    assert editor.drop.recent.isVisible()
    qtbot.mouseClick(editor.drop.recent, Qt.MouseButton.LeftButton)
    menu = menu_of(editor)
    assert entries(menu) == ["plan.csv"]
    menu.actions()[0].trigger()

    assert editor.value() == str(plan)
    menu.close()


def test_the_menu_copies_path_and_hash_and_takes_the_file_away(
    add_job, open_dialog, qtbot, plan
):
    editor = field(open_dialog(add_job(Filed), {"plan": str(plan)})).editor
    qtbot.waitUntil(lambda: editor.facts is not None)
    place = QPoint(20, 20)
    ask = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, editor.mapToGlobal(place))

    QApplication.sendEvent(editor.drop, ask)
    menu = menu_of(editor)
    actions = {a.text().replace("&", ""): a for a in menu.actions() if a.text()}
    actions["Copy the path"].trigger()
    assert QGuiApplication.clipboard().text() == str(plan)
    actions["Copy the SHA-256"].trigger()
    assert QGuiApplication.clipboard().text() == editor.facts.sha256
    actions["Take the file away"].trigger()

    assert editor.value() == ""
    menu.close()


def test_a_clipboard_without_a_file_is_told(add_job, open_dialog, qtbot):
    editor = field(open_dialog(add_job(Filed))).editor
    QGuiApplication.clipboard().setText("no path at all")

    qtbot.keyClick(editor.drop, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert "holds no file" in editor.drop.note.text()


def test_rules_stand_beside_the_field(add_job, open_dialog, tmp_path):
    large, other = tmp_path / "large.csv", tmp_path / "plan.txt"
    large.write_text("x" * 101)
    other.write_text("x")
    one = field(open_dialog(add_job(Filed)))
    assert one.help.help.text() == "Only .csv, at most 100 bytes"

    one.editor.drop.chosen.emit(str(large))
    assert "101 bytes; 100 are allowed" in one.help.shown_error()
    one.editor.drop.chosen.emit(str(other))
    assert "must be one of: .csv" in one.help.shown_error()


def test_reading_a_large_file_is_told_and_can_be_stopped(
    add_job, open_dialog, qtbot, plan, monkeypatch
):
    go_on, has_ended = Event(), Event()

    def slowly(path, is_wanted, tell):
        tell(4, 8)
        go_on.wait(30)
        assert not is_wanted()
        has_ended.set()
        return read_file_facts(path)

    monkeypatch.setattr(file_editor, "read_file_facts", slowly)
    editor = field(open_dialog(add_job(Filed), {"plan": str(plan)})).editor
    qtbot.waitUntil(lambda: editor.drop.note.text() == "8 bytes, read 50 %")
    assert editor.drop.stop.isVisible()

    qtbot.mouseClick(editor.drop.stop, Qt.MouseButton.LeftButton)
    go_on.set()

    qtbot.waitUntil(has_ended.is_set)
    assert editor.drop.note.text().startswith("Not read to its end")
    assert editor.facts is None
    assert editor.value() == str(plan)


def test_closing_the_dialog_ends_the_reading(add_job, open_dialog, qtbot, plan, monkeypatch):
    go_on, was_wanted = Event(), []

    def slowly(path, is_wanted, tell):
        go_on.wait(30)
        was_wanted.append(is_wanted())
        return read_file_facts(path)

    monkeypatch.setattr(file_editor, "read_file_facts", slowly)
    dialog = open_dialog(add_job(Filed), {"plan": str(plan)})

    dialog.close()
    go_on.set()

    qtbot.waitUntil(lambda: was_wanted == [False])
