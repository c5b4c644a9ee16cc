from dataclasses import replace
from datetime import UTC, datetime, timedelta

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

from jobdesk.jobs import DryRunVar, IntegerVar, Job, ObjectVar, PasswordVar, StringVar
from jobdesk.models.plans import Ending
from jobdesk.models.records import Status
from jobdesk.ui import messages
from jobdesk.ui.form.drafts import Drafts
from jobdesk.ui.form.header import first_sentence


class Simple(Job):
    """Say hello.

    And more about it.
    """

    title = StringVar(min_length=2)
    count = IntegerVar(default=3)

    class Meta:
        name = "Simple"
        has_sensitive_variables = False

    def run(self, title, count):
        return title * count


class Secret(Job):
    title = StringVar()
    password = PasswordVar()

    class Meta:
        has_sensitive_variables = True

    def run(self, title, password):
        return title


class Rehearsed(Job):
    dryrun = DryRunVar()

    class Meta:
        has_sensitive_variables = False
        dryrun_default = True

    def run(self, dryrun):
        return dryrun


class FirstGeneration(Job):
    class Meta:
        has_sensitive_variables = False

    def run(self, data, commit):
        return commit


class Needy(Job):
    device = ObjectVar(model="dcim.Device")

    def run(self, device):
        return device


class Plain(Job):
    class Meta:
        has_sensitive_variables = False

    def run(self):
        return 1


def is_gone(dialog):
    return not shiboken6.isValid(dialog) or not dialog.isVisible()


def runs(session):
    return session.ready.results.recent(10)


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
    job = add_job(Secret)
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


def test_a_job_that_needs_objects_cannot_run(add_job, open_dialog):
    dialog = open_dialog(add_job(Needy))

    assert not dialog.footer.run.isEnabled()
    assert "needs the inventory, which is not part of this version" in (
        dialog.footer.reason.text()
    )


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
    assert dialog.footer.run.text() == "Run"
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
    dialog = open_dialog(add_job(Secret), {"title": "Bonn", "password": "hidden"})

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


def test_the_dry_run_of_the_job_stands_in_the_rail(add_job, open_dialog, qtbot, session):
    dialog = open_dialog(add_job(Rehearsed))
    assert "dryrun" not in dialog.form.fields
    assert dialog.rail.dry_run.isChecked()

    dialog.rail.dry_run.setChecked(False)
    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    (run,) = runs(session)
    assert run.inputs == {"dryrun": False}
    assert not run.options.dry_run


@pytest.mark.parametrize("commits", [True, False])
@pytest.mark.parametrize("default", [True, False])
def test_a_first_generation_job_has_a_commit_box(
    add_job, open_dialog, qtbot, session, commits, default
):
    job = replace(add_job(FirstGeneration), commit_default=default)
    dialog = open_dialog(job)
    assert dialog.rail.dry_run.text() == "Commit changes"
    assert dialog.rail.dry_run.isChecked() is default

    dialog.rail.dry_run.setChecked(commits)
    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    (run,) = runs(session)
    assert run.options.commit is commits


def test_a_job_without_dry_run_has_no_box_for_it(add_job, open_dialog):
    assert open_dialog(add_job(Simple)).rail.dry_run is None


def test_the_rail_chooses_queue_and_profile_and_tells_the_limits(
    add_job, open_dialog, qtbot, session
):
    job = add_job(Simple, job_queues=["default", "deploy"], time_limit=60.0)
    dialog = open_dialog(job, {"title": "Bonn"})
    assert dialog.rail.limits.text() == (
        "Limits: 0:54 soft, 1:00 hard. The soft one follows from the hard."
    )

    dialog.rail.queue.setCurrentIndex(1)
    dialog.rail.profile.setChecked(True)
    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    (run,) = runs(session)
    assert run.queue == "deploy"
    assert run.options.profile


def test_the_choice_of_queues_says_which_are_not_open(add_job, open_dialog, qtbot, session):
    job = add_job(Simple, job_queues=["default", "deploy", "night"])
    session.ready.queues.set_paused("deploy", True)
    session.ready.queues.set_draining("night", True)
    rail = open_dialog(job, {"title": "Bonn"}).rail

    wanted = ["default", "deploy (paused)", "night (draining)"]
    qtbot.waitUntil(lambda: [rail.queue.itemText(row) for row in range(3)] == wanted)
    assert not rail._queue_note.isVisible()
    rail.queue.setCurrentIndex(1)
    note = "deploy is paused: the run waits until the queue goes on."
    assert (rail._queue_note.text(), rail._queue_note.isVisible()) == (note, True)
    rail.queue.setCurrentIndex(2)
    assert rail.queue.accessibleDescription() == "night is draining: it takes no new runs."
    assert rail.options()["queue"] == "night"


def told(dialog):
    return [line.accessibleName() for line in dialog.rail._facts.values()]


def test_before_it_runs_the_rail_says_what_is_known(add_job, open_dialog, qtbot, session):
    job = add_job(Simple, is_singleton=True)
    results = session.ready.results
    for seconds in (20, 27, 90):
        no = finish(session, job, seconds)
        assert results.by_no(no).status is Status.SUCCESS

    dialog = open_dialog(job, {"title": "Bonn"})

    qtbot.waitUntil(lambda: "Usually takes 0:27" in told(dialog))
    assert "Inputs are kept with the run" in told(dialog)
    assert "One at a time: nothing else is running" in told(dialog)


def finish(session, job, seconds):
    from jobdesk.operations.runs import RunRequest, request_run

    run = request_run(session.ready, session.user, job.id, RunRequest({"title": "Bonn"}))
    begun = datetime.now(UTC) - timedelta(seconds=seconds)
    session.ready.results.mark_started(run.no, begun, "pid 1")
    session.ready.results.close(
        run.no, Ending(Status.SUCCESS, date_done=begun + timedelta(seconds=seconds))
    )
    return run.no


def test_a_sensitive_job_says_that_its_inputs_are_not_kept(add_job, open_dialog):
    assert "Inputs are not kept with the run" in told(open_dialog(add_job(Secret)))


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
