"""What of earlier inputs still fits a job, and in words what does not. No Qt in this file."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from os.path import isfile
from pathlib import Path
from typing import Any, cast

from jobdesk.errors import VariableError
from jobdesk.jobs import BooleanVar, ChoiceVar, FileVar, MultiChoiceVar
from jobdesk.jobs.redaction import MASK
from jobdesk.jobs.variables.base import Variable

_SHOWN = 3  # reasons that are spelled out
_LEFT_OUT = (FileVar, ChoiceVar, MultiChoiceVar, BooleanVar)  # show no value that is wrong
_VALUE_LENGTH = 24  # characters of a value that is named


@dataclass(frozen=True, slots=True)
class Fitting:
    """The values to show, and why some are missing or wrong."""

    values: Mapping[str, Any]
    misfits: tuple[str, ...]  # `Site type (“xl” is not valid any more)`
    wrong: tuple[str, ...] = ()  # `Network`: its field shows the value, and what is wrong

    @property
    def words(self) -> str:
        """A sentence about what could not be filled, one about what is wrong; or nothing."""
        said = (("Not filled", self.misfits), ("Not valid any more", self.wrong))
        return " ".join(f"{what}: {_some(names)}." for what, names in said if names)


def fit(
    variables: Mapping[str, Variable],
    inputs: Mapping[str, Any],
    title: Callable[[str], str],
    elsewhere: Collection[str] = (),
) -> Fitting:
    """Compare inputs with the variables of today.

    Args:
        variables: those of the form.
        inputs: stored inputs, or raw ones of a draft or preset.
        title: what the user calls a variable.
        elsewhere: names that are no field but not unknown either.
    """
    values: dict[str, Any] = {}
    misfits: list[str] = []
    wrong: list[str] = []
    for name, value in inputs.items():
        variable = variables.get(name)
        if variable is None:
            if name not in elsewhere:
                misfits.append(f"{name} (no longer asked for)")
            continue
        if value != MASK:
            values[name] = value
        reason = _misfit(variable, value)
        if reason and value != MASK and not isinstance(variable, _LEFT_OUT):
            wrong.append(title(name))
        elif reason:
            misfits.append(f"{title(name)} ({reason})")
    return Fitting(values, tuple(misfits), tuple(wrong))


def _some(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return f"{', '.join(names[:_SHOWN])}{f' and {more} more' if more > 0 else ''}"


def _misfit(variable: Variable, value: Any) -> str:
    if value == MASK:
        return "secret, not kept"
    if variable.is_empty(value):
        return ""
    if isinstance(variable, FileVar):
        return _file_misfit(value)
    if variable.is_dynamic:  # the choices of today may not be known yet
        return ""
    try:
        variable.parse(value)
    except (VariableError, OSError):
        return f"{_shown(value)} is not valid any more"
    return ""


def _file_misfit(value: Any) -> str:
    known: Mapping[str, Any] = {"path": value}
    if isinstance(value, Mapping):
        known = cast("Mapping[str, Any]", value)
    path = str(known.get("path") or "")
    name = str(known.get("name") or Path(path).name)
    if not path:
        return f"{name} was not kept, choose it again"
    return "" if isfile(path) else f"{name} is gone"  # noqa: PTH113 - pathlib raises for names that are too long


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else str(value)
    short = text if len(text) <= _VALUE_LENGTH else f"{text[:_VALUE_LENGTH]}…"
    return f"“{short}”"
