"""Says how long the event loop of a window was kept from its work, and by what.

The loop beats while it is free. Between two beats a person waits; what the thread waited for a
processor that others used is not the window's doing and is taken off where the system tells it.
"""

import contextlib
import os
import sys
import threading
import time
import traceback
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer, Slot

BEAT_MS = 2
_LOOK_S = 0.005  # between two looks of the witness
_LATE_S = 0.020  # a beat so late is looked at
_STACKS = 5  # are kept of a block


class Watchdog(QObject):
    """Watches the thread it lives in, between `start` and `stop`.

    Attributes:
        longest_ms: the longest block so far, in milliseconds.
        worked_ms: how much of it the thread computed; else it waited, for a lock or a disk.
        where: what was done in it, when a witness was asked for.
    """

    def __init__(self, parent: QObject | None = None, *, has_witness: bool = False) -> None:
        super().__init__(parent)
        self.longest_ms = self.worked_ms = 0.0
        self.where = ""
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        self._waits = _Waits()
        self._last = self._last_wait = self._last_work = 0.0
        self._witness = _Witness() if has_witness else None

    def start(self) -> None:
        """Begin to watch; what was seen before is forgotten."""
        self.longest_ms, self.worked_ms, self.where = 0.0, 0.0, ""
        if self._witness is not None:
            self._witness.begin()
        self._last, self._last_wait = time.perf_counter(), self._waits.seconds()
        self._last_work = time.thread_time()
        self._timer.start()

    def stop(self) -> float:
        """End; the longest block in milliseconds."""
        self._on_timeout()
        self._timer.stop()
        if self._witness is not None:
            self._witness.end()
        return self.longest_ms

    @Slot()
    def _on_timeout(self) -> None:
        now, wait, work = time.perf_counter(), self._waits.seconds(), time.thread_time()
        blocked = (now - self._last - (wait - self._last_wait)) * 1000 - BEAT_MS
        worked = (work - self._last_work) * 1000
        self._last, self._last_wait, self._last_work = now, wait, work
        is_longest = blocked > self.longest_ms
        if self._witness is not None:
            seen = self._witness.beat()
            self.where = seen if is_longest else self.where
        if is_longest:
            self.longest_ms, self.worked_ms = blocked, worked


class _Waits:
    """How long this thread was ready to run and had no processor."""

    def __init__(self) -> None:
        self._file = -1
        with contextlib.suppress(OSError):
            place = f"/proc/self/task/{threading.get_native_id()}/schedstat"
            self._file = os.open(place, os.O_RDONLY)

    def seconds(self) -> float:
        """Since the thread began; 0 where the system does not tell."""
        if self._file < 0:
            return 0.0
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int(os.pread(self._file, 64, 0).split()[1]) / 1e9
        return 0.0

    def __del__(self) -> None:
        if self._file >= 0:
            os.close(self._file)


class _Witness:
    """Looks from another thread at what keeps the watched one."""

    def __init__(self) -> None:
        self._watched = threading.get_ident()
        self._ended = threading.Event()
        self._last = time.perf_counter()
        self._stacks: list[str] = []
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        self._ended.clear()
        self.beat()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def beat(self) -> str:
        """The thread is free; what was seen since the last beat."""
        self._last = time.perf_counter()
        stacks, self._stacks = self._stacks, []
        step = max(1, len(stacks) // _STACKS)
        return "\n".join(stacks[::step])

    def end(self) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_S):
            late = time.perf_counter() - self._last
            if late > _LATE_S:
                frame = sys._current_frames().get(self._watched)
                self._stacks.append(f"after {late * 1000:.0f} ms:\n{_words(frame)}")


def _words(frame: FrameType | None) -> str:
    """Where a thread is, innermost last."""
    return "".join(traceback.format_stack(frame, limit=None)[-24:])
