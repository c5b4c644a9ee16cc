"""Takes one picture of a screen: waits for its data, then grabs it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from jobdesk.operations.services import Services
from jobdesk.operations.users import current_actor
from jobdesk.ui.desk import Desk
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.session import Session
from jobdesk.ui.turns import Turns

SIZE = (1440, 900)
_JOBS_TRIES = 200
_LAYOUT_TURNS = 4
_QUIET_MS = 400  # nothing more comes from the stores after that


class Camera:
    """What a screen is given: a window on the workspace, and time to settle.

    A screen is a function `(camera) -> QWidget`; the widget returned is pictured.
    """

    def __init__(self, services: Services, home: Path, quiet_ms: int = _QUIET_MS) -> None:
        self._quiet_ms = quiet_ms
        self.services = services
        self.at_close: list[Callable[[], None]] = []
        self.session = Session(home)
        self.window = MainWindow(self.session)
        self.window.resize(*SIZE)
        self.desk = Desk(self.window, self.session)
        self.session.use(services, current_actor(services))
        self.session.set_agent_state("ready")
        self.window.show()
        self._wait_for_jobs()
        self.settle()

    def _wait_for_jobs(self) -> None:
        """On a busy machine the first read of the jobs takes longer than a moment."""
        for _ in range(_JOBS_TRIES):
            if self.desk.jobs_page.counts:
                return
            self.settle(50)

    def settle(self, milliseconds: int = 0) -> None:
        """Let the event loop work for a moment; what is built in turns is built now."""
        for turns in self.window.findChildren(Turns):
            turns.finish()
        loop = QEventLoop()
        QTimer.singleShot(milliseconds or self._quiet_ms, loop.quit)
        loop.exec()

    def job_id(self, class_path: str) -> str:
        """The id of a job of the workspace."""
        record = self.services.jobs.by_class_path(class_path)
        if record is None:
            raise LookupError(class_path)
        return record.id

    def take(self, screen: Callable[["Camera"], QWidget], file: Path) -> None:
        """Picture a screen into a file."""
        widget = screen(self)
        self.settle()
        for _ in range(_LAYOUT_TURNS):  # what came last is in its place, too
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        file.parent.mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(file))

    def close(self) -> None:
        """Put the window away."""
        self.desk.live.running = self.desk.live.waiting = 0
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents()
        for step in self.at_close:
            step()
