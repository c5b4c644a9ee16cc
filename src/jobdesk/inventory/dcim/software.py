"""Versions of software, their files, and interfaces that back each other up."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel, PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, OptionalLink, StatusLink, TextLine
from jobdesk.inventory.core.named import NamedThing
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.dcim.devicetypes import Platform


class SoftwareVersion(PrimaryModel):
    """A version of what runs on a platform."""

    platform = Link(Platform, models.PROTECT)
    version = NameField()
    alias = TextLine()
    status = StatusLink(related_name="software_versions")
    release_date = models.DateField(null=True, blank=True)
    end_of_support_date = models.DateField(null=True, blank=True)
    documentation_url = models.URLField(blank=True)
    long_term_support = models.BooleanField(default=False)
    pre_release = models.BooleanField(default=False)

    natural_key_names = ("platform__name", "version")

    class Meta:
        ordering = ("platform", "version")
        constraints = (
            models.UniqueConstraint(fields=("platform", "version"), name="version_of_platform"),
        )
        indexes = (models.Index(fields=("version",)),)

    def __str__(self) -> str:
        return self.alias or f"{self.platform} - {self.version}"


class SoftwareImageFile(PrimaryModel):
    """A file with a version of software."""

    software_version = Link(
        SoftwareVersion, models.PROTECT, related_name="software_image_files"
    )
    image_file_name = NameField()
    image_file_checksum = TextLine(max_length=256)
    hashing_algorithm = TextLine()
    image_file_size = models.PositiveBigIntegerField(null=True, blank=True, help_text="bytes")
    download_url = models.URLField(blank=True)
    default_image = models.BooleanField(default=False)
    status = StatusLink(related_name="software_image_files")
    device_types = models.ManyToManyField(
        "dcim.DeviceType", related_name="software_image_files", blank=True
    )

    natural_key_names = ("image_file_name", "software_version__version")

    class Meta:
        ordering = ("software_version", "image_file_name")
        constraints = (
            models.UniqueConstraint(
                fields=("software_version", "image_file_name"), name="image_of_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.software_version} - {self.image_file_name}"


class InterfaceRedundancyGroup(NamedThing):
    """Interfaces that share an address, by VRRP or the like."""

    status = StatusLink(related_name="interface_redundancy_groups")
    protocol = TextLine(max_length=50)
    protocol_group_id = TextLine(max_length=50)
    virtual_ip = OptionalLink(
        "ipam.IPAddress", models.PROTECT, related_name="interface_redundancy_groups"
    )
    secrets_group = OptionalLink("extras.SecretsGroup", models.SET_NULL)
    interfaces = models.ManyToManyField(
        "dcim.Interface",
        through="dcim.InterfaceRedundancyGroupAssociation",
        related_name="interface_redundancy_groups",
        blank=True,
    )
    description = TextLine()

    def add_interface(self, interface: Any, priority: int) -> Any:
        """Let an interface belong to it."""
        return self.interface_redundancy_group_associations.create(
            interface=interface, priority=priority
        )

    def remove_interface(self, interface: Any) -> None:
        """Take an interface out of it."""
        self.interfaces.remove(interface)


class InterfaceRedundancyGroupAssociation(ChangeLoggedModel, BaseModel):
    """An interface in a group, with its priority."""

    interface_redundancy_group = Link(
        InterfaceRedundancyGroup,
        models.CASCADE,
        related_name="interface_redundancy_group_associations",
    )
    interface = Link(
        "dcim.Interface",
        models.CASCADE,
        related_name="interface_redundancy_group_associations",
    )
    priority = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("interface_redundancy_group", "-priority")
        constraints = (
            models.UniqueConstraint(
                fields=("interface_redundancy_group", "interface"), name="interface_in_group"
            ),
        )
