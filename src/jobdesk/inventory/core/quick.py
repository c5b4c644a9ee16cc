"""The statements of every validated save, made once instead of each time (INVENTORY §4).

They pass the same cursor, and so the same gate, as all others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connections

_ALIAS = "default"


def insert(model: Any, values: Mapping[str, Any]) -> None:
    """Insert one row without signals; `values` by attribute, defaults for the others."""
    statement, fields = _insertion(model)
    wrapper = connections[_ALIAS]
    prepared = [
        field.get_db_prep_save(
            values[field.attname] if field.attname in values else field.get_default(), wrapper
        )
        for field in fields
    ]
    with wrapper.cursor() as cursor:
        cursor.execute(statement, prepared)


def insert_object(instance: Any, model: Any, *, is_raw: bool) -> bool:
    """Insert an object's row as Django would; False when a value is worked out by SQL."""
    statement, fields = _insertion(model)
    wrapper = connections[_ALIAS]
    prepared: list[Any] = []
    for field in fields:
        value = getattr(instance, field.attname) if is_raw else field.pre_save(instance, True)
        if hasattr(value, "resolve_expression"):
            return False
        prepared.append(field.get_db_prep_save(value, wrapper))
    with wrapper.cursor() as cursor:
        cursor.execute(statement, prepared)
    return True


def is_taken(instance: Any, model: Any, names: Sequence[str]) -> bool:
    """Another object has the same values in all of these fields; no value is no rival."""
    statement, fields, key = _question(model, tuple(names))
    wrapper = connections[_ALIAS]
    values: list[Any] = []
    for field in fields:
        value = getattr(instance, field.attname)
        if value is None:
            return False
        values.append(field.get_db_prep_value(value, wrapper))
    values.append(key.get_db_prep_value(instance.pk, wrapper))
    with wrapper.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone() is not None


@cache
def _insertion(model: Any) -> tuple[str, list[Any]]:
    fields = list(model._meta.concrete_fields)
    names = ", ".join(_quoted(field) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connections[_ALIAS].ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
    return statement, fields


@cache
def _question(model: Any, names: tuple[str, ...]) -> tuple[str, list[Any], Any]:
    fields = [model._meta.get_field(name) for name in names]
    same = " AND ".join(f"{_quoted(field)} = %s" for field in fields)
    table = connections[_ALIAS].ops.quote_name(model._meta.db_table)
    key = model._meta.pk
    where = f"{same} AND {_quoted(key)} <> %s"
    statement = f"SELECT 1 FROM {table} WHERE {where} LIMIT 1"  # noqa: S608 - our own names
    return statement, fields, key


def _quoted(field: Any) -> str:
    return connections[_ALIAS].ops.quote_name(field.column)
