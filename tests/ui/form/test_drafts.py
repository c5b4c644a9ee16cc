"""What is typed is found again: after Esc, after a kill, at the next start."""

from dataclasses import replace

import shiboken6
from PySide6.QtCore import Qt
from tests.ui.form.sample_jobs import Secret

from jobdesk.jobs import ChoiceVar, IntegerVar, Job, PasswordVar, StringVar
from jobdesk.ui import background
from jobdesk.ui.form.dialog import RunDialog
from jobdesk.ui.form.drafts import KIND, Draft, Drafts
from jobdesk.ui.session import Session


class Simple(Job):
    title = StringVar(min_length=2)
    count = IntegerVar(default=3)
    password = PasswordVar(required=False)

    class Meta:
        has_sensitive_variables = False

    def run(self, **inputs):
        return inputs


class Chosen(Job):
    size = ChoiceVar(choices=[["s", "Small"], ["l", "Large"]], default="s")

    class Meta:
        has_sensitive_variables = False

    def run(self, size):
        return size


def kept(session, job):
    return session.ready.kept.get(session.user.id, KIND, job.id)


def title_line(dialog):
    return dialog.form.fields["title"].editor.line


def another_session(session, qapp):
    """What the next start of the program would see."""
    other = Session(session.paths.home)
    other.use(session.ready, session.user)
    return other


def everything_in(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_what_is_typed_is_on_the_disk_soon_without_any_closing(
    add_job, open_dialog, qtbot, session, qapp
):
    job = add_job(Simple)
    qtbot.keyClicks(title_line(open_dialog(job)), "Berlin")

    qtbot.waitUntil(lambda: kept(session, job) is not None)
    other = another_session(session, qapp)
    draft = Drafts.of(other).draft(job)

    assert draft.raw["title"] == "Berlin"
    assert draft.raw["count"] == "3"


def test_a_draft_of_an_earlier_start_is_restored_and_can_be_thrown_away(
    add_job, open_dialog, qtbot, session
):
    job = add_job(Simple)
    document = {
        "raw": {"title": "Bonn", "count": "7", "gone": "x"},
        "options": {"profile": True},
        "at": "2026-11-20T14:09:00+00:00",
    }
    session.ready.kept.put(session.user.id, KIND, job.id, document)

    dialog = open_dialog(job)

    assert dialog.form.raw()["title"] == "Bonn"
    assert dialog.rail.profile.isChecked()
    assert "restored" in dialog.notice.text
    assert "gone (no longer asked for)" in dialog.notice.text
    assert dialog.notice.verb == "Start over"
    dialog.notice.banner.press()
    assert dialog.form.raw()["title"] == ""
    assert dialog.form.raw()["count"] == "3"
    assert not dialog.rail.profile.isChecked()
    qtbot.waitUntil(lambda: kept(session, job) is None)
    assert dialog.notice.verb == "Undo"
    dialog.notice.banner.press()
    assert dialog.form.raw()["title"] == "Bonn"
    qtbot.waitUntil(lambda: kept(session, job) is not None)


def test_nothing_of_a_sensitive_job_is_in_any_file(add_job, open_dialog, qtbot, session):
    job = add_job(Secret)
    dialog = open_dialog(job)
    qtbot.keyClicks(title_line(dialog), "Xyzzy-4711-plugh")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert Drafts.of(session).draft(job).raw["title"] == "Xyzzy-4711-plugh"
    Drafts.of(session).flush()
    background.shut_down()

    assert kept(session, job) is None
    assert b"Xyzzy-4711-plugh" not in everything_in(session.paths.home)


def test_a_secret_variable_is_kept_in_memory_only(add_job, open_dialog, qtbot, session):
    job = add_job(Simple)
    dialog = open_dialog(job)
    qtbot.keyClicks(title_line(dialog), "Berlin-4711")
    qtbot.keyClicks(dialog.form.fields["password"].editor.line, "Xyzzy-4711-plugh")
    qtbot.waitUntil(lambda: kept(session, job) is not None)
    dialog.close()
    Drafts.of(session).flush()
    background.shut_down()

    found = everything_in(session.paths.home)
    assert b"Berlin-4711" in found
    assert b"Xyzzy-4711-plugh" not in found
    assert open_dialog(job).form.raw()["password"] == "Xyzzy-4711-plugh"


def test_a_draft_goes_from_the_disk_when_the_job_becomes_sensitive(
    add_job, open_dialog, qtbot, session
):
    job = add_job(Secret)
    document = {"raw": {"title": "Bonn"}, "options": {}, "at": "2026-11-20T14:09:00+00:00"}
    session.ready.kept.put(session.user.id, KIND, job.id, document)

    dialog = open_dialog(job)

    assert dialog.form.raw()["title"] == ""
    qtbot.waitUntil(lambda: kept(session, job) is None)


def test_what_is_on_the_disk_goes_when_the_job_becomes_sensitive_while_it_is_open(
    add_job, open_dialog, qtbot, session
):
    job = add_job(Simple)
    drafts = Drafts.of(session)
    drafts.keep(job, Draft({"title": "Bonn"}))
    drafts.flush()
    qtbot.waitUntil(lambda: kept(session, job) is not None)

    secret = replace(job, has_sensitive_variables=True)
    drafts.keep(secret, Draft({"title": "Bonn"}))
    drafts.flush()

    qtbot.waitUntil(lambda: kept(session, job) is None)
    assert drafts.draft(secret).raw == {"title": "Bonn"}


def test_a_draft_that_cannot_be_read_is_no_draft(add_job, open_dialog, session):
    job = add_job(Simple)
    session.ready.kept.put(session.user.id, KIND, job.id, {"of": "the future"})

    assert open_dialog(job).form.raw()["title"] == ""


def test_what_is_unwritten_when_the_program_ends_is_written_then(
    add_job, open_dialog, qtbot, session, qapp
):
    job = add_job(Simple)
    qtbot.keyClicks(title_line(open_dialog(job)), "Berlin")
    drafts = Drafts.of(session)
    drafts._timer.stop()
    assert kept(session, job) is None

    qapp.aboutToQuit.emit()

    assert kept(session, job)["raw"]["title"] == "Berlin"


def test_a_run_forgets_the_draft(add_job, open_dialog, qtbot, session):
    job = add_job(Simple)
    dialog = open_dialog(job)
    qtbot.keyClicks(title_line(dialog), "Berlin")
    qtbot.waitUntil(lambda: kept(session, job) is not None)

    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: kept(session, job) is None)


