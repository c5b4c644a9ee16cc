"""The tree of prefixes, branch by branch. Called through `InventoryDoor.call`."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any

from jobdesk.errors import NotFound
from jobdesk.inventory.desk.drawings import PrefixBranch, PrefixNode

MOST = 500
"""Prefixes shown inside one."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def branch(key: str) -> PrefixBranch:
    """A prefix with those around it and what is directly inside it.

    Raises:
        NotFound: there is no such prefix.
    """
    found = _prefix(key)
    around = found.get_parents().order_by("prefix_length").select_related("status", "role")
    return PrefixBranch(
        tuple(_node(one) for one in around), _node(found), tuple(_inside(found))
    )


def inside(key: str) -> tuple[PrefixNode, ...]:
    """The prefixes directly inside one, and the free ranges between them.

    Raises:
        NotFound: there is no such prefix.
    """
    return tuple(_inside(_prefix(key)))


def _prefix(key: str) -> Any:
    from jobdesk.inventory.ipam.models import Prefix

    found = Prefix.objects.select_related("status", "role").filter(pk=key).first()
    if found is None:
        raise NotFound("This prefix is not in the inventory any more.")
    return found


def _inside(found: Any) -> Iterator[PrefixNode]:
    children = found.children.select_related("status", "role").order_by(
        "network", "prefix_length"
    )
    shown = list(children[: MOST + 1])
    net = ipaddress.ip_network(str(found.prefix))
    at: int = int(net.network_address)
    for number, child in enumerate(shown):
        if number == MOST:
            more = children.count() - MOST
            yield PrefixNode("", "", 0, hidden=more)
            return
        inner = ipaddress.ip_network(str(child.prefix))
        first = int(inner.network_address)
        if first > at:
            yield _free(net, at, first - 1)
        yield _node(child)
        at = int(inner.broadcast_address) + 1
    if shown and at <= int(net.broadcast_address):
        yield _free(net, at, int(net.broadcast_address))


def _free(net: Any, first: int, last: int) -> PrefixNode:
    kind: type[_Address] = type(net.network_address)
    words = f"{kind(first)} \N{EN DASH} {kind(last)}"
    return PrefixNode("", words, last - first + 1)


def _node(one: Any) -> PrefixNode:
    used = one.get_utilization()
    return PrefixNode(
        str(one.pk),
        str(one),
        int(used.denominator),
        int(used.numerator),
        str(one.type),
        str(one.status),
        "" if one.role is None else str(one.role),
        one.description,
        one.children.count(),
    )
