"""The pace of the recorder: a poll of a few ms while entries come, wider apart in a flood."""

import time
from collections.abc import Callable

_POLL_S = 0.003  # while anything is written (PERF, recommended architecture 3)
_FLOOD_POLL_S = 0.033  # from one poll to the next while entries come by the thousand
_FLOOD_ROWS = 1000  # of one poll
_QUIET_POLL_S = 0.010  # runs are live but have been silent for a while
_QUIET_AFTER_S = 0.5


class Pace:
    """How long to wait from one poll to the next.

    In a flood of entries few large polls take less of the processor than many small ones, here
    and in every window that is told of each.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = self._last_found = clock()
        self._is_flood = False

    def begin(self) -> None:
        """A poll begins."""
        self._began = self._clock()

    def found(self, rows: int | None) -> None:
        """It has stored so many log rows, or None: nothing."""
        self._is_flood = rows is not None and rows >= _FLOOD_ROWS
        if rows is not None:
            self._last_found = self._clock()

    def pause(self) -> float:
        """Seconds until the next poll."""
        now = self._clock()
        if self._is_flood:
            return max(_POLL_S, self._began + _FLOOD_POLL_S - now)
        return _POLL_S if now - self._last_found <= _QUIET_AFTER_S else _QUIET_POLL_S
