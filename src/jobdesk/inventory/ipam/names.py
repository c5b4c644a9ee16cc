"""`prefix=`, `address=`, `namespace=` and other names that are no columns, in filters."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from jobdesk.inventory.core.addresses import interface_of, network_of
from jobdesk.inventory.core.names import Translator, renamed
from jobdesk.inventory.core.orm import Condition, Q
from jobdesk.inventory.core.places import PLACE_NAMES, among

_EXACT = ((), ("exact",))


def _each(one_of: Translator, before: str, values: Any) -> Condition:
    found = Q(pk__in=[])
    for value in values:
        found |= one_of(before, (), value)
    return found


def _prefix(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
    if lookups == ("in",):
        return _each(_prefix, before, value)
    if lookups == ("isnull",):
        return Q((f"{before}network__isnull", value))
    net = network_of(value)
    first, last = str(net.network_address), str(net.broadcast_address)
    if lookups in (*_EXACT, ("net_equals",)):
        return Q((f"{before}network", first), (f"{before}prefix_length", net.prefixlen))
    inside = Q((f"{before}network__gte", first), (f"{before}broadcast__lte", last))
    around = Q((f"{before}network__lte", first), (f"{before}broadcast__gte", last))
    same_kind = Q((f"{before}ip_version", net.version))
    meant = {
        "net_contained": inside & Q((f"{before}prefix_length__gt", net.prefixlen)),
        "net_contained_or_equal": inside & Q((f"{before}prefix_length__gte", net.prefixlen)),
        "net_contains": around & Q((f"{before}prefix_length__lt", net.prefixlen)),
        "net_contains_or_equals": around & Q((f"{before}prefix_length__lte", net.prefixlen)),
    }
    return same_kind & meant.get("__".join(lookups), _never(before, "prefix", lookups, value))


def _address(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
    if lookups in (("in",), ("net_host_in",)):
        return _each(_address, before, value)
    if lookups in _EXACT:
        one = interface_of(value)
        same_host = Q((f"{before}host", str(one.ip)))
        if "/" not in str(value):
            return same_host
        return same_host & Q((f"{before}mask_length", one.network.prefixlen))
    if lookups == ("net_host",):
        return Q((f"{before}host", str(interface_of(value).ip)))
    if lookups in (("net_in",), ("net_host_contained",), ("net_contained",)):
        net = network_of(value)
        first, last = str(net.network_address), str(net.broadcast_address)
        return Q((f"{before}host__gte", first), (f"{before}host__lte", last)) & Q(
            (f"{before}ip_version", net.version)
        )
    return _never(before, "host", lookups, value)


def _never(before: str, name: str, lookups: tuple[str, ...], value: Any) -> Condition:
    """What Django answers to a lookup that it does not know."""
    return Q(("__".join((before + name, *lookups)), value))


def _is_pool(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
    same = Q(("__".join((f"{before}type", *lookups)), "pool"))
    return same if value else ~same


def _role(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
    """In 1.x the role of an address was a word; what is no key is taken for its slug."""
    if lookups in _EXACT and isinstance(value, str) and not _is_key(value):
        return Q((f"{before}role__slug", value))
    return _never(before, "role", lookups, value)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


PREFIX_NAMES: dict[str, Translator] = {
    **PLACE_NAMES,
    "prefix": _prefix,
    "family": renamed("ip_version"),
    "is_pool": _is_pool,
    "vrf": among("vrfs"),
    "vrf_id": among("vrfs"),
}
ADDRESS_NAMES: dict[str, Translator] = {
    "address": _address,
    "prefix_length": renamed("mask_length"),
    "family": renamed("ip_version"),
    "namespace": renamed("parent__namespace"),
    "namespace_id": renamed("parent__namespace_id"),
    "role": _role,
    "vrf": among("parent__vrfs"),
    "vrf_id": among("parent__vrfs"),
}
VLAN_NAMES: dict[str, Translator] = {**PLACE_NAMES}
AGGREGATE_NAMES: dict[str, Translator] = {
    **PREFIX_NAMES,
    "date_added": renamed("date_allocated"),
}
