"""From the name of a filter to the filter: made from the fields and relations of the model.

`device_type_id__n` is: the relation `device_type`, by key or name, turned round. A name that is
none of the model's own may lead over a relation (the `manufacturer` of a device) or be one of
Nautobot 1.x (`site`, `region`, `group`). What is not to be had by rule stands in `special.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.filters import reading
from jobdesk.inventory.filters.kinds import (
    SUFFIXES,
    EveryFilter,
    HasFilter,
    ListFilter,
    NumberFilter,
    ObjectFilter,
    TextFilter,
    expressions,
)

Maker = Callable[..., Any]

_TREES = frozenset({"dcim.Location", "tenancy.TenantGroup", "dcim.RackGroup"})
_TEXTS = (models.CharField, models.TextField)
_NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)

_OLDER: dict[str, tuple[str, ...]] = {
    "site": ("location",),
    "region": ("location",),
    "device_role": ("role",),
    "group": ("rack_group", "vlan_group", "tenant_group", "cluster_group"),
    "type": ("circuit_type", "cluster_type"),
    "tag": ("tags",),
    "content_type": ("content_types",),
    "cabled": ("has_cable",),
    "connected": ("has_cable",),
}
"""Names of Nautobot 1.x where the model has none of its own; what they are now."""

_OVER: dict[str, tuple[str, ...]] = {
    "manufacturer": ("device_type", "device__device_type"),
    "device_family": ("device_type",),
    "device_type": ("device",),
    "rack": ("device",),
    "rack_group": ("rack", "device__rack"),
    "tenant": ("device", "virtual_machine", "circuit", "rack"),
    "tenant_group": ("tenant",),
    "virtual_chassis": ("device",),
    "location": (
        "device",
        "rack",
        "power_panel",
        "cluster",
        "virtual_machine__cluster",
        "vlan_group",
        "circuit_terminations",
    ),
    "platform": ("device", "virtual_machine"),
    "cluster": ("virtual_machine",),
    "cluster_group": ("cluster",),
    "cluster_type": ("cluster",),
    "provider": ("circuit",),
    "circuit_type": ("circuit",),
    "namespace": ("parent",),
}
"""Names that lead over a relation, the first that the model has."""


def filter_named(model: Any, name: str, declared: Mapping[str, Any]) -> Any:
    """The filter with this name; None where the model has none."""
    if name in declared:
        return declared[name]
    base, _, suffix = name.rpartition("__")
    if not base or suffix not in SUFFIXES:
        return _plain(model, name)
    found = declared[base] if base in declared else _plain(model, base)
    return None if found is None else _with_suffix(found, suffix)


def names_of(model: Any, declared: Mapping[str, Any]) -> Iterator[str]:
    """All names, each with the suffixes that it takes."""
    seen: set[str] = set()
    for name in (*_own_names(model), *declared):
        found = None if name in seen else filter_named(model, name, declared)
        seen.add(name)
        if found is not None:
            yield name
            yield from (f"{name}__{suffix}" for suffix in sorted(_suffixes(found)))


def _own_names(model: Any) -> Iterator[str]:
    for field in model._meta.get_fields():
        if field.name.startswith("_") or _is_of_all(field):
            continue
        yield field.name
        if field.is_relation:
            yield f"{field.name}_id" if field.concrete else f"has_{field.name}"
    yield from (name for name in (*_OVER, *_OLDER) if not _has(model, name))


def _is_of_all(field: Any) -> bool:
    """The other way of what every kind of objects has: a state, tags."""
    is_of_tags = field.auto_created and field.many_to_many and field.field.name == "tags"
    return is_of_tags or field.name.endswith("_related")


def _suffixes(found: Any) -> frozenset[str]:
    return found.suffixes if isinstance(found, ListFilter) else frozenset()


def _with_suffix(found: Any, suffix: str) -> Any:
    if suffix not in _suffixes(found):
        return None
    lookup, is_turned = SUFFIXES[suffix]
    reader = found.extra["reader"]
    if lookup == "isnull":
        reader = reading.truths
    elif lookup in {"regex", "iregex"}:
        reader = expressions(reader)
    more: dict[str, Any] = {"exclude": is_turned, "beyond": found.beyond, "label": found.label}
    make = getattr(found, "make", None)
    if make is not None:
        more["make"] = make
    return type(found)(found.field_name, reader, lookup_expr=lookup, **more)


# One name without a suffix


def _plain(model: Any, name: str) -> Any:
    for find in (_of_field, _of_key, _has_some, _of_custom_field, _over_relation, _older):
        found = find(model, name)
        if found is not None:
            return found
    return None


def _of_field(model: Any, name: str) -> Any:
    if name.startswith("_"):
        return None
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return _for_relation(model, field, name) if field.is_relation else _for_column(field, name)


def _for_column(field: Any, path: str) -> Any:
    for kind, maker, reader in _COLUMNS:
        if isinstance(field, kind):
            return maker(path, reader)
    return None


_COLUMNS: tuple[tuple[Any, Maker, reading.Reader], ...] = (
    (models.BooleanField, ListFilter, reading.truths),
    (models.UUIDField, ListFilter, reading.keys),
    (models.DateTimeField, NumberFilter, reading.moments),
    (models.DateField, NumberFilter, reading.days),
    (_NUMBERS, NumberFilter, reading.numbers),
    (_TEXTS, TextFilter, reading.texts),
    (models.BinaryField, NumberFilter, reading.addresses),
)


def _for_relation(model: Any, field: Any, path: str) -> Any:
    other = field.related_model
    if other is None or isinstance(other, str):
        return None
    path = getattr(field, "of", path)  # an older name has no column of its own
    beyond = bool(field.many_to_many or field.one_to_many)
    if other._meta.label == "contenttypes.ContentType":
        return ObjectFilter(path, reading.kinds, beyond=beyond)
    is_above_itself = other._meta.concrete_model is model._meta.concrete_model
    tree = other._meta.concrete_model._meta.label in _TREES and not (
        is_above_itself and path == field.name
    )
    kind = EveryFilter if other._meta.label == "extras.Tag" else ObjectFilter
    reader = reading.objects_of(other, with_those_below=tree)
    return kind(path, reader, beyond=beyond)


def _of_key(model: Any, name: str) -> Any:
    """`device_id`: as `device`."""
    if not name.endswith("_id"):
        return None
    found = _plain(model, name.removesuffix("_id"))
    return found if isinstance(found, ObjectFilter) else None


def _has_some(model: Any, name: str) -> Any:
    wanted = name.removeprefix("has_")
    if wanted == name:
        return None
    try:
        field = model._meta.get_field(wanted)
    except FieldDoesNotExist:
        return None
    return HasFilter(wanted, reading.truths) if field.related_model else None


def _over_relation(model: Any, name: str) -> Any:
    """A name over a relation; or, of 1.x, the name that it has now."""
    for path in _OVER.get(name, ()):
        end, beyond = _end_of(model, path)
        if end is None or not _has(end, name):
            continue
        found = _for_relation(end, end._meta.get_field(name), name)
        reader = found.extra["reader"]
        return ObjectFilter(f"{path}__{found.field_name}", reader, beyond=beyond)
    return None


def _older(model: Any, name: str) -> Any:
    for now in _OLDER.get(name, ()):
        found = _plain(model, now)
        if found is not None:
            return found
    return None


def _end_of(model: Any, path: str) -> tuple[Any, bool]:
    """The model at the end of a path, and whether it leads to several objects."""
    beyond = False
    for part in path.split("__"):
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return None, False
        model = field.related_model
        beyond = beyond or bool(field.many_to_many or field.one_to_many)
    return model, beyond


def _has(model: Any, name: str) -> bool:
    try:
        return bool(model._meta.get_field(name))
    except FieldDoesNotExist:
        return False


# Custom fields


def _of_custom_field(model: Any, name: str) -> Any:
    if not name.startswith("cf_") or not _has(model, "_custom_field_data"):
        return None
    from jobdesk.inventory.extras.customfields import fields_of

    key = name.removeprefix("cf_")
    field = next((one for one in fields_of(model) if one.key == key), None)
    return None if field is None else _for_custom_field(field)


def _for_custom_field(field: Any) -> Any:
    path = f"_custom_field_data__{field.key}"
    if field.type == "integer":
        return NumberFilter(path, reading.numbers)
    if field.type == "boolean":
        return ListFilter(path, reading.truths)
    if field.type == "multi-select":
        return TextFilter(path, _quoted, lookup_expr="icontains")
    is_loose = field.filter_logic == "loose" and field.type in {"text", "url", "markdown"}
    return TextFilter(path, reading.texts, lookup_expr="icontains" if is_loose else "exact")


def _quoted(values: Any) -> list[Any]:
    return [f'"{value}"' for value in values]
