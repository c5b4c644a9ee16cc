"""Ends of cables as people choose and see them: a port, and what it is a part of.

An end travels as "dcim.interface/<key>".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.dcim.cabling import called
from jobdesk.inventory.desk.cabling import CABLE
from jobdesk.inventory.desk.edit_records import PORT_KINDS, PORTS
from jobdesk.inventory.desk.kinds import label_of, model_of
from jobdesk.inventory.desk.records import EMPTY, FieldInfo, FieldType, Reference, Value

_HELP = "A device, circuit or power panel; then its port."
ENDS = (
    FieldInfo("end_a", "From", FieldType.END, is_required=True, is_unique=True,
              is_set_once=True, help=_HELP),
    FieldInfo("end_b", "To", FieldType.END, is_required=True, is_unique=True,
              is_set_once=True, help=_HELP),
)  # fmt: skip
"""The two ends of a cable, as people choose and see them."""

_COLUMNS = {"end_a": "termination_a", "end_b": "termination_b"}
_BEHIND = {
    f"{column}{part}": name for name, column in _COLUMNS.items() for part in ("_type", "_id")
}


def seen_fields(kind: str, fields: Sequence[FieldInfo]) -> tuple[FieldInfo, ...]:
    """The fields of a kind for people: of a cable its ends instead of their kinds and keys."""
    if kind != CABLE:
        return tuple(fields)
    return (*ENDS, *(field for field in fields if field.name not in _BEHIND))


def seen_name(kind: str, name: str) -> str:
    """The field under which people see what is told of a column."""
    return _BEHIND.get(name, name) if kind == CABLE else name


def end_value(end: Any) -> Value:
    """An end as the form shows it: what holds it, and the port."""
    if end is None:
        return EMPTY
    label = label_of(type(end))
    port = Reference(label, str(end.pk), called(end))
    return Value(port.text, f"{label}/{end.pk}", (port,))


def seen_end(cable: Any, name: str) -> Value:
    """What is at an end of a cable."""
    return end_value(getattr(cable, _COLUMNS[name]))


def end_of(given: str) -> Any:
    """The port that is meant.

    Raises:
        ValidationError: none is.
    """
    kind, _, key = given.partition("/")
    if kind in PORTS:
        raise ValidationError("Choose one of its ports, too.")
    if kind not in PORT_KINDS:
        raise ValidationError("Choose a device, circuit or power panel, then its port.")
    found = model_of(kind).objects.filter(pk=key).first()
    if found is None:
        raise ValidationError("This port is no longer in the inventory: choose another one.")
    return found


def put_end(cable: Any, name: str, given: Any) -> None:
    """Give a cable an end.

    Raises:
        ValidationError: no port is meant.
    """
    if given in (None, ""):
        raise ValidationError("This is required.")
    setattr(cable, _COLUMNS[name], end_of(str(given)))
