"""Columns: what a list of a kind can show, what it shows at first, and how it is sorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.desk.ends import ENDS, seen_fields
from jobdesk.inventory.desk.fields import WHOLE_ADDRESS, fields_of
from jobdesk.inventory.desk.kinds import kind_of, label_of, model_of
from jobdesk.inventory.desk.lengths import is_short
from jobdesk.inventory.desk.naming import title_field
from jobdesk.inventory.desk.narrowing import filter_names
from jobdesk.inventory.desk.records import CUSTOM, FieldInfo, FieldType, KindShape
from jobdesk.inventory.desk.rownumbers import row_number

PRIMARY_IP = FieldInfo(
    "primary_ip",
    "Primary IP",
    FieldType.REFERENCE,
    related="ipam.ipaddress",
    is_editable=False,
)
PEER = FieldInfo("cable_peer", "Connected to", FieldType.TEXT, is_editable=False)
WORKED_OUT = (PEER, *ENDS)
_EXTRA = {
    "dcim.device": (PRIMARY_IP,),
    "virtualization.virtualmachine": (PRIMARY_IP,),
    "dcim.interface": (PEER,),
    "dcim.consoleport": (PEER,),
    "dcim.consoleserverport": (PEER,),
    "dcim.powerport": (PEER,),
    "dcim.poweroutlet": (PEER,),
}
_FIRST: dict[str, str] = {
    "dcim.device": "name status role location device_type primary_ip",
    "dcim.location": "name location_type status parent tenant",
    "dcim.devicetype": "model manufacturer part_number u_height",
    "dcim.interface": "name device status type enabled mode cable_peer",
    "dcim.cable": "end_a end_b status type label length length_unit",
    "dcim.rack": "name location rack_group status role u_height",
    "dcim.consoleport": "name device type cable_peer",
    "dcim.consoleserverport": "name device type cable_peer",
    "dcim.powerport": "name device type maximum_draw cable_peer",
    "ipam.prefix": "prefix type status role namespace vlan description",
    "ipam.ipaddress": "address status role dns_name parent tenant description",
    "ipam.vlan": "vid name vlan_group status role tenant",
    "ipam.vrf": "name rd namespace status tenant",
    "circuits.circuit": "cid provider circuit_type status tenant",
    "virtualization.virtualmachine": "name status role cluster primary_ip vcpus memory",
    "extras.status": "name color content_types description",
    "extras.role": "name color content_types description",
    "extras.tag": "name color description",
    "extras.customfield": "label key type content_types required",
}
_MOST_FIRST = 7
_ORDER = "_name"  # the name as people sort it
_LONG = (FieldType.JSON, FieldType.LONG, FieldType.REFERENCES, FieldType.CHOICES)


def columns_of(label: str) -> tuple[FieldInfo, ...]:
    """Everything that a list of this kind can show."""
    return (*seen_fields(label, fields_of(label)), *_EXTRA.get(label, ()))


def first_columns(label: str) -> tuple[str, ...]:
    """What it shows until somebody chooses others."""
    known = {field.name: field for field in columns_of(label)}
    if label in _FIRST:
        return tuple(name for name in _FIRST[label].split() if name in known)
    name = title_field(label)
    rest = [
        field.name
        for field in known.values()
        if field.type not in _LONG
        and field.name not in (name, "cable", "created", "last_updated")
        and not field.is_custom
    ]
    return tuple([name] if name in known else [])[:1] + tuple(rest[: _MOST_FIRST - 1])


def shape_of(label: str) -> KindShape:
    """What a list of this kind can show."""
    model, columns = model_of(label), columns_of(label)
    return KindShape(
        kind_of(model),
        columns,
        first_columns(label),
        frozenset(field.name for field in columns if is_sortable(field)),
        title_field(label),
        filter_names(model, [field.name for field in columns if field.is_custom]),
    )


def is_sortable(field: FieldInfo) -> bool:
    """A list can be sorted by it."""
    return field not in (PRIMARY_IP, *WORKED_OUT) and field.type not in (
        FieldType.REFERENCES,
        FieldType.CHOICES,
        FieldType.JSON,
    )


# Sorting


def sorted_set(found: Any, sort: str) -> Any:
    """A queryset in the order of a column: "name", "-name"; "" is the first order of the kind.

    Ties are in the order the objects were made, by the row's number: an index of one column
    then serves the whole order, also in a table of a million rows.
    """
    return in_order(found, sort, models.F)


def in_order(
    found: Any, sort: str, column: Callable[[str], Any], paths: Sequence[str] | None = None
) -> Any:
    """The same; `column` makes the term of a path, without its way.

    Args:
        found: the queryset.
        sort: the order.
        column: makes the term.
        paths: the columns, where they are others than those of the order.
    """
    is_down = sort.startswith("-")
    behind = order_paths(found.model, sort) if paths is None else paths
    terms = [_way(column(path), is_down=is_down) for path in behind]
    return found.order_by(*terms, _way(row_number(found.model), is_down=is_down))


def order_paths(model: Any, sort: str) -> Sequence[str]:
    """The columns behind an order; none: as made."""
    return sort_paths(model, sort) if sort else first_order(model)


def is_served(model: Any, sort: str) -> bool:
    """An index has the whole list in this order."""
    paths = order_paths(model, sort)
    return not paths or (not any("__" in path for path in paths) and is_indexed(model, paths))


def _way(column: Any, *, is_down: bool) -> Any:
    return column.desc() if is_down else column.asc()


def sort_paths(model: Any, sort: str) -> Sequence[str]:
    """The columns behind the order of a field."""
    name = sort.removeprefix("-")
    label = label_of(model)
    if name.startswith(CUSTOM):
        return (f"_custom_field_data__{name.removeprefix(CUSTOM)}",)
    if name == WHOLE_ADDRESS.get(label, ("",))[0]:
        return _address_paths(label)
    if name == "namespace" and label == "ipam.ipaddress":
        return ("parent__namespace__name",)
    field = model._meta.get_field(name)
    if not field.is_relation:
        return _with_name(model, _natural(model, name))
    related = label_of(field.related_model)
    if related in WHOLE_ADDRESS:
        return tuple(f"{name}__{path}" for path in _address_paths(related))
    title = title_field(related)
    return (f"{name}__{_natural(field.related_model, title)}",) if title else (f"{name}_id",)


def _with_name(model: Any, path: str) -> tuple[str, ...]:
    """Those with the same value in the order of their names, where an index has both."""
    both = (path, _ORDER)
    return both if any(tuple(one.fields) == both for one in model._meta.indexes) else (path,)


def _address_paths(label: str) -> tuple[str, ...]:
    if label == "ipam.prefix":
        return ("ip_version", "network", "prefix_length")
    return ("ip_version", "host", "mask_length")


def _natural(model: Any, name: str) -> str:
    """Names with numbers in them sort as people read them where the model keeps that order."""
    ordered = {field.name for field in model._meta.concrete_fields}
    return _ORDER if name == "name" and _ORDER in ordered else name


def first_order(model: Any) -> Sequence[str]:
    """By address or name where an index serves it or the table is short; else as made."""
    title = title_field(label_of(model))
    paths = sort_paths(model, title) if title else ()
    return paths if paths and (is_indexed(model, paths) or is_short(model)) else ()


def is_indexed(model: Any, paths: Sequence[str]) -> bool:
    """An index begins with these columns, in this order."""
    meta = model._meta
    if len(paths) == 1:
        field = meta.get_field(paths[0])
        if field.db_index or field.unique:
            return True
    of_all = (*meta.indexes, *(rule for rule in meta.constraints if hasattr(rule, "fields")))
    groups = [one.fields for one in of_all if one.condition is None]
    return any(tuple(group[: len(paths)]) == tuple(paths) for group in groups)
