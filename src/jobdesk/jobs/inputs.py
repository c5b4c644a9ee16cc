"""From what was typed or sent to what the job gets: the same checks on every path.

Defaults apply wherever nothing is given; all wrong fields are told at once; unknown ones are
refused.
"""

from __future__ import annotations

from jobdesk.errors import InputErrors, VariableError
from jobdesk.jobs.plain import is_listed, is_mapping, plain
from jobdesk.jobs.redaction import MASK, SHORTEST_SECRET
from jobdesk.jobs.variables.figures import DryRunVar
from jobdesk.jobs.variables.references import ResolvingLookup, referenced

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from jobdesk.jobs.variables.base import Variable
    from jobdesk.jobs.variables.objects import ObjectLookup


class CleanInputs:
    """Inputs that fit.

    Attributes:
        values: what `run` gets.
        wire: the same as plain JSON, for the frame (files with their path).
        stored: what may be kept: no paths of files, secrets masked.
    """

    __slots__ = ("stored", "values", "wire")

    def __init__(
        self, values: dict[str, Any], stored: dict[str, Any], wire: dict[str, Any]
    ) -> None:
        self.values = values
        self.stored = stored
        self.wire = wire


def clean_inputs(
    variables: Mapping[str, Variable],
    raw: object,
    *,
    dryrun_default: bool = False,
    objects: ObjectLookup | None = None,
) -> CleanInputs:
    """Check `raw` against the variables.

    Raises:
        InputErrors: with the sentences for every wrong field.
    """
    if not is_mapping(raw):
        raise InputErrors({"data": ["The inputs must be an object: names with their values."]})
    cleaning = _Cleaning(variables, raw, dryrun_default, objects)
    cleaning.refuse_unknown()
    cleaning.clean_all()
    if cleaning.errors:
        raise InputErrors(cleaning.errors)
    return cleaning.in_order()


def secret_values(variables: Mapping[str, Variable], values: Mapping[str, Any]) -> list[str]:
    """The texts in the values of sensitive variables that are long enough to be replaced."""
    secret = (values.get(name) for name, variable in variables.items() if variable.sensitive)
    texts = (text for value in secret for text in _texts_in(value))
    return sorted({text for text in texts if len(text) >= SHORTEST_SECRET})


class _Cleaning:
    """One pass over the inputs of one run."""

    def __init__(
        self,
        variables: Mapping[str, Variable],
        raw: Mapping[str, Any],
        dryrun_default: bool,
        objects: ObjectLookup | None,
    ) -> None:
        self._variables = variables
        self._raw = raw
        self._dryrun_default = dryrun_default
        self._objects = objects and ResolvingLookup(objects, variables, self._referenced_value)
        self._values: dict[str, Any] = {}
        self._wire: dict[str, Any] = {}
        self.errors: dict[str, list[str]] = {}

    def refuse_unknown(self) -> None:
        """Note every name that is no variable."""
        for name in self._raw:
            if name not in self._variables:
                self.errors[str(name)] = [_unknown(str(name), list(self._variables))]

    def clean_all(self) -> None:
        """Those first that others depend on: for being shown, or for what they may choose."""
        for name in _in_order(self._variables):
            variable = self._variables[name]
            if name in self._raw or not variable.default_is_in_code:
                self._clean(name, variable)

    def _clean(self, name: str, variable: Variable) -> None:
        try:
            self._values[name] = self._value(name, variable)
            self._wire[name] = variable.to_wire(self._values[name])
            if variable.is_none_on_purpose(self._raw.get(name)):
                self._wire[name] = self._raw[name]
        except VariableError as error:
            self.errors[name] = [str(error)]
        except OSError as error:
            self.errors[name] = [f"It cannot be read: {error.strerror or error}"]

    def _value(self, name: str, variable: Variable) -> Any:
        if name in self._raw:
            raw = self._raw[name]
        elif name == "dryrun" and isinstance(variable, DryRunVar):
            raw = self._dryrun_default
        else:
            raw = variable.raw_default()
        if variable.is_empty(raw) and not self._is_visible(variable):
            return variable.empty
        return variable.parse(raw, self._objects)

    def _referenced_value(self, name: str) -> Any:
        """What a field that is referred to holds; None where it is empty or not shown."""
        variable = self._variables[name]
        return self._wire.get(name) if self._is_visible(variable) else None

    def _is_visible(self, variable: Variable) -> bool:
        """The form shows the field, so the user could fill it."""
        return all(
            _is_one_of(self._wire.get(other, self._raw.get(other)), plain(wanted))
            for other, wanted in (variable.visible_if or {}).items()
        )

    def in_order(self) -> CleanInputs:
        """The result, in the order of the variables."""
        names = [name for name in self._variables if name in self._values]
        return CleanInputs(
            values={name: self._values[name] for name in names},
            wire={name: self._wire[name] for name in names},
            stored=dict(self._stored()),
        )

    def _stored(self) -> Iterator[tuple[str, Any]]:
        for name, variable in self._variables.items():
            if variable.sensitive:
                yield name, MASK
            elif variable.is_none_on_purpose(self._wire.get(name)):
                yield name, self._wire[name]
            elif name in self._values:
                yield name, variable.serialize(self._values[name])


def _in_order(variables: Mapping[str, Variable]) -> list[str]:
    """The names, each after those that it depends on; in a circle as they are declared."""
    found: dict[str, None] = {}
    waiting: set[str] = set()

    def take(name: str) -> None:
        if name in found or name in waiting:
            return
        waiting.add(name)
        variable = variables[name]
        params = getattr(variable, "query_params", None)
        for other in (*(variable.visible_if or {}), *referenced(params)):
            if other in variables:
                take(other)
        found[name] = None

    for name in variables:
        take(name)
    return list(found)


def _is_one_of(value: Any, wanted: Any) -> bool:
    """The value is the wanted one, or one of several wanted ones."""
    return value == wanted or (isinstance(wanted, list) and value in wanted)


def _unknown(name: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"This job has no input of that name.{hint}"


def _texts_in(value: Any) -> Iterator[str]:
    if is_mapping(value) or is_listed(value):
        for item in value.values() if is_mapping(value) else value:
            yield from _texts_in(item)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)
