"""Grid: pages of a list, of a kind with a million objects as of one with ten.

The keys of a page are found in the index of its order, from the nearer end; only its hundred
objects are read. Where no index serves the list, see `walking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jobdesk.inventory.desk import cabling
from jobdesk.inventory.desk.columns import (
    PRIMARY_IP,
    WORKED_OUT,
    columns_of,
    is_served,
    sorted_set,
)
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.desk.lengths import is_short
from jobdesk.inventory.desk.narrowing import narrowed
from jobdesk.inventory.desk.records import (
    EMPTY,
    PAGE,
    FieldInfo,
    FieldType,
    GridPage,
    GridQuery,
    GridRow,
    Value,
)
from jobdesk.inventory.desk.rownumbers import keys_at
from jobdesk.inventory.desk.values import referring, value_of
from jobdesk.inventory.desk.walking import page_of


def page(query: GridQuery, start: int = 0, limit: int = PAGE, total: int = 0) -> GridPage:
    """Some rows of a list.

    Args:
        query: which list.
        start: of the first row.
        limit: how many rows.
        total: of the list, where it is known: then the nearer end is counted from.
    """
    model = model_of(query.kind)
    if (query.terms or not is_served(model, query.sort)) and not is_short(model):
        found = page_of(query, start, limit)
        rows = rows_of(query.kind, query.columns, keys_at(model, found.numbers))
        return GridPage(start, rows, found.total)
    keys = _keys(query, start, limit, total)
    return GridPage(start, rows_of(query.kind, query.columns, keys))


def total(query: GridQuery) -> int:
    """How many objects the list has."""
    return narrowed(model_of(query.kind), query.terms).order_by().count()


def keys_of(query: GridQuery, limit: int) -> list[str]:
    """The keys of all objects of a list, `limit` at most: what a bulk edit is done to."""
    return [str(key) for key in _ordered(query, query.sort)[:limit]]


def place_of(query: GridQuery, key: str, total: int) -> int:
    """Where an object is in a list; -1 when it is not, or beyond `total`."""
    if not narrowed(model_of(query.kind), query.terms).filter(pk=key).exists():
        return -1
    for place, one in enumerate(_ordered(query, query.sort)[:total].iterator()):
        if str(one) == key:
            return place
    return -1


def _ordered(query: GridQuery, sort: str) -> Any:
    found = narrowed(model_of(query.kind), query.terms)
    return sorted_set(found, sort).values_list("pk", flat=True)


def _keys(query: GridQuery, start: int, limit: int, total: int) -> list[Any]:
    if total and start > total // 2:
        before_end = max(total - start - limit, 0)
        count = min(limit, total - start)
        found = _ordered(query, query.sort).reverse()
        return list(found[before_end : before_end + max(count, 0)])[::-1]
    return list(_ordered(query, query.sort)[start : start + limit])


def rows_of(kind: str, columns: Sequence[str], keys: Iterable[Any]) -> tuple[GridRow, ...]:
    """The rows of these objects, in this order; those that are gone are left out."""
    model, wanted = model_of(kind), list(keys)
    known = {field.name: field for field in columns_of(kind)}
    fields = [known[name] for name in columns if name in known]
    found = model.objects.filter(pk__in=wanted).order_by()
    paths = _joined(model, fields)
    found = found.select_related(*paths) if paths else found
    links = [field.name for field in fields if field.type is FieldType.REFERENCES]
    by_key = {instance.pk: instance for instance in found.prefetch_related(*links)}
    here = [by_key[key] for key in map(_uuid, wanted) if key in by_key]
    names = {
        field.name: cabling.ends(field.name, here) for field in fields if field in WORKED_OUT
    }
    called = cabling.names(here)
    return tuple(_row(instance, fields, names, called) for instance in here)


def _uuid(key: Any) -> Any:
    import uuid

    return key if isinstance(key, uuid.UUID) else uuid.UUID(str(key))


def _joined(model: Any, fields: Sequence[FieldInfo]) -> list[str]:
    columns = {field.name for field in model._meta.concrete_fields if field.is_relation}
    names = [
        field.name
        for field in fields
        if field.type is FieldType.REFERENCE and field.name in columns
    ]
    if PRIMARY_IP in fields:
        names += ["primary_ip4", "primary_ip6"]
    return names


def _row(
    instance: Any,
    fields: Sequence[FieldInfo],
    names: Mapping[str, Mapping[Any, Value]],
    called: Mapping[Any, str],
) -> GridRow:
    cells = tuple(
        names[field.name].get(instance.pk, EMPTY)
        if field.name in names
        else _host(referring(instance.primary_ip))
        if field is PRIMARY_IP
        else value_of(instance, field)
        for field in fields
    )
    name = called.get(instance.pk) or str(instance)
    return GridRow(str(instance.pk), name, version_of(instance), cells)


def _host(value: Value) -> Value:
    """An address without its length: what one connects to."""
    return replace(value, text=value.text.split("/")[0])


def version_of(instance: Any) -> str:
    """When the object was changed last; empty for kinds that do not say."""
    changed = getattr(instance, "last_updated", None)
    return "" if changed is None else changed.isoformat()
