"""Devices, their types, makers and platforms."""

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
from jobdesk.inventory.core.names import renamed
from jobdesk.inventory.core.older import AliasLink, older_name
from jobdesk.inventory.core.orm import models, transaction
from jobdesk.inventory.core.slugs import SlugField


class Manufacturer(OrganizationalModel):
    """Who makes devices."""

    name = NameField(unique=True)
    slug = SlugField()
    description = TextLine()

    class Meta:
        ordering = ("name",)


class Platform(OrganizationalModel):
    """What runs on a device, and how tools speak to it."""

    name = NameField(unique=True)
    slug = SlugField()
    manufacturer = Link(
        Manufacturer, models.PROTECT, related_name="platforms", null=True, blank=True
    )
    network_driver = TextLine()
    napalm_driver = TextLine()
    napalm_args = models.JSONField(null=True, blank=True)
    description = TextLine()

    class Meta:
        ordering = ("name",)

    @property
    def network_driver_mappings(self) -> dict[str, str]:
        """The driver's name in other tools; those of Netmiko are the ones kept here."""
        return {"netmiko": self.network_driver} if self.network_driver else {}


class DeviceFamily(PrimaryModel):
    """Device types that belong together."""

    name = NameField(unique=True)
    description = TextLine()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "device families"


class DeviceType(PrimaryModel):
    """A model of device."""

    manufacturer = Link(Manufacturer, models.PROTECT, related_name="device_types")
    device_family = Link(
        DeviceFamily, models.PROTECT, related_name="device_types", null=True, blank=True
    )
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


class VirtualChassis(PrimaryModel):
    """Devices that act as one."""

    name = NameField(unique=True)
    master = models.OneToOneField(
        "dcim.Device", models.PROTECT, related_name="vc_master_for", null=True, blank=True
    )
    domain = TextLine()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "virtual chassis"

    def clean(self) -> None:
        """The master is one of its members."""
        super().clean()
        master = self.master
        if master is not None and self.present_in_database and master not in self.members.all():
            raise ValidationError({"master": f"{master} is no member of {self.name}."})


class DeviceRedundancyGroup(PrimaryModel):
    """Devices that stand in for each other."""

    name = NameField(unique=True)
    status = StatusLink(related_name="device_redundancy_groups")
    failover_strategy = TextLine(max_length=50)
    secrets_group = Link(
        "extras.SecretsGroup",
        models.SET_NULL,
        related_name="device_redundancy_groups",
        null=True,
        blank=True,
    )
    description = TextLine()
    comments = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)


