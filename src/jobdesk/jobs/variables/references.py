"""`$field` in the query_params of an object variable: the value of another field of the form.

The rules are those of the original (SPEC §5.4): a value is sent, several are sent as several;
of a required field with a null option that is empty, the word `null`; else nothing, so that the
list is not filtered by it.
"""

from __future__ import annotations

from jobdesk.jobs.plain import is_listed, plain

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from jobdesk.jobs.variables.base import Variable
    from jobdesk.jobs.variables.objects import ObjectLookup

NULL = "null"
"""What stands for "none", chosen on purpose."""


def referenced(query_params: Mapping[str, Any] | None) -> list[str]:
    """The names of the fields that are referred to."""
    found = (_name_in(one) for value in (query_params or {}).values() for one in _listed(value))
    return list(dict.fromkeys(name for name in found if name))


def resolved(
    query_params: Mapping[str, Any] | None,
    variables: Mapping[str, Variable],
    value_of: Callable[[str], Any],
) -> dict[str, Any]:
    """The parameters with the values of the other fields in the place of their names.

    Args:
        query_params: as they are declared.
        variables: of the same job.
        value_of: what stands in a field; None for one that is empty or not shown.
    """
    found: dict[str, Any] = {}
    for key, value in (query_params or {}).items():
        sent = list(_sent(value, variables, value_of))
        if sent or not any(_name_in(one) for one in _listed(value)):
            found[key] = sent if is_listed(value) or len(sent) > 1 else _only(sent, value)
    return found


def _only(sent: list[Any], value: Any) -> Any:
    return sent[0] if sent else plain(value)


def _sent(
    value: Any, variables: Mapping[str, Variable], value_of: Callable[[str], Any]
) -> Iterator[Any]:
    for one in _listed(value):
        name = _name_in(one)
        if not name:
            yield plain(one)
        elif name in variables:
            yield from _values(variables[name], value_of(name))


def _values(variable: Variable, raw: Any) -> Iterator[Any]:
    given = [one for one in _listed(raw) if one is not None and one != ""]
    if given:
        yield from given
    elif variable.required and getattr(variable, "null_option", None) is not None:
        yield NULL


def _name_in(value: Any) -> str:
    is_reference = isinstance(value, str) and value.startswith("$")
    return value[1:] if is_reference else ""


def _listed(value: Any) -> Iterable[Any]:
    return value if is_listed(value) else (value,)


class ResolvingLookup:
    """An ObjectLookup that puts the values of other fields into the parameters first."""

    def __init__(
        self,
        objects: ObjectLookup,
        variables: Mapping[str, Variable],
        value_of: Callable[[str], Any],
    ) -> None:
        self._objects = objects
        self._variables = variables
        self._value_of = value_of

    def one(self, model: str, key: Any, query_params: Mapping[str, Any]) -> Any:
        """The object with this key."""
        return self._objects.one(model, key, self._resolved(query_params))

    def several(self, model: str, keys: Any, query_params: Mapping[str, Any]) -> Any:
        """The objects with these keys."""
        return self._objects.several(model, keys, self._resolved(query_params))

    def _resolved(self, query_params: Mapping[str, Any]) -> dict[str, Any]:
        return resolved(query_params, self._variables, self._value_of)
