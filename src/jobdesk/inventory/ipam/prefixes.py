"""Prefixes: networks inside networks."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any, NamedTuple

import netaddr
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.addresses import AddressField, network_of
from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import Link, RoleLink, StatusLink, TextLine
from jobdesk.inventory.core.orm import models, transaction
from jobdesk.inventory.ipam.names import PREFIX_NAMES
from jobdesk.inventory.ipam.namespaces import Namespace, global_namespace

CONTAINER, NETWORK, POOL = "container", "network", "pool"
_BITS = {4: 32, 6: 128}


class Utilization(NamedTuple):
    """How much of a prefix is in use."""

    numerator: int
    denominator: int


class Prefix(PrimaryModel):
    """A network; its parent is the smallest other one around it."""

    network = AddressField(db_index=True)
    broadcast = AddressField(db_index=True)
    prefix_length = models.IntegerField(db_index=True)
    ip_version = models.IntegerField(editable=False, db_index=True)
    type = models.CharField(
        max_length=50,
        default=NETWORK,
        choices=tuple((kind, kind.capitalize()) for kind in (CONTAINER, NETWORK, POOL)),
    )
    status = StatusLink(related_name="prefixes")
    role = RoleLink(related_name="prefixes")
    parent = Link("self", models.PROTECT, related_name="children", null=True, blank=True)
    namespace = Link(
        Namespace, models.PROTECT, related_name="prefixes", default=global_namespace
    )
    tenant = Link(
        "tenancy.Tenant", models.PROTECT, related_name="prefixes", null=True, blank=True
    )
    vlan = Link("ipam.VLAN", models.PROTECT, related_name="prefixes", null=True, blank=True)
    rir = Link("ipam.RIR", models.PROTECT, related_name="prefixes", null=True, blank=True)
    locations = models.ManyToManyField("dcim.Location", related_name="prefixes", blank=True)
    date_allocated = models.DateTimeField(null=True, blank=True)
    description = TextLine()

    natural_key_names = ("namespace__name", "network", "prefix_length")
    older_names = PREFIX_NAMES

    class Meta:
        ordering = ("namespace", "ip_version", "network", "prefix_length")
        verbose_name_plural = "prefixes"
        constraints = (
            models.UniqueConstraint(
                fields=("namespace", "network", "prefix_length"), name="prefix_in_namespace"
            ),
        )
        indexes = (models.Index(fields=("namespace", "ip_version", "network", "broadcast")),)

    def __init__(self, *args: Any, **more: Any) -> None:
        prefix, location = more.pop("prefix", None), more.pop("location", None)
        super().__init__(*args, **more)
        self._first_location = location
        if prefix is not None:
            self.prefix = prefix

    # The network

    @property
    def prefix(self) -> Any:
        """The network, as netaddr gives it; None while it is not set."""
        if self.network is None or self.prefix_length is None:
            return None
        return netaddr.IPNetwork(f"{self.network}/{self.prefix_length}")

    @prefix.setter
    def prefix(self, value: Any) -> None:
        found = network_of(value)
        self.network = str(found.network_address)
        self.broadcast = str(found.broadcast_address)
        self.prefix_length = found.prefixlen
        self.ip_version = found.version

    @property
    def family(self) -> int:
        """4 or 6, under the name of 1.x."""
        return self.ip_version

    @property
    def _net(self) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
        return network_of(f"{self.network}/{self.prefix_length}")

    @property
    def location(self) -> Any:
        """Its only location; None for none or several."""
        found = list(self.locations.all()[:2]) if self.present_in_database else []
        return found[0] if len(found) == 1 else self._first_location

    @location.setter
    def location(self, value: Any) -> None:
        self._first_location = value
        if self.present_in_database:
            self.locations.set([] if value is None else [value])

    # Rules

    def clean_fields(self, exclude: Any = None) -> None:
        """Fill in what follows from network and length, then check each field."""
        if self.network is not None and self.prefix_length is not None:
            self.prefix = f"{self.network}/{self.prefix_length}"
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """A parent is around it and in the same namespace."""
        super().clean()
        above = self.closest_parent()
        if above is not None and above.type == POOL and self.type != POOL:
            raise ValidationError({"type": f"Inside the pool {above} there are pools only."})

    def closest_parent(self) -> Prefix | None:
        """The smallest prefix around it."""
        around = Prefix.objects.filter(
            namespace_id=self.namespace_id,
            ip_version=self.ip_version,
            network__lte=self.network,
            broadcast__gte=self.broadcast,
            prefix_length__lt=self.prefix_length,
        )
        return around.exclude(pk=self.pk).order_by("-prefix_length").first()

    def save(self, *args: Any, **more: Any) -> None:
        """Save it in its place of the tree, and move what is inside under it."""
        if self.prefix is not None:
            self.prefix = f"{self.network}/{self.prefix_length}"
        with transaction.atomic():
            self.parent = self.closest_parent()
            super().save(*args, **more)
            self._adopt()
            if self._first_location is not None:
                self.locations.add(self._first_location)
                self._first_location = None

    def _adopt(self) -> None:
        inside = {
            "network__gte": self.network,
            "broadcast__lte": self.broadcast,
            "namespace_id": self.namespace_id,
            "ip_version": self.ip_version,
            "parent_id": self.parent_id,
        }
        below = Prefix._base_manager.filter(**inside, prefix_length__gt=self.prefix_length)
        models.QuerySet.update(below.exclude(pk=self.pk), parent=self)
        addresses = self._address_model()._base_manager.filter(
            host__gte=self.network, host__lte=self.broadcast, ip_version=self.ip_version
        )
        if self.parent_id is not None:
            models.QuerySet.update(addresses.filter(parent_id=self.parent_id), parent=self)

    def delete(self, *args: Any, **more: Any) -> Any:
        """Delete it; what is inside goes to the prefix around it."""
        with transaction.atomic():
            above = self.parent
            models.QuerySet.update(self.children.all(), parent=above)
            if above is not None:
                models.QuerySet.update(self.ip_addresses.all(), parent=above)
            return super().delete(*args, **more)

    def _address_model(self) -> Any:
        return self._meta.get_field("ip_addresses").related_model

    # What is inside

    def get_parents(self) -> Any:
        """All prefixes around it."""
        return Prefix.objects.filter(
            namespace_id=self.namespace_id,
            ip_version=self.ip_version,
            network__lte=self.network,
            broadcast__gte=self.broadcast,
            prefix_length__lt=self.prefix_length,
        )

    def get_child_prefixes(self) -> Any:
        """All prefixes inside it."""
        return Prefix.objects.filter(
            namespace_id=self.namespace_id,
            ip_version=self.ip_version,
            network__gte=self.network,
            broadcast__lte=self.broadcast,
            prefix_length__gt=self.prefix_length,
        )

    def get_all_ips(self) -> Any:
        """All addresses inside it, also those of prefixes inside it."""
        return self._address_model().objects.filter(
            parent__namespace_id=self.namespace_id,
            ip_version=self.ip_version,
            host__gte=self.network,
            host__lte=self.broadcast,
        )

    get_child_ips = get_all_ips

    def get_available_prefixes(self) -> netaddr.IPSet:
        """What no prefix inside it takes."""
        taken = netaddr.IPSet([child.prefix for child in self.get_child_prefixes()])
        return netaddr.IPSet([self.prefix]) - taken

    def get_first_available_prefix(self) -> Any:
        """The first free network; None when all is taken."""
        found = list(self.get_available_prefixes().iter_cidrs())
        return found[0] if found else None

    def get_available_ips(self) -> netaddr.IPSet:
        """The addresses that are free; without network and broadcast where hosts have none."""
        taken = netaddr.IPSet([ip.host for ip in self.get_all_ips()])
        free = netaddr.IPSet([self.prefix]) - taken
        return free - netaddr.IPSet(str(one) for one in self._never_hosts())

    def _never_hosts(self) -> Iterator[object]:
        net = self._net
        if self.type == POOL or net.prefixlen >= _BITS[net.version] - 1:
            return
        yield net.network_address  # in IPv6 the subnet-router anycast address (RFC 4291)
        if net.version == 4:
            yield net.broadcast_address

    def get_first_available_ip(self) -> str | None:
        """The first free address with this length; None when all are taken."""
        for one in self.get_available_ips():
            return f"{one}/{self.prefix_length}"
        return None

    def get_utilization(self) -> Utilization:
        """Used by addresses, or, for a container, by the prefixes inside it."""
        net = self._net
        if self.type == CONTAINER:
            used = sum(child.prefix.size for child in self.children.all())
            return Utilization(used, net.num_addresses)
        usable = net.num_addresses - len(list(self._never_hosts()))
        pools = self.children.filter(type=POOL)
        used = sum(child.prefix.size for child in pools) + self.get_all_ips().count()
        return Utilization(min(used, usable), usable)

    def __str__(self) -> str:
        return f"{self.network}/{self.prefix_length}"
