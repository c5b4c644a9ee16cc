"""Screens of the search in all runs."""

import sqlite3
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget
from tests.support.run_desk import RunDesk

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.run_data import FAILED_LOG, INPUTS, log_rows
from benchmarks.gallery.run_parts import desk_of
from jobdesk.models.records import Status
from jobdesk.ui.find.asked import Asked
from jobdesk.ui.find.page import FindPage
from jobdesk.ui.main_window import RUNS

QUERY = '"host key" or authentication'
_JOBS = ("Backup configurations", "New branch site", "Check port descriptions")


def _runs(runs: RunDesk, count: int = 40) -> None:
    jobs = [runs.job(name, name.replace(" ", "")) for name in _JOBS]
    for at in range(count):
        age = timedelta(minutes=3 + 47 * (count - 1 - at))
        runs.start = datetime.now(UTC) - age
        no = runs.ask(jobs[at * 7 % 3], INPUTS, user="m.rossi").no
        runs.begin(no)
        runs.append(no, FAILED_LOG if at % 9 == 4 else log_rows(at * 29, 40 + at * 3))
        if at < count - 1:
            failed = at % 9 == 4
            status = Status.FAILURE if failed else Status.REVOKED if at % 13 == 7 else None
            runs.end(no, status or Status.SUCCESS, seconds=4.2 + at * 7 % 181)
        _date(runs, no, runs.start)


def _date(runs: RunDesk, no: int, when: datetime) -> None:
    """The history was not made just now."""
    with sqlite3.connect(runs.paths.desk_db) as connection:
        (kept,) = connection.execute(
            "SELECT date_created FROM job_result WHERE no = ?", (no,)
        ).fetchone()
        value = int(when.timestamp() * 1_000_000) if isinstance(kept, int) else when
        connection.execute("UPDATE job_result SET date_created = ? WHERE no = ?", (value, no))


def _page(camera: Camera, asked: Asked | None = None) -> tuple[Camera, FindPage]:
    own, _ = desk_of(camera, _runs)
    own.desk.show_place(RUNS)
    own.desk.actions["find.all"].trigger()
    page = own.window.strip.current_page
    own.settle()
    if asked is not None:
        page.ask(asked)
        own.settle(1500)
    return own, page


def before(camera: Camera) -> QWidget:
    """Nothing was asked yet."""
    own, _ = _page(camera)
    return own.window


def results(camera: Camera) -> QWidget:
    """Lines of several runs; one of them is current, one run is closed."""
    own, page = _page(camera, Asked(QUERY))
    page.list.setFocus()
    page.list.set_folded(1, is_folded=True)
    page.list.choose(page.model.found.head_of(3) + 1)
    return own.window


def scoped(camera: Camera) -> QWidget:
    """Many lines of a few runs."""
    asked = Asked("read -debug", job_id="x", status="Completed", period="7 days")
    own, _ = desk_of(camera, _runs)
    job = next(job for job in own.services.jobs.all() if job.name == _JOBS[0])
    own.desk.show_place(RUNS)
    own.desk.actions["find.all"].trigger()
    page = own.window.strip.current_page
    page.ask(Asked(asked.text, False, False, job.id, job.name, asked.status, asked.period))
    own.settle(1500)
    page.list.setFocus()
    page.list.choose(2)
    page.list.verticalScrollBar().setValue(610)
    page.list.choose(page.model.found.head_of(1) + 9)
    return own.window


def nothing(camera: Camera) -> QWidget:
    """No line matches in this scope."""
    own, _ = _page(camera, Asked("kernel panic", status="Failed", period="Today"))
    return own.window


def wrong(camera: Camera) -> QWidget:
    """The text is no query; what was found last stays."""
    own, page = _page(camera, Asked(QUERY))
    page.ask(Asked(QUERY + " (level:loud"))
    return own.window


SCREENS = {
    "09-find-before": before,
    "09-find-results": results,
    "09-find-scoped": scoped,
    "09-find-nothing": nothing,
    "09-find-wrong": wrong,
}