class Device(Host, PrimaryModel):
    """Something in the network."""

    name = models.CharField(max_length=255, null=True, blank=True, db_index=True)
    _name = OrderField("name", null=True, db_index=True)
    device_type = Link(DeviceType, models.PROTECT, related_name="devices")
    status = StatusLink(related_name="devices")
    role = RoleLink(related_name="devices", null=False, blank=False)
    location = Link("dcim.Location", models.PROTECT, related_name="devices")
    tenant = Link(
        "tenancy.Tenant", models.PROTECT, related_name="devices", null=True, blank=True
    )
    platform = Link(Platform, models.SET_NULL, related_name="devices", null=True, blank=True)
    serial = TextLine(db_index=True)
    asset_tag = models.CharField(max_length=255, unique=True, null=True, blank=True)
    rack = Link("dcim.Rack", models.PROTECT, related_name="devices", null=True, blank=True)
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    face = TextLine(max_length=50)
    cluster = Link(
        "virtualization.Cluster",
        models.SET_NULL,
        related_name="devices",
        null=True,
        blank=True,
    )
    virtual_chassis = Link(
        VirtualChassis, models.SET_NULL, related_name="members", null=True, blank=True
    )
    vc_position = models.PositiveSmallIntegerField(null=True, blank=True)
    vc_priority = models.PositiveSmallIntegerField(null=True, blank=True)
    device_redundancy_group = Link(
        DeviceRedundancyGroup, models.SET_NULL, related_name="devices", null=True, blank=True
    )
    device_redundancy_group_priority = models.PositiveSmallIntegerField(null=True, blank=True)
    software_version = Link(
        "dcim.SoftwareVersion", models.PROTECT, related_name="devices", null=True, blank=True
    )
    secrets_group = Link(
        "extras.SecretsGroup", models.SET_NULL, related_name="devices", null=True, blank=True
    )
    comments = models.TextField(blank=True)
    site = AliasLink("dcim.Site", "location")
    device_role = AliasLink("extras.Role", "role")

    natural_key_names = ("name", "tenant__name", "location__name")
    renamed_fields = {"site": "location", "device_role": "role"}
    older_names = {"site_id": renamed("location_id"), "device_role_id": renamed("role_id")}
    site_id = older_name("location_id")
    device_role_id = older_name("role_id")

    class Meta:
        ordering = ("_name",)
        constraints = (
            models.UniqueConstraint(
                fields=("location", "tenant", "name"), name="device_name_in_location"
            ),
            models.UniqueConstraint(fields=("rack", "position", "face"), name="device_in_rack"),
            models.UniqueConstraint(
                fields=("virtual_chassis", "vc_position"), name="device_in_chassis"
            ),
        )
        indexes = (models.Index(fields=("location", "name")),)

    def clean(self) -> None:
        """Its name, its place in the rack and its addresses are right."""
        super().clean()
        if self.name and self.tenant_id is None and self._has_twin():
            raise ValidationError(
                {"name": f"There is a device {self.name} without a tenant at {self.location}."}
            )
        self._require_place()
        self._require_chassis()

    def _has_twin(self) -> bool:
        twins = Device.objects.filter(
            name=self.name, location_id=self.location_id, tenant__isnull=True
        )
        return twins.exclude(pk=self.pk).exists()

    def _require_place(self) -> None:
        rack = self.rack
        if rack is None:
            if self.position is not None:
                raise ValidationError({"position": "A device without a rack has no position."})
            return
        if rack.location_id != self.location_id:
            raise ValidationError({"rack": f"Rack {rack} is at {rack.location}."})
        if self.position is None:
            return
        if not self.face:
            raise ValidationError({"face": "A device at a position has a face: front or rear."})
        height = self.device_type.u_height
        face = "" if self.device_type.is_full_depth else self.face
        if self.position not in rack.get_available_units(height, face, exclude=[self.pk]):
            raise ValidationError(
                {"position": f"Unit {self.position} of rack {rack} has no room for {height} U."}
            )

    def _require_chassis(self) -> None:
        if self.virtual_chassis_id is not None and self.vc_position is None:
            raise ValidationError(
                {"vc_position": "A member of a virtual chassis has a position in it."}
            )

    def save(self, *args: Any, **more: Any) -> None:
        """Save it; a new one gets the parts of its type, one that comes back has its own."""
        is_new = not self.present_in_database and not self._jobdesk_is_restored
        self.asset_tag = self.asset_tag or None
        with transaction.atomic():
            super().save(*args, **more)
            if is_new:
                from jobdesk.inventory.dcim.templates import equip

                equip(self)

    @property
    def identifier(self) -> str:
        """Its name, or its key."""
        return self.name or str(self.pk)

    @property
    def vc_interfaces(self) -> Any:
        """Its interfaces, and as a master those of all members but their management ones."""
        model = self._meta.get_field("interfaces").related_model
        mine = models.Q(device=self)
        if self.virtual_chassis is not None and self.virtual_chassis.master_id == self.pk:
            mine |= models.Q(device__virtual_chassis=self.virtual_chassis, mgmt_only=False)
        return model.objects.filter(mine)

    all_interfaces = vc_interfaces

    def get_vc_master(self) -> Any:
        """The master of its chassis; None outside of one."""
        return None if self.virtual_chassis is None else self.virtual_chassis.master

    def get_cables(self, pk_list: bool = False) -> Any:
        """The cables of its parts."""
        from jobdesk.inventory.dcim.cabling import Cable

        found = Cable.objects.filter(
            models.Q(_termination_a_device=self) | models.Q(_termination_b_device=self)
        )
        return list(found.values_list("pk", flat=True)) if pk_list else found

    def get_children(self) -> Any:
        """Devices in its bays."""
        return Device.objects.filter(parent_bay__device=self)

    def __str__(self) -> str:
        if self.name:
            return self.name
        chassis = self.virtual_chassis
        if chassis is not None:
            return f"{chassis.name}:{self.vc_position} ({self.pk})"
        return f"{self.device_type} ({self.pk})"
