"""The lock in front of inventory.db: one writer at a time among all processes and threads.

The kernel queues who waits, so nobody starves; a lock of a process that is killed is free at
once. One descriptor per process, since POSIX frees the lock when any descriptor of the file is
closed (fcntl(2)); so nobody else in the process may open the gate file.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from jobdesk.errors import JobDeskError
from jobdesk.inventory.gate.patience import GateBusy, Patience

TELL_AFTER_S = 1.0
"""Who waits longer than this is told whom for."""

_HOLDER_BYTES = 200

WaitHook = Callable[[str, float | None], None]
"""Called with the holder's words when a wait has begun to be long (None), and with the seconds
it took when it is over."""


class GateClosed(JobDeskError):
    """The lock cannot be taken at all."""


def _no_hook(holder: str, seconds: float | None) -> None:
    del holder, seconds


class GateLock:
    """The lock of one file. `acquire` and `release` belong to the same thread.

    Attributes:
        limit_s: how long to wait for other processes; None: until it is free. A job waits, an
            editor keeps what was typed and says whom it would have waited for.
    """

    def __init__(self, path: Path, holder: str = "", on_wait: WaitHook = _no_hook) -> None:
        """Take no lock yet; `holder` is what others are told while this process has it."""
        self.path = path
        self.holder = holder or f"process {os.getpid()}"
        self.on_wait = on_wait
        self.limit_s: float | None = None
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._turn = threading.Lock()
        self._patience = self._new_patience()

    def _new_patience(self) -> Patience:
        return Patience(
            partial(_lock, self._descriptor, wait=True), partial(_unlock, self._descriptor)
        )

    def acquire(self, timeout: float = -1) -> bool:
        """Wait for the lock; False when another thread of this process kept it for `timeout`.

        The wait for other processes ends by a signal whose handler raises, or at `limit_s`.

        Raises:
            GateBusy: `limit_s` is over.
        """
        if not self._turn.acquire(timeout=timeout):
            return False
        try:
            if self._patience.is_waiting or not _lock(self._descriptor, wait=False):
                self._wait()
            os.pwrite(self._descriptor, self.holder.encode()[:_HOLDER_BYTES].ljust(1), 0)
        except BaseException:
            if self.limit_s is None:
                _unlock(self._descriptor)  # a stop may come when it has just been given
            self._turn.release()
            raise
        return True

    def release(self) -> None:
        """Let the next one in."""
        os.ftruncate(self._descriptor, 0)
        _unlock(self._descriptor)
        self._turn.release()

    def held_by(self) -> str:
        """Who has it, in words; empty when nobody says."""
        return os.pread(self._descriptor, _HOLDER_BYTES, 0).decode(errors="replace").strip()

    def after_fork(self) -> None:
        """In a child: the parent's lock is not ours, and its threads are not here."""
        self._turn = threading.Lock()
        self._patience = self._new_patience()

    def close(self) -> None:
        """Let go of the file; no thread of this process holds or wants it."""
        os.close(self._descriptor)

    def _wait(self) -> None:
        began, told = time.monotonic(), threading.Event()
        words = self.held_by() or "another writer"

        def tell() -> None:
            told.set()
            self.on_wait(words, None)

        teller = threading.Timer(TELL_AFTER_S, tell)
        teller.daemon = True
        teller.start()
        try:
            self._stand_in_line(words)
        finally:
            teller.cancel()
            if told.is_set():
                self.on_wait(words, time.monotonic() - began)

    def _stand_in_line(self, words: str) -> None:
        if self.limit_s is None and not self._patience.is_waiting:
            _lock(self._descriptor, wait=True)
        elif not self._patience.wait(self.limit_s or threading.TIMEOUT_MAX):
            raise GateBusy(f"The inventory is being written by {words}; try again in a moment.")


if sys.platform == "win32":  # never run there yet
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> bool:
        while True:
            os.lseek(descriptor, _HOLDER_BYTES + 1, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.005)
            else:
                return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _HOLDER_BYTES + 1, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_UN)


WAITING = frozenset({_lock.__code__})
"""Where a thread waits for its turn: a handler of signals may raise there."""
