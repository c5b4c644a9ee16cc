"""Clusters, virtual machines and their interfaces."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import OrganizationalModel, PrimaryModel
from jobdesk.inventory.core.fields import (
    Link,
    NameField,
    OrderField,
    RoleLink,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.hosts import Host
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField


class ClusterType(OrganizationalModel):
    """A kind of cluster."""

    name = NameField(unique=True)
    slug = SlugField()
    description = TextLine()

    class Meta:
        ordering = ("name",)


class ClusterGroup(OrganizationalModel):
    """Clusters that belong together."""

    name = NameField(unique=True)
    slug = SlugField()
    description = TextLine()

    class Meta:
        ordering = ("name",)


class Cluster(PrimaryModel):
    """Where virtual machines run."""

    name = NameField(unique=True)
    cluster_type = Link(ClusterType, models.PROTECT, related_name="clusters")
    cluster_group = Link(
        ClusterGroup, models.PROTECT, related_name="clusters", null=True, blank=True
    )
    tenant = Link(
        "tenancy.Tenant", models.PROTECT, related_name="clusters", null=True, blank=True
    )
    location = Link(
        "dcim.Location", models.PROTECT, related_name="clusters", null=True, blank=True
    )
    comments = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)


class VirtualMachine(Host, PrimaryModel):
    """A machine in a cluster."""

    name = NameField(db_index=True)
    cluster = Link(Cluster, models.PROTECT, related_name="virtual_machines")
    status = StatusLink(related_name="virtual_machines")
    role = RoleLink(related_name="virtual_machines")
    tenant = Link(
        "tenancy.Tenant", models.PROTECT, related_name="virtual_machines", null=True, blank=True
    )
    platform = Link(
        "dcim.Platform", models.SET_NULL, related_name="virtual_machines", null=True, blank=True
    )
    vcpus = models.PositiveSmallIntegerField("vCPUs", null=True, blank=True)
    memory = models.PositiveIntegerField(null=True, blank=True, help_text="MB")
    disk = models.PositiveIntegerField(null=True, blank=True, help_text="GB")
    software_version = Link(
        "dcim.SoftwareVersion",
        models.PROTECT,
        related_name="virtual_machines",
        null=True,
        blank=True,
    )
    comments = models.TextField(blank=True)

    natural_key_names = ("cluster__name", "tenant__name", "name")

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("cluster", "tenant", "name"), name="machine_name"),
        )

    @property
    def location(self) -> Any:
        """That of its cluster."""
        return self.cluster.location

    @property
    def site(self) -> Any:
        """The same, under the name of 1.x."""
        return self.location


class VMInterface(PrimaryModel):
    """An interface of a virtual machine."""

    virtual_machine = Link(VirtualMachine, models.CASCADE, related_name="interfaces")
    name = NameField(db_index=True)
    _name = OrderField("name", db_index=True)
    status = StatusLink(related_name="vm_interfaces")
    role = RoleLink(related_name="vm_interfaces")
    enabled = models.BooleanField(default=True)
    mtu = models.PositiveIntegerField("MTU", null=True, blank=True)
    mac_address = models.CharField("MAC address", max_length=18, null=True, blank=True)
    mode = TextLine(max_length=50)
    parent_interface = Link(
        "self", models.CASCADE, related_name="child_interfaces", null=True, blank=True
    )
    bridge = Link(
        "self", models.SET_NULL, related_name="bridged_interfaces", null=True, blank=True
    )
    untagged_vlan = Link(
        "ipam.VLAN",
        models.SET_NULL,
        related_name="vminterfaces_as_untagged",
        null=True,
        blank=True,
    )
    tagged_vlans = models.ManyToManyField(
        "ipam.VLAN", related_name="vminterfaces_as_tagged", blank=True
    )
    vrf = Link("ipam.VRF", models.SET_NULL, related_name="vm_interfaces", null=True, blank=True)
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

    @property
    def parent(self) -> VirtualMachine:
        """Its machine."""
        return self.virtual_machine

    @property
    def change_parent(self) -> Any:
        """Its machine shows its changes too."""
        return self.virtual_machine

    def clean(self) -> None:
        """It is not its own parent."""
        super().clean()
        if self.parent_interface_id is not None and self.parent_interface_id == self.pk:
            raise ValidationError(
                {"parent_interface": "An interface cannot be its own parent."}
            )
