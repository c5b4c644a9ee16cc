"""Inputs leave a run dialog as text and come back, by keys and by a drop."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from tests.ui.form.sample_jobs import Secret, press

from jobdesk.jobs import DryRunVar, FileVar, Job, PasswordVar, StringVar
from jobdesk.operations.runs import RunRequest, request_run
from jobdesk.ui.runs.model import RunsModel
from jobdesk.ui.widgets.run_drag import RUN_MIME, dragged_runs, run_data


class Greet(Job):
    title = StringVar()
    plan = FileVar(required=False)
    password = PasswordVar(required=False)
    dryrun = DryRunVar()

    class Meta:
        has_sensitive_variables = False

    def run(self, **inputs):
        return inputs


class Other(Job):
    title = StringVar()
    colour = StringVar(default="red")

    class Meta:
        has_sensitive_variables = False

    def run(self, **inputs):
        return inputs


@pytest.fixture
def job(add_job):
    return add_job(Greet, job_queues=["default", "deploy"])


def clipboard():
    return QGuiApplication.clipboard()


def test_the_menu_copies_and_says_what_was_left_out(job, open_dialog, qtbot):
    dialog = open_dialog(job, {"title": "Berlin"})
    press(qtbot, dialog, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.sharing.menu.isVisible()
    dialog.sharing.menu.close()
    dialog.form.fields["password"].editor.set_value("hush-hush")

    dialog.sharing.actions["copy_command"].trigger()

    assert clipboard().text().startswith("jobdesk run sites.Greet --data ")
    assert "hush" not in clipboard().text()
    assert "Left out because secret: Password." in dialog.notice.text


def test_a_link_leaves_files_out_and_says_so(job, open_dialog, tmp_path):
    plan = tmp_path / "plan.csv"
    plan.write_text("a\n")
    dialog = open_dialog(job, {"title": "Berlin", "plan": str(plan)})

    dialog.sharing.copy_link()

    assert clipboard().text().startswith("jobdesk://run/sites.Greet?data=")
    assert "plan" not in clipboard().text()
    assert "lack the file: Plan." in dialog.notice.text


@pytest.mark.parametrize("way", ["copy_command", "copy_python", "copy_json", "copy_link"])
def test_what_was_copied_is_pasted_into_another_form(job, open_dialog, qtbot, way):
    dialog = open_dialog(job, {"title": "it's “Berlin”"})
    dialog.rail.dry_run.setChecked(True)
    getattr(dialog.sharing, way)()
    dialog.form.load({"title": "else"})
    dialog.rail.dry_run.setChecked(False)

    press(qtbot, dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)

    assert dialog.form.raw()["title"] == "it's “Berlin”"
    assert dialog.rail.dry_run.isChecked()
    assert dialog.notice.text.startswith("Pasted the inputs.")
    assert dialog.notice.verb == "Undo"
    dialog.notice.banner.press()
    assert dialog.form.raw()["title"] == "else"


def test_what_cannot_be_pasted_is_said_and_changes_nothing(job, open_dialog):
    dialog = open_dialog(job, {"title": "Berlin"})
    clipboard().setText('{"title": ')

    dialog.sharing.paste()

    assert "wrong at line 1, column 10" in dialog.notice.text
    assert dialog.form.raw()["title"] == "Berlin"


def test_the_inputs_of_another_job_fill_what_fits(job, open_dialog):
    dialog = open_dialog(job, {"title": "Berlin"})
    clipboard().setText('jobdesk run x.Y --data \'{"title": "Bonn", "colour": "red"}\'')

    dialog.sharing.paste()

    assert dialog.form.raw()["title"] == "Bonn"
    assert "Pasted the inputs of x.Y." in dialog.notice.text
    assert "colour (no longer asked for)" in dialog.notice.text


def test_the_inputs_of_a_sensitive_job_are_copied_with_a_word(add_job, open_dialog):
    dialog = open_dialog(add_job(Secret), {"title": "Berlin"})

    dialog.sharing.copy_json()

    assert "count as secret" in dialog.notice.text


def test_copying_without_secrets_is_said_in_passing(add_job, open_dialog):
    dialog = open_dialog(add_job(Other), {"title": "Berlin"})

    dialog.sharing.copy_json()

    assert dialog.footer.note.text() == "Copied as JSON"
    assert dialog.notice.text == ""


# Dropping


def drop(dialog, data):
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(dialog, enter)
    if enter.isAccepted():
        assert dialog._drop_hint.isVisible()
        QApplication.sendEvent(dialog, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return enter.isAccepted()


def test_a_run_that_is_dropped_fills_the_form(job, open_dialog, qtbot, session):
    run = request_run(session.ready, session.user, job.id, RunRequest({"title": "Bonn"}))
    dialog = open_dialog(job)
    model = RunsModel()
    model.show_records([run])
    assert model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsDragEnabled
    data = model.mimeData([model.index(0, 0), model.index(0, 1)])
    assert model.mimeTypes() == [RUN_MIME]

    assert drop(dialog, data)

    qtbot.waitUntil(lambda: dialog.form.raw()["title"] == "Bonn")
    assert dialog.notice.text.startswith(f"Filled with the inputs of run {run.no}.")
    assert not dialog._drop_hint.isVisible()


def test_a_run_of_another_job_is_named(job, add_job, open_dialog, qtbot, session):
    other = add_job(Other)
    run = request_run(session.ready, session.user, other.id, RunRequest({"title": "Bonn"}))
    dialog = open_dialog(job)

    clipboard().setMimeData(run_data([run.no]))
    dialog.sharing.paste()

    qtbot.waitUntil(lambda: "of another job (sites.Other)" in dialog.notice.text)


def test_a_run_without_inputs_says_why(add_job, open_dialog, qtbot, session):
    job = add_job(Secret)
    run = request_run(session.ready, session.user, job.id, RunRequest({"title": "Bonn"}))
    dialog = open_dialog(job)

    drop(dialog, run_data([run.no]))

    qtbot.waitUntil(lambda: f"run {run.no} were not kept" in dialog.notice.text)


def test_other_things_are_not_taken(job, open_dialog):
    dialog = open_dialog(job)
    data = run_data([1])
    data.removeFormat(RUN_MIME)
    data.setText("812")

    assert not drop(dialog, data)
    assert dragged_runs(None) == []
    dialog._drop_hint.cover()
    QApplication.sendEvent(dialog, QDragLeaveEvent())
    assert not dialog._drop_hint.isVisible()
