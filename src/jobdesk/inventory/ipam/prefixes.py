"""Prefixes: networks inside networks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.addresses import AddressField, network_of
from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import (
    Link,
    OptionalLink,
    RoleLink,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.indexes import said_index
from jobdesk.inventory.core.older import become_twin
from jobdesk.inventory.core.orm import models, transaction
from jobdesk.inventory.core.places import ManyPlaces
from jobdesk.inventory.ipam.names import PREFIX_NAMES
from jobdesk.inventory.ipam.namespaces import Namespace, global_namespace
from jobdesk.inventory.ipam.querysets import PrefixManager
from jobdesk.inventory.ipam.space import CONTAINER, NETWORK, POOL, AddressSpace


class Prefix(AddressSpace, ManyPlaces, PrimaryModel):
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
    parent = OptionalLink("self", models.PROTECT, related_name="children", editable=False)
    namespace = Link(
        Namespace, models.PROTECT, related_name="prefixes", default=global_namespace
    )
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="prefixes")
    vlan = OptionalLink("ipam.VLAN", models.PROTECT, related_name="prefixes")
    rir = OptionalLink("ipam.RIR", models.PROTECT, related_name="prefixes")
    locations = models.ManyToManyField(
        "dcim.Location",
        through="ipam.PrefixLocationAssignment",
        related_name="prefixes",
        blank=True,
    )
    date_allocated = models.DateTimeField(null=True, blank=True)
    description = TextLine()

    natural_key_names = ("namespace__name", "network", "prefix_length")
    older_names = PREFIX_NAMES
    _first_vrf: Any = None

    objects = PrefixManager()

    class Meta:
        ordering = ("namespace", "ip_version", "network", "prefix_length")
        verbose_name_plural = "prefixes"
        constraints = (
            models.UniqueConstraint(
                fields=("namespace", "network", "prefix_length"), name="prefix_in_namespace"
            ),
        )
        indexes = (
            models.Index(fields=("namespace", "ip_version", "network", "broadcast")),
            models.Index(fields=("namespace", "ip_version", "network", "prefix_length")),
            models.Index(fields=("ip_version", "network", "prefix_length")),
            models.Index(fields=("type",)),
            said_index("description"),
        )

    # The network

    @property
    def prefix(self) -> Any:
        """The network, as netaddr gives it; None while it is not set."""
        if self.network is None or self.prefix_length is None:
            return None
        import netaddr

        return netaddr.IPNetwork(f"{self.network}/{self.prefix_length}")

    @prefix.setter
    def prefix(self, value: Any) -> None:
        found = network_of(value)
        self.network = str(found.network_address)
        self.broadcast = str(found.broadcast_address)
        self.prefix_length = found.prefixlen
        self.ip_version = found.version

    @property
    def display(self) -> str:
        """With its namespace."""
        return f"{self.prefix}: {self.namespace}"

    def _settle(self) -> None:
        """What follows from network and length: the last address, the version, the parent."""
        if self.network is None or self.prefix_length is None:
            return
        self.prefix = f"{self.network}/{self.prefix_length}"
        if self.namespace_id is not None:
            become_twin(
                self,
                namespace_id=self.namespace_id,
                network=self.network,
                prefix_length=self.prefix_length,
            )
            self.parent = self.closest_parent()

    def clean_fields(self, exclude: Any = None) -> None:
        """Fill in what follows from network and length, then check each field."""
        self._settle()
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """Addresses inside keep a prefix around them; VRFs are of its namespace."""
        super().clean()
        if not self.present_in_database:
            return
        strays = self._strays()
        if strays and self.parent is None:
            words = f"{strays[0]} is inside {self._as_stored()} and would have no prefix."
            raise ValidationError({"prefix_length": words})
        if self.vrfs.exclude(namespace_id=self.namespace_id).exists():
            raise ValidationError(
                {"namespace": "It belongs to a VRF of the namespace that it is in now."}
            )

    def _as_stored(self) -> Any:
        return type(self)._base_manager.filter(pk=self.pk).first()

    def _strays(self) -> list[Any]:
        """Addresses that are under this prefix and no longer inside it."""
        held = self.ip_addresses.exclude(
            ip_version=self.ip_version, host__gte=self.network, host__lte=self.broadcast
        )
        return list(held[:1])

    # The tree

    def closest_parent(self) -> Prefix | None:
        """The smallest prefix around it."""
        return self.get_parents().exclude(pk=self.pk).order_by("-prefix_length").first()

    def save(self, *args: Any, **more: Any) -> None:
        """Save it in its place of the tree, and move what is inside under it."""
        with transaction.atomic():
            self._settle()
            is_known = self.present_in_database
            if is_known:
                more.pop("force_insert", None)  # it may have become another one
            super().save(*args, **more)
            if is_known:
                self._let_go()
            self._adopt()
            if self._first_vrf is not None:
                self.vrfs.add(self._first_vrf)
                self._first_vrf = None

    def _let_go(self) -> None:
        """What is under it and not inside it any more goes to the prefix around it."""
        beside = models.Q(network__lt=self.network) | models.Q(broadcast__gt=self.broadcast)
        children = Prefix._base_manager.filter(parent=self)
        beside |= models.Q(prefix_length__lte=self.prefix_length)
        for child in children.filter(beside).exclude(pk=self.pk):
            models.QuerySet.update(
                Prefix._base_manager.filter(pk=child.pk), parent=child.closest_parent()
            )
        outside = models.Q(host__lt=self.network) | models.Q(host__gt=self.broadcast)
        addresses = self._address_model()._base_manager.filter(outside, parent=self)
        for address in addresses:
            found = address.closest_parent()
            if found is not None:
                models.QuerySet.update(addresses.filter(pk=address.pk), parent=found)

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
        """Delete it; what is inside goes to the prefix around it.

        Raises:
            ProtectedError: addresses inside would have no prefix.
        """
        with transaction.atomic():
            above = self.parent
            models.QuerySet.update(self.children.all(), parent=above)
            if above is not None:
                models.QuerySet.update(self.ip_addresses.all(), parent=above)
            return super().delete(*args, **more)

    # Names of 1.x

    @property
    def family(self) -> int:
        """4 or 6."""
        return self.ip_version

    @property
    def is_pool(self) -> bool:
        """All its addresses can be given out."""
        return self.type == POOL

    @is_pool.setter
    def is_pool(self, value: bool) -> None:
        if value or self.type == POOL:
            self.type = POOL if value else NETWORK

    @property
    def vrf(self) -> Any:
        """The first VRF that it belongs to."""
        held = self.vrfs.first() if self.present_in_database else None
        return held or self._first_vrf

    @vrf.setter
    def vrf(self, value: Any) -> None:
        self._first_vrf = value
        if self.present_in_database:
            self.vrfs.set([] if value is None else [value])

    def __str__(self) -> str:
        return f"{self.network}/{self.prefix_length}"
