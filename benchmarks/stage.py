"""A real window in which a person acts, and how long each act kept it from its work."""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.gallery.quiet import until_quiet, work_for
from benchmarks.watchdog import Watchdog
from benchmarks.workspace import Workspace
from jobdesk.app import Program
from jobdesk.operations.services import Services
from jobdesk.ui.desk import Desk
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.session import Session

SIZE = (1440, 900)
WITNESS = "BENCH_WHY"  # stacks: what a long block did is told on stderr; time: how it was spent
_PROMISED_MS = 50.0
_POLL_MS = 10
_QUIET_MS = 250  # nothing more comes of an act
_WARM_MS = 2500  # what is warmed in idle time is warm
_PATIENCE_S = 30.0


class Stage:
    """The whole program on a workspace, its agent too.

    Attributes:
        found: the longest blocks of each act in milliseconds, by its name.
    """

    def __init__(
        self, app: QApplication, workspace: Workspace, *, is_brisk: bool = False
    ) -> None:
        """Open the window and wait for its jobs.

        Args:
            app: the application.
            workspace: what the window shows.
            is_brisk: go on as soon as nothing more comes of an act; a test has many of them.
        """
        self.workspace = workspace
        self._is_brisk = is_brisk
        self.program = Program(app, workspace.home)
        self.window: MainWindow = self.program.window
        self.session: Session = self.program.session
        self._dog = Watchdog(has_witness=os.environ.get(WITNESS) == "stacks")
        self._found: dict[str, list[float]] = {}
        self.window.resize(*SIZE)
        self.window.show()
        self.wait(lambda: self.session.services is not None, "the workspace is open")
        self.wait(lambda: self.session.agent_state == "ready", "the agent is there")
        self.wait(self.desk.jobs_page.head.refresh.isEnabled, "the first refresh is over")
        self.wait(lambda: self.desk.jobs_page.data.rows, "the jobs are there")
        self.rest(_WARM_MS)

    @property
    def desk(self) -> Desk:
        """What fills the window."""
        assert self.program.desk is not None
        return self.program.desk

    @property
    def services(self) -> Services:
        """The stores of the workspace."""
        return self.session.ready

    @property
    def page(self) -> QWidget | None:
        """What is in front."""
        return self.window.strip.current_page

    def act(
        self, name: str, do: Callable[[], object], until: Callable[[], object] | None = None
    ) -> None:
        """Do it as a click would, wait until it is there and all is quiet; note the block."""
        wrong: list[Exception] = []

        def do_it() -> None:
            try:
                do()
            except Exception as error:  # noqa: BLE001 - the window's own hook would take it
                wrong.append(error)

        self._dog.start()
        QTimer.singleShot(0, do_it)
        self.settle(_POLL_MS)
        if wrong:
            raise wrong[0]
        if until is not None:
            self.wait(until, name)
        self.rest(_QUIET_MS)
        self._dog.stop()
        self.note(name, self._dog.longest_ms)
        if os.environ.get(WITNESS) and self._dog.longest_ms > _PROMISED_MS:
            said = f"{self._dog.longest_ms:.0f} ms, {self._dog.worked_ms:.0f} of them work"
            print(f"\n=== {name}: {said}\n{self._dog.where}", file=sys.stderr, flush=True)

    def click_place(self, name: str) -> None:
        """Choose a place in the sidebar."""
        self.window.sidebar.place_chosen.emit(name)

    def note(self, name: str, blocked_ms: float) -> None:
        """Take a figure."""
        self._found.setdefault(name, []).append(blocked_ms)

    def wait(self, probe: Callable[[], object], what: str) -> None:
        """Let the window work until something is so; TimeoutError."""
        deadline = time.monotonic() + _PATIENCE_S
        while not probe():
            if time.monotonic() > deadline:
                raise TimeoutError(what)
            self.settle(_POLL_MS)

    def rest(self, milliseconds: int) -> None:
        """Let the window work until all is done that was begun, at most for so long."""
        if self._is_brisk:
            until_quiet(milliseconds, milliseconds)
        else:
            work_for(milliseconds)

    @staticmethod
    def settle(milliseconds: int) -> None:
        """Let the window work for a moment."""
        work_for(milliseconds)

    def found(self) -> dict[str, float]:
        """The longest block of each act."""
        return {name: max(blocks) for name, blocks in self._found.items()}

    def middle(self) -> dict[str, float]:
        """The usual block of acts that were done several times."""
        return {name: statistics.median(blocks) for name, blocks in self._found.items()}

    def close(self) -> None:
        """Close the window; its agent is the workspace's to end."""
        self.desk.live.running = self.desk.live.waiting = 0
        self.window.close()
        self.program.end()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_stage(home_of: Workspace, *, is_brisk: bool = False) -> Stage:
    """The application and its window; once in a process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    return Stage(app, home_of, is_brisk=is_brisk)


def root() -> Path:
    """Where the benchmarks are started."""
    return Path(__file__).resolve().parents[1]
