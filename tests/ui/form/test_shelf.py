"""History and presets in the run dialog, by keys and by the buttons in its head."""

import pytest
from PySide6.QtCore import Qt
from tests.ui.form.sample_jobs import Secret, press

from jobdesk.jobs import ChoiceVar, Job, PasswordVar, StringVar
from jobdesk.operations.presets import Preset, presets, save_preset
from jobdesk.operations.runs import RunRequest, request_run


class Greet(Job):
    title = StringVar()
    size = ChoiceVar(choices=[["s", "Small"], ["l", "Large"]], default="s")
    password = PasswordVar(required=False)

    class Meta:
        has_sensitive_variables = False

    def run(self, **inputs):
        return inputs


@pytest.fixture
def job(add_job):
    return add_job(Greet)


@pytest.fixture
def run(session, job):
    def ask(**data):
        return request_run(session.ready, session.user, job.id, RunRequest(data)).no

    return ask


def titles(popup):
    return [popup.model.item(row).title for row in range(popup.model.rowCount())]


def saved(session, job):
    return {p.name: p.raw["title"] for p in presets(session.ready, session.user, job)}


def save(session, job, name, **raw):
    save_preset(session.ready, session.user, job, Preset(name, raw))


def open_presets(dialog, qtbot):
    dialog.shelf.open_presets()
    qtbot.waitUntil(dialog.shelf.presets.isVisible)


def test_the_last_run_is_the_first_of_the_history_and_fills_the_form(
    job, run, open_dialog, qtbot
):
    run(title="Berlin", size="l")
    run(title="Bonn")
    run(title="Bonn")
    dialog = open_dialog(job)
    dialog.form.fields["title"].editor.set_value("typed")

    press(qtbot, dialog, Qt.Key.Key_H)
    popup = dialog.shelf.history
    qtbot.waitUntil(lambda: popup.model.rowCount() == 2)
    assert titles(popup) == [
        "Same as last run (run 3, pending)",
        "Run 1, pending",
    ]
    assert popup.model.item(0).mark.startswith("2 runs, ")
    assert popup.model.item(1).note == "Title: Berlin; Size: Large"
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)

    assert dialog.form.raw()["title"] == "Bonn"
    assert dialog.notice.text.startswith("Filled with the inputs of run 3.")
    dialog.notice.banner.press()
    assert dialog.form.raw()["title"] == "typed"


def test_the_history_is_searched_and_walked_by_keys(job, run, open_dialog, qtbot):
    for town in ("Berlin", "Bonn", "Bremen"):
        run(title=town)
    dialog = open_dialog(job)
    qtbot.mouseClick(dialog.header.history, Qt.MouseButton.LeftButton)
    popup = dialog.shelf.history
    qtbot.waitUntil(lambda: popup.model.rowCount() == 3)

    qtbot.keyClicks(popup.search, "b n")
    qtbot.waitUntil(lambda: popup.model.rowCount() == 3)
    popup.search.setText("bon")
    assert popup.model.rowCount() == 1
    popup.search.clear()
    qtbot.keyClick(popup.search, Qt.Key.Key_Down)
    qtbot.keyClick(popup.search, Qt.Key.Key_Down)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)

    assert dialog.form.raw()["title"] == "Berlin"


def test_what_could_not_be_filled_is_said(job, run, open_dialog, qtbot):
    run(title="Berlin", size="l", password="hush-hush")
    dialog = open_dialog(job)
    dialog.form.offer("size", [["s", "Small"]])
    dialog.shelf.open_history()
    qtbot.waitUntil(lambda: dialog.shelf.history.model.rowCount() == 1)

    dialog.shelf.history.chosen.emit("1")

    assert "Size (“l” is not valid any more)" in dialog.notice.text
    assert "Password (secret, not kept)" in dialog.notice.text
    assert dialog.form.raw()["title"] == "Berlin"


def test_a_job_that_never_ran_says_so(job, open_dialog, qtbot):
    dialog = open_dialog(job)
    dialog.shelf.open_history()

    qtbot.waitUntil(lambda: "no earlier run" in dialog.shelf.history.nothing.text())


def test_a_sensitive_job_offers_neither_and_says_why(add_job, open_dialog, qtbot):
    dialog = open_dialog(add_job(Secret))

    assert not dialog.header.history.isEnabled()
    assert not dialog.header.presets.isEnabled()
    assert "not kept" in dialog.header.presets.toolTip()
    press(qtbot, dialog, Qt.Key.Key_P)
    assert dialog.shelf.presets is None


def test_inputs_are_saved_under_a_name_by_keys(job, open_dialog, qtbot, session):
    dialog = open_dialog(job)
    dialog.form.fields["title"].editor.set_value("Rome")
    dialog.form.fields["password"].editor.set_value("hush-hush")

    press(qtbot, dialog, Qt.Key.Key_P)
    popup = dialog.shelf.presets
    qtbot.keyClicks(popup.name, "South")
    qtbot.keyClick(popup.name, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: saved(session, job) == {"South": "Rome"})
    qtbot.waitUntil(lambda: "Saved as the preset “South”." in dialog.notice.text)
    assert "Secrets are not in it" in dialog.notice.text
    assert "password" not in presets(session.ready, session.user, job)[0].raw


def test_overwriting_asks_nothing_and_can_be_undone(job, open_dialog, qtbot, session):
    save(session, job, "South", title="Rome", size="s")
    dialog = open_dialog(job)
    dialog.form.fields["title"].editor.set_value("Naples")

    open_presets(dialog, qtbot)
    dialog.shelf.presets.name.setText("South")
    qtbot.mouseClick(dialog.shelf.presets.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Replaced" in dialog.notice.text)
    assert saved(session, job) == {"South": "Naples"}
    dialog.notice.banner.press()

    qtbot.waitUntil(lambda: saved(session, job) == {"South": "Rome"})


def test_a_preset_fills_the_form_and_leaves_typed_secrets(job, open_dialog, qtbot, session):
    save(session, job, "South", title="Rome", size="l")
    dialog = open_dialog(job)
    dialog.form.fields["password"].editor.set_value("hush-hush")

    open_presets(dialog, qtbot)
    qtbot.keyClick(dialog.shelf.presets.search, Qt.Key.Key_Return)

    assert dialog.form.raw() == {"title": "Rome", "size": "l", "password": "hush-hush"}


def test_a_preset_is_renamed_and_deleted_by_keys(job, open_dialog, qtbot, session):
    save(session, job, "South", title="Rome")
    dialog = open_dialog(job)
    open_presets(dialog, qtbot)
    popup = dialog.shelf.presets

    popup.list.setFocus()
    qtbot.keyClick(popup.list, Qt.Key.Key_F2)
    assert popup.name.text() == "South"
    popup.name.setText("Deep south")
    qtbot.keyClick(popup.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(popup) == ["Deep south"])
    popup.list.setFocus()
    qtbot.keyClick(popup.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: saved(session, job) == {})
    qtbot.waitUntil(lambda: "Deleted" in dialog.notice.text)
    popup.close()
    dialog.notice.banner.press()

    qtbot.waitUntil(lambda: saved(session, job) == {"Deep south": "Rome"})


def test_a_refused_name_is_said_in_the_dialog(job, open_dialog, qtbot, session):
    for name in ("a", "b"):
        save(session, job, name, title=name)
    dialog = open_dialog(job)
    open_presets(dialog, qtbot)

    dialog.shelf.presets.rename_requested.emit("a", "b")

    qtbot.waitUntil(lambda: "There is a preset “b” already." in dialog.notice.text)
