"""The filters that models are filtered by: several values mean "one of them"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.orm import Condition, Q
from jobdesk.inventory.filters.reading import Reader, many

_Filter: Any = django_filters.Filter
_Field: Any = forms.Field
_Widget: Any = forms.Widget


class ListWidget(_Widget):
    """Takes a value, a list of values, or a name given several times."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """All values under a name."""
        del files
        found = data.getlist(name) if hasattr(data, "getlist") else data.get(name)
        if found is None or found == "":
            return []
        listed = isinstance(found, (list, tuple, set, frozenset))
        if hasattr(found, "_meta") or not (listed or hasattr(found, "model")):
            return [found]
        return [one for one in found if one not in (None, "")]


class ListField(_Field):
    """Reads the values of one filter."""

    widget = ListWidget

    def __init__(self, *, reader: Reader, **more: Any) -> None:
        super().__init__(**more)
        self.reader = reader

    def clean(self, value: Any) -> list[Any]:
        """The values; ValidationError in words."""
        return self.reader(value or [])


class ListFilter(_Filter):
    """Objects that have one of the values.

    Attributes:
        beyond: the path leads to several objects, of which one must fit.
    """

    field_class = ListField
    suffixes: ClassVar[frozenset[str]] = frozenset({"n", "isnull"})

    def __init__(
        self,
        field_name: str,
        reader: Reader,
        *,
        lookup_expr: str = "exact",
        exclude: bool = False,
        beyond: bool = False,
        **more: Any,
    ) -> None:
        more.setdefault("label", field_name)
        super().__init__(field_name, lookup_expr, exclude=exclude, reader=reader, **more)
        self.beyond = beyond

    def filter(self, qs: Any, value: Any) -> Any:
        """Those of `qs` that fit."""
        if not value:
            return qs
        condition = self.condition(qs, value)
        if self.beyond:
            # A subquery, as a join would give objects several times.
            condition = Q(pk__in=qs.model._base_manager.filter(condition).values("pk"))
        return qs.exclude(condition) if self.exclude else qs.filter(condition)

    def condition(self, qs: Any, values: Sequence[Any]) -> Condition:
        """One of the values."""
        del qs
        given = [value for value in values if value is not None]
        parts: list[Any] = []
        if self.lookup_expr == "exact" and given:
            parts.append(Q((f"{self.field_name}__in", given)))
        elif given:
            parts += [Q((f"{self.field_name}__{self.lookup_expr}", one)) for one in given]
        if len(given) < len(values):
            parts.append(Q((f"{self.field_name}__isnull", True)))
        return reduce(or_, parts)


class TextFilter(ListFilter):
    """By a text."""

    suffixes = frozenset(
        [
            "n",
            "ic",
            "nic",
            "ie",
            "nie",
            "iew",
            "niew",
            "isw",
            "nisw",
            "re",
            "nre",
            "ire",
            "nire",
            "isnull",
        ]
    )


class NumberFilter(ListFilter):
    """By a number or a time."""

    suffixes = frozenset({"n", "gt", "gte", "lt", "lte", "isnull"})


class ObjectFilter(ListFilter):
    """By an object that they belong to or have."""

    def condition(self, qs: Any, values: Sequence[Any]) -> Condition:
        """One of the objects, however many they are."""
        if self.lookup_expr == "exact" and isinstance(values[-1], UUID):
            given = [value for value in values if value is not None]
            condition = Q((f"{self.field_name}__in", many(given)))
            return condition | super().condition(qs, [None]) if None in values else condition
        return super().condition(qs, values)


class EveryFilter(ObjectFilter):
    """By objects that all must be there: tags."""

    def filter(self, qs: Any, value: Any) -> Any:
        """Those that have each of them."""
        for one in value or ():
            qs = super().filter(qs, [one])
        return qs


class HasFilter(ListFilter):
    """Whether there is at least one."""

    suffixes = frozenset()

    def condition(self, qs: Any, values: Sequence[Any]) -> Condition:
        """There is one, or there is none."""
        have = qs.model._base_manager.filter(**{f"{self.field_name}__isnull": False})
        there = Q(pk__in=have.values("pk"))
        return there if values[0] else ~there


class MadeFilter(ListFilter):
    """By a function of the values that gives the condition; several values: one of them."""

    suffixes = frozenset({"n"})

    def __init__(self, field_name: str, reader: Reader, **more: Any) -> None:
        self.make = more.pop("make")
        super().__init__(field_name, reader, **more)

    def condition(self, qs: Any, values: Sequence[Any]) -> Condition:
        """What the function says."""
        del qs
        return self.make(values)


SUFFIXES: dict[str, tuple[str, bool]] = {
    "n": ("exact", True),
    "ic": ("icontains", False),
    "nic": ("icontains", True),
    "ie": ("iexact", False),
    "nie": ("iexact", True),
    "iew": ("iendswith", False),
    "niew": ("iendswith", True),
    "isw": ("istartswith", False),
    "nisw": ("istartswith", True),
    "re": ("regex", False),
    "nre": ("regex", True),
    "ire": ("iregex", False),
    "nire": ("iregex", True),
    "gt": ("gt", False),
    "gte": ("gte", False),
    "lt": ("lt", False),
    "lte": ("lte", False),
    "isnull": ("isnull", False),
}
"""What stands behind a name: the look-up, and whether it is turned round."""


def expressions(reader: Reader) -> Reader:
    """Regular expressions that can be compiled."""
    import re

    def read(values: Sequence[Any]) -> list[Any]:
        for value in values:
            try:
                re.compile(str(value))
            except re.error as error:
                raise ValidationError(
                    f"{value!r} is no regular expression: {error}."
                ) from error
        return reader(values)

    return read
