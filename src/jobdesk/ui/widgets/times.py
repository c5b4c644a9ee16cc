"""Times in words: ages beside rows, durations in columns, exact times in tooltips."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def duration_text(seconds: float | None) -> str:
    """`0:33`, `4:41`, `1:02:03`; a dash when unknown."""
    if seconds is None:
        return "\N{EN DASH}"
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def age_text(when: datetime, now: datetime | None = None) -> str:
    """How long ago that was: `just now`, `4 min ago`, `yesterday`, `Mon 13:58`, `12 Nov`."""
    present = now or datetime.now(UTC)
    past = (present - when).total_seconds()
    if past < _MINUTE:
        return "just now"
    if past < _HOUR:
        return f"{int(past // _MINUTE)} min ago"
    local, today = when.astimezone(), present.astimezone().date()
    if local.date() == today:
        return f"{int(past // _HOUR)} h ago"
    if local.date() == today - timedelta(days=1):
        return f"yesterday {clock_text(local)}"
    if past < 6 * _DAY:
        return f"{_weekday(local.weekday())} {clock_text(local)}"
    if local.year == today.year:
        return f"{local.day} {month_name(local)}"
    return local.date().isoformat()


# Python's strftime imports a module at each call, which PySide's import hook makes 20 µs of:
# lists of a thousand times are written without it.


def clock_text(local: datetime) -> str:
    """`14:09`."""
    return f"{local.hour:02}:{local.minute:02}"


def month_name(local: datetime) -> str:
    """`Nov`, in the language of the system."""
    return _month(local.month)


@cache
def _month(number: int) -> str:
    return f"{date(2001, number, 1):%b}"


@cache
def _weekday(number: int) -> str:
    return f"{date(2001, 1, 1 + number):%a}"


def exact_text(when: datetime) -> str:
    """The time to the second, as the clock on the wall shows it."""
    return when.astimezone().replace(tzinfo=None).isoformat(" ", "seconds")


def limit_text(seconds: float) -> str:
    """A time limit in words: `5 min`, `1 h 30 min`, `12.5 s`."""
    if seconds < _MINUTE:
        return f"{seconds:g} s"
    whole = round(seconds)
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    parts = ((hours, "h"), (minutes, "min"), (left, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)
