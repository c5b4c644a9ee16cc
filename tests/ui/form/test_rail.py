"""The rail of the run dialog: how a run is executed, and what is known before it runs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea
from tests.ui.form.sample_jobs import FirstGeneration, Locked, Rehearsed, Simple, runs

from jobdesk.models.plans import Ending
from jobdesk.models.records import Status
from jobdesk.operations.runs import RunRequest, request_run


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


def test_nothing_that_the_rail_tells_is_cut_in_a_low_dialog(add_job, open_dialog, qtbot):
    dialog = open_dialog(add_job(Rehearsed))
    rail = dialog.rail
    dialog.resize(dialog.minimumSize())
    rail.tell("lacking", "warning", "It uses names that JobDesk lacks. " * 12)

    def cut():
        labels = [one for one in rail.findChildren(QLabel) if one.isVisible() and one.text()]
        return [one for one in labels if one.height() < one.heightForWidth(one.width())]

    bar = rail.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and not cut())


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


def test_who_waits_before_it_is_told_and_told_again(add_job, open_dialog, qtbot, session):
    job = add_job(Simple)
    rail = open_dialog(job, {"title": "Bonn"}).rail
    for _ in range(4):
        wait(session, job)

    session.results_changed.emit()
    qtbot.waitUntil(lambda: rail._queue_note.text() == "4 runs wait before it.")
    session.ready.queues.set_paused("default", True)
    session.results_changed.emit()

    note = "default is paused: the run waits until the queue goes on. 4 runs wait before it."
    qtbot.waitUntil(lambda: rail._queue_note.text() == note)
    assert rail.queue.itemText(0) == "default (paused)"


def wait(session, job):
    request_run(session.ready, session.user, job.id, RunRequest({"title": "Bonn"}))


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


def test_a_run_that_takes_no_time_is_not_told_as_zero(add_job, open_dialog, qtbot, session):
    job = add_job(Simple)
    finish(session, job, 0.2)

    dialog = open_dialog(job, {"title": "Bonn"})

    qtbot.waitUntil(lambda: "Usually takes less than a second" in told(dialog))


def finish(session, job, seconds):
    run = request_run(session.ready, session.user, job.id, RunRequest({"title": "Bonn"}))
    begun = datetime.now(UTC) - timedelta(seconds=seconds)
    session.ready.results.mark_started(run.no, begun, "pid 1")
    session.ready.results.close(
        run.no, Ending(Status.SUCCESS, date_done=begun + timedelta(seconds=seconds))
    )
    return run.no


def test_a_sensitive_job_says_that_its_inputs_are_not_kept(add_job, open_dialog):
    assert "Inputs are not kept with the run" in told(open_dialog(add_job(Locked)))
