"""Makers, platforms and types of devices."""

from __future__ import annotations

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, OptionalLink, TextLine
from jobdesk.inventory.core.named import NamedKind, NamedThing
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField


class Manufacturer(NamedKind):
    """Who makes devices."""


class Platform(NamedKind):
    """What runs on a device, and how tools speak to it."""

    manufacturer = OptionalLink(Manufacturer, models.PROTECT, related_name="platforms")
    network_driver = TextLine()
    napalm_driver = TextLine()
    napalm_args = models.JSONField(null=True, blank=True)

    @property
    def network_driver_mappings(self) -> dict[str, str]:
        """The driver's name in other tools; those of Netmiko are the ones kept here."""
        return {"netmiko": self.network_driver} if self.network_driver else {}


class DeviceFamily(NamedThing):
    """Device types that belong together."""

    description = TextLine()

    class Meta(NamedThing.Meta):
        verbose_name_plural = "device families"


class DeviceType(PrimaryModel):
    """A model of device."""

    manufacturer = Link(Manufacturer, models.PROTECT, related_name="device_types")
    device_family = OptionalLink(DeviceFamily, models.PROTECT, related_name="device_types")
    model = NameField()
    slug = SlugField("model")
    part_number = TextLine()
    u_height = models.PositiveSmallIntegerField("height", default=1)
    is_full_depth = models.BooleanField(default=True)
    subdevice_role = TextLine(max_length=50)
    comments = models.TextField(blank=True)

    natural_key_names = ("manufacturer__name", "model")

    class Meta:
        ordering = ("manufacturer", "model")
        constraints = (
            models.UniqueConstraint(fields=("manufacturer", "model"), name="device_type_model"),
        )
        indexes = (models.Index(fields=("model",)),)

    @property
    def is_parent_device(self) -> bool:
        """Others are inside it."""
        return self.subdevice_role == "parent"

    @property
    def is_child_device(self) -> bool:
        """It is inside another."""
        return self.subdevice_role == "child"

    @property
    def name(self) -> str:
        """Its model."""
        return self.model

    @property
    def display(self) -> str:
        """With its maker."""
        return f"{self.manufacturer} {self.model}"

    def __str__(self) -> str:
        return self.model
