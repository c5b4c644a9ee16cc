"""What a row of the log says: time, first line of the message, whether its object is a link."""

import time
from functools import lru_cache

from jobdesk.models.records import LogLine
from jobdesk.ui.log.ansi import plain

MORE_MARK = " ⏎"  # the message has more lines than the one shown
_CODES_PER_CHARACTER = 16  # characters looked at for each one that has room
_LEAST_SEEN = 64
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # the order of letters
_NAMES = {code: f"[U+{code:04X}]" for code in (*range(0x80, 0xA0), 0x2028, 0x2029, *_TURNING)}
_PICTURES = {
    **{code: 0x2400 + code for code in range(0x20) if code != ord("\t")},
    0x7F: 0x2421,
    **_NAMES,
}


def time_words(line: LogLine) -> str:
    """The local time to the millisecond."""
    created = line.created
    return f"{_clock(int(created.timestamp()))}.{created.microsecond // 1000:03d}"


def message_words(message: str, room: int) -> str:
    """As much of the first line as fits into `room` characters, all of it visible."""
    seen = message[: room * _CODES_PER_CHARACTER + _LEAST_SEEN]  # of a megabyte too
    first, newline, _ = seen.partition("\n")
    if not first.isprintable():
        first = visible(first)
    if not newline:
        return first if len(first) <= room else first[: max(0, room - 1)] + "…"
    room = max(1, room - len(MORE_MARK))
    if len(first) > room:
        first = first[: room - 1] + "…"
    return first + MORE_MARK


def is_cut(message: str, room: int) -> bool:
    """The row does not show the whole message."""
    seen = message[: room * _CODES_PER_CHARACTER + _LEAST_SEEN]
    return "\n" in message or len(seen) < len(message) or len(plain(seen)) > room


def visible(text: str) -> str:
    """One line without colours, in which nothing hides."""
    return plain(pictured(text)).expandtabs(4)


def pictured(text: str) -> str:
    """The text with pictures of control characters, except those that colour it.

    What breaks lines or turns the order of letters round is named: no line says other things
    than it shows.
    """
    return text.rstrip("\r").translate(_NAMES if "\x1b" in text else _PICTURES)


def is_web_link(url: str) -> bool:
    """Only these are opened from the log: the text comes from a job."""
    return url.startswith(("https://", "http://"))


@lru_cache(maxsize=256)
def _clock(second: int) -> str:
    """Hours, minutes and seconds: at a high rate hundreds of rows share them."""
    return time.strftime("%H:%M:%S", time.localtime(second))
