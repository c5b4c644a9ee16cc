"""Variables for numbers and switches."""

from __future__ import annotations

import re

from jobdesk.errors import VariableError
from jobdesk.jobs.variables.base import Variable

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from typing import Any


_WHOLE = re.compile(r"([-+]?\d{1,4000})(?:\.0*)?")
_LARGEST_BITS = 13_000  # beyond about 4000 digits Python does not write an integer as text
_DRY_RUN = "Only show what would be done; the job itself sees to it."
_NOT_WHOLE = "Enter a whole number."
_TRUE = frozenset(("true", "yes", "on", "1"))
_FALSE = frozenset(("false", "no", "off", "0"))


class _Number(Variable):
    """What numbers share: limits, where 0 counts."""

    options = ("min_value", "max_value")

    def __init__(
        self,
        min_value: float | None = None,
        max_value: float | None = None,
        **common: Any,
    ) -> None:
        super().__init__(**common)
        self.min_value = min_value
        self.max_value = max_value

    def _within_limits(self, value: Any) -> Any:
        if self.min_value is not None and value < self.min_value:
            raise VariableError(f"The value must be {self.min_value} or more.")
        if self.max_value is not None and value > self.max_value:
            raise VariableError(f"The value must be {self.max_value} or less.")
        return value


class IntegerVar(_Number, known=True):
    """A whole number; "5.0" and " 7 " are whole, too."""

    def convert(self, raw: Any) -> int:
        """The number, checked against the limits."""
        value = _whole_number(raw)
        if value.bit_length() > _LARGEST_BITS:
            raise VariableError("This number is too large.")
        return self._within_limits(value)


class FloatVar(_Number, known=True):
    """A number that may have a fraction; no NaN, no infinity."""

    def convert(self, raw: Any) -> float:
        """The number, checked against the limits."""
        if (
            isinstance(raw, bool)
            or not isinstance(raw, str | int | float)
            or "_" in str_of(raw)
        ):
            raise VariableError("Enter a number.")
        try:
            value = float(raw)
        except (ValueError, OverflowError) as error:
            raise VariableError("Enter a number.") from error
        if value - value != 0:
            raise VariableError("Enter a number that is not infinite.")
        return self._within_limits(value)


class BooleanVar(Variable, known=True):
    """A switch; never required, off unless its default says otherwise."""

    def __init__(self, **common: Any) -> None:
        common["required"] = False
        super().__init__(**common)

    @property
    def empty(self) -> bool:
        """Off."""
        return False

    def convert(self, raw: Any) -> bool:
        """True or False; yes/no, on/off and 1/0 are understood."""
        if isinstance(raw, bool):
            return raw
        word = raw.strip().lower() if isinstance(raw, str) else raw
        if isinstance(word, int):
            word = str(word) if word in (0, 1) else ""
        if not isinstance(word, str) or word not in _TRUE | _FALSE:
            raise VariableError("Enter true or false.")
        return word in _TRUE


class DryRunVar(BooleanVar, known=True):
    """The switch for a dry run; Meta.dryrun_default says how it starts."""

    def __init__(self, **common: Any) -> None:
        common.setdefault("description", _DRY_RUN)
        common["default"] = None
        super().__init__(**common)

    def raw_default(self) -> bool:
        """Off, unless the description says what Meta says."""
        return bool(super().raw_default())


def str_of(raw: str | float) -> str:
    """The text of `raw` when it is text; numbers need no look."""
    return raw if isinstance(raw, str) else ""


def _whole_number(raw: object) -> int:
    if isinstance(raw, bool):
        raise VariableError(_NOT_WHOLE)
    if isinstance(raw, int):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    match = _WHOLE.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if match is None:
        raise VariableError(_NOT_WHOLE)
    return int(match[1])
