"""Screens of the history of runs."""

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget
from tests.support.run_desk import RunDesk

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.run_data import INPUTS, log_rows
from benchmarks.gallery.run_parts import desk_of
from jobdesk.models.records import Progress, Status
from jobdesk.ui.main_window import RUNS


def _sixty(runs: RunDesk) -> None:
    jobs = [
        runs.job(name, name.replace(" ", ""))
        for name in ("Backup configurations", "New branch site", "Check port descriptions")
    ]
    for at in range(60):
        runs.start = datetime.now(UTC) - timedelta(minutes=7 + 53 * (59 - at))
        no = runs.ask(jobs[at * 7 % 3], INPUTS, user=("m.rossi", "k.tanaka")[at % 2]).no
        if at == 59:
            continue
        runs.begin(no)
        progress = Progress(318, 512, "now ber-acc-19") if at == 58 else None
        runs.append(no, log_rows(at * 20, 20 + at), progress=progress)
        if at < 58:
            status, reason = Status.SUCCESS, ""
            if at % 11 == 3:
                status, reason = Status.FAILURE, "LookupError: no such interface"
            elif at % 17 == 5:
                status, reason = Status.REVOKED, "cancelled by m.rossi"
            elif at == 40:
                status, reason = Status.FAILURE, "worker lost: killed by signal 9"
            runs.end(no, status, seconds=4.2 + at * 7 % 181, reason=reason)


def history(camera: Camera) -> QWidget:
    """Sixty runs of three jobs."""
    own, _ = desk_of(camera, _sixty)
    own.desk.show_place(RUNS)
    own.settle()  # the pane reads the chosen run when the rows are there
    return own.window


def history_empty(camera: Camera) -> QWidget:
    """No run yet."""
    own, _ = desk_of(camera)
    own.desk.jobs_page.show_data(own.desk.jobs_page.data)
    own.desk.show_place(RUNS)
    return own.window


def history_deleted(camera: Camera) -> QWidget:
    """Three runs were deleted; for ten seconds they can be had back. Another one is new."""
    window = history(camera)
    camera.settle()
    page = window.strip.current_page
    page.table.selectRow(3)
    page.table.select([54, 53])
    page.delete_selected()
    camera.settle()
    page.table.flashes.note(59)
    return window


SCREENS = {
    "07-runs": history,
    "07-runs-deleted": history_deleted,
    "07-runs-empty": history_empty,
}
