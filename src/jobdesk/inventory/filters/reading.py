"""From what a filter was given (texts, mostly) to values; ValidationError in words.

Each reader takes all values of one filter at once, so that names are looked up by one query.
`None` among the values stands for "has none" (the word `null`).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models.expressions import RawSQL

from jobdesk.inventory.core.addresses import text_of
from jobdesk.inventory.core.orm import Condition, Q

NULL = "null"
"""The word for "has none"."""

_NAMED = 100  # nobody reads more names
_MANY = 500  # keys: more travel as one parameter, as SQLite takes a limited number of them

Reader = Callable[[Sequence[Any]], list[Any]]

_NAMES = ("name", "model", "cid", "key", "label", "username", "version", "image_file_name")
_YES = frozenset({"true", "1", "yes", "on"})
_NO = frozenset({"false", "0", "no", "off"})


def texts(values: Sequence[Any]) -> list[Any]:
    """As they are; numbers as text."""
    return [str(value) for value in values]


def truths(values: Sequence[Any]) -> list[Any]:
    """True, False or nothing."""
    return [_truth(value) for value in values]


def _truth(value: Any) -> bool | None:
    word = str(value).strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    if word == NULL:
        return None
    raise ValidationError(f"{value!r} is neither true nor false.")


def numbers(values: Sequence[Any]) -> list[Any]:
    """Numbers or nothing."""
    return [None if value == NULL else _number(value) for value in values]


def _number(value: Any) -> Decimal | int:
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        raise ValidationError(f"{value!r} is no number.") from None
    if not found.is_finite():
        raise ValidationError(f"{value!r} is no number.")
    return int(found) if found == found.to_integral_value() else found


def days(values: Sequence[Any]) -> list[Any]:
    """Dates or nothing."""
    return [None if value == NULL else _moment(value).date() for value in values]


def moments(values: Sequence[Any]) -> list[Any]:
    """Times or nothing; without an offset they are UTC."""
    return [None if value == NULL else _moment(value) for value in values]


def _moment(value: Any) -> datetime:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(), UTC)
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise ValidationError(f"{value!r} is no time like 2026-11-21T12:00.") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def keys(values: Sequence[Any]) -> list[Any]:
    """UUIDs or nothing."""
    return [None if value == NULL else _uuid(value) for value in values]


def _uuid(value: Any) -> uuid.UUID:
    found = as_uuid(value)
    if found is None:
        raise ValidationError(f"{value!r} is no UUID.")
    return found


def as_uuid(value: Any) -> uuid.UUID | None:
    """The UUID that a value is or says; None where it is none."""
    if isinstance(value, uuid.UUID):
        return value
    text = str(value)
    if len(text) not in {32, 36}:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def addresses(values: Sequence[Any]) -> list[Any]:
    """Addresses without a mask."""
    return [text_of(value) for value in values]


def kinds(values: Sequence[Any]) -> list[Any]:
    """Content types: `dcim.device`, or their number."""
    from django.contrib.contenttypes.models import ContentType

    return [None if value == NULL else _kind(ContentType, value) for value in values]


def _kind(model: Any, value: Any) -> Any:
    text = str(value).strip().lower()
    if text.isdigit():
        found = model.objects.filter(pk=int(text)).first()
    else:
        app, _, name = text.partition(".")
        found = model.objects.filter(app_label=app, model=name).first()
    if found is None:
        raise ValidationError(f"There is no kind of objects {value!r}.")
    return found.pk


class ObjectsReader:
    """Reads objects by their name or key, as keys; in a tree with all below them."""

    def __init__(self, model: Any, *, with_those_below: bool = False) -> None:
        self.model = model
        self._takes_tree = with_those_below

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        """The keys; ValidationError names what there is not."""
        wanted = [getattr(value, "pk", value) for value in values]
        named = [value for value in wanted if value != NULL]
        found = _keys_of(self.model, named) if named else []
        if self._takes_tree and found:
            found = below(self.model, found)
        return [None, *found] if len(named) < len(wanted) else found

    def names(self, values: Sequence[Any]) -> list[str]:
        """What people call these values: the names in the place of keys."""
        keys = {value: as_primary_key(self.model, value) for value in values}
        wanted = [key for key in keys.values() if key is not None]
        known = {one.pk: str(one) for one in self.model.objects.filter(pk__in=wanted[:_NAMED])}
        return [known.get(keys[value]) or str(value) for value in values]


def objects_of(model: Any, *, with_those_below: bool = False) -> ObjectsReader:
    """A reader of objects of this model."""
    return ObjectsReader(model, with_those_below=with_those_below)


def below(model: Any, top: Sequence[Any]) -> list[Any]:
    """The keys of some objects of a tree and of all inside them."""
    known, level = dict.fromkeys(top), list(top)
    while level:
        inside = model._base_manager.filter(parent__in=level).values_list("pk", flat=True)
        level = [key for key in inside if key not in known]
        known.update(dict.fromkeys(level))
    return list(known)


def _keys_of(model: Any, values: Sequence[Any]) -> list[Any]:
    by_key = [value for value in values if as_primary_key(model, value) is not None]
    by_name = [value for value in values if as_primary_key(model, value) is None]
    found = _known_keys(model, by_key) if by_key else []
    for name in by_name:
        named = list(model.objects.filter(named_so(model, name)).values_list("pk", flat=True))
        if not named:
            raise ValidationError(f"There is no {model._meta.verbose_name} {str(name)!r}.")
        found += named
    return found


def _known_keys(model: Any, values: Iterable[Any]) -> list[Any]:
    wanted = {as_primary_key(model, value): value for value in values}
    there = set(model.objects.filter(keys_in(model, list(wanted))).values_list("pk", flat=True))
    for key, value in wanted.items():
        if key not in there:
            raise ValidationError(
                f"There is no {model._meta.verbose_name} with the key {value}."
            )
    return list(wanted)


def keys_in(model: Any, keys: Sequence[Any], path: str = "pk") -> Condition:
    """The key is one of these, however many they are."""
    return Q((f"{path}__in", many(keys) if _has_uuids(model) else list(keys)))


def many(keys: Sequence[Any]) -> Any:
    """UUIDs for an `in`: a list, or one parameter for a great number of them."""
    if len(keys) <= _MANY:
        return list(keys)
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps([one.hex for one in keys])])


def _has_uuids(model: Any) -> bool:
    return model._meta.pk.get_internal_type() == "UUIDField"


def as_primary_key(model: Any, value: Any) -> Any:
    """The key that a value says, in the type of the model's keys; None where it is none."""
    if _has_uuids(model):
        return as_uuid(value)
    text = str(value)
    return int(text) if text.isdigit() else None


