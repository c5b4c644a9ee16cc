"""Screens of the frame: Jobs, a job's tab, first run, states of the agent, crash."""

from PySide6.QtWidgets import QWidget

from benchmarks.gallery.admin_screens import forget_typed
from benchmarks.gallery.camera import Camera
from jobdesk.ui import messages
from jobdesk.ui.about import AboutDialog
from jobdesk.ui.crash import CrashDialog
from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.tasks import tasks

VERIFY = "verify_inventory.VerifyInventory"


def jobs(camera: Camera) -> QWidget:
    """The Jobs page on a job with runs."""
    camera.desk.jobs_page.choose(camera.job_id(VERIFY))
    return camera.window


def jobs_review(camera: Camera) -> QWidget:
    """A job that nobody has reviewed."""
    camera.desk.jobs_page.choose(camera.job_id("demonstrations.SignIn"))
    return camera.window


def jobs_broken(camera: Camera) -> QWidget:
    """A file that does not load, the agent away."""
    page = camera.desk.jobs_page
    page.table.choose(next(row.key for row in page.data.rows if row.broken is not None))
    camera.session.set_agent_state("unreachable")
    return camera.window


def jobs_nothing_found(camera: Camera) -> QWidget:
    """A search without a hit."""
    camera.desk.jobs_page.filter.search.setText("hamburg")
    return camera.window


def job_settings(camera: Camera) -> QWidget:
    """Code and override side by side, with changes not saved."""
    forget_typed(camera)
    camera.desk.opener.open_job_settings(camera.job_id(VERIFY))
    camera.settle()
    page = camera.window.strip.current_page
    page.form.fields["hidden"].editor.click()
    return camera.window


def job_code(camera: Camera) -> QWidget:
    """The source to read before enabling."""
    camera.desk.opener.open_job_code(camera.job_id("demonstrations.SignIn"))
    return camera.window


def first_run(camera: Camera) -> QWidget:
    """An empty workspace."""
    camera.desk.jobs_page.show_data(JobsData())
    return camera.window


def error(camera: Camera) -> QWidget:
    """An error that stays, the agent starting."""
    camera.session.set_agent_state("starting")
    messages.show_error("The disk is full. Free some space, then try again.", "details")
    return camera.window


def offer(camera: Camera) -> QWidget:
    """Something was done without a question, and can be undone for ten seconds."""
    messages.offer_undo("The view “Nightly” is deleted.", lambda: None)
    return camera.window


def crash(camera: Camera) -> QWidget:
    """The crash dialog."""
    try:
        _ = 1 / 0
    except ZeroDivisionError as fault:
        import traceback

        details = "".join(traceback.format_exception(fault))
    dialog = CrashDialog("ZeroDivisionError: division by zero", details, camera.window)
    dialog.show()
    return dialog


def keys(camera: Camera) -> QWidget:
    """All shortcuts."""
    camera.desk.actions["keys"].trigger()
    return camera.desk.frame.keys_window


def about(camera: Camera) -> QWidget:
    """Versions to copy."""
    camera.desk.actions["about"].trigger()
    return camera.window.findChild(AboutDialog)


def tasks_under_way(camera: Camera) -> QWidget:
    """Long work in the status line, the sidebar narrow."""
    camera.window.sidebar.set_shape(True, 212)
    tasks().begin("Saving run-18-log.txt", camera.window, camera.window.close).advance(0.42)
    tasks().begin("Refreshing jobs", camera.window)
    camera.desk.frame.task_bar._show()
    return camera.window


def tasks_list(camera: Camera) -> QWidget:
    """All that goes on, with a way out of each."""
    task = tasks().begin("Saving run-18-files.zip", camera.window, camera.window.close)
    task.advance(0.42)
    tasks().begin("Saving the settings of 400 jobs", camera.window)
    tasks().begin("Reading inventory.csv", camera.window, camera.window.close).advance(0.8)
    bar = camera.desk.frame.task_bar
    bar._show()
    camera.settle()
    bar.open_list()
    return bar.list


SCREENS = {
    "01-jobs": jobs,
    "01-jobs-review": jobs_review,
    "01-jobs-broken": jobs_broken,
    "01-jobs-nothing-found": jobs_nothing_found,
    "02-job-settings": job_settings,
    "02-job-code": job_code,
    "12-first-run": first_run,
    "14-error": error,
    "14-offer": offer,
    "15-crash": crash,
    "16-keys": keys,
    "16-about": about,
    "17-tasks": tasks_under_way,
    "17-tasks-list": tasks_list,
}
