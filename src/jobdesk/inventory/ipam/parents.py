"""Checks that all prefixes and addresses are under the smallest prefix around them.

One pass over all networks in their order, with those that are open around it on a stack: a
hundred thousand addresses need three queries.
"""

from __future__ import annotations

import ipaddress
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jobdesk.inventory.core.orm import transaction
from jobdesk.inventory.ipam.ipaddresses import IPAddress
from jobdesk.inventory.ipam.namespaces import global_namespace
from jobdesk.inventory.ipam.prefixes import Prefix

_BITS = {4: 32, 6: 128}


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A prefix or address that is not under the prefix that it should be under.

    Attributes:
        is_prefix: it is a prefix; else an address.
        key: its key.
        text: the network or address.
        held: key of its present parent; None without one.
        meant: key of the smallest prefix around it; None: there is none.
    """

    is_prefix: bool
    key: UUID
    text: str
    held: UUID | None
    meant: UUID | None


@dataclass(frozen=True, slots=True)
class _Place:
    first: int
    length: int
    is_prefix: bool
    key: UUID
    text: str
    held: UUID | None

    def last(self, bits: int) -> int:
        return self.first + (1 << (bits - self.length)) - 1


def misplaced() -> list[Misplaced]:
    """All of them, in the order of their networks."""
    spaces: dict[tuple[Any, int], list[_Place]] = defaultdict(list)
    space_of: dict[UUID, Any] = {}
    rows = Prefix.objects.order_by().values_list(
        "pk", "network", "prefix_length", "ip_version", "namespace_id", "parent_id"
    )
    for key, network, length, version, namespace, parent in rows:
        space_of[key] = namespace
        text = f"{network}/{length}"
        place = _Place(int(ipaddress.ip_address(network)), length, True, key, text, parent)
        spaces[namespace, version].append(place)
    usual = global_namespace()
    hosts = IPAddress.objects.order_by().values_list("pk", "host", "ip_version", "parent_id")
    for key, host, version, parent in hosts:
        first, bits = int(ipaddress.ip_address(host)), _BITS[version]
        place = _Place(first, bits, False, key, host, parent)
        spaces[space_of.get(parent, usual), version].append(place)
    return [
        found for (_, version), all_ in spaces.items() for found in _swept(all_, _BITS[version])
    ]


def _swept(places: list[_Place], bits: int) -> Iterator[Misplaced]:
    around: list[_Place] = []
    for one in sorted(
        places, key=lambda place: (place.first, place.length, not place.is_prefix)
    ):
        while around and around[-1].last(bits) < one.first:
            around.pop()
        meant = around[-1].key if around else None
        if meant != one.held:
            yield Misplaced(one.is_prefix, one.key, one.text, one.held, meant)
        if one.is_prefix:
            around.append(one)


def put_right(found: Iterable[Misplaced]) -> int:
    """Move what is misplaced under its prefix; how many were moved.

    Addresses without any prefix around them stay: what they need is a prefix.
    """
    moves: dict[tuple[bool, UUID | None], list[UUID]] = defaultdict(list)
    for one in found:
        if one.is_prefix or one.meant is not None:
            moves[one.is_prefix, one.meant].append(one.key)
    with transaction.atomic():
        for (is_prefix, parent), keys in moves.items():
            model = Prefix if is_prefix else IPAddress
            model.objects.filter(pk__in=keys).update(parent=parent)
    return sum(len(keys) for keys in moves.values())