def test_the_inputs_of_a_run_do_not_cost_the_draft(add_job, open_dialog, qtbot, session):
    job = add_job(Simple)
    dialog = open_dialog(job)
    qtbot.keyClicks(title_line(dialog), "Berlin")
    dialog.close()

    again = open_dialog(job, {"title": "Bonn", "count": 1})

    assert again.form.raw()["title"] == "Bonn"
    assert again.notice.verb == "Use the draft"
    again.notice.banner.press()
    assert again.form.raw()["title"] == "Berlin"


def test_inputs_that_no_longer_fit_are_named(add_job, open_dialog):
    dialog = open_dialog(add_job(Simple), {"title": "B", "password": "********", "old": 1})

    assert "Not valid any more: Title." in dialog.notice.text  # the field shows it
    assert "Password (secret, not kept)" in dialog.notice.text
    assert "old (no longer asked for)" in dialog.notice.text


def test_dialogs_are_not_modal_and_each_remembers_its_size(
    add_job, open_dialog, qtbot, session
):
    first, second = open_dialog(add_job(Simple)), open_dialog(add_job(Secret))
    assert not first.isModal()
    assert not second.isModal()
    first.resize(900, 640)
    second.resize(800, 600)
    qtbot.waitUntil(lambda: session.layout_state.value(second._size_key) is not None)
    job = first._job
    first.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(first) or not first.isVisible())

    again = RunDialog(session, job)
    qtbot.addWidget(again)
    again.show()

    assert (again.width(), again.height()) == (900, 640)


def test_choices_that_come_from_the_job_are_no_draft(add_job, open_dialog, session):
    job = add_job(Chosen)
    dialog = open_dialog(job)

    dialog.form.offer("size", [["m", "Medium"], ["l", "Large"]])

    assert dialog.form.raw() == {"size": ""}
    assert dialog.footer.reason.text() == "Cannot run: “Size” is required."
    assert Drafts.of(session).draft(job) is None
