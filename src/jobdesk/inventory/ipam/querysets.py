"""What managers of prefixes and addresses offer beyond the common: networks in networks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jobdesk.inventory.core.addresses import network_of
from jobdesk.inventory.core.orm import Q
from jobdesk.inventory.core.querysets import InventoryManager, InventoryQuerySet


def _any(name: str, values: Iterable[Any]) -> Any:
    found = Q(pk__in=[])
    for value in values:
        found |= Q((name, value))
    return found


class PrefixQuerySet(InventoryQuerySet):
    """Finds prefixes by their place among others."""

    def net_equals(self, *prefixes: Any) -> PrefixQuerySet:
        """These networks."""
        return self.filter(_any("prefix", prefixes))

    def net_contained(self, *prefixes: Any) -> PrefixQuerySet:
        """Those inside one of the networks."""
        return self.filter(_any("prefix__net_contained", prefixes))

    def net_contained_or_equal(self, *prefixes: Any) -> PrefixQuerySet:
        """Those inside one of the networks, and the networks."""
        return self.filter(_any("prefix__net_contained_or_equal", prefixes))

    def net_contains(self, *prefixes: Any) -> PrefixQuerySet:
        """Those around one of the networks."""
        return self.filter(_any("prefix__net_contains", prefixes))

    def net_contains_or_equals(self, *prefixes: Any) -> PrefixQuerySet:
        """Those around one of the networks, and the networks."""
        return self.filter(_any("prefix__net_contains_or_equals", prefixes))

    def get_closest_parent(
        self, cidr: Any, shortest_prefix_length: int = 0, include_self: bool = False
    ) -> Any:
        """The smallest prefix around a network; DoesNotExist when there is none."""
        net = network_of(cidr)
        around = self.net_contains_or_equals(net) if include_self else self.net_contains(net)
        found = around.filter(prefix_length__gte=shortest_prefix_length)
        nearest = found.order_by("-prefix_length").first()
        if nearest is None:
            raise self.model.DoesNotExist(f"No prefix is around {net}.")
        return nearest

    def string_search(self, search: str) -> PrefixQuerySet:
        """Those whose network begins with these figures: `10.1`."""
        return _search(self, search, "network")


class IPAddressQuerySet(InventoryQuerySet):
    """Finds addresses by networks."""

    def net_host_contained(self, *networks: Any) -> IPAddressQuerySet:
        """Those inside one of the networks."""
        return self.filter(_any("address__net_host_contained", networks))

    def net_in(self, networks: Iterable[Any]) -> IPAddressQuerySet:
        """Those inside one of the networks, or these addresses."""
        return self.filter(_any("address__net_in", networks))

    def filter_address_or_pk_in(
        self, addresses: Iterable[Any], pk_values: Iterable[Any] | None = None
    ) -> IPAddressQuerySet:
        """Those with one of the addresses or keys."""
        return self.filter(_any("address", addresses) | Q(pk__in=list(pk_values or ())))

    def string_search(self, search: str) -> IPAddressQuerySet:
        """Those whose address begins with these figures: `10.1`."""
        return _search(self, search, "host")


def _search(found: Any, search: str, column: str) -> Any:
    """By the first figures of an IPv4 address, as people type them."""
    figures = [part for part in str(search).split("/")[0].split(".") if part][:4]
    if not figures or any(not part.isdigit() or int(part) > 255 for part in figures):
        return found.none()
    missing = 4 - len(figures)
    first = ".".join((*figures, *["0"] * missing))
    last = ".".join((*figures, *["255"] * missing))
    return found.filter(**{f"{column}__gte": first, f"{column}__lte": last, "ip_version": 4})


class PrefixManager(InventoryManager.from_queryset(PrefixQuerySet)):  # type: ignore[misc]
    """`Prefix.objects`."""


class IPAddressManager(InventoryManager.from_queryset(IPAddressQuerySet)):  # type: ignore[misc]
    """`IPAddress.objects`."""
