"""Spaces in which an address means one thing, and what is said of routes."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.bases import OrganizationalModel, PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, StatusLink, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField

GLOBAL = "Global"


class Namespace(PrimaryModel):
    """Addresses are unique in it."""

    name = NameField(unique=True)
    description = TextLine()
    location = Link(
        "dcim.Location", models.PROTECT, related_name="namespaces", null=True, blank=True
    )

    class Meta:
        ordering = ("name",)


def global_namespace() -> Any:
    """Key of the namespace that is meant when none is named; made when it is missing."""
    found, _ = Namespace.objects.get_or_create(
        name=GLOBAL, defaults={"description": "Default Global namespace."}
    )
    return found.pk


class RIR(OrganizationalModel):
    """Who gives out address space."""

    name = NameField(unique=True)
    slug = SlugField()
    is_private = models.BooleanField("private", default=False)
    description = TextLine()

    class Meta:
        ordering = ("name",)
        verbose_name = "RIR"
        verbose_name_plural = "RIRs"


class RouteTarget(PrimaryModel):
    """A mark that routes are imported and exported by."""

    name = models.CharField(max_length=21, unique=True)
    description = TextLine()
    tenant = Link(
        "tenancy.Tenant", models.PROTECT, related_name="route_targets", null=True, blank=True
    )

    class Meta:
        ordering = ("name",)


class VRF(PrimaryModel):
    """A routing table of its own."""

    name = NameField(db_index=True)
    rd = models.CharField("route distinguisher", max_length=21, null=True, blank=True)
    namespace = Link(Namespace, models.PROTECT, related_name="vrfs", default=global_namespace)
    status = StatusLink(related_name="vrfs", null=True, blank=True)
    tenant = Link("tenancy.Tenant", models.PROTECT, related_name="vrfs", null=True, blank=True)
    description = TextLine()
    import_targets = models.ManyToManyField(
        RouteTarget, related_name="importing_vrfs", blank=True
    )
    export_targets = models.ManyToManyField(
        RouteTarget, related_name="exporting_vrfs", blank=True
    )
    devices = models.ManyToManyField("dcim.Device", related_name="vrfs", blank=True)
    virtual_machines = models.ManyToManyField(
        "virtualization.VirtualMachine", related_name="vrfs", blank=True
    )
    prefixes = models.ManyToManyField("ipam.Prefix", related_name="vrfs", blank=True)

    natural_key_names = ("namespace__name", "rd")

    class Meta:
        ordering = ("namespace", "name")
        verbose_name = "VRF"
        verbose_name_plural = "VRFs"
        constraints = (
            models.UniqueConstraint(fields=("namespace", "rd"), name="vrf_rd_in_namespace"),
        )

    def add_prefix(self, prefix: Any) -> None:
        """Let a prefix of the same namespace belong to it."""
        self.prefixes.add(prefix)

    def add_device(self, device: Any) -> None:
        """Let a device have it."""
        self.devices.add(device)

    def __str__(self) -> str:
        return f"{self.name} ({self.rd})" if self.rd else self.name
