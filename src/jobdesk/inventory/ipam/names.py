"""`prefix=`, `address=`, `namespace=` and other names that are no columns, in filters."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.addresses import interface_of, network_of
from jobdesk.inventory.core.orm import Condition, Q


def _prefix(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
    if lookups == ("in",):
        found = Q(pk__in=[])
        for one in value:
            found |= _prefix(before, (), one)
        return found
    net = network_of(value)
    first, last = str(net.network_address), str(net.broadcast_address)
    if lookups in ((), ("exact",), ("net_equals",)):
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
    if lookups == ("in",):
        found = Q(pk__in=[])
        for one in value:
            found |= _address(before, (), one)
        return found
    if lookups in ((), ("exact",)):
        one = interface_of(value)
        same_host = Q((f"{before}host", str(one.ip)))
        if "/" not in str(value):
            return same_host
        return same_host & Q((f"{before}mask_length", one.network.prefixlen))
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


def _namespace(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
    return Q(("__".join((f"{before}parent__namespace", *lookups)), value))


def _location(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
    return Q(("__".join((f"{before}locations", *lookups)), value))


def _family(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
    return Q(("__".join((f"{before}ip_version", *lookups)), value))


PREFIX_NAMES = {"prefix": _prefix, "location": _location, "family": _family}
ADDRESS_NAMES = {"address": _address, "namespace": _namespace, "family": _family}
VLAN_NAMES = {"location": _location}
