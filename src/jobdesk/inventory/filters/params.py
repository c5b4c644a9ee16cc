"""`query_params` of a variable, or the filter line of a page, on a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.orm import Q
from jobdesk.inventory.filters.reading import NULL, ObjectsReader
from jobdesk.inventory.filters.sets import filterset_for

_TOLD = 3  # values of one filter that are named

NO_FILTERS = frozenset(
    (
        *("depth", "include", "exclude_m2m", "limit", "offset", "sort", "ordering"),
        *("format", "brief", "api_version"),
    )
)
"""Parameters of the REST API that shape its answer; they filter nothing, and rightly so."""


@dataclass(frozen=True, slots=True)
class Part:
    """One filter: its name, its values, what it does to a queryset, what is wrong with it."""

    name: str
    values: tuple[Any, ...]
    filter: Any
    problem: str = ""
    is_unknown: bool = False

    def on(self, queryset: Any) -> Any:
        """Those that fit; none of them when the values are wrong, all when it is no filter."""
        if self.is_unknown:
            return queryset
        if self.problem:
            return queryset.filter(Q(pk__in=[]))
        filter_, cleaned = self.filter
        return filter_.filter(queryset, cleaned)

    def words(self) -> str:
        """As people read it: `location = Berlin or Paris`."""
        names = [str(value) for value in self.values]
        reader = self.filter[0].extra.get("reader") if self.filter else None
        if isinstance(reader, ObjectsReader):
            names = reader.names(self.values)
        told = ["none" if name == NULL else name for name in names[:_TOLD]]
        more = f" or {len(names) - _TOLD:,} more" if len(names) > _TOLD else ""
        return f"{phrase(self.name)} {' or '.join(told)}{more}"


_VERBS = {
    "n": "is not",
    "ic": "contains",
    "nic": "does not contain",
    "ie": "is",
    "nie": "is not",
    "isw": "starts with",
    "niew": "does not end with",
    "iew": "ends with",
    "nisw": "does not start with",
    "re": "matches",
    "nre": "does not match",
    "ire": "matches",
    "nire": "does not match",
    "gt": "is above",
    "gte": "is at least",
    "lt": "is below",
    "lte": "is at most",
    "isnull": "is empty:",
}


def phrase(name: str) -> str:
    """The name of a filter as the start of a sentence: `device type is`, `has devices:`."""
    base, _, suffix = name.rpartition("__")
    if suffix not in _VERBS:
        base, suffix = name, ""
    words = base.removeprefix("cf_").removesuffix("_id").replace("_", " ")
    is_question = words.startswith(("has ", "is "))
    return f"{words}:" if is_question else f"{words} {_VERBS.get(suffix, 'is')}"


def apply(model: Any, params: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """The objects of a model that fit all `params`, and what is doubtful about these.

    An unknown name filters nothing; a value that does not fit (a status that there is not)
    leaves nothing. Both are told.
    """
    found, warnings = model.objects.all(), list[str]()
    for part in parts(model, params):
        found = part.on(found)
        if part.problem:
            warnings.append(part.problem)
    return found, warnings


def parts(model: Any, params: Mapping[str, Any]) -> list[Part]:
    """The filters that `params` mean, one by one."""
    known: Any = filterset_for(model).base_filters
    return [
        _part(model, known, str(name), _listed(value))
        for name, value in params.items()
        if name not in NO_FILTERS and value is not None
    ]


def _part(model: Any, known: Any, name: str, values: tuple[Any, ...]) -> Part:
    found = known.get(name)
    if found is None:
        words = f"{model._meta.verbose_name} has no filter {name!r}; it filters nothing."
        return Part(name, values, None, words[0].upper() + words[1:], is_unknown=True)
    field = found.extra.get("reader", found.field.clean)
    try:
        return Part(name, values, (found, field(values)))
    except ValidationError as error:
        words = " ".join(str(one) for one in error.messages)
        return Part(name, values, None, f"{name}: {words}")


def _listed(value: Any) -> tuple[Any, ...]:
    if isinstance(value, (list, tuple, set, frozenset)):
        return tuple(one for one in value if one is not None)
    return (value,)
