"""VLANs, their groups, and services on addresses."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from jobdesk.inventory.core.bases import OrganizationalModel, PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, RoleLink, StatusLink, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField
from jobdesk.inventory.ipam.names import VLAN_NAMES

_FIRST_VID, _LAST_VID = 1, 4094


class VLANGroup(OrganizationalModel):
    """VLANs whose numbers and names are unique together."""

    name = NameField(unique=True)
    slug = SlugField()
    location = Link(
        "dcim.Location", models.PROTECT, related_name="vlan_groups", null=True, blank=True
    )
    description = TextLine()

    class Meta:
        ordering = ("name",)
        verbose_name = "VLAN group"

    def get_next_available_vid(self) -> int | None:
        """The lowest number that is free; None when all are taken."""
        taken = set(self.vlans.values_list("vid", flat=True))
        return next((n for n in range(_FIRST_VID, _LAST_VID + 1) if n not in taken), None)


class VLAN(PrimaryModel):
    """A virtual LAN."""

    vid = models.PositiveSmallIntegerField(
        "ID", validators=(MinValueValidator(_FIRST_VID), MaxValueValidator(_LAST_VID))
    )
    name = NameField(db_index=True)
    vlan_group = Link(VLANGroup, models.PROTECT, related_name="vlans", null=True, blank=True)
    status = StatusLink(related_name="vlans")
    role = RoleLink(related_name="vlans")
    tenant = Link("tenancy.Tenant", models.PROTECT, related_name="vlans", null=True, blank=True)
    locations = models.ManyToManyField("dcim.Location", related_name="vlans", blank=True)
    description = TextLine()

    natural_key_names = ("vlan_group__name", "vid")
    older_names = VLAN_NAMES

    class Meta:
        ordering = ("vlan_group", "vid")
        verbose_name = "VLAN"
        verbose_name_plural = "VLANs"
        constraints = (
            models.UniqueConstraint(fields=("vlan_group", "vid"), name="vlan_vid_in_group"),
            models.UniqueConstraint(fields=("vlan_group", "name"), name="vlan_name_in_group"),
        )

    def __init__(self, *args: Any, **more: Any) -> None:
        location = more.pop("location", None)
        super().__init__(*args, **more)
        self._first_location = location

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

    def save(self, *args: Any, **more: Any) -> None:
        """Save it, and the location that it was made with."""
        super().save(*args, **more)
        if self._first_location is not None:
            self.locations.add(self._first_location)
            self._first_location = None

    def get_interfaces(self) -> Any:
        """The interfaces of devices that have it, tagged or not."""
        interface = self._meta.get_field("interfaces_as_untagged").related_model
        return interface.objects.filter(
            models.Q(untagged_vlan=self) | models.Q(tagged_vlans=self)
        ).distinct()

    def __str__(self) -> str:
        return f"{self.name} ({self.vid})"


class Service(PrimaryModel):
    """A service that a device or a virtual machine offers."""

    name = NameField(db_index=True)
    protocol = models.CharField(max_length=50)
    ports = models.JSONField(default=list)
    device = Link("dcim.Device", models.CASCADE, related_name="services", null=True, blank=True)
    virtual_machine = Link(
        "virtualization.VirtualMachine",
        models.CASCADE,
        related_name="services",
        null=True,
        blank=True,
    )
    ip_addresses = models.ManyToManyField("ipam.IPAddress", related_name="services", blank=True)
    description = TextLine()

    natural_key_names = ("name", "device__name", "virtual_machine__name")

    class Meta:
        ordering = ("protocol", "name")

    @property
    def parent(self) -> Any:
        """Who offers it."""
        return self.device or self.virtual_machine

    def clean(self) -> None:
        """Somebody offers it, and only one."""
        super().clean()
        if (self.device_id is None) == (self.virtual_machine_id is None):
            raise ValidationError("A service is offered by one device or one virtual machine.")
