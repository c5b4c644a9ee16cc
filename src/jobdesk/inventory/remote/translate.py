"""Objects as other interfaces tell them, in the words of the inventory. No Django here.

Nautobot 2 and 3 speak ours. Nautobot 1 has sites, regions, roles of devices and states as plain
words; NetBox counts its objects by numbers, of which keys are made that stay the same.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from jobdesk.inventory.remote.kinds import Dialect, RemoteKind

_NAMES = uuid.UUID("6f0c2d0e-5a53-4a55-9a8c-64b3cf0a6d3b")
_SPACE = {"name": "Global"}
_LIST = re.compile(r"/api/(?P<path>[a-z-]+/[a-z-]+)/(?P<key>\d+)/")
_RENAMED: Mapping[str, str] = {
    "site": "location",
    "device_role": "role",
    "group": "",  # it depends on the kind
    "provider_account": "",
}
_GROUPS: Mapping[str, str] = {
    "tenancy.tenant": "tenant_group",
    "dcim.rack": "rack_group",
    "ipam.vlan": "vlan_group",
    "virtualization.cluster": "cluster_group",
}
_TYPES: Mapping[str, str] = {
    "virtualization.cluster": "cluster_type",
    "circuits.circuit": "circuit_type",
}
_FOREIGN: Mapping[str, tuple[str, str]] = {  # what is not kept here, and what stands for it
    "module": (
        "device",
        "It is part of a module that is in no device; modules are not kept here.",
    ),
    "module_type": ("device_type", "It is part of a module type; modules are not kept here."),
    "cloud_network": ("location", "It ends in a cloud network; those are not kept here."),
}
_ROLE_KINDS: Mapping[str, str] = {
    "dcim/device-roles": "dcim.device",
    "dcim/rack-roles": "dcim.rack",
    "ipam/roles": "ipam.prefix",
}


def translated(
    dialect: Dialect, kind: RemoteKind, rows: Sequence[Mapping[str, Any]], host: str
) -> list[dict[str, Any]]:
    """Rows in our words; custom fields become columns of their own."""
    found: list[dict[str, Any]] = []
    for row in rows:
        one = dict(row)
        if dialect is Dialect.NETBOX:
            one = cast("dict[str, Any]", _with_keys(one, kind.path, host))
        if dialect is not Dialect.NAUTOBOT:
            one = _in_new_words(dialect, kind, one)
        custom = one.pop("custom_fields", None)
        if isinstance(custom, Mapping) and dialect is not Dialect.NETBOX:
            named = cast("Mapping[str, Any]", custom)
            one.update({f"cf_{name}": value for name, value in named.items()})
        found.append(one)
    return found


def foreign_reason(row: Mapping[str, Any]) -> str:
    """Why an object of a newer release has no place here; empty where it has one."""
    for field, (instead, reason) in _FOREIGN.items():
        if row.get(field) and not row.get(instead):
            return reason
    return ""


def assignments(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Which interface has which address, as older interfaces tell it with the address."""
    for row in rows:
        kind, key = row.get("assigned_object_type"), row.get("assigned_object_id")
        field = {"dcim.interface": "interface", "virtualization.vminterface": "vm_interface"}
        if kind in field and key:
            made = uuid.uuid5(_NAMES, f"{row['id']} {key}")
            yield {"id": str(made), "ip_address": {"id": row["id"]}, field[kind]: {"id": key}}


def _in_new_words(dialect: Dialect, kind: RemoteKind, row: dict[str, Any]) -> dict[str, Any]:
    one = {_renamed(kind.label, name): value for name, value in row.items()}
    one.pop("", None)
    if isinstance(one.get("status"), Mapping):
        one["status"] = one["status"].get("value") or one["status"]
    if kind.label == "dcim.location":
        _place(kind, one)
    elif kind.path in _ROLE_KINDS:
        one["content_types"] = [_ROLE_KINDS[kind.path]]
    elif kind.label in ("ipam.prefix", "ipam.ipaddress", "ipam.vrf"):
        _address(kind, one)
    elif kind.label == "dcim.cable" and dialect is Dialect.NETBOX:
        _cable(one)
    elif kind.label in ("dcim.interface", "virtualization.vminterface"):
        one["parent_interface"] = one.pop("parent", one.get("parent_interface"))
        one.setdefault("status", "Active")
    return one


def _renamed(label: str, name: str) -> str:
    if name == "group":
        return _GROUPS.get(label, "")
    if name == "type" and label in _TYPES:
        return _TYPES[label]
    return _RENAMED.get(name, name)


def _place(kind: RemoteKind, one: dict[str, Any]) -> None:
    """A site or a region is a location of a type with this name."""
    is_site = kind.path == "dcim/sites"
    one["location_type"] = {"name": "Site" if is_site else "Region"}
    if is_site:
        one["parent"] = one.pop("region", None)
    one["status"] = one.get("status") or "Active"
    one.pop("time_zone" if not isinstance(one.get("time_zone"), str) else "", None)


def _address(kind: RemoteKind, one: dict[str, Any]) -> None:
    one["namespace"] = _SPACE
    if kind.label == "ipam.prefix":
        one["type"] = "pool" if one.pop("is_pool", False) else "network"
        if one.get("status") == "container":
            one["type"], one["status"] = "container", "active"
    if kind.label == "ipam.ipaddress":
        role = one.get("role")
        one["role"] = role.get("value") if isinstance(role, Mapping) else role
        one.pop("vrf", None)
    if kind.label == "ipam.vrf":
        one.setdefault("status", "Active")


def _cable(one: dict[str, Any]) -> None:
    """NetBox: a cable with several ends on a side keeps the first of them here."""
    for side in "ab":
        ends = one.pop(f"{side}_terminations", None) or [{}]
        one[f"termination_{side}_type"] = ends[0].get("object_type")
        one[f"termination_{side}_id"] = ends[0].get("object_id")


def _with_keys(value: Any, path: str, host: str) -> Any:
    """Numbers of NetBox become keys: the same number of the same list is the same key."""
    if isinstance(value, Mapping):
        found = {
            str(name): _with_keys(inner, path, host)
            for name, inner in cast("Mapping[str, Any]", value).items()
        }
        number = found.get("id")
        if isinstance(number, int):
            told = _LIST.search(str(found.get("url", "")))
            found["id"] = _key(host, told["path"] if told else path, number)
        _key_of_end(found, "object_type", "object_id", host)
        _key_of_end(found, "assigned_object_type", "assigned_object_id", host)
        return found
    if isinstance(value, list):
        return [_with_keys(one, path, host) for one in cast("list[Any]", value)]
    return value


_LISTS: Mapping[str, str] = {
    "dcim.interface": "dcim/interfaces",
    "dcim.frontport": "dcim/front-ports",
    "dcim.rearport": "dcim/rear-ports",
    "dcim.consoleport": "dcim/console-ports",
    "dcim.consoleserverport": "dcim/console-server-ports",
    "dcim.powerport": "dcim/power-ports",
    "dcim.poweroutlet": "dcim/power-outlets",
    "dcim.powerfeed": "dcim/power-feeds",
    "circuits.circuittermination": "circuits/circuit-terminations",
    "virtualization.vminterface": "virtualization/interfaces",
}


def _key_of_end(found: dict[str, Any], kind: str, key: str, host: str) -> None:
    if isinstance(found.get(key), int):
        path = _LISTS.get(str(found.get(kind)))
        found[key] = _key(host, path, found[key]) if path else None


def _key(host: str, path: str, number: int) -> str:
    return str(uuid.uuid5(_NAMES, f"{host}/{path}/{number}"))
