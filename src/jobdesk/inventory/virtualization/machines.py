"""Virtual machines and their interfaces."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import (
    Link,
    NameField,
    OptionalLink,
    OrderField,
    RoleLink,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.hosts import Host
from jobdesk.inventory.core.interfaces import InterfaceBase
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.virtualization.clusters import Cluster


class VirtualMachine(Host, PrimaryModel):
    """A machine in a cluster."""

    name = NameField(db_index=True)
    cluster = Link(Cluster, models.PROTECT, related_name="virtual_machines")
    status = StatusLink(related_name="virtual_machines")
    role = RoleLink(related_name="virtual_machines")
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="virtual_machines")
    platform = OptionalLink("dcim.Platform", models.SET_NULL, related_name="virtual_machines")
    primary_ip4 = OptionalLink(
        "ipam.IPAddress", models.SET_NULL, related_name="+", verbose_name="primary IPv4"
    )
    primary_ip6 = OptionalLink(
        "ipam.IPAddress", models.SET_NULL, related_name="+", verbose_name="primary IPv6"
    )
    vcpus = models.PositiveSmallIntegerField("vCPUs", null=True, blank=True)
    memory = models.PositiveIntegerField(null=True, blank=True, help_text="MB")
    disk = models.PositiveIntegerField(null=True, blank=True, help_text="GB")
    software_version = OptionalLink(
        "dcim.SoftwareVersion", models.PROTECT, related_name="virtual_machines"
    )
    comments = models.TextField(blank=True)

    natural_key_names = ("cluster__name", "tenant__name", "name")

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("cluster", "tenant", "name"), name="machine_name"),
            models.UniqueConstraint(
                fields=("cluster", "name"),
                condition=models.Q(tenant__isnull=True),
                name="machine_without_tenant",
            ),
        )

    @property
    def location(self) -> Any:
        """That of its cluster."""
        return self.cluster.location

    def assignments(self) -> Any:
        """The addresses on its interfaces."""
        model = self._meta.get_field("primary_ip4").related_model
        through = model._meta.get_field("interface_assignments").related_model
        return through.objects.filter(vm_interface__virtual_machine=self)

    @property
    def site(self) -> Any:
        """The same, under the name of 1.x."""
        return self.location


class VMInterface(InterfaceBase, PrimaryModel):
    """An interface of a virtual machine."""

    virtual_machine = Link(VirtualMachine, models.CASCADE, related_name="interfaces")
    name = NameField(db_index=True)
    _name = OrderField("name", db_index=True)
    status = StatusLink(related_name="vm_interfaces")
    role = RoleLink(related_name="vm_interfaces")
    vrf = OptionalLink("ipam.VRF", models.SET_NULL, related_name="vm_interfaces")
    ip_addresses = models.ManyToManyField(
        "ipam.IPAddress",
        through="ipam.IPAddressToInterface",
        related_name="vm_interfaces",
        blank=True,
    )
    description = TextLine()

    natural_key_names = ("virtual_machine__name", "name")

    class Meta:
        ordering = ("virtual_machine", "_name")
        verbose_name = "VM interface"
        constraints = (
            models.UniqueConstraint(
                fields=("virtual_machine", "name"), name="interface_in_machine"
            ),
        )
        indexes = (models.Index(fields=("virtual_machine", "_name")),)

    @property
    def owner_id(self) -> Any:
        """Key of its machine."""
        return self.virtual_machine_id

    @property
    def parent(self) -> VirtualMachine:
        """Its machine."""
        return self.virtual_machine

    @property
    def change_parent(self) -> Any:
        """Its machine shows its changes too."""
        return self.virtual_machine
