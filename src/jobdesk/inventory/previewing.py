"""Finds out what a preview changed on its copy: entries of the change log, and what left none.

In the worker only, when the job is done.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import connection

from jobdesk.inventory.changes import CREATE, DELETE, UPDATE, is_other
from jobdesk.inventory.difference import CopiedDatabase
from jobdesk.inventory.gate.statements import ANY_TABLE
from jobdesk.inventory.preview import (
    MAX_LOGGED,
    MAX_UNLOGGED,
    PreviewedChange,
    PreviewResult,
)
from jobdesk.inventory.snapshots import fields_of, plain_value, shown_name

_OUR_OWN = frozenset({"extras_objectchange", "extras_runcommit", "users_user"})
_STAMPS = frozenset({"created", "last_updated"})
_AT_ONCE = 500  # keys in one query

Row = Mapping[str, Any]
Fields = dict[str, Any]


def previewed(
    copied: CopiedDatabase, written: Iterable[str], request_id: uuid.UUID, result_no: int
) -> PreviewResult:
    """All that the run changed on the copy.

    Args:
        copied: the copy, and the original as it was then.
        written: the tables that were written (`gate.sharing.Sharing.written`).
        request_id: of the run's change context.
        result_no: the run.
    """
    entries = list(_entries(request_id))
    rows = _Rows(copied, entries)
    for table in _tables(copied, set(written)):
        rows.look_at(table)
    logged = tuple(_previewed_entry(entry) for entry in entries[:MAX_LOGGED])
    unlogged = tuple(rows.found)
    return PreviewResult(
        result_no, logged, unlogged, len(entries), rows.count, _names(logged + unlogged)
    )


def _entries(request_id: uuid.UUID) -> Iterator[Any]:
    from jobdesk.inventory.extras.changelog import ObjectChange

    found = ObjectChange.objects.filter(request_id=request_id)
    yield from found.select_related("changed_object_type").order_by("time", "pk")


def _tables(copied: CopiedDatabase, written: set[str]) -> list[str]:
    there = [name for name in copied.tables() if not name.startswith("django_")]
    is_all = ANY_TABLE in written
    return [name for name in there if (is_all or name in written) and name not in _OUR_OWN]


def _label(content_type: Any) -> str:
    return f"{content_type.app_label}.{content_type.model}"


def _previewed_entry(entry: Any) -> PreviewedChange:
    return PreviewedChange(
        entry.action,
        _label(entry.changed_object_type),
        str(entry.changed_object_id),
        entry.object_repr,
        entry.before_data,
        None if entry.action == DELETE else entry.object_data,
        str(entry.related_object_id or ""),
    )


class _Rows:
    """The rows that differ and that no entry tells of."""

    def __init__(self, copied: CopiedDatabase, entries: Iterable[Any]) -> None:
        self.found: list[PreviewedChange] = []
        self.count = 0
        self._copied = copied
        self._told: dict[tuple[str, str], Any] = {}
        for entry in entries:
            key = (_label(entry.changed_object_type), entry.changed_object_id.hex)
            self._told[key] = entry
        self._told_keys = {key for _, key in self._told}
        self._models: dict[str, Any] = {
            model._meta.db_table: model
            for model in apps.get_models(include_auto_created=True)
            if not model._meta.proxy
        }

    def look_at(self, table: str) -> None:
        """Find the rows of one table."""
        model = self._models.get(table)
        if model is None:
            return
        column = model._meta.pk.column
        for key in self._copied.changed_keys(table, column):
            entry = self._told.get((model._meta.label_lower, str(key)))
            rows = self._copied.before_and_after(table, column, key)
            if entry is not None:
                self._compare(model, key, rows[1], entry)
            elif not self._is_link_of_told(model, rows):
                self._add(model, key, _fields(model, rows[0]), _fields(model, rows[1]))

    def _is_link_of_told(self, model: Any, rows: Iterable[Row | None]) -> bool:
        """A row between two objects: the entry of one of them tells of it."""
        if not model._meta.auto_created:
            return False
        values = {str(value) for row in rows if row is not None for value in row.values()}
        return bool(values & self._told_keys)

    def _compare(self, model: Any, key: Any, after: Row | None, entry: Any) -> None:
        """What became of an object behind the back of its entry."""
        now = _fields(model, after)
        if now is None or entry.action == DELETE:
            return
        told = {name: entry.object_data.get(name) for name in now}
        if is_other(told, now):
            self._add(model, key, told, now)

    def _add(self, model: Any, key: Any, before: Fields | None, after: Fields | None) -> None:
        action = CREATE if before is None else DELETE if after is None else UPDATE
        name = _name_of(model, key, after or before or {})
        if before is not None and after is not None:
            differing = [
                one for one in after if after[one] != before.get(one) and one not in _STAMPS
            ]
            if not differing:
                return
            before = {one: before.get(one) for one in differing}
            after = {one: after[one] for one in differing}
        self.count += 1
        if len(self.found) < MAX_UNLOGGED:
            shown = str(uuid.UUID(key)) if _is_uuid(key) else str(key)
            label = model._meta.label_lower
            self.found.append(PreviewedChange(action, label, shown, name, before, after))


def _fields(model: Any, row: Row | None) -> Fields | None:
    """A raw row as a snapshot holds it."""
    if row is None:
        return None
    meta = model._meta
    fields = {field.attname: field for field in meta.concrete_fields}
    return {
        name: plain_value(_converted(fields[attribute], row[fields[attribute].column]))
        for name, attribute in fields_of(model)
    }


def _converted(field: Any, raw: Any) -> Any:
    column = field.get_col(field.model._meta.db_table)
    ways = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    for way in ways:
        raw = way(raw, column, connection)
    return raw


def _name_of(model: Any, key: Any, fields: Fields) -> str:
    """The object in words, also of one that the copy has no more."""
    attributes = dict(fields_of(model))
    try:
        kept = model._base_manager.filter(pk=key).first()
        if kept is None:
            values = {attributes[name]: value for name, value in fields.items()}
            kept = model(**values)
        return shown_name(kept)
    except Exception:  # noqa: BLE001 - the __str__ of half an object
        return str(fields.get("name") or key)


def _is_uuid(key: object) -> bool:
    return isinstance(key, str) and len(key) == 32


def _names(changes: Iterable[PreviewedChange]) -> dict[str, str]:
    """The names of what the changes are about and of what their fields refer to."""
    names: dict[str, str] = {}
    wanted: defaultdict[Any, set[str]] = defaultdict(set)
    for change in changes:
        names[change.object_id] = change.name
        for model, key in _references(change):
            wanted[model].add(key)
    for model, keys in wanted.items():
        missing = sorted(keys - names.keys())
        for at in range(0, len(missing), _AT_ONCE):
            some = model._base_manager.filter(pk__in=missing[at : at + _AT_ONCE])
            names.update((str(one.pk), shown_name(one)) for one in some)
    return names


def _has_uuid(model: Any) -> bool:
    return model is not None and model._meta.pk.get_internal_type() == "UUIDField"


def _references(change: PreviewedChange) -> Iterator[tuple[Any, str]]:
    model = apps.get_model(change.model)
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if not _has_uuid(field.related_model):
            continue
        for data in (change.before, change.after):
            value = (data or {}).get(field.name)
            keys = value if isinstance(value, list) else [value]
            yield from ((field.related_model, str(key)) for key in keys if key)
