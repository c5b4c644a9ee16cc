"""What a field or a run accepts, in words. No Qt in this file."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from jobdesk.jobs.redaction import MASK
from jobdesk.ui.form.choices import choices_of
from jobdesk.ui.widgets.times import clock_text, month_name

_OBJECTS_TOLD = 3  # of many are named

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def size_text(size: float) -> str:
    """A number of bytes for people: `3.1 kB`."""
    amount, unit = float(size), 0
    while amount >= 999.5 and unit < len(_UNITS) - 1:
        amount /= 1000
        unit += 1
    if unit == 0:
        return f"{int(size)} byte" if int(size) == 1 else f"{int(size)} bytes"
    figure = f"{amount:.0f}" if amount >= 99.95 else f"{amount:.1f}".removesuffix(".0")
    return f"{figure} {_UNITS[unit]}"


def duration_text(seconds: float) -> str:
    """A duration for people: `0:27`, `10:00`, `1:02:03`."""
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"


def moment_text(at: datetime, today: date | None = None) -> str:
    """When that was, as the clock on the wall shows it: `14:09`, `20 Nov 14:09`.

    Whoever writes a thousand of them says once what day it is.
    """
    local = at.astimezone()
    if local.date() == (today or datetime.now().astimezone().date()):
        return clock_text(local)
    return f"{local.day} {month_name(local)} {clock_text(local)}"


def limits_text(soft: float, hard: float, follows: str = "") -> str:
    """The time limits of a run in words.

    Args:
        soft: seconds.
        hard: seconds.
        follows: "soft" or "hard" where this default was moved to fit the other one.
    """
    text = f"Limits: {duration_text(soft)} soft, {duration_text(hard)} hard"
    if not follows:
        return text
    return (
        f"{text}. The {follows} one follows from the {'hard' if follows == 'soft' else 'soft'}."
    )


def value_text(value: Any) -> str:
    """A raw or stored input in a few words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping) and "name" in value:
        return str(cast("Mapping[str, Any]", value)["name"])
    if isinstance(value, list):
        return ", ".join(value_text(one) for one in cast("list[object]", value))
    if value is None or isinstance(value, str):
        return " ".join((value or "").split()) or "empty"
    return json.dumps(value, ensure_ascii=False, default=str)


class InputWords:
    """Says inputs of one job in a line; may be used from one thread at a time."""

    def __init__(
        self,
        descriptions: Mapping[str, Mapping[str, Any]],
        objects: Mapping[str, str] | None = None,
    ) -> None:
        self._descriptions = descriptions
        self._known: dict[str, dict[str, str]] = {}  # what the choices of a field are called
        self.objects = dict(objects or {})  # what objects of the inventory are called, by key

    def say(self, inputs: Mapping[str, Any]) -> str:
        """Inputs in one line, without those that are as the job has them."""
        told = self._descriptions
        parts = [
            f"{told[name].get('label') or name}: {self._worded(name, value)}"
            for name, value in inputs.items()
            if name in told and not _is_default(value, told[name].get("default"))
        ]
        return "; ".join(parts) or "All as the job has them"

    def _worded(self, name: str, value: Any) -> str:
        """A value in words: choices as the form calls them, objects by their names."""
        if "model" in self._descriptions[name]:
            return objects_text(value, self.objects)
        labels = self._labels(name)
        if not labels:
            return value_text(value)
        chosen = cast("list[Any]", value) if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), value_text(one)) for one in chosen)

    def _labels(self, name: str) -> dict[str, str]:
        """Worked out once: a thousand presets of a job have the same hundreds of choices."""
        if name not in self._known:
            choices = choices_of(self._descriptions[name])
            self._known[name] = {choice.value: choice.label for choice in choices}
        return self._known[name]


def objects_text(value: Any, names: Mapping[str, str]) -> str:
    """Chosen objects by name: `ber-sw-1, ber-sw-2, ber-sw-3 and 4 more`."""
    keys = cast("list[Any]", value) if isinstance(value, list) else [value]
    words = [names.get(str(key)) or value_text(key) for key in keys[:_OBJECTS_TOLD]]
    more = len(keys) - len(words)
    return f"{', '.join(words)} and {more:,} more" if more else ", ".join(words) or "empty"


def _is_default(value: Any, default: Any) -> bool:
    return value in (default, MASK) or (value in (None, "", []) and default in (None, "", []))


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def range_text(low: object, high: object, unit: str = "") -> str:
    """`2 to 40 characters`, `at least 2`, `at most 40`; empty without limits."""
    tail = f" {unit}" if unit else ""
    if low is not None and high is not None:
        return f"{low}{tail} exactly" if low == high else f"{low} to {high}{tail}"
    if low is not None:
        return f"at least {low}{tail}"
    return f"at most {high}{tail}" if high is not None else ""


def accepts_text(options: Mapping[str, Any]) -> str:
    """The limits of a variable in words, from its description; empty when it has none."""
    parts = [
        range_text(options.get("min_length"), options.get("max_length"), "characters"),
        range_text(options.get("min_value"), options.get("max_value")),
        _prefix_text(options),
        _pattern_text(options),
        _file_text(options),
    ]
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def _prefix_text(options: Mapping[str, Any]) -> str:
    limits = range_text(options.get("min_prefix_length"), options.get("max_prefix_length"))
    return f"prefix length {limits}" if limits else ""


def _pattern_text(options: Mapping[str, Any]) -> str:
    pattern = options.get("regex")
    return f"must match {pattern}" if pattern else ""


def _file_text(options: Mapping[str, Any]) -> str:
    extensions = [f".{str(name).lstrip('.')}" for name in options.get("extensions") or ()]
    parts = [f"only {listed(extensions, 'or')}"] if extensions else []
    if options.get("max_size") is not None:
        parts.append(f"at most {size_text(options['max_size'])}")
    return ", ".join(parts)


def help_text(
    options: Mapping[str, Any], note: str = "The choices are those of the last refresh."
) -> str:
    """The line below a field: its description, its limits, and what is not kept.

    Args:
        options: the description of the variable.
        note: what is said of choices that code works out.
    """
    sentences = [" ".join(str(options.get("description") or "").split()), accepts_text(options)]
    if options.get("dynamic") and "choices" in options:
        sentences.append(note)
    if options.get("default_is_in_code"):
        sentences.append("Left empty, the job's own default is used.")
    if options.get("sensitive"):
        sentences.append("Not kept with the run.")
    return joined([text for text in sentences if text])


def joined(sentences: Sequence[str]) -> str:
    """Sentences one after the other, each closed but for the last."""
    closed = [
        text if text.endswith((".", "!", "?", ":")) else f"{text}." for text in sentences[:-1]
    ]
    return " ".join([*closed, *sentences[-1:]])
