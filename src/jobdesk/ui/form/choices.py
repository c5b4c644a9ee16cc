"""The choices of a description, groups laid flat. No Qt in this file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class Choice:
    """One offered value; a heading has no value."""

    value: str
    label: str
    is_heading: bool = False


def choices_of(options: Mapping[str, Any]) -> list[Choice]:
    """The choices of a description, groups with their headings in front."""
    return list(_flat(cast("Sequence[Any]", options.get("choices") or ())))


def _flat(pairs: Sequence[Any]) -> Iterator[Choice]:
    for first, second in pairs:
        if isinstance(second, list | tuple):
            yield Choice("", str(first), is_heading=True)
            yield from _flat(cast("Sequence[Any]", second))
        else:
            yield Choice(str(first), str(second))


def texts_of(value: Any) -> set[str]:
    """A value or several, as texts."""
    if value is None or value == "":
        return set()
    if isinstance(value, str | int | float):
        return {str(value)}
    return {str(one) for one in cast("Sequence[Any]", value)}
