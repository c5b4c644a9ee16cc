"""TimeColumn: what the first column of the log says: the clock, or a distance in time."""

from collections.abc import Callable, Mapping
from datetime import datetime

from jobdesk.models.records import LogLine
from jobdesk.ui.log.shown import time_words

CLOCK, SINCE_START, SINCE_BEFORE = "clock", "start", "before"

TIMES: Mapping[str, tuple[str, str]] = {
    CLOCK: ("Time of day", "Time"),
    SINCE_START: ("Time since the first line", "From start"),
    SINCE_BEFORE: ("Time since the line above", "From above"),
}
"""What the column can say: the words of the choice, and the title."""

_WIDTH = 12  # characters, as many as the clock has


class TimeColumn:
    """Words of the first column.

    Attributes:
        mode: one of TIMES.
    """

    def __init__(self) -> None:
        self.mode = CLOCK
        self._first: datetime | None = None
        self._find_first: Callable[[], datetime | None] | None = None

    def use(self, mode: str, find_first: Callable[[], datetime | None] | None = None) -> None:
        """Say something else; `find_first` reads the time of the log's first line."""
        self.mode = mode if mode in TIMES else CLOCK
        self._find_first = find_first
        self.forget()

    def forget(self) -> None:
        """Another log is shown."""
        self._first = None

    @property
    def needs_row_before(self) -> bool:
        """The row above the first one in view is told from."""
        return self.mode == SINCE_BEFORE

    def words(self, line: LogLine, before: LogLine | None) -> str:
        """What the column says in the row of `line`; `before` is the row above."""
        if self.mode == CLOCK:
            return time_words(line)
        start = self._start() if self.mode == SINCE_START else before and before.created
        if start is None:
            return "0.000".rjust(_WIDTH)
        return distance_words((line.created - start).total_seconds(), sign="+").rjust(_WIDTH)

    def _start(self) -> datetime | None:
        if self._first is None and self._find_first is not None:
            self._first = self._find_first()
        return self._first


def distance_words(seconds: float, sign: str = "") -> str:
    """`0.042`, `1:04.500`, `1:02:03.456`; a minus where time went back."""
    milliseconds = round(abs(seconds) * 1000)
    rest, thousandths = divmod(milliseconds, 1000)
    minutes, second = divmod(rest, 60)
    hours, minute = divmod(minutes, 60)
    side = "-" if seconds < 0 and milliseconds else sign
    if hours >= 10:
        return f"{side}{hours}:{minute:02d}:{second:02d}"
    if hours:
        return f"{side}{hours}:{minute:02d}:{second:02d}.{thousandths:03d}"
    if minutes:
        return f"{side}{minute}:{second:02d}.{thousandths:03d}"
    return f"{side}{second}.{thousandths:03d}"
