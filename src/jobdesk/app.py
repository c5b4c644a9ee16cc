"""Builds the window and starts it.

Law: before the first paint only Qt and the window's own files are imported; the database, the
agent's link and the event loop of qasync come after it.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from jobdesk import __version__
from jobdesk.paths import WorkspacePaths
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.session import Session
from jobdesk.ui.theme import make_application

if TYPE_CHECKING:
    import logging

    from jobdesk.ui.crash import CrashHooks
    from jobdesk.ui.desk import Desk
    from jobdesk.ui.tidying import Tidying
    from jobdesk.ui.watching import JobFileWatch


def main(home: Path) -> int:
    """Open the window on the workspace in `home`; returns the exit code."""
    app = QApplication.instance() or make_application(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of application runs in this process")
    app.setApplicationName("JobDesk")
    app.setApplicationVersion(__version__)
    program = Program(app, home.absolute())
    program.window.show()
    code = app.exec()
    program.end()
    return code


class Program(QObject):
    """The window and what starts after its first paint."""

    def __init__(self, app: QApplication, home: Path) -> None:
        super().__init__(app)
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
        gc.enable()  # off since the front door
        from jobdesk.ui import background
        from jobdesk.ui.crash import CrashHooks
        from jobdesk.ui.desk import Desk

        self._hooks = CrashHooks(self)
        self._hooks.install()
        self.desk = Desk(self.window, self.session)
        background.start_loop(self._app)
        self._start_log()
        self.session.load()

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
