"""Variables with given choices: one of them, or several. Values are always text."""

from __future__ import annotations

from jobdesk.errors import VariableError
from jobdesk.jobs.plain import is_listed, is_mapping, shown
from jobdesk.jobs.variables.base import Variable

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


_SHORT_BITS = 1_000


class ChoiceVar(Variable, known=True):
    """One of the choices: (value, label) pairs, groups of them, or a callable giving them."""

    options = ("choices",)
    takes_text = False

    def __init__(self, choices: Any, **common: Any) -> None:
        super().__init__(**common)
        self._choices = choices if callable(choices) else as_lists(choices)

    @property
    def choices(self) -> list[list[Any]]:
        """[value, label] or [group, [[value, label], …]] each; a callable is asked anew."""
        return as_lists(self._choices()) if callable(self._choices) else self._choices

    @property
    def is_dynamic(self) -> bool:
        """The choices or the default come from a callable."""
        return callable(self._choices) or super().is_dynamic

    @property
    def empty(self) -> Any:
        """The empty text."""
        return ""

    def is_empty(self, raw: object) -> bool:
        """Nothing was chosen."""
        return raw is None or raw == ""

    def convert(self, raw: Any) -> Any:
        """The chosen value as text."""
        return _checked(raw, self.values())

    def serialize(self, value: Any) -> Any:
        """The chosen value as text."""
        return as_value(value)

    def values(self) -> set[str]:
        """All values that can be chosen.

        Raises:
            VariableError: the callable that gives the choices failed.
        """
        try:
            return set(_values_of(self.choices))
        except Exception as error:
            raise VariableError(f"The choices could not be worked out: {error}") from error


class MultiChoiceVar(ChoiceVar, known=True):
    """Several of the choices, in the order in which they were given."""

    @property
    def empty(self) -> list[str]:
        """No choice at all."""
        return []

    def is_empty(self, raw: object) -> bool:
        """Nothing was chosen."""
        return super().is_empty(raw) or (is_listed(raw) and not raw)

    def convert(self, raw: Any) -> list[str]:
        """The chosen values as texts."""
        if not is_listed(raw):
            raise VariableError("Enter a list of choices.")
        values = self.values()
        return [_checked(item, values) for item in raw]

    def serialize(self, value: Any) -> list[str]:
        """The chosen values as texts."""
        return [as_value(item) for item in ([value] if isinstance(value, str) else value)]


def as_lists(choices: Any) -> list[list[Any]]:
    """Choices in the shape that descriptions have; a lone value is its own label."""
    return [_as_list(item) for item in (choices.items() if is_mapping(choices) else choices)]


def as_value(value: object) -> str:
    """A value or label as text; None is the empty one."""
    return "" if value is None else str(value)


def _as_list(item: Any) -> list[Any]:
    value, label = item if is_listed(item) else (item, item)
    is_group = is_listed(label) or is_mapping(label)
    return [as_value(value), as_lists(label) if is_group else as_value(label)]


def _values_of(choices: list[list[Any]]) -> Iterable[str]:
    for value, label in choices:
        if isinstance(label, str):
            yield value
        else:
            yield from _values_of(label)


def _checked(raw: object, values: set[str]) -> str:
    value = str(raw) if isinstance(raw, str | float) or _is_short_integer(raw) else ""
    if value and value in values:
        return value
    raise VariableError(f"{shown(raw)} is not one of the available choices.")


def _is_short_integer(raw: object) -> bool:
    """An integer that Python can write as text."""
    return isinstance(raw, int) and raw.bit_length() < _SHORT_BITS
