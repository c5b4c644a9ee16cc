"""Journals and console files become rows: one thread, one transaction per poll for all runs.

The database is the truth; the signals are hints. Only the recorder writes logs.db.
"""

import logging
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from jobdesk.models.plans import TailUpdate
from jobdesk.models.records import RunTail
from jobdesk.runner.flood import FloodGuard
from jobdesk.runner.pace import Pace
from jobdesk.runner.tailer import RunTailer

_log = logging.getLogger(__name__)

_RETRY_S = 1.0  # a run whose rows could not be stored


class LogSink(Protocol):
    """What the recorder needs of the log store."""

    def append(self, updates: Sequence[TailUpdate]) -> None:
        """Store all updates in one transaction."""
        ...


class Recorder(QObject):
    """Follows live runs; its methods may be called from the main thread only.

    Signals (emitted by the recorder's thread):
        log_advanced(no, seq): the log of this run is stored up to seq.
        run_started(no): the journal says that the job runs.
        run_finished(no): the journal's last word is stored; console files are read to the end.
        run_asked(no): the job waits for an answer of the host.
        run_drained(no): everything there was is stored, and there is no last word.
    """

    log_advanced = Signal(int, int)
    run_started = Signal(int)
    run_finished = Signal(int)
    run_asked = Signal(int)
    run_drained = Signal(int)

    def __init__(
        self, logs: LogSink, parent: QObject | None = None, *, console_cap: int = sys.maxsize
    ) -> None:
        super().__init__(parent)
        self._logs = logs
        self._console_cap = console_cap
        self._followed: dict[int, _Followed] = {}
        self._wake = threading.Condition()
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)

    def start(self) -> None:
        """Begin; nothing is polled while no run is followed."""
        self._thread.start()

    def stop(self) -> None:
        """Store what is there and end the thread."""
        with self._wake:
            self._is_stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()

    def follow(self, no: int, run_dir: Path, tail: RunTail | None = None) -> None:
        """Follow a run from its tail on."""
        with self._wake:
            cap = self._console_cap
            tailer = RunTailer(no, run_dir, tail, cap)
            self._followed[no] = _Followed(tailer, FloodGuard(run_dir, cap))
            self._wake.notify()

    def drain(self, no: int) -> None:
        """Nobody writes any more: read to the end, then say finished or drained."""
        with self._wake:
            if no in self._followed:
                self._followed[no].is_draining = True
            self._wake.notify()

    def forget(self, no: int) -> None:
        """Follow a run no longer."""
        with self._wake:
            self._followed.pop(no, None)

    def tail(self, no: int) -> RunTail | None:
        """How far a followed run is stored."""
        found = self._followed.get(no)
        return found.tailer.tail if found else None

    def _run(self) -> None:
        pace = Pace()
        while True:
            with self._wake:
                if not self._is_stopping and not self._is_urgent():
                    self._wake.wait(pace.pause() if self._followed else None)
                followed = list(self._followed.values())
                stopping = self._is_stopping
            pace.begin()
            pace.found(self._record(followed))
            if stopping:
                return

    def _is_urgent(self) -> bool:
        now = time.monotonic()
        return any(one.is_draining and one.retry_at <= now for one in self._followed.values())

    def _record(self, followed: list["_Followed"]) -> int | None:
        """Store what is new; how many log rows that was, None for nothing at all."""
        now = time.monotonic()
        found: list[tuple[_Followed, bool, TailUpdate | None]] = []
        for one in followed:
            if one.retry_at <= now:
                draining = one.is_draining
                update = self._poll(one, to_the_end=draining)
                if update is not None or draining:
                    found.append((one, draining, update))
        updates = [update for _, _, update in found if update is not None]
        failed = self._store(updates) if updates else set[int]()
        for one, draining, update in found:
            if one.tailer.no in failed:
                one.retry_at = now + _RETRY_S
                continue
            self._tell(one, update, draining=draining)
        return sum(len(update.rows) for update in updates) if updates else None

    def _poll(self, one: "_Followed", *, to_the_end: bool) -> TailUpdate | None:
        try:
            one.guard.check()
            return one.tailer.poll(to_the_end=to_the_end)
        except OSError:
            _log.exception("run %s: its files cannot be read", one.tailer.no)
            one.retry_at = time.monotonic() + _RETRY_S
            return None

    def _store(self, updates: list[TailUpdate]) -> set[int]:
        """Store all at once, else one by one; the numbers of runs that could not be stored."""
        if self._try(updates):
            return set()
        return {update.no for update in updates if not self._try([update])}

    def _try(self, updates: list[TailUpdate]) -> bool:
        try:
            self._logs.append(updates)
        except Exception:  # noqa: BLE001 - a border: whatever one run wrote, the others go on
            numbers = ", ".join(str(update.no) for update in updates)
            _log.exception("log entries of run %s could not be stored; trying again", numbers)
            return False
        return True

    def _tell(self, one: "_Followed", update: TailUpdate | None, *, draining: bool) -> None:
        before = one.tailer.tail
        if update is not None:
            one.tailer.accept(update)
            if update.has_asked:
                self.run_asked.emit(one.tailer.no)
        after, no = one.tailer.tail, one.tailer.no
        if after.started_at is not None and before.started_at is None:
            self.run_started.emit(no)
        if after.lines > before.lines or after.progress != before.progress:
            self.log_advanced.emit(no, after.lines - 1)
        if after.finished_json and not one.has_told_end:
            one.has_told_end = True
            self.run_finished.emit(no)
        if draining:
            one.is_draining = False
            if not after.finished_json:
                self.run_drained.emit(no)


class _Followed:
    def __init__(self, tailer: RunTailer, guard: FloodGuard) -> None:
        self.tailer = tailer
        self.guard = guard
        self.is_draining = False
        self.has_told_end = False
        self.retry_at = 0.0
