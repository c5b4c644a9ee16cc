"""Addresses, and the interfaces that have them."""

from __future__ import annotations

from typing import Any

import netaddr
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.addresses import AddressField, interface_of
from jobdesk.inventory.core.bases import BaseModel, PrimaryModel
from jobdesk.inventory.core.fields import Link, RoleLink, StatusLink, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.ipam.names import ADDRESS_NAMES
from jobdesk.inventory.ipam.namespaces import Namespace, global_namespace
from jobdesk.inventory.ipam.prefixes import Prefix

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
    role = RoleLink(related_name="ip_addresses")
    parent = Link(Prefix, models.PROTECT, related_name="ip_addresses", null=True)
    dns_name = TextLine("DNS name", db_index=True)
    tenant = Link(
        "tenancy.Tenant", models.PROTECT, related_name="ip_addresses", null=True, blank=True
    )
    nat_inside = Link(
        "self", models.SET_NULL, related_name="nat_outside_list", null=True, blank=True
    )
    description = TextLine()

    natural_key_names = ("parent__namespace__name", "host")
    older_names = ADDRESS_NAMES

    class Meta:
        ordering = ("ip_version", "host", "mask_length")
        verbose_name = "IP address"
        verbose_name_plural = "IP addresses"
        constraints = (
            models.UniqueConstraint(fields=("parent", "host"), name="address_in_parent"),
        )

    def __init__(self, *args: Any, **more: Any) -> None:
        address, namespace = more.pop("address", None), more.pop("namespace", None)
        super().__init__(*args, **more)
        self._namespace = namespace
        if address is not None:
            self.address = address

    @property
    def address(self) -> Any:
        """Address and mask, as netaddr gives them; None while it is not set."""
        if self.host is None or self.mask_length is None:
            return None
        return netaddr.IPNetwork(f"{self.host}/{self.mask_length}")

    @address.setter
    def address(self, value: Any) -> None:
        found = interface_of(value)
        self.host, self.mask_length = str(found.ip), found.network.prefixlen
        self.ip_version = found.version

    @property
    def namespace(self) -> Any:
        """The namespace of its prefix, or the one that was named for it."""
        return self._namespace if self.parent_id is None else self.parent.namespace

    @property
    def family(self) -> int:
        """4 or 6, under the name of 1.x."""
        return self.ip_version

    @property
    def nat_outside(self) -> Any:
        """The first address that stands for it outside."""
        return self.nat_outside_list.first()

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
        if self._namespace is not None:
            return (
                self._namespace.pk
                if isinstance(self._namespace, Namespace)
                else self._namespace
            )
        return global_namespace() if self.parent_id is None else self.parent.namespace_id

    def _fill(self) -> None:
        if self.host is not None and self.mask_length is not None:
            self.address = f"{self.host}/{self.mask_length}"
            self.parent = self.closest_parent() or self.parent

    def clean_fields(self, exclude: Any = None) -> None:
        """Fill in version and prefix, then check each field."""
        self._fill()
        if self.parent_id is None and self.host is not None:
            key = self._namespace_key()
            name = Namespace.objects.filter(pk=key).values_list("name", flat=True).first()
            raise ValidationError(
                {"parent": f"No prefix of the namespace {name} has {self.host} in it."}
            )
        super().clean_fields(exclude=exclude)

    def save(self, *args: Any, **more: Any) -> None:
        """Save it under its prefix; ValidationError when there is none."""
        self._fill()
        if self.parent_id is None:
            self.clean_fields()
        super().save(*args, **more)

    # Interfaces

    @property
    def assigned_object(self) -> Any:
        """The only interface that has it, as in 1.x; None for none or several."""
        found = [*self.interfaces.all()[:2], *self.vm_interfaces.all()[:2]]
        return found[0] if len(found) == 1 else None

    @property
    def assigned_count(self) -> int:
        """How many interfaces have it."""
        return self.interfaces.count() + self.vm_interfaces.count()

    def __str__(self) -> str:
        return f"{self.host}/{self.mask_length}"


class IPAddressToInterface(BaseModel):
    """An address on an interface of a device or of a virtual machine."""

    ip_address = Link(IPAddress, models.CASCADE, related_name="interface_assignments")
    interface = Link(
        "dcim.Interface",
        models.CASCADE,
        related_name="ip_address_assignments",
        null=True,
        blank=True,
    )
    vm_interface = Link(
        "virtualization.VMInterface",
        models.CASCADE,
        related_name="ip_address_assignments",
        null=True,
        blank=True,
    )
    is_source = models.BooleanField(default=False)
    is_destination = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    is_preferred = models.BooleanField(default=False)
    is_primary = models.BooleanField(default=False)
    is_secondary = models.BooleanField(default=False)
    is_standby = models.BooleanField(default=False)

    is_change_logged = True

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ip_address", "interface"), name="address_on_interface"
            ),
            models.UniqueConstraint(
                fields=("ip_address", "vm_interface"), name="address_on_vm_interface"
            ),
        )

    @property
    def change_parent(self) -> Any:
        """Its interface shows its changes too."""
        return self.interface or self.vm_interface

    def clean(self) -> None:
        """It names one interface."""
        super().clean()
        if (self.interface_id is None) == (self.vm_interface_id is None):
            raise ValidationError(
                "An address is on one interface: of a device or of a machine."
            )

    def __str__(self) -> str:
        return f"{self.ip_address} on {self.interface or self.vm_interface}"
