"""Export: the rows of objects, page by page, with references by natural key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.desk.columns import sorted_set
from jobdesk.inventory.desk.fields import WHOLE_ADDRESS, FieldType
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.desk.narrowing import Terms, narrowed
from jobdesk.inventory.exchange.columns import (
    CONTENT_TYPE,
    Written,
    natural_names,
    written_columns,
)
from jobdesk.inventory.exchange.documents import NO_OBJECT
from jobdesk.inventory.exchange.report import PAGE, Plan

_ADDRESS_PARTS = {"prefix": ("network", "prefix_length"), "address": ("host", "mask_length")}


def plan(
    label: str,
    terms: Terms = (),
    keys: Sequence[str] = (),
    fields: Sequence[str] = (),
    sort: str = "",
) -> Plan:
    """What is to be written.

    Args:
        label: of the kind.
        terms: which objects, as the filter line has them.
        keys: only these; empty for all.
        fields: only these; empty for all that can be set.
        sort: in the order of this field.

    Raises:
        InputErrors: a term means nothing.
    """
    found = sorted_set(narrowed(model_of(label), terms), sort)
    if keys:
        wanted = {UUID(key) for key in keys}
        chosen = tuple(key for key in found.values_list("pk", flat=True) if key in wanted)
    else:
        chosen = tuple(found.values_list("pk", flat=True))
    columns = written_columns(label, fields)
    titles = tuple(column.title for column in columns)
    return Plan(label, titles, tuple(fields), chosen, _twins(columns))


def page(plan: Plan, first: int) -> list[list[Any]]:
    """The rows of `PAGE` objects, in plain values; objects that are gone are left out."""
    keys = plan.keys[first : first + PAGE]
    columns = written_columns(plan.label, plan.fields)
    model = model_of(plan.label)
    paths = _paths(plan.label, columns)
    wanted = list(dict.fromkeys(path for found in paths for path in found))
    places = {path: at for at, path in enumerate(wanted)}
    rows = {
        row[places["pk"]]: row
        for row in model._base_manager.filter(pk__in=keys).values_list(*wanted)
    }
    many = {
        column.title: _links(model, column, keys)
        for column in columns
        if column.field is not None and column.field.type is FieldType.REFERENCES
    }
    groups = _groups(columns)
    written: list[list[Any]] = []
    for key in keys:
        row = rows.get(key)
        if row is None:
            continue
        cells = [
            many[column.title].get(key, [])
            if column.title in many
            else _cell(plan.label, column, [row[places[path]] for path in found])
            for column, found in zip(columns, paths, strict=True)
        ]
        for name, places_of in groups.items():
            _name_reference(
                cells, places_of, plan.twins.get(name, frozenset()), row, places, name
            )
        written.append(cells)
    return written


def _paths(label: str, columns: Sequence[Written]) -> list[tuple[str, ...]]:
    whole = WHOLE_ADDRESS.get(label, ("",))[0]
    low, length = _ADDRESS_PARTS.get(whole, ("", ""))
    found: list[tuple[str, ...]] = []
    for column in columns:
        field = column.field
        if field is None or field.type is FieldType.REFERENCES:
            found.append(("pk",))
        elif field.is_custom:
            found.append(("_custom_field_data",))
        elif field.name == whole:
            found.append((low, length))
        elif column.group:
            found.append((column.path, f"{_start(column)}_id"))
        else:
            found.append((column.path,))
    return found


def _start(column: Written) -> str:
    """The reference itself: its key tells that it names something."""
    inside = column.title.removeprefix(f"{column.group}__")
    return column.path.removesuffix(f"__{inside}")


def _cell(label: str, column: Written, values: list[Any]) -> Any:
    field = column.field
    if field is None:
        return str(values[0])
    if field.is_custom:
        return plain((values[0] or {}).get(field.key))
    if field.name == WHOLE_ADDRESS.get(label, ("",))[0]:
        return f"{values[0]}/{values[1]}"
    if field.related == CONTENT_TYPE and field.type is FieldType.REFERENCE:
        return _kind_word(values[0])
    return plain(values[0])


def _kind_word(key: Any) -> str | None:
    if key is None:
        return None
    kind = ContentType.objects.get_for_id(key)
    return f"{kind.app_label}.{kind.model}"


def plain(value: Any) -> Any:
    """A value of a column as JSON has it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    return value


# References


def _groups(columns: Sequence[Written]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        if column.group:
            found.setdefault(column.group, []).append(at)
    return {name: tuple(places) for name, places in found.items()}


def _name_reference(
    cells: list[Any],
    places: Sequence[int],
    twins: frozenset[tuple[str, ...]],
    row: Sequence[Any],
    known: Mapping[str, int],
    name: str,
) -> None:
    """Fill in what a partial name lacks, or name by key what its name does not tell apart."""
    key = row[known[f"{'parent__namespace' if _is_hidden(known, name) else name}_id"]]
    if key is None:
        return
    parts = [cells[at] for at in places]
    if parts[0] is None or _mark(parts) in twins:
        for at in places:
            cells[at] = None
        cells[places[0]] = str(key)
        return
    for at in places:
        if cells[at] is None:
            cells[at] = NO_OBJECT


def _is_hidden(known: Mapping[str, int], name: str) -> bool:
    return f"{name}_id" not in known


def _mark(parts: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(part) for part in parts)


def _twins(columns: Sequence[Written]) -> dict[str, frozenset[tuple[str, ...]]]:
    """Names that several objects have, for each reference."""
    found: dict[str, frozenset[tuple[str, ...]]] = {}
    for column in columns:
        if column.group and column.group not in found and column.field is not None:
            names = natural_names(column.field.related)
            model = model_of(column.field.related)
            found[column.group] = (
                frozenset() if _is_sure(model, names) else _doubled(model, names)
            )
    return found


def _is_sure(model: Any, names: Sequence[str]) -> bool:
    """The database holds them apart, without help from nulls."""
    if len(names) == 1 and "__" not in names[0]:
        return bool(model._meta.get_field(names[0]).unique)
    return False


def _doubled(model: Any, names: Sequence[str]) -> frozenset[tuple[str, ...]]:
    counted = model._base_manager.order_by().values_list(*names)
    twins = counted.annotate(_n=models.Count("pk")).filter(_n__gt=1)
    return frozenset(_mark([plain(one) for one in row[:-1]]) for row in twins)


# Links to many


def _links(model: Any, column: Written, keys: Sequence[UUID]) -> dict[UUID, list[str]]:
    field = model._meta.get_field(column.path)
    related = field.related_model
    near, far = field.m2m_field_name(), field.m2m_reverse_field_name()
    shown = _shown_path(related, far)
    rows = (
        field.remote_field.through._base_manager.filter(**{f"{near}__in": keys})
        .order_by(*shown)
        .values_list(f"{near}_id", *shown)
    )
    found: dict[UUID, list[str]] = {}
    for key, *parts in rows:
        found.setdefault(key, []).append(".".join(str(part) for part in parts))
    return found


def _shown_path(related: Any, far: str) -> tuple[str, ...]:
    """By name where one name tells it, else by key."""
    if related is ContentType:
        return (f"{far}__app_label", f"{far}__model")
    names = related.natural_key_field_lookups()
    if len(names) == 1 and _is_sure(related, names):
        return (f"{far}__{names[0]}",)
    return (f"{far}_id",)
