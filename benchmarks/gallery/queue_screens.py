"""Screens of the queue board: busy, paused, draining, empty."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget
from tests.support.run_desk import RunDesk

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.run_parts import desk_of
from jobdesk.models.records import Claim, RunOptions
from jobdesk.operations.queues import change_queue
from jobdesk.ui.main_window import QUEUES

_NAMES = ("Backup configurations", "Deploy NTP and syslog", "Verify primary IP addresses")
_USERS = ("m.rossi", "k.tanaka", "schedule")


def _fill(runs: RunDesk, waiting: int) -> None:
    jobs = [runs.job(name, name.replace(" ", "")) for name in _NAMES]
    services, user = runs.services, runs.session.user
    services.queues.ensure(["backup", "deploy", "night"])
    claim = Claim(1, 1.0, datetime.now(UTC))
    for at in range(waiting):
        queue = ("default", "backup", "default", "deploy")[at % 4]
        options = RunOptions(queue, 300.0, 600.0)
        asked = jobs[at % 3], _USERS[at % 3], {}, False
        no = services.results.create(*asked, options).no
        if at < 2:
            services.results.claim(no, claim)
            services.results.mark_started(no, runs.start, "worker 1")
    change_queue(services, user, "backup", concurrency=1)
    change_queue(services, user, "deploy", paused=True)
    change_queue(services, user, "night", draining=True)


def _board(camera: Camera, waiting: int, name: str) -> QWidget:
    own, runs = desk_of(camera)
    _fill(runs, waiting)
    own.desk.show_place(QUEUES)
    own.settle()
    page = own.window.strip.current_page
    page.choose(name)
    own.settle()
    page.lane.waiting.setCurrentIndex(page.lane.waiting.runs.index(1))
    page.lane.waiting.setFocus()
    return own.window


def busy(camera: Camera) -> QWidget:
    """Two runs, many that wait."""
    return _board(camera, 480, "default")


def paused(camera: Camera) -> QWidget:
    """A queue that somebody has paused."""
    return _board(camera, 24, "deploy")


def drained(camera: Camera) -> QWidget:
    """A queue that takes no new runs and has none."""
    return _board(camera, 8, "night")


def empty(camera: Camera) -> QWidget:
    """No queue yet."""
    own, _ = desk_of(camera)
    own.desk.show_place(QUEUES)
    own.desk.first_run.hide()
    return own.window


SCREENS = {
    "16-queues-busy": busy,
    "16-queues-paused": paused,
    "16-queues-drained": drained,
    "16-queues-empty": empty,
}
