"""Times in words: ages beside rows, durations in columns, exact times in tooltips."""

from datetime import UTC, datetime, timedelta

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
        return f"yesterday {local:%H:%M}"
    if past < 6 * _DAY:
        return f"{local:%a %H:%M}"
    return f"{local.day} {local:%b}" if local.year == today.year else f"{local:%Y-%m-%d}"


def exact_text(when: datetime) -> str:
    """The time to the second, as the clock on the wall shows it."""
    return f"{when.astimezone():%Y-%m-%d %H:%M:%S}"


def limit_text(seconds: float) -> str:
    """A time limit in words: `5 min`, `1 h 30 min`, `12.5 s`."""
    if seconds < _MINUTE:
        return f"{seconds:g} s"
    whole = round(seconds)
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    parts = ((hours, "h"), (minutes, "min"), (left, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)
