"""Interfaces of devices."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.fields import Link, OptionalLink, RoleLink, StatusLink
from jobdesk.inventory.core.indexes import said_index, unusual_index
from jobdesk.inventory.core.interfaces import InterfaceBase
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.dcim.cabling import Termination
from jobdesk.inventory.dcim.components import Component
from jobdesk.inventory.dcim.devices import Device

LAG = "lag"
VIRTUAL_TYPES = ("virtual", LAG, "bridge", "tunnel")
WIRELESS_TYPES = tuple(f"ieee802.11{kind}" for kind in ("a", "g", "n", "ac", "ad", "ax"))


class Interface(Component, InterfaceBase, Termination):
    """A port that packets go through."""

    device = Link(Device, models.CASCADE, related_name="interfaces")
    status = StatusLink(related_name="interfaces")
    role = RoleLink(related_name="interfaces")
    type = models.CharField(max_length=50)
    mgmt_only = models.BooleanField("management only", default=False)
    lag = OptionalLink("self", models.SET_NULL, related_name="member_interfaces")
    vrf = OptionalLink("ipam.VRF", models.SET_NULL, related_name="interfaces")
    ip_addresses = models.ManyToManyField(
        "ipam.IPAddress",
        through="ipam.IPAddressToInterface",
        related_name="interfaces",
        blank=True,
    )

    class Meta(Component.Meta):
        indexes = (
            *Component.Meta.indexes,
            models.Index(fields=("type", "_name")),
            said_index("mode", "_name"),
            unusual_index("enabled", True, "_name"),
            unusual_index("mgmt_only", False, "_name"),
        )

    @property
    def owner_id(self) -> Any:
        """Key of its device."""
        return self.device_id

    @property
    def is_virtual(self) -> bool:
        """No cable fits in."""
        return self.type in VIRTUAL_TYPES

    @property
    def is_lag(self) -> bool:
        """It bundles others."""
        return self.type == LAG

    @property
    def is_wireless(self) -> bool:
        """It works without a cable."""
        return self.type in WIRELESS_TYPES

    @property
    def is_connectable(self) -> bool:
        """A cable fits in."""
        return not (self.is_virtual or self.is_wireless)

    def clean(self) -> None:
        """Bundles and parents are of the right kind; only real ports have a cable."""
        super().clean()
        if self.lag is not None:
            self._require_bundle()
        if self.parent_interface_id is not None and not self.is_virtual:
            raise ValidationError(
                {"parent_interface": "Only virtual interfaces have a parent."}
            )
        if self.cable_id is not None and not self.is_connectable:
            raise ValidationError({"type": f"{self} has a cable: it cannot be {self.type}."})
        self._require_networks()

    def _require_networks(self) -> None:
        """Its device has the VRF, and is where the VLAN is used."""
        device, vlan = self.device, self.untagged_vlan
        if self.vrf is not None and not device.vrfs.filter(pk=self.vrf_id).exists():
            raise ValidationError({"vrf": f"{device} does not have {self.vrf.name}."})
        if vlan is not None and not vlan.is_used_at(device.location):
            words = f"{vlan} is not used at {device.location}, or around it."
            raise ValidationError({"untagged_vlan": words})

    def _require_bundle(self) -> None:
        if self.lag_id == self.pk:
            raise ValidationError({"lag": "An interface cannot be its own bundle."})
        if self.lag.type != LAG:
            raise ValidationError({"lag": f"{self.lag} is no link aggregation group."})
        if self.is_virtual:
            raise ValidationError({"lag": "A virtual interface is in no bundle."})
        if not self._is_beside(self.lag):
            raise ValidationError({"lag": f"{self.lag} belongs to {self.lag.device}."})

    def _is_beside(self, other: Any) -> bool:
        """On the same device, or on another member of its chassis."""
        if super()._is_beside(other):
            return True
        chassis = self.device.virtual_chassis_id
        return chassis is not None and chassis == other.device.virtual_chassis_id
