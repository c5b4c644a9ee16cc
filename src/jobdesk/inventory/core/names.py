"""One door for names that are no columns: `prefix=`, `address=`, `site_id=` and their spans.

The path of a filter is walked to the model that its last name belongs to; when that model
translates the name, the filter is built from the translation instead. So it works in Q,
negated, in spans and in `get_or_create` alike, and unknown names still give FieldError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models.constants import LOOKUP_SEP
from django.db.models.sql.query import Query

from jobdesk.inventory.core.orm import Condition, Q, models

Translator = Callable[[str, tuple[str, ...], Any], Condition]
"""From the path before the name (empty or ending in `__`), the lookups behind it and the value
to a filter."""


_PREFETCHED = "_prefetch_related_val_"  # Django's own, before the columns of a link's table


def renamed(name: str) -> Translator:
    """An older name of another field."""

    def translate(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
        return Q((before + LOOKUP_SEP.join((name, *lookups)), value))

    return translate


class NamesQuery(Query):
    """A query that asks models for their older names."""

    def build_filter(self, filter_expr: Any, *args: Any, **more: Any) -> Any:
        """As Django's, after the translation."""
        if isinstance(filter_expr, tuple) and len(filter_expr) == 2:
            said = translated(self.model, *filter_expr)
            if said is not None:
                filter_expr = said
        return super().build_filter(filter_expr, *args, **more)

    def add_extra(
        self,
        select: Any,
        select_params: Any,
        where: Any,
        params: Any,
        tables: Any,
        order_by: Any,
    ) -> None:
        """As Django's, which names what a prefetch belongs to here: then sorted at the end.

        SQLite would go through all rows in the order of an index and look each up among the
        thousands that are asked for: 5 s for the addresses of 8,000 ports, 0.02 s so.
        """
        super().add_extra(select, select_params, where, params, tables, order_by)
        if any(name.startswith(_PREFETCHED) for name in select or ()):
            usual = self.model._meta.ordering if self.default_ordering else ()
            first, *then = self.order_by or usual or ("",)
            if isinstance(first, str) and _is_column(self.model, first.removeprefix("-")):
                term = without_index(first.removeprefix("-"))
                self.order_by = (term.desc() if first.startswith("-") else term.asc(), *then)

    def translated(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of an update under the names of their columns."""
        names: Mapping[str, str] = getattr(self.model, "renamed_fields", {})
        return {names.get(name, name): value for name, value in values.items()}


def without_index(path: str) -> Any:
    """A column that is sorted by, never gone through in the order of its index."""
    return models.Func(models.F(path), template="+%(expressions)s")


def _is_column(model: Any, name: str) -> bool:
    return any(
        field.name == name and not field.is_relation for field in model._meta.concrete_fields
    )


def translated(model: Any, path: str, value: Any) -> Condition | None:
    """A filter in the names of columns; None when it is in them already."""
    parts = path.split(LOOKUP_SEP)
    for place, part in enumerate(parts):
        translators: Mapping[str, Translator] = getattr(model, "older_names", {})
        if part in translators:
            before = "".join(name + LOOKUP_SEP for name in parts[:place])
            found = translators[part](before, tuple(parts[place + 1 :]), value)
            return found if _lead(found) != path else None
        following = _next_model(model, part)
        if following is None:
            return None
        model = following
    return None


def _lead(found: Condition) -> str:
    child = found.children[0] if len(found.children) == 1 else None
    return str(child[0]) if isinstance(child, tuple) else ""


def _next_model(model: Any, name: str) -> Any:
    try:
        field = model._meta.get_field("id" if name == "pk" else name)
    except FieldDoesNotExist:
        return None
    return field.related_model if field.is_relation else None
