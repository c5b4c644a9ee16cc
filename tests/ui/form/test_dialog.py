"""The run dialog: when it can run, what it asks for, how it closes."""

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
from tests.support.stores import disable
from tests.ui.form.branch_site import NewBranchSite
from tests.ui.form.sample_jobs import Locked, Plain, Simple, is_gone, runs

from jobdesk.ui import messages
from jobdesk.ui.form.drafts import Drafts
from jobdesk.ui.form.header import first_sentence


def test_run_is_off_with_the_reason_in_words_until_all_is_right(add_job, open_dialog, qtbot):
    dialog = open_dialog(add_job(Simple))

    assert not dialog.footer.run.isEnabled()
    assert dialog.footer.reason.text() == "Cannot run: “Title” is required."
    assert dialog.form.fields["title"].help.shown_error() == ""
    qtbot.mouseClick(dialog.footer.show_place, Qt.MouseButton.LeftButton)
    assert dialog.form.fields["title"].help.shown_error() == "This field is required."
    qtbot.keyClicks(dialog.form.fields["title"].editor.line, "Berlin")

    assert dialog.footer.run.isEnabled()
    assert dialog.footer.reason.text() == ""


def test_running_stores_the_inputs_tells_the_host_and_closes(
    add_job, open_dialog, qtbot, session
):
    dialog = open_dialog(add_job(Simple))
    qtbot.keyClicks(dialog.form.fields["title"].editor.line, "Berlin")

    with qtbot.waitSignal(dialog.run_started) as started:
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    (run,) = runs(session)
    assert started.args == [run.no]
    assert run.inputs == {"title": "Berlin", "count": 3}
    assert session.ready.host.submitted == [(run.no, None)]
    qtbot.waitUntil(lambda: is_gone(dialog))
    assert Drafts.of(session).draft(session.ready.jobs.by_id(run.job_id)) is None


def test_preview_asks_for_a_run_on_a_copy_of_the_inventory(
    add_job, open_dialog, qtbot, session
):
    dialog = open_dialog(add_job(Simple))
    assert not dialog.footer.preview.isEnabled()
    qtbot.keyClicks(dialog.form.fields["title"].editor.line, "Berlin")

    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.preview, Qt.MouseButton.LeftButton)

    (run,) = runs(session)
    assert run.options.preview
    qtbot.waitUntil(lambda: is_gone(dialog))


def test_a_dialog_that_was_opened_for_a_preview_previews_by_its_filled_button_and_key(
    add_job, open_dialog, qtbot, session
):
    dialog = open_dialog(add_job(Simple))
    assert dialog.windowTitle() == "Run “Simple”"

    dialog.prefer(is_preview=True)

    assert dialog.windowTitle() == "Preview “Simple”"
    kinds = [each.property("kind") for each in (dialog.footer.preview, dialog.footer.run)]
    assert kinds == ["primary", "secondary"]
    field = dialog.form.fields["title"].editor
    qtbot.keyClicks(field.line, "Berlin")
    assert "Ctrl+Enter" in dialog.footer.preview.toolTip()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.run_started):
        qtbot.keyClick(field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert runs(session)[0].options.preview


def test_secrets_are_still_there_after_a_preview_to_be_run_with(add_job, open_dialog, qtbot):
    job = add_job(Locked)
    dialog = open_dialog(job)
    dialog.form.fields["title"].editor.set_value("Berlin")
    dialog.form.fields["password"].editor.set_value("secret")

    with qtbot.waitSignal(dialog.run_started):
        dialog._on_preview_requested()
    qtbot.waitUntil(lambda: is_gone(dialog))

    assert open_dialog(job).form.raw() == {"title": "Berlin", "password": "secret"}


def test_a_try_to_run_shows_all_that_is_wrong(add_job, open_dialog):
    dialog = open_dialog(add_job(Simple))

    dialog._on_run_requested()

    assert dialog.form.fields["title"].help.shown_error() == "This field is required."


@pytest.mark.parametrize("name", ["site_name", "notes", "switches"])
def test_ctrl_enter_runs_from_every_field(add_job, open_dialog, qtbot, tmp_path, name):
    plan = tmp_path / "plan.csv"
    plan.write_text("a,b\n1,2\n")
    inputs = {"site_name": "BER 04", "prefix": "10.42.18.0/24", "plan": str(plan)}
    dialog = open_dialog(add_job(NewBranchSite), inputs)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.form.fields[name].take_focus()

    with qtbot.waitSignal(dialog.run_started):
        control = dialog.focusWidget()
        qtbot.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_escape_keeps_what_was_typed(add_job, open_dialog, qtbot):
    job = add_job(Locked)
    dialog = open_dialog(job)
    dialog.form.fields["title"].editor.set_value("Berlin")
    dialog.form.fields["password"].editor.set_value("secret")
    dialog.rail.profile.setChecked(True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert is_gone(dialog)

    again = open_dialog(job)

    assert again.form.raw() == {"title": "Berlin", "password": "secret"}
    assert again.rail.profile.isChecked()
    assert again.footer.note.text().startswith("Draft kept ")


def test_opening_and_closing_a_dialog_is_no_draft(add_job, open_dialog, session):
    job = add_job(Simple)
    open_dialog(job).close()

    assert Drafts.of(session).draft(job) is None


def test_the_inputs_of_an_earlier_run_fill_the_form(add_job, open_dialog):
    dialog = open_dialog(add_job(Simple), {"title": "Bonn", "count": 1, "gone": True})

    assert dialog.form.raw() == {"title": "Bonn", "count": "1"}
    assert dialog.footer.run.isEnabled()


def test_a_job_that_cannot_run_says_why(add_job, open_dialog, session):
    job = add_job(Simple)
    disable(session.ready.jobs, [job.id])

    dialog = open_dialog(session.ready.jobs.by_id(job.id), {"title": "Bonn"})

    assert not dialog.footer.run.isEnabled()
    assert "not enabled" in dialog.footer.reason.text()
    assert not dialog.footer.show_place.isVisible()


def test_errors_of_the_operation_land_beside_their_fields(
    add_job, open_dialog, qtbot, monkeypatch
):
    from jobdesk.errors import InputErrors
    from jobdesk.operations import runs as operation

    def refuse(*_):
        raise InputErrors({"count": ["There are not so many."], "other": ["Strange."]})

    monkeypatch.setattr(operation, "request_run", refuse)
    dialog = open_dialog(add_job(Simple), {"title": "Bonn"})

    qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.notice.isVisible())

    assert dialog.form.fields["count"].help.shown_error() == "There are not so many."
    assert dialog.footer.run.text() == "&Run"
    assert not dialog.footer.run.isEnabled()


def test_a_refusal_is_said_in_the_dialog_and_nothing_is_lost(
    add_job, open_dialog, qtbot, session
):
    job = add_job(Simple)
    dialog = open_dialog(job, {"title": "Bonn"})
    disable(session.ready.jobs, [job.id])

    qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.notice.isVisible())

    assert "not enabled" in dialog.notice.text
    assert dialog.footer.run.isEnabled()
    assert runs(session) == []


