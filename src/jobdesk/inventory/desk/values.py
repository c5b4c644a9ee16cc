"""Values: what an object has in a field, as plain data for the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jobdesk.inventory.desk.fields import WHOLE_ADDRESS
from jobdesk.inventory.desk.kinds import label_of
from jobdesk.inventory.desk.records import CUSTOM, EMPTY, FieldInfo, FieldType, Reference, Value
from jobdesk.inventory.snapshots import shown_name

_MOST_LINKS = 100
_KINDS = "contenttypes.contenttype"


def value_of(instance: Any, field: FieldInfo) -> Value:
    """What an object has in a field."""
    if field.is_custom:
        return _custom(instance.custom_field_data.get(field.key), field)
    if field.type is FieldType.REFERENCES:
        return _links(instance, field)
    if field.type is FieldType.REFERENCE:
        return referring(_related(instance, field.name))
    if field.name == WHOLE_ADDRESS.get(label_of(type(instance)), ("",))[0]:
        return Value(str(instance), str(instance))
    return plain_value(getattr(instance, field.name), dict(field.pairs))


def _related(instance: Any, name: str) -> Any:
    return getattr(instance, name, None)


def referring(other: Any) -> Value:
    """A field that names one object."""
    if other is None:
        return EMPTY
    found = reference_to(other)
    return Value(found.text, found.key, (found,))


def reference_to(other: Any) -> Reference:
    """An object as others name it."""
    colour = getattr(other, "color", "") or ""
    return Reference(label_of(type(other)), str(other.pk), _called(other), str(colour))


def _called(other: Any) -> str:
    """A kind of objects is called as filters and files call it: "dcim.consoleport"."""
    label = label_of(type(other))
    return f"{other.app_label}.{other.model}" if label == _KINDS else shown_name(other)


def _links(instance: Any, field: FieldInfo) -> Value:
    if not instance.present_in_database:
        return Value("", [])
    others = list(getattr(instance, field.name).all()[: _MOST_LINKS + 1])
    named = tuple(reference_to(other) for other in others)
    shown = ", ".join(one.text for one in named[:_MOST_LINKS])
    text = f"{shown} and more" if len(named) > _MOST_LINKS else shown
    return Value(text, [one.key for one in named], named)


def _custom(value: Any, field: FieldInfo) -> Value:
    if field.type is FieldType.JSON and value is not None:
        return Value(document_text(value), value)
    return plain_value(value, dict(field.pairs))


def plain_value(value: Any, words: Mapping[str, str] | None = None) -> Value:
    """A column that names nothing else."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return Value("Yes" if value else "No", value)
    if isinstance(value, datetime):
        return Value(value.strftime("%Y-%m-%d %H:%M"), value.isoformat())
    if isinstance(value, date):
        return Value(value.isoformat(), value.isoformat())
    if isinstance(value, (Decimal, float)):
        return Value(f"{value:f}".rstrip("0").rstrip(".") or "0", str(value))
    if isinstance(value, (dict, list, tuple)):
        return Value(document_text(value), value)
    text = str(value)
    return Value((words or {}).get(text, text), value if isinstance(value, int) else text)


def document_text(value: Any) -> str:
    """A document on one line; lists of plain values without their brackets."""
    import json

    if isinstance(value, (list, tuple)) and all(isinstance(one, (str, int)) for one in value):
        return ", ".join(str(one) for one in value)
    return json.dumps(value, ensure_ascii=False, default=str)


def custom_name(key: str) -> str:
    """The name of a custom field among the others."""
    return f"{CUSTOM}{key}"
