"""What a row of the log says: time, first line of the message, whether its object is a link."""

import time
from dataclasses import dataclass
from functools import lru_cache

from jobdesk.models.records import LogLine
from jobdesk.ui.log.ansi import plain

MORE_MARK = " ⏎"  # the message has more lines than the one shown


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is drawn."""

    time: str
    message: str


def shown_of(line: LogLine, room: int) -> ShownLine:
    """The time and as much of the first line of the message as there is room for."""
    return ShownLine(time_words(line), message_words(line.message, room))


def time_words(line: LogLine) -> str:
    """The local time to the millisecond."""
    created = line.created
    return f"{_clock(int(created.timestamp()))}.{created.microsecond // 1000:03d}"


def message_words(message: str, room: int) -> str:
    """As much of the first line as fits into `room` characters."""
    first, newline, _ = message.partition("\n")
    if "\x1b" in first:
        first = plain(first)
    if "\t" in first:
        first = first.expandtabs(4)
    if not newline:
        return first if len(first) <= room else first[: max(0, room - 1)] + "…"
    room = max(1, room - len(MORE_MARK))
    if len(first) > room:
        first = first[: room - 1] + "…"
    return first + MORE_MARK


def is_web_link(url: str) -> bool:
    """Only these are opened from the log: the text comes from a job."""
    return url.startswith(("https://", "http://"))


@lru_cache(maxsize=256)
def _clock(second: int) -> str:
    """Hours, minutes and seconds: at a high rate hundreds of rows share them."""
    return time.strftime("%H:%M:%S", time.localtime(second))