def test_a_secret_run_that_reached_nobody_is_told_in_the_dialog(
    add_job, open_dialog, qtbot, session
):
    session.ready.host.is_reachable = False
    dialog = open_dialog(add_job(Locked), {"title": "Bonn", "password": "hidden"})

    qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.notice.isVisible())

    assert "inputs were not kept" in dialog.notice.text
    assert dialog.isVisible()


def test_a_stored_run_that_waits_for_an_agent_is_not_asked_for_twice(
    add_job, open_dialog, qtbot, session
):
    heard = []
    messages.bridge().listen(heard.append)
    session.ready.host.is_reachable = False
    dialog = open_dialog(add_job(Simple), {"title": "Bonn"})

    qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(heard))

    assert "is stored and waits" in heard[0].text
    assert is_gone(dialog)
    messages.bridge().forget(heard.append)


def test_closing_while_the_run_is_asked_for_waits_for_the_answer(
    add_job, open_dialog, qtbot, session
):
    dialog = open_dialog(add_job(Simple), {"title": "Bonn"})

    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)
        dialog.close()
        assert not dialog.isVisible()
        assert shiboken6.isValid(dialog)

    assert len(runs(session)) == 1


def test_the_whole_branch_job_runs_with_its_file(
    add_job, open_dialog, qtbot, session, tmp_path
):
    plan = tmp_path / "plan.csv"
    plan.write_text("a,b\n1,2\n")
    dialog = open_dialog(add_job(NewBranchSite))
    for name, value in {"site_name": "BER 04", "prefix": "10.42.18.5/24", "plan": plan}.items():
        dialog.form.fields[name].editor.set_value(value)
    assert "host bits are set" in dialog.footer.reason.text()
    qtbot.mouseClick(dialog.form.fields["prefix"].help.repair, Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    (run,) = runs(session)
    assert run.inputs["prefix"] == "10.42.18.0/24"
    assert run.inputs["switches"] == 4
    assert run.inputs["services"] == ["v", "g"]
    assert run.inputs["overrides"] == {"ntp": ["10.0.0.1"], "vlan_offset": 100}
    assert run.inputs["plan"]["name"] == "plan.csv"
    assert run.inputs["dryrun"] is False


def test_a_job_without_inputs_says_so_and_runs(add_job, open_dialog, qtbot, session):
    dialog = open_dialog(add_job(Plain))

    assert dialog.no_inputs.isVisible()
    assert dialog.footer.run.hasFocus() or dialog.focusWidget() is dialog.footer.run
    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    assert runs(session)[0].inputs == {}


def test_every_control_has_an_accessible_name(add_job, open_dialog):
    dialog = open_dialog(add_job(NewBranchSite))
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox)

    nameless = [
        type(one).__name__
        for kind in kinds
        for one in dialog.findChildren(kind)
        if one.isVisibleTo(dialog)
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
    ]

    assert nameless == []


def test_a_narrow_dialog_has_one_column(add_job, open_dialog, qtbot):
    dialog = open_dialog(add_job(NewBranchSite))

    dialog.resize(QSize(840, 700))
    qtbot.waitUntil(lambda: dialog.form._grid.columns == 1)
    dialog.resize(QSize(1120, 700))
    qtbot.waitUntil(lambda: dialog.form._grid.columns == 2)


def test_the_first_sentence_of_the_description_stands_in_the_header(add_job, open_dialog):
    text = "Say **hello** to\nthe_world. And more.\n\nAnd more."
    dialog = open_dialog(add_job(Simple, description=text))

    assert first_sentence(dialog._job) == "Say hello to the_world."
    assert dialog.windowTitle() == "Run “Simple”"
