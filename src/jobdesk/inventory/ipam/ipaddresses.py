"""Addresses."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.addresses import AddressField, interface_of
from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import OptionalLink, RoleLink, StatusLink, TextLine
from jobdesk.inventory.core.indexes import said_index
from jobdesk.inventory.core.older import become_twin, older_name
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.ipam.names import ADDRESS_NAMES
from jobdesk.inventory.ipam.namespaces import Namespace, global_namespace
from jobdesk.inventory.ipam.prefixes import Prefix
from jobdesk.inventory.ipam.querysets import IPAddressManager

_TYPES = ("dhcp", "host", "slaac")


class IPAddress(PrimaryModel):
    """An address with its mask, inside a prefix of its namespace."""

    host = AddressField(db_index=True)
    mask_length = models.IntegerField(db_index=True)
    type = models.CharField(
        max_length=50, default="host", choices=tuple((kind, kind) for kind in _TYPES)
    )
    ip_version = models.IntegerField(editable=False, db_index=True)
    status = StatusLink(related_name="ip_addresses")
    role = RoleLink(related_name="ip_addresses", takes_words=True)
    parent: Any = OptionalLink(
        Prefix, models.PROTECT, related_name="ip_addresses", blank=False, editable=False
    )
    dns_name = TextLine("DNS name", db_index=True)
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="ip_addresses")
    nat_inside = OptionalLink("self", models.SET_NULL, related_name="nat_outside_list")
    description = TextLine()

    natural_key_names = ("parent__namespace__name", "host")
    older_names = ADDRESS_NAMES
    prefix_length = older_name("mask_length")
    _named_space: Any = None
    _to_assign: Any = None

    objects = IPAddressManager()

    class Meta:
        ordering = ("ip_version", "host", "mask_length")
        verbose_name = "IP address"
        verbose_name_plural = "IP addresses"
        constraints = (
            models.UniqueConstraint(fields=("parent", "host"), name="address_in_parent"),
        )
        indexes = (
            models.Index(fields=("ip_version", "host", "mask_length")),
            said_index("description"),
        )

    @property
    def address(self) -> Any:
        """Address and mask, as netaddr gives them; None while it is not set."""
        if self.host is None or self.mask_length is None:
            return None
        import netaddr

        return netaddr.IPNetwork(f"{self.host}/{self.mask_length}")

    @address.setter
    def address(self, value: Any) -> None:
        found = interface_of(value)
        self.host, self.mask_length = str(found.ip), found.network.prefixlen
        self.ip_version = found.version

    @property
    def namespace(self) -> Any:
        """The namespace of its prefix, or the one that was named for it."""
        return self._named_space if self.parent_id is None else self.parent.namespace

    @namespace.setter
    def namespace(self, value: Any) -> None:
        self._named_space = value

    @property
    def nat_outside(self) -> Any:
        """The first address that stands for it outside."""
        return self.nat_outside_list.first()

    # Its prefix

    def closest_parent(self) -> Prefix | None:
        """The smallest prefix around it in its namespace."""
        around = Prefix.objects.filter(
            namespace_id=self._namespace_key(),
            ip_version=self.ip_version,
            network__lte=self.host,
            broadcast__gte=self.host,
        )
        return around.order_by("-prefix_length").first()

    def _namespace_key(self) -> Any:
        named = self._named_space
        if named is not None:
            return named.pk if isinstance(named, Namespace) else named
        return global_namespace() if self.parent_id is None else self.parent.namespace_id

    def _settle(self) -> None:
        if self.host is not None and self.mask_length is not None:
            self.address = f"{self.host}/{self.mask_length}"
            self.parent = self.closest_parent()
            become_twin(self, parent=self.parent, host=self.host)

    def clean_fields(self, exclude: Any = None) -> None:
        """Fill in version and prefix, then check each field."""
        key = self._namespace_key()
        self._settle()
        if self.parent_id is None and self.host is not None and self.mask_length is not None:
            name = Namespace.objects.filter(pk=key).values_list("name", flat=True).first()
            raise ValidationError(
                {"parent": f"No prefix of the namespace {name} has {self.host} in it."}
            )
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """It does not stand for itself outside."""
        super().clean()
        if self.nat_inside_id is not None and self.nat_inside_id == self.pk:
            raise ValidationError({"nat_inside": "An address cannot be inside itself."})

    def save(self, *args: Any, **more: Any) -> None:
        """Save it under its prefix; ValidationError when there is none."""
        key = self._namespace_key()
        self._settle()
        if self.parent_id is None:
            self._named_space = key
            self.clean_fields()
        if self.present_in_database:
            more.pop("force_insert", None)  # it has become another one
        super().save(*args, **more)
        if self._to_assign is not None:
            given, self._to_assign = self._to_assign, None
            given.ip_addresses.add(self)

    # Interfaces

    @property
    def assigned_object(self) -> Any:
        """The only interface that has it, as in 1.x; None for none or several; writable."""
        if not self.present_in_database:
            return self._to_assign
        found = [*self.interfaces.all()[:2], *self.vm_interfaces.all()[:2]]
        return found[0] if len(found) == 1 else None

    @assigned_object.setter
    def assigned_object(self, value: Any) -> None:
        if self.present_in_database:
            self.interface_assignments.all().delete()
        self._to_assign = value

    @property
    def assigned_count(self) -> int:
        """How many interfaces have it."""
        return self.interface_assignments.count()

    # Names of 1.x

    @property
    def family(self) -> int:
        """4 or 6."""
        return self.ip_version

    @property
    def vrf(self) -> Any:
        """The first VRF of its prefix; one that is set has to have its prefix already."""
        return None if self.parent_id is None else self.parent.vrfs.first()

    @vrf.setter
    def vrf(self, value: Any) -> None:
        if value is not None:
            self._named_space = value.namespace

    def __str__(self) -> str:
        return f"{self.host}/{self.mask_length}"
