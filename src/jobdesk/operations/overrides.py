"""Read what an administrator types into an override, field by field (SPEC §11).

Pure: values in, values or sentences out. The same rules for the command line and the window.
"""

import math
from collections.abc import Callable, Collection, Mapping
from typing import Any, cast

from jobdesk.models.names import GROUPING_LENGTH, NAME_LENGTH
from jobdesk.models.plans import OVERRIDABLE
from jobdesk.models.records import JobRecord, SingletonPolicy

_QUEUE_LENGTH = 255
_WORDS = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


class _Wrong(ValueError):
    """The value does not fit; the message is a sentence for the user."""


def read_overrides(
    changes: Mapping[str, object], clear: Collection[str]
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The typed values, and for each wrong field the sentences that say why."""
    values: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    for name, raw in changes.items():
        try:
            values[name] = _reader(name)(raw)
        except _Wrong as error:
            wrong[name] = [str(error)]
    for name in clear:
        if name not in OVERRIDABLE:
            wrong[name] = [_not_overridable(name)]
        elif name in changes:
            wrong[name] = ["either give a value or clear it, not both."]
    return values, wrong


def conflicts(
    record: JobRecord, values: Mapping[str, Any], clear: Collection[str]
) -> dict[str, list[str]]:
    """What cannot stand together once `values` are set and `clear` follow the code again."""
    after = {name: getattr(record, name) for name in OVERRIDABLE}
    after.update({name: record.source_values[name] for name in clear})
    after.update(values)
    wrong: dict[str, list[str]] = {}
    typed = {"soft_time_limit", "time_limit"} & {*values}
    soft, hard = float(after["soft_time_limit"]), float(after["time_limit"])
    if typed and soft > 0 and 0 < hard <= soft:
        wrong["time_limit"] = [
            f"the time limit ({_time(hard)}) must be above the soft one ({_time(soft)})."
        ]
    typed = {"has_sensitive_variables", "approval_required"} & {*values, *clear}
    if typed and after["has_sensitive_variables"] and after["approval_required"]:
        wrong[min(typed)] = [
            "a job with sensitive variables cannot require approval, since its inputs are not "
            "kept; switch has_sensitive_variables or approval_required off."
        ]
    return wrong


def _time(seconds: float) -> str:
    """`4 min` where it is whole minutes, else `250 s`."""
    return f"{seconds / 60:g} min" if seconds % 60 == 0 else f"{seconds:g} s"


def _reader(name: str) -> Callable[[object], Any]:
    if name not in OVERRIDABLE:
        raise _Wrong(_not_overridable(name))
    return _READERS[name]


def _not_overridable(name: str) -> str:
    if name in JobRecord.__dataclass_fields__:
        return f"{name} cannot be overridden; it follows from the code or from the system."
    return f"there is no such field; those that can be overridden: {', '.join(OVERRIDABLE)}."


def _flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    found = _WORDS.get(str(raw).strip().lower())
    if found is None:
        raise _Wrong(f"“{raw}” is neither true nor false.")
    return found


def _seconds(raw: object) -> float:
    try:
        if isinstance(raw, bool):
            raise TypeError
        number = _clock(raw) if ":" in str(raw) else float(cast("Any", raw))
    except (TypeError, ValueError):
        raise _Wrong(f"“{raw}” is not a number of seconds, nor a time like 15:00.") from None
    if not math.isfinite(number) or number < 0:
        raise _Wrong(f"{raw} is not possible; give seconds, 0 for the default.")
    return number


def _clock(raw: object) -> float:
    """`15:00` is minutes and seconds, `1:30:00` has hours, too."""
    parts = [int(part) for part in str(raw).strip().split(":")]
    if len(parts) > 3 or any(part < 0 for part in parts) or max(parts[1:]) >= 60:
        raise ValueError
    return float(sum(part * 60**place for place, part in enumerate(reversed(parts))))


def _text(length: int | None, *, is_needed: bool) -> Callable[[object], str]:
    def read(raw: object) -> str:
        text = str(raw).strip()
        if is_needed and not text:
            raise _Wrong("this must not be empty.")
        if length is not None and len(text) > length:
            raise _Wrong(f"at most {length} characters, this has {len(text)}.")
        return text

    return read


def _queue(raw: object) -> str:
    name = _text(_QUEUE_LENGTH, is_needed=True)(raw)
    if ".." in name or "/" in name or "\\" in name or "," in name:
        raise _Wrong(f"“{name}” is not a queue name: no slashes, commas or double dots.")
    return name


def _queues(raw: object) -> tuple[str, ...]:
    if isinstance(raw, list | tuple):
        parts = [str(part) for part in cast("list[object]", raw)]
    else:
        parts = str(raw).split(",")
    names = [_queue(part) for part in parts if part.strip()]
    if not names:
        raise _Wrong("name at least one queue.")
    return tuple(dict.fromkeys(names))


def _policy(raw: object) -> str:
    try:
        return SingletonPolicy(str(raw).strip().lower()).value
    except ValueError:
        raise _Wrong(f"“{raw}” is neither refuse nor queue.") from None


_READERS: dict[str, Callable[[object], Any]] = {
    "name": _text(NAME_LENGTH, is_needed=True),
    "grouping": _text(GROUPING_LENGTH, is_needed=True),
    "description": _text(None, is_needed=False),
    "hidden": _flag,
    "has_sensitive_variables": _flag,
    "dryrun_default": _flag,
    "approval_required": _flag,
    "console_log_default": _flag,
    "soft_time_limit": _seconds,
    "time_limit": _seconds,
    "is_singleton": _flag,
    "singleton_policy": _policy,
    "job_queues": _queues,
    "default_job_queue": _queue,
}
