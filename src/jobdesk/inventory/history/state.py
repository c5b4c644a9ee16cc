"""Objects as they are stored now, beside what a snapshot says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from jobdesk.inventory import snapshots
from jobdesk.inventory.history.values import fields_of, is_stamp

_One = TypeVar("_One")
_CHUNK = 400
_PLACED = {"ipam.prefix": "parent", "ipam.ipaddress": "parent"}
"""Fields that the place of an object in its tree decides, at each save."""


@cache
def settable(model: Any) -> dict[str, Any]:
    """The fields that somebody sets, by the names that snapshots give them.

    Not those that follow from others: times, sort orders, the cable of a port, and links that
    are objects with entries of their own.
    """
    found: dict[str, Any] = {}
    for name, field in fields_of(model).items():
        if is_stamp(name) or field.primary_key or _is_kept_by_others(model, field):
            continue
        found[name] = field
    return found


def _is_kept_by_others(model: Any, field: Any) -> bool:
    from jobdesk.inventory.changes import is_logged

    if field.many_to_many:
        return is_logged(field.remote_field.through)
    return is_placed(model, field) or not field.editable


def is_placed(model: Any, field: Any) -> bool:
    """The field says where in its tree an object is; each save works it out."""
    return _PLACED.get(model._meta.label_lower) == field.name


@cache
def restorable(model: Any) -> tuple[str, ...]:
    """Names of the fields that a deleted object gets back before it is saved.

    What others keep about it (the cable of a port, its place in a tree) is worked out again.
    """
    set_by_hand = settable(model)
    return tuple(
        name
        for name, field in fields_of(model).items()
        if name in set_by_hand or not (field.is_relation or field.many_to_many)
    )


@cache
def has_ends(model: Any) -> bool:
    """It refers to objects of any kind, as a cable does."""
    names = settable(model)
    return any(
        f"{name.removesuffix('_id')}_type" in names for name in names if name.endswith("_id")
    )


@cache
def shared_references(model: Any) -> dict[str, Any]:
    """References to one object of another kind, which many objects of this kind may share."""
    from django.contrib.contenttypes.models import ContentType

    return {
        name: field
        for name, field in fields_of(model).items()
        if field.many_to_one and field.related_model not in (model, ContentType)
    }


def chunks(many: Iterable[_One], size: int = _CHUNK) -> Iterator[list[_One]]:
    """Some at a time: SQLite takes a limited number of values in a statement."""
    rest = iter(many)
    while some := list(islice(rest, size)):
        yield some


def stored(model: Any, keys: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Snapshots of the objects with these keys, without an object for each; gone ones lack."""
    found: dict[str, dict[str, Any]] = {}
    columns = snapshots.fields_of(model)
    for some in chunks(keys):
        rows = model._base_manager.filter(pk__in=some).values_list(
            "pk", *(attribute for _, attribute in columns)
        )
        for key, *values in rows:
            found[str(key)] = {
                name: snapshots.plain_value(value)
                for (name, _), value in zip(columns, values, strict=True)
            }
        for field in model._meta.many_to_many:
            _add_links(field, some, found)
    return dict(found)


def _add_links(field: Any, keys: Sequence[str], found: dict[str, dict[str, Any]]) -> None:
    for key in keys:
        if key in found:
            found[key][field.name] = []
    owner, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    through = field.remote_field.through._base_manager.filter(**{f"{owner}__in": keys})
    for mine, theirs in through.values_list(f"{owner}_id", f"{other}_id"):
        if str(mine) in found:
            found[str(mine)][field.name].append(str(theirs))
    for key in keys:
        if key in found:
            found[key][field.name].sort()


def differing(model: Any, one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the settable fields in which two snapshots differ."""
    return tuple(
        name
        for name in settable(model)
        if name in one and name in other and one[name] != other[name]
    )


def put(instance: Any, data: Mapping[str, Any], names: Iterable[str]) -> None:
    """Set columns of an object from a snapshot."""
    fields = fields_of(type(instance))
    for name in names:
        field = fields[name]
        if not field.many_to_many:
            setattr(instance, field.attname, _from_plain(field, data[name]))


def put_links(instance: Any, data: Mapping[str, Any], names: Iterable[str]) -> None:
    """Set the links to many of a stored object from a snapshot."""
    fields = fields_of(type(instance))
    for name in names:
        if fields[name].many_to_many:
            getattr(instance, name).set(data[name])


def _from_plain(field: Any, value: Any) -> Any:
    if value is None:
        return None
    meant = field.target_field if field.is_relation else field
    return meant.to_python(value)
