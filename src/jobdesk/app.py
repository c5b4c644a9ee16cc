"""Builds the window and starts it.

Law: before the first paint only Qt and the window's own files are imported; the database, the
agent's link and the event loop of qasync come after it.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from jobdesk import __version__
from jobdesk.paths import WorkspacePaths
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.session import Session
from jobdesk.ui.theme import make_application

if TYPE_CHECKING:
    import logging
    from collections.abc import Sequence

    from jobdesk.ui.crash import CrashHooks
    from jobdesk.ui.desk import Desk
    from jobdesk.ui.single_window import SingleWindow
    from jobdesk.ui.tidying import Tidying
    from jobdesk.ui.watching import JobFileWatch

# How long a busy thread may keep the interpreter while the window wants it: it asks anew each
# time it comes back from Qt. With Python's 5 ms a dozen of these waits made 60 ms of one act;
# with 0.5 ms hundreds of them, while hooks fired, were still half of each block (88 to 189 ms).
_SWITCH_S = 0.00002


def main(home: Path, *links: str) -> int:
    """Open the window on the workspace in `home`; returns the exit code.

    Where a window of it is open already, that one comes to the front and shows the links.
    """
    app = QApplication.instance() or make_application(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of application runs in this process")
    app.setApplicationName("JobDesk")
    app.setApplicationVersion(__version__)
    if _is_shown_elsewhere(home, links):
        return 0
    program = Program(app, home.absolute(), links)
    program.window.show()
    code = app.exec()
    program.end()
    return code


def _is_shown_elsewhere(home: Path, links: Sequence[str]) -> bool:
    """An open window has taken it over; a look at one file where there is none."""
    try:
        text = WorkspacePaths(home).window_lock.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    if not _may_be_open(text):
        return False
    from jobdesk.ui.single_window import hand_over

    return hand_over(home, links)


def _may_be_open(text: str) -> bool:
    """What the lock says may be true: after a kill, too, the first paint waits for nobody."""
    pid = text.partition("pid: ")[2].partition("\n")[0]
    if not text.partition("socket: ")[2].strip() or not pid.isdecimal():
        return False
    if sys.platform == "win32":  # there is no question that does no harm
        return True
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


class Program(QObject):
    """The window and what starts after its first paint."""

    def __init__(self, app: QApplication, home: Path, links: Sequence[str] = ()) -> None:
        super().__init__(app)
        self._links = links
        self._single: SingleWindow | None = None
        self._app = app
        self._watch: JobFileWatch | None = None
        self._log: logging.Handler | None = None
        self._hooks: CrashHooks | None = None
        self._tidying: Tidying | None = None
        self.desk: Desk | None = None
        self.session = Session(home, self)
        self.session.theming.start(app)
        self.window = MainWindow(self.session)
        self.window.first_painted.connect(self.start)
        self.session.loaded.connect(self._on_loaded)

    @Slot()
    def start(self) -> None:
        """Begin what was left for after the first paint."""
        sys.setswitchinterval(_SWITCH_S)
        from jobdesk.ui import background
        from jobdesk.ui.crash import CrashHooks
        from jobdesk.ui.desk import Desk

        self._hooks = CrashHooks(self)
        self._hooks.install()
        self.desk = Desk(self.window, self.session)
        background.start_loop(self._app)
        self._start_log()
        if self.session.paths.home.is_dir() and not self._be_the_window():
            return
        self.desk.links.open(self._links)
        self.session.load()

    def _be_the_window(self) -> bool:
        """Hear of later starts; one that came a moment earlier takes over instead."""
        from jobdesk.ui.single_window import SingleWindow, hand_over

        if self._single is None:
            self._single = SingleWindow(self.session.paths.home, self)
            self._single.asked.connect(self._on_asked)
        if not self._single.begin() and hand_over(self.session.paths.home, self._links):
            self.window.close()
            return False
        return True

    @Slot(list)
    def _on_asked(self, links: list[str]) -> None:
        """Another start: come to the front and show what it was given."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if self.desk is not None:
            self.desk.links.open(links)

    def _start_log(self) -> None:
        from jobdesk.jobs.redaction import redact
        from jobdesk.logging_setup import start_logging

        folder = WorkspacePaths(self.session.paths.home).program_logs
        try:
            self._log = start_logging(folder, "window", redact)
        except OSError:
            self._log = None  # the workspace itself will say that it cannot be written

    @Slot()
    def _on_loaded(self) -> None:
        """Reach the agent and watch the job files; once, however often the workspace loads."""
        if self.session.link is not None:
            return
        self._be_the_window()
        from jobdesk.runner.link import AgentLink
        from jobdesk.ui.tidying import Tidying
        from jobdesk.ui.warming import Warming
        from jobdesk.ui.watching import JobFileWatch

        link = AgentLink(self.session.paths, self)
        self.session.attach(link)
        link.connect_to_agent()
        self._watch = JobFileWatch(self.session, self)
        self._watch.changed.connect(self._on_files_changed)
        self._watch.start()
        self._refresh()
        self._warming = Warming(self)
        # Modules, tables and widgets stay for good. Looked through by the collector again and
        # again they cost a pause of 50 ms every few seconds while a log comes in.
        gc.freeze()
        self._tidying = Tidying(self)

    @Slot()
    def _on_files_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        if self.desk is not None:
            self.desk.commands.refresh(quietly=True)

    def end(self) -> None:
        """Stop threads, close the stores; runs are the agent's and go on."""
        from jobdesk.ui import background

        if self._single is not None:
            self._single.end()  # first: who starts now waits for nobody who is leaving
        if self._watch is not None:
            self._watch.stop()
        if self._tidying is not None:
            self._tidying.stop()
        background.shut_down()
        if self.session.services is not None:
            self.session.services.close()
        if self._log is not None:
            from jobdesk.logging_setup import stop_logging

            stop_logging(self._log)
        if self._hooks is not None:
            self._hooks.uninstall()
