"""Routing tables, and the marks that routes are exchanged by."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, OptionalLink, StatusLink, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.ipam.namespaces import Namespace, global_namespace


class RouteTarget(PrimaryModel):
    """A mark that routes are imported and exported by."""

    name = models.CharField(max_length=21, unique=True)
    description = TextLine()
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="route_targets")

    class Meta:
        ordering = ("name",)


class VRF(PrimaryModel):
    """A routing table of its own."""

    name = NameField(db_index=True)
    rd = models.CharField("route distinguisher", max_length=21, null=True, blank=True)
    namespace = Link(Namespace, models.PROTECT, related_name="vrfs", default=global_namespace)
    status = StatusLink(related_name="vrfs", null=True, blank=True)
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="vrfs")
    description = TextLine()
    import_targets = models.ManyToManyField(
        RouteTarget, related_name="importing_vrfs", blank=True
    )
    export_targets = models.ManyToManyField(
        RouteTarget, related_name="exporting_vrfs", blank=True
    )
    devices = models.ManyToManyField(
        "dcim.Device", through="ipam.VRFDeviceAssignment", related_name="vrfs", blank=True
    )
    virtual_machines = models.ManyToManyField(
        "virtualization.VirtualMachine",
        through="ipam.VRFDeviceAssignment",
        related_name="vrfs",
        blank=True,
    )
    prefixes = models.ManyToManyField(
        "ipam.Prefix", through="ipam.VRFPrefixAssignment", related_name="vrfs", blank=True
    )

    natural_key_names = ("namespace__name", "rd")

    class Meta:
        ordering = ("namespace", "name")
        verbose_name = "VRF"
        verbose_name_plural = "VRFs"
        constraints = (
            models.UniqueConstraint(fields=("namespace", "rd"), name="vrf_rd_in_namespace"),
        )

    def add_device(self, device: Any, rd: str = "", name: str = "") -> Any:
        """Let a device have it, perhaps under another name."""
        return self.device_assignments.create(device=device, rd=rd, name=name)

    def remove_device(self, device: Any) -> None:
        """Take it from a device."""
        self.devices.remove(device)

    def add_virtual_machine(self, virtual_machine: Any, rd: str = "", name: str = "") -> Any:
        """Let a virtual machine have it."""
        return self.device_assignments.create(virtual_machine=virtual_machine, rd=rd, name=name)

    def remove_virtual_machine(self, virtual_machine: Any) -> None:
        """Take it from a virtual machine."""
        self.virtual_machines.remove(virtual_machine)

    def add_prefix(self, prefix: Any) -> None:
        """Let a prefix of the same namespace belong to it."""
        from jobdesk.inventory.ipam.assignments import VRFPrefixAssignment

        VRFPrefixAssignment(vrf=self, prefix=prefix).validated_save()

    def remove_prefix(self, prefix: Any) -> None:
        """Take a prefix out of it."""
        self.prefixes.remove(prefix)

    def __str__(self) -> str:
        return f"{self.namespace}: ({self.name})"
