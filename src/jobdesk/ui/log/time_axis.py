"""Round times for the foot of a histogram. No Qt in this file."""

import time
from collections.abc import Iterator
from math import ceil

_STEPS = (
    *(1, 2, 5, 10, 15, 30),
    *(60, 120, 300, 600, 900, 1800),
    *(3600, 7200, 10800, 21600, 43200, 86400),
)


def clock(moment: float) -> str:
    """The local time to the second."""
    return time.strftime("%H:%M:%S", time.localtime(moment))


def ticks(start: float, span: float, room: float) -> Iterator[tuple[float, str]]:
    """The start, then round local times: (seconds since the epoch, words).

    Args:
        start: the first moment.
        span: seconds to the last one.
        room: how many words fit.
    """
    yield start, clock(start)
    least = max(span / max(1.0, room), 0.001)
    step = next((each for each in _STEPS if each >= least), 86400 * ceil(least / 86400))
    offset = time.localtime(start).tm_gmtoff or 0
    moment = (int(start + offset) // step + 1) * step - offset
    while moment <= start + span:
        shown = time.localtime(moment)
        yield moment, _words(shown, step)
        moment += step


def _words(shown: time.struct_time, step: int) -> str:
    if step < 60:
        return time.strftime("%H:%M:%S", shown)
    if step < 86400 and (shown.tm_hour or shown.tm_min):
        return time.strftime("%H:%M", shown)
    return time.strftime("%d %b", shown)
