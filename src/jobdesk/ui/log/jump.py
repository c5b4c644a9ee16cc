"""Where "12:30:05", "+5m", "-1h" or "1200" is in a log. No Qt in this file."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_LINE = re.compile(r"(?:line|#)?\s*(\d[\d,_ ]{0,15})", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:(\d{4})-(\d{1,2})-(\d{1,2})[T ]\s*)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?"
)
_STEP = re.compile(r"([+-])\s*(\S.{0,40})")
_PART = re.compile(
    r"(\d{1,6}(?:\.\d{1,6})?)\s*(ms|s|sec|m|min|h|d)?(?=[\s\d]|$)\s*", re.IGNORECASE
)
_SECONDS = {"ms": 0.001, "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400}
_EXAMPLES = "Write a time (12:30:05), a step (+5m, -1h) or the number of a line (1200)."


class JumpProblem(Exception):
    """The words cannot be followed; it says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a log covers, and where its reader is.

    Attributes:
        first, last: local times of the first and the last line.
        here: local time of the line that is read.
        total: lines there are.
    """

    first: datetime
    last: datetime
    here: datetime
    total: int


def read_jump(text: str, span: Span) -> int | datetime:
    """The number of a line (from 0), or a moment between the first line and the last.

    Raises:
        JumpProblem: it cannot be read, or lies outside of the log.
    """
    words = text.strip()
    if found := _STEP.fullmatch(words):
        side = 1 if found[1] == "+" else -1
        return _nearest(span.here + side * _step(found[2]), span)
    if found := _CLOCK.fullmatch(words):
        return _inside(_moment(found, span), span)
    if found := _LINE.fullmatch(words):
        number = int(re.sub(r"\D", "", found[1]))
        if not 1 <= number <= span.total:
            raise JumpProblem(f"The log has the lines 1 to {span.total:,}.")
        return number - 1
    raise JumpProblem(_EXAMPLES)


def find_moment(moment: datetime, total: int, time_of: Callable[[int], datetime]) -> int:
    """The first line at or after a moment, or the last one; reads some 20 lines."""
    found = bisect_left(range(total), moment, key=time_of)
    return max(0, min(found, total - 1))


def _step(words: str) -> timedelta:
    """`5m`, `1h 30m`, `90`, `1:30`."""
    if found := _CLOCK.fullmatch(words):
        if found[1]:
            raise JumpProblem(_EXAMPLES)
        hours, minutes, seconds = (int(found[at] or 0) for at in (4, 5, 6))
        if not found[6]:  # two numbers are minutes and seconds, as in a duration
            hours, minutes, seconds = 0, hours, minutes
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    at, seconds = 0, 0.0
    while at < len(words):
        part = _PART.match(words, at)
        if part is None:
            raise JumpProblem(_EXAMPLES)
        seconds += float(part[1]) * _SECONDS[(part[2] or "s").lower()]
        at = part.end()
    return timedelta(seconds=min(seconds, 1e9))


def _moment(found: "re.Match[str]", span: Span) -> datetime:
    hour, minute, second = (int(found[at] or 0) for at in (4, 5, 6))
    fraction = int((found[7] or "0").ljust(6, "0"))
    try:
        if found[1]:
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return _at(day, hour, minute, second, fraction)
        day = span.first.date()
        moment = _at(day, hour, minute, second, fraction)
        # A minute that began before the first line is meant to be the first line's.
        if moment + timedelta(seconds=59 if not found[6] else 0.999) < span.first:
            later = _at(day + timedelta(days=1), hour, minute, second, fraction)
            return later if later <= span.last else moment
    except (ValueError, OverflowError) as error:
        raise JumpProblem("There is no such time.") from error
    return moment


def _at(day: date, hour: int, minute: int, second: int, fraction: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, fraction).astimezone()


def _nearest(moment: datetime, span: Span) -> datetime:
    """A step over the end stops at the end."""
    return min(max(moment, span.first), span.last)


def _inside(moment: datetime, span: Span) -> datetime:
    if moment > span.last or moment + timedelta(minutes=1) < span.first:
        first, last = (f"{each:%Y-%m-%d %H:%M:%S}" for each in (span.first, span.last))
        raise JumpProblem(f"The log runs from {first} to {last}.")
    return moment
