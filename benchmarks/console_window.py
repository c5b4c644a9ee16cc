"""How long the window is blocked by what a person does; prints milliseconds as JSON.

Run as a module, without other work on the machine: what is counted is what its thread worked
between two beats of a timer.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from benchmarks.filtering import make_record
from benchmarks.gallery.camera import Camera
from benchmarks.gallery.workspace import make_workspace
from jobdesk.ui import background
from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.rows import make_rows
from jobdesk.ui.theme import apply_theme

_BEAT_MS = 2
_SETTLE_MS = 700
_JOBS = 10_000


class Beats(QObject):
    """The longest work between two turns of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._last = self._longest = 0.0

    def longest(self, step: Callable[[], object]) -> float:
        """Do it in a turn of its own, wait until all is quiet; milliseconds."""
        loop = QEventLoop()
        self._last, self._longest = time.thread_time(), 0.0
        self._timer.start()
        QTimer.singleShot(0, step)
        QTimer.singleShot(_SETTLE_MS, loop.quit)
        loop.exec()
        self._timer.stop()
        return self._longest * 1000

    @Slot()
    def _on_timeout(self) -> None:
        now = time.thread_time()
        self._longest = max(self._longest, now - self._last)
        self._last = now


def main() -> int:
    """Measure all; the figures on stdout."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    apply_theme(app, "light")
    beats = Beats()
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "measured"
        services = make_workspace(home)
        camera = Camera(services, home)
        page = camera.desk.jobs_page
        import_module("jobdesk.ui.runs.page")  # the window does that while it is idle
        no = services.results.recent(1)[0].no
        found["block_run_page"] = beats.longest(lambda: camera.desk.opener.open_run(no))
        found["block_theme"] = beats.longest(lambda: apply_theme(app, "dark"))
        camera.desk.show_place("Jobs")
        rows = make_rows([make_record(number) for number in range(_JOBS)], [])
        shown = beats.longest(lambda: page.show_data(JobsData(rows)))
        typed = beats.longest(lambda: page.filter.search.setText("verify"))
        found["block_jobs_10k"] = max(shown, typed)
        camera.close()
        background.shut_down()
        services.close()
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
