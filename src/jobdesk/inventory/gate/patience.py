"""A bounded wait for the lock: in line like everybody else, but not for ever.

`lockf` has no time limit, and asking again and again would never get a turn beside who waits
properly. So a thread waits in the kernel's line; who asked gives up after its time, and what
the thread gets later goes to the next who asks, or back.
"""

import threading
from collections.abc import Callable

from jobdesk.errors import Refused


class GateBusy(Refused):
    """The inventory is being written by somebody else; try again in a moment."""


class Patience:
    """The wait of one lock; the lock belongs to the process, so any thread may wait for it."""

    def __init__(self, lock: Callable[[], object], unlock: Callable[[], object]) -> None:
        self._lock, self._unlock = lock, unlock
        self._guard = threading.Lock()
        self._waiter: threading.Thread | None = None
        self._is_wanted = False
        self._came = threading.Event()

    @property
    def is_waiting(self) -> bool:
        """A thread is still in line for who gave up: a direct try would mix with it."""
        return self._waiter is not None

    def wait(self, seconds: float) -> bool:
        """Wait in line; False when the time was over."""
        with self._guard:
            self._is_wanted = True
            self._came.clear()
            if self._waiter is None:
                self._waiter = threading.Thread(
                    target=self._stand_in_line, name="jobdesk-gate", daemon=True
                )
                self._waiter.start()
        came = self._came.wait(seconds)
        with self._guard:
            self._is_wanted = False
            return came or self._came.is_set()

    def _stand_in_line(self) -> None:
        self._lock()
        with self._guard:
            self._waiter = None
            if self._is_wanted:
                self._came.set()
            else:
                self._unlock()
