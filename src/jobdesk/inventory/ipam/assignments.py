"""What belongs to what: addresses to interfaces, prefixes and VLANs to locations, VRFs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel
from jobdesk.inventory.core.fields import Link, NameField, OptionalLink
from jobdesk.inventory.core.orm import models


class Assignment(BaseModel):
    """That one thing belongs to another; checked at every save, as in the original."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **more: Any) -> None:
        """Check it, then save it; ValidationError names the fields."""
        if not self._jobdesk_is_restored:
            self.full_clean()
        super().save(*args, **more)


class IPAddressToInterface(Assignment):
    """An address on an interface of a device or of a virtual machine."""

    ip_address = Link("ipam.IPAddress", models.CASCADE, related_name="interface_assignments")
    interface = OptionalLink(
        "dcim.Interface", models.CASCADE, related_name="ip_address_assignments"
    )
    vm_interface = OptionalLink(
        "virtualization.VMInterface", models.CASCADE, related_name="ip_address_assignments"
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

    @property
    def host(self) -> Any:
        """The device or virtual machine of the interface."""
        one = self.interface
        return self.vm_interface.virtual_machine if one is None else one.device

    def clean(self) -> None:
        """It names one interface."""
        super().clean()
        if (self.interface_id is None) == (self.vm_interface_id is None):
            raise ValidationError(
                "An address is on one interface: of a device or of a machine."
            )

    def __str__(self) -> str:
        return f"{self.ip_address} on {self.interface or self.vm_interface}"


class PrefixLocationAssignment(BaseModel):
    """A prefix is used at a location."""

    prefix = Link("ipam.Prefix", models.CASCADE, related_name="location_assignments")
    location = Link("dcim.Location", models.CASCADE, related_name="prefix_assignments")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("prefix", "location"), name="prefix_at_location"),
        )

    def __str__(self) -> str:
        return f"{self.prefix}: {self.location}"


class VLANLocationAssignment(BaseModel):
    """A VLAN is used at a location."""

    vlan = Link("ipam.VLAN", models.CASCADE, related_name="location_assignments")
    location = Link("dcim.Location", models.CASCADE, related_name="vlan_assignments")

    class Meta:
        verbose_name = "VLAN location assignment"
        constraints = (
            models.UniqueConstraint(fields=("vlan", "location"), name="vlan_at_location"),
        )

    def __str__(self) -> str:
        return f"{self.vlan}: {self.location}"


class VRFPrefixAssignment(Assignment):
    """A prefix belongs to a VRF."""

    vrf = Link("ipam.VRF", models.CASCADE, related_name="+")
    prefix = Link("ipam.Prefix", models.CASCADE, related_name="vrf_assignments")

    class Meta:
        verbose_name = "VRF prefix assignment"
        constraints = (models.UniqueConstraint(fields=("vrf", "prefix"), name="prefix_in_vrf"),)

    def clean(self) -> None:
        """Both are of one namespace."""
        super().clean()
        if self.prefix.namespace_id != self.vrf.namespace_id:
            words = f"{self.prefix} is in {self.prefix.namespace}, not in {self.vrf.namespace}."
            raise ValidationError({"prefix": words})

    def __str__(self) -> str:
        return f"{self.vrf}: {self.prefix}"


class VRFDeviceAssignment(Assignment):
    """A device or virtual machine has a VRF, perhaps under another name."""

    vrf = Link("ipam.VRF", models.CASCADE, related_name="device_assignments")
    device = OptionalLink("dcim.Device", models.CASCADE, related_name="vrf_assignments")
    virtual_machine = OptionalLink(
        "virtualization.VirtualMachine", models.CASCADE, related_name="vrf_assignments"
    )
    rd = models.CharField("route distinguisher", max_length=21, null=True, blank=True)
    name = NameField(blank=True)

    class Meta:
        verbose_name = "VRF device assignment"
        constraints = (
            models.UniqueConstraint(fields=("vrf", "device"), name="vrf_on_device"),
            models.UniqueConstraint(fields=("vrf", "virtual_machine"), name="vrf_on_machine"),
        )

    def clean(self) -> None:
        """One host has it, with name and distinguisher of the VRF where it has no others."""
        super().clean()
        self.name, self.rd = self.name or self.vrf.name, self.rd or self.vrf.rd
        if (self.device_id is None) == (self.virtual_machine_id is None):
            raise ValidationError("One has the VRF: a device or a virtual machine.")

    def __str__(self) -> str:
        return f"{self.vrf} on {self.device or self.virtual_machine}"
