"""Takes one picture of a screen: waits for its data, then grabs it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.gallery.quiet import hurry, work_for
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


@dataclass(frozen=True, slots=True)
class _Opened:
    session: Session
    window: MainWindow
    desk: Desk


class Camera:
    """What a screen is given: a window on the workspace, and time to settle.

    A screen is a function `(camera) -> QWidget`; the widget returned is pictured. The window is
    opened when it is first asked for: many screens have one of their own.
    """

    def __init__(self, services: Services, home: Path, *, is_brisk: bool = False) -> None:
        """Open nothing yet.

        Args:
            services: what it is about.
            home: the folder of the workspace.
            is_brisk: go on as soon as nothing more is under way; tests look at hundreds of
                screens. A picture takes its time.
        """
        self.services = services
        self.at_close: list[Callable[[], None]] = []
        self._home = home
        self._is_brisk = is_brisk
        self._opened: _Opened | None = None

    @property
    def session(self) -> Session:
        """What the window is on."""
        return self._shown().session

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self._shown().window

    @property
    def desk(self) -> Desk:
        """What fills it."""
        return self._shown().desk

    def _shown(self) -> _Opened:
        if self._opened is None:
            session = Session(self._home)
            window = MainWindow(session)
            window.resize(*SIZE)
            self._opened = _Opened(session, window, Desk(window, session))
            session.use(self.services, current_actor(self.services))
            session.set_agent_state("ready")
            window.show()
            self._wait_for_jobs(self._opened.desk)
            self.settle()
        return self._opened

    def _wait_for_jobs(self, desk: Desk) -> None:
        """On a busy machine the first read of the jobs takes longer than a moment."""
        for _ in range(_JOBS_TRIES):
            if desk.jobs_page.counts:
                return
            self.settle(50)

    def beside(self, services: Services, home: Path) -> "Camera":
        """Another window, on another workspace."""
        return Camera(services, home, is_brisk=self._is_brisk)

    def settle(self, milliseconds: int = _QUIET_MS) -> None:
        """Let the event loop work for a moment; what is built in turns is built now."""
        if self._opened is not None:
            for turns in self._opened.window.findChildren(Turns):
                turns.finish()
        if self._is_brisk:
            hurry()
        else:
            work_for(milliseconds)

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
        if self._opened is not None:
            self.desk.live.running = self.desk.live.waiting = 0
            self.window.close()
            self.window.deleteLater()
            QApplication.sendPostedEvents()
        for step in self.at_close:
            step()
