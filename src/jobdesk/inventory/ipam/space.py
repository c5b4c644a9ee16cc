"""What is inside a prefix: what is taken, what is free."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from jobdesk.inventory.core.addresses import network_of
from jobdesk.inventory.core.orm import models

if TYPE_CHECKING:
    import netaddr  # a tenth of what all models cost to import, and few runs need it

CONTAINER, NETWORK, POOL = "container", "network", "pool"
_BITS = {4: 32, 6: 128}


class Utilization(NamedTuple):
    """How much of a prefix is in use."""

    numerator: int
    denominator: int


class AddressSpace(models.Model):
    """The part of Prefix that counts."""

    class Meta:
        abstract = True

    def _address_model(self) -> Any:
        return self._meta.get_field("ip_addresses").related_model

    def _prefixes(self) -> Any:
        return self._meta.concrete_model.objects.filter(
            namespace_id=self.namespace_id, ip_version=self.ip_version
        )

    @property
    def _net(self) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
        return network_of(f"{self.network}/{self.prefix_length}")

    def get_parents(self) -> Any:
        """All prefixes around it."""
        return self._prefixes().filter(
            network__lte=self.network,
            broadcast__gte=self.broadcast,
            prefix_length__lt=self.prefix_length,
        )

    def get_child_prefixes(self) -> Any:
        """All prefixes inside it."""
        return self._prefixes().filter(
            network__gte=self.network,
            broadcast__lte=self.broadcast,
            prefix_length__gt=self.prefix_length,
        )

    def supernets(self, direct: bool = False, include_self: bool = False) -> Any:
        """Prefixes around it; `direct`: only the smallest."""
        found = self.get_parents()
        if direct:
            found = found.filter(pk=self.parent_id)
        return found | self._prefixes().filter(pk=self.pk) if include_self else found

    def subnets(self, direct: bool = False, include_self: bool = False) -> Any:
        """Prefixes inside it; `direct`: only its children."""
        found = self.get_child_prefixes()
        if direct:
            found = found.filter(parent=self)
        return found | self._prefixes().filter(pk=self.pk) if include_self else found

    ancestors = supernets
    descendants = subnets

    def get_all_ips(self) -> Any:
        """All addresses inside it, also those of prefixes inside it."""
        return self._address_model().objects.filter(
            parent__namespace_id=self.namespace_id,
            ip_version=self.ip_version,
            host__gte=self.network,
            host__lte=self.broadcast,
        )

    def get_child_ips(self) -> Any:
        """The same."""
        return self.get_all_ips()

    # Free

    def get_available_prefixes(self) -> netaddr.IPSet:
        """What no prefix inside it takes."""
        import netaddr

        children = self.get_child_prefixes().values_list("network", "prefix_length")
        taken = netaddr.IPSet([f"{network}/{length}" for network, length in children])
        return netaddr.IPSet([self.prefix]) - taken

    def get_first_available_prefix(self) -> Any:
        """The first free network; None when all is taken."""
        return next(iter(self.get_available_prefixes().iter_cidrs()), None)

    def get_available_ips(self) -> netaddr.IPSet:
        """The addresses that are free; without network and broadcast where hosts have none."""
        import netaddr

        taken = netaddr.IPSet(netaddr.IPAddress(one, self.ip_version) for one in self._taken())
        free = netaddr.IPSet([self.prefix]) - taken
        return free - netaddr.IPSet(str(one) for one in self._never_hosts())

    def get_first_available_ip(self) -> str | None:
        """The first free address with this length; None when all are taken."""
        taken = {int(one) for one in self._never_hosts()} | set(self._taken())
        first, last = int(self._net.network_address), int(self._net.broadcast_address)
        found = next((one for one in _counted(first, last) if one not in taken), None)
        if found is None:
            return None
        import netaddr

        return f"{netaddr.IPAddress(found, self.ip_version)}/{self.prefix_length}"

    def _taken(self) -> list[int]:
        hosts = self.get_all_ips().order_by().values_list("host", flat=True)
        return [int(ipaddress.ip_address(host)) for host in hosts]

    def _never_hosts(self) -> Iterator[Any]:
        net = self._net
        if self.type == POOL or net.prefixlen >= _BITS[net.version] - 1:
            return
        yield net.network_address  # in IPv6 the subnet-router anycast address (RFC 4291)
        if net.version == 4:
            yield net.broadcast_address

    def get_utilization(self) -> Utilization:
        """Used by addresses, or, for a container, by the prefixes inside it."""
        net = self._net
        if self.type == CONTAINER:
            return Utilization(_size(self.children.all()), net.num_addresses)
        usable = net.num_addresses - len(list(self._never_hosts()))
        pools = self.children.filter(type=POOL)
        outside = self.get_all_ips().exclude(parent__in=pools).count()
        return Utilization(min(_size(pools) + outside, usable), usable)


def _size(prefixes: Any) -> int:
    found = prefixes.order_by().values_list("ip_version", "prefix_length")
    return sum(1 << (_BITS[version] - length) for version, length in found)


def _counted(first: int, last: int) -> Iterator[int]:
    while first <= last:  # range() cannot count the addresses of IPv6 in C
        yield first
        first += 1
