"""What the host writes to desk.db while runs go on: one thread, in order, repeated until done.

A window that holds desk.db for a moment delays neither the recorder nor the main thread.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from jobdesk.models.records import ResultNo, RunTail
from jobdesk.runner.close import EndingStore, close_run, worker_name

_log = logging.getLogger(__name__)

_RETRY_S = 0.5


class RegisterStore(EndingStore, Protocol):
    """What the registrar needs of the result store."""

    def mark_started(self, no: ResultNo, date_started: datetime, worker: str) -> bool:
        """A worker runs it now; False when it was not waiting any more."""
        ...


@dataclass(frozen=True, slots=True)
class Closing:
    """A run whose last word is recorded."""

    tail: RunTail
    run_dir: Path
    keep_inputs: bool
    peak: int = 0


class Registrar(QObject):
    """Marks runs started and closes them; its methods may be called from any thread.

    Signals (emitted by the registrar's thread):
        run_marked(no): desk.db says STARTED.
        run_closed(no): desk.db has the end state and the journal is gone.
    """

    run_marked = Signal(int)
    run_closed = Signal(int)

    def __init__(self, results: RegisterStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results = results
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="registrar", daemon=True)

    def start(self) -> None:
        """Begin to work off what comes."""
        self._thread.start()

    def stop(self) -> None:
        """Do what is waiting, once, and end the thread; the rest is found at the next start."""
        self._stopping.set()
        self._tasks.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def mark_started(self, tail: RunTail) -> None:
        """Write that a worker runs it."""

        def task() -> None:
            started_at = tail.started_at
            if started_at is not None:
                self._results.mark_started(tail.no, started_at, worker_name(tail.worker_pid))
            self.run_marked.emit(tail.no)

        self._tasks.put(task)

    def close(self, closing: Closing) -> None:
        """Write the end state and clear the run's folder."""

        def task() -> None:
            close_run(
                self._results,
                closing.tail,
                closing.run_dir,
                keep_inputs=closing.keep_inputs,
                peak=closing.peak,
            )
            self.run_closed.emit(closing.tail.no)

        self._tasks.put(task)

    def call(self, task: Callable[[], None]) -> None:
        """Do something else of the kind, in its turn."""
        self._tasks.put(task)

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            while not self._is_done(task) and not self._stopping.wait(_RETRY_S):
                pass

    def _is_done(self, task: Callable[[], None]) -> bool:
        try:
            task()
        except Exception:  # noqa: BLE001 - a border: the store may be locked or full; the others wait
            _log.exception("desk.db could not be written; trying again")
            return False
        return True