def named_so(model: Any, value: Any) -> Condition:
    """Objects that go by this name; networks and addresses by theirs."""
    special = _SPECIAL.get(model._meta.concrete_model._meta.label)
    if special is not None:
        return special(str(value))
    condition = Q(pk__in=[])
    for name in name_fields(model):
        condition |= Q((name, str(value)))
    return condition


def name_fields(model: Any) -> list[str]:
    """The fields that an object is called by: one, and the slug of 1.x where it has one."""
    first = next((name for name in _NAMES if has_column(model, name)), None)
    found = [first] if first else []
    return [*found, "slug"] if has_column(model, "slug") else found


def has_column(model: Any, name: str) -> bool:
    """The model has a field of this name in its own table."""
    try:
        return bool(model._meta.get_field(name).concrete)
    except FieldDoesNotExist:
        return False


def _network(text: str) -> Condition:
    try:
        return Q(prefix=text)
    except ValidationError:
        return Q(pk__in=[])


def _kind_named(text: str) -> Condition:
    app, _, name = text.lower().partition(".")
    return Q(app_label=app, model=name)


def _vlan(text: str) -> Condition:
    return Q(name=text) | (Q(vid=int(text)) if text.isdigit() else Q(pk__in=[]))


_SPECIAL: dict[str, Callable[[str], Condition]] = {
    "ipam.Prefix": _network,
    "ipam.IPAddress": lambda text: Q(address=text),
    "ipam.VLAN": _vlan,
    "ipam.VRF": lambda text: Q(name=text) | Q(rd=text),
    "contenttypes.ContentType": _kind_named,
}
