"""Values of a file to values of fields; ValidationError in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.desk.fields import FieldInfo, FieldType
from jobdesk.inventory.exchange.documents import separated
from jobdesk.inventory.exchange.references import NULL

_YES = frozenset({"true", "yes", "on", "1", "y"})
_NO = frozenset({"false", "no", "off", "0", "n"})
_SHOWN = 60


def is_empty(given: Any) -> bool:
    """A cell with nothing in it."""
    return given is None or given == "" or given == NULL


def plain(field: FieldInfo, given: Any) -> Any:
    """A value of the object's own; None for nothing."""
    if isinstance(given, Mapping) and "value" in given and field.type is not FieldType.JSON:
        given = given["value"]  # a choice as REST tells it: {"value": …, "label": …}
    if is_empty(given):
        return None
    reader = _READERS.get(field.type)
    return reader(given) if reader else _text(given)


def several(given: Any) -> Sequence[Any]:
    """The parts of a value that names many."""
    if is_empty(given):
        return ()
    if isinstance(given, str):
        return separated(given)
    if isinstance(given, Sequence):
        return given
    raise ValidationError(f"{short(given)} is no list.")


def short(given: Any) -> str:
    """A value in a sentence."""
    text = repr(given) if isinstance(given, str) else str(given)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _text(given: Any) -> Any:
    if isinstance(given, (Mapping, list)):
        raise ValidationError(f"{short(given)} is no text.")
    if isinstance(given, bool):
        return str(given).lower()
    return given.strip() if isinstance(given, str) else str(given)


def _long(given: Any) -> Any:
    return given if isinstance(given, str) else _text(given)


def _truth(given: Any) -> bool:
    word = str(given).strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValidationError(f"{short(given)} is neither true nor false.")


def _whole(given: Any) -> int:
    try:
        found = Decimal(str(given).strip())
        if found == found.to_integral_value():
            return int(found)
    except (InvalidOperation, OverflowError, ValueError):
        pass
    raise ValidationError(f"{short(given)} is no whole number.")


def _number(given: Any) -> Decimal:
    try:
        found = Decimal(str(given).strip())
    except InvalidOperation:
        found = Decimal("nan")
    if not found.is_finite():
        raise ValidationError(f"{short(given)} is no number.")
    return found


def _document(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except ValueError as error:
        raise ValidationError(f"{short(given)} is no JSON: {error}.") from None


def _words(given: Any) -> list[Any]:
    return list(several(given))


_READERS: dict[FieldType, Any] = {
    FieldType.LONG: _long,
    FieldType.BOOLEAN: _truth,
    FieldType.INTEGER: _whole,
    FieldType.NUMBER: _number,
    FieldType.JSON: _document,
    FieldType.CHOICES: _words,
}
