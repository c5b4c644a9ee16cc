"""An object as plain data, for the change log and for showing differences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

_NAME = 200
_PLAIN = (str, int, float, bool, type(None))
_NAMES = {"_custom_field_data": "custom_fields"}  # what jobs read, as upstream writes it (2.4)


def snapshot(
    instance: Any, *, is_new: bool = False, links_of: Mapping[str, Any] | None = None
) -> Mapping[str, Any]:
    """Every column by its field's name, and the keys of its links to many.

    A new object has no links yet, and a save does not change them (`links_of` is the snapshot
    before it): then they are not read.
    """
    model = type(instance)
    data = {name: _plain(getattr(instance, attribute)) for name, attribute in _columns(model)}
    for name in _links(model):
        if is_new:
            data[name] = []
        elif links_of is not None:
            data[name] = links_of.get(name, [])
        else:
            held = getattr(instance, name).values_list("pk", flat=True)
            data[name] = sorted(str(key) for key in held)
    return data


def shown_name(instance: Any) -> str:
    """The object in words, as long as a row keeps them.

    That is its `str()`, or `shown_as` where jobs know the former and it says nothing to people.
    """
    return str(getattr(instance, "shown_as", instance))[:_NAME]


def fields_of(model: Any) -> tuple[tuple[str, str], ...]:
    """The columns that a snapshot holds: the name there, and the attribute."""
    return _columns(model)


def plain_value(value: Any) -> Any:
    """A value as it stands in a snapshot."""
    return _plain(value)


@cache
def _columns(model: Any) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_NAMES.get(str(field.name), str(field.name)), field.attname)
        for field in model._meta.concrete_fields
        if not (getattr(field, "is_older", False) or is_worked_out(field))
    )


def is_worked_out(field: Any) -> bool:
    """The column follows from others: the order of a name, the peer of a cable's end."""
    return field.name.startswith("_") and field.name not in _NAMES


@cache
def _links(model: Any) -> tuple[str, ...]:
    return tuple(field.name for field in model._meta.many_to_many)


def _plain(value: Any) -> Any:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    return str(value)
