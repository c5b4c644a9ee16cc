"""The real window as a process that does what it is told: `python -m benchmarks.viewer HOME`.

A command is a JSON line on stdin, an answer one on stdout. Commands are generators that yield
what they wait for, so no event loop is nested. Times are `time.time()`, as in log entries.
"""

import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from benchmarks.eyes import Eyes
from jobdesk.app import Program
from jobdesk.ui.desk import Desk
from jobdesk.ui.log.view import LogView
from jobdesk.ui.runs.page import RunPage

_SIZE = (1440, 900)
_PUMP_MS = 5
Steps = Generator[Callable[[], object], None, Any]


class Viewer(QObject):
    """Carries out one command after the other."""

    _heard = Signal(str)  # from the thread that reads stdin

    def __init__(self, program: Program, eyes: Eyes) -> None:
        super().__init__(program)
        self._program = program
        self._eyes = eyes
        self._steps: Steps | None = None
        self._is_ready: Callable[[], object] = bool
        self._pump = QTimer(self, interval=_PUMP_MS)
        self._pump.timeout.connect(self._on_pump_timeout)
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()
        eyes.painted.connect(self._on_pump_timeout, Qt.ConnectionType.QueuedConnection)

    def _listen(self) -> None:
        for line in sys.stdin:
            self._heard.emit(line)
        os._exit(0)  # who drove this window is gone

    @Slot(str)
    def _on_heard(self, line: str) -> None:
        command = json.loads(line)
        self._steps = self._begin(**command)
        self._advance()

    def _begin(self, do: str, **fields: Any) -> Steps:
        return (yield from getattr(self, f"do_{do}")(**fields))

    @Slot()
    def _on_pump_timeout(self) -> None:
        if self._steps is not None and self._is_ready():
            self._advance()

    def _advance(self) -> None:
        assert self._steps is not None
        try:
            self._is_ready = next(self._steps)
            self._pump.start()
        except StopIteration as end:
            self._answer({"value": end.value})
        except Exception as error:  # noqa: BLE001 - a border: the benchmark that asked is told
            self._answer({"error": repr(error)})

    def _answer(self, answer: dict[str, Any]) -> None:
        self._steps = None
        self._pump.stop()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    # Commands

    def do_ready(self) -> Steps:
        """Wait until workspace and agent are there and the first refresh is over."""
        session = self._program.session
        yield lambda: session.services is not None and session.agent_state == "ready"
        yield self._desk.jobs_page.head.refresh.isEnabled
        yield self._after(0.5)
        return True

    def do_open(self, no: int) -> Steps:
        """Show a run and stay there."""
        self._desk.opener.open_run(no)
        yield lambda: self._view() is not None
        return True

    def do_watch(self) -> Steps:
        """Note beats, paints and ticks from now on; answers at once."""
        self._eyes.open(self._program.session)
        yield lambda: True
        return True

    def do_report(self) -> Steps:
        """What was seen since `watch`."""
        self._eyes.close()
        yield lambda: True
        return self._eyes.report()

    def do_time_open(self, no: int, lines: int) -> Steps:
        """Milliseconds from the wish for a run to its painted lines; then its tab is closed."""
        began = self._eyes.expect(lines)
        self._desk.opener.open_run(no)
        yield lambda: self._eyes.met
        taken = (self._eyes.met - began) * 1000
        self._program.window.strip.close_current()
        yield self._after(0.1)
        return taken

    def do_time_jumps(self, no: int, lines: int, rows: list[int]) -> Steps:
        """Milliseconds from each wish for a row to its paint."""
        self._eyes.expect(lines)
        self._desk.opener.open_run(no)
        yield lambda: self._eyes.met
        view = self._view()
        assert view is not None
        yield self._after(0.3)
        taken: list[float] = []
        for row in rows:
            began = self._eyes.expect(lines)
            view.scroll_to(row)
            yield lambda: self._eyes.met
            taken.append((self._eyes.met - began) * 1000)
        self._program.window.strip.close_current()
        return taken

    def do_time_search(self, no: int, lines: int, text: str) -> Steps:
        """Milliseconds to all hits by the window's own search; and how many there were."""
        from jobdesk.models.stores.search import LogSearch
        from jobdesk.ui.log.expression import SafeExpression
        from jobdesk.ui.log.query import LogQuery
        from jobdesk.ui.log.source import FilteredSource

        services = self._program.session.ready
        path = services.paths.logs_db
        source = FilteredSource(services.logs, lambda: LogSearch(path, SafeExpression), no)
        ended: list[float] = []

        def on_advanced() -> None:
            if source.is_complete and not ended:
                ended.append(time.perf_counter())

        source.advanced.connect(on_advanced)
        began = time.perf_counter()
        source.search(LogQuery(text=text), lines)
        yield lambda: ended
        hits = source.count
        source.stop()
        return [(ended[0] - began) * 1000, hits]

    def do_time_scan(self, no: int, lines: int, text: str) -> Steps:
        """Milliseconds of one LIKE in SQL over the same lines; and how many hits."""
        import sqlite3

        from benchmarks.limits import like_scan

        path = self._program.session.paths.logs_db
        with contextlib.closing(sqlite3.connect(path)) as connection:
            began = time.perf_counter()
            hits = like_scan(connection, (no << 32, (no << 32) + lines), text)
            taken = (time.perf_counter() - began) * 1000
        yield lambda: True
        return [taken, len(hits)]

    # Help

    @property
    def _desk(self) -> Desk:
        if self._program.desk is None:
            raise RuntimeError("the window was not painted yet")
        return self._program.desk

    def _view(self) -> LogView | None:
        page = self._program.window.strip.current_page
        return page.log.view if isinstance(page, RunPage) else None

    @staticmethod
    def _after(seconds: float) -> Callable[[], bool]:
        due = time.monotonic() + seconds
        return lambda: time.monotonic() >= due


def main(home: Path) -> int:
    """Open the window on this workspace."""
    app = QApplication(sys.argv[:1])
    eyes = Eyes(app)
    program = Program(app, home)
    viewer = Viewer(program, eyes)
    program.window.resize(*_SIZE)
    program.window.show()
    code = app.exec()
    del viewer
    program.end()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
