"""Devices: where they are, what they are for, which rules hold."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import (
    Link,
    OptionalLink,
    OrderField,
    RoleLink,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.hosts import Host
from jobdesk.inventory.core.older import AliasLink
from jobdesk.inventory.core.orm import models, transaction
from jobdesk.inventory.core.places import is_inside, require_held
from jobdesk.inventory.dcim.chassis import DeviceRedundancyGroup, VirtualChassis
from jobdesk.inventory.dcim.devicetypes import DeviceType, Platform

FRONT, REAR = "front", "rear"


class Device(Host, PrimaryModel):
    """Something in the network."""

    name = models.CharField(max_length=255, null=True, blank=True, db_index=True)
    _name = OrderField("name", null=True, db_index=True)
    device_type = Link(DeviceType, models.PROTECT, related_name="devices")
    status = StatusLink(related_name="devices")
    role = RoleLink(related_name="devices", null=False, blank=False)
    location = Link("dcim.Location", models.PROTECT, related_name="devices")
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="devices")
    platform = OptionalLink(Platform, models.SET_NULL, related_name="devices")
    serial = TextLine(db_index=True)
    asset_tag = models.CharField(max_length=255, unique=True, null=True, blank=True)
    rack = OptionalLink("dcim.Rack", models.PROTECT, related_name="devices")
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    face = TextLine(max_length=50)
    primary_ip4 = OptionalLink(
        "ipam.IPAddress",
        models.SET_NULL,
        related_name="primary_ip4_for",
        verbose_name="primary IPv4",
    )
    primary_ip6 = OptionalLink(
        "ipam.IPAddress",
        models.SET_NULL,
        related_name="primary_ip6_for",
        verbose_name="primary IPv6",
    )
    cluster = OptionalLink("virtualization.Cluster", models.SET_NULL, related_name="devices")
    virtual_chassis = OptionalLink(VirtualChassis, models.SET_NULL, related_name="members")
    vc_position = models.PositiveSmallIntegerField(null=True, blank=True)
    vc_priority = models.PositiveSmallIntegerField(null=True, blank=True)
    device_redundancy_group = OptionalLink(
        DeviceRedundancyGroup, models.SET_NULL, related_name="devices"
    )
    device_redundancy_group_priority = models.PositiveSmallIntegerField(null=True, blank=True)
    software_version = OptionalLink(
        "dcim.SoftwareVersion", models.PROTECT, related_name="devices"
    )
    secrets_group = OptionalLink("extras.SecretsGroup", models.SET_NULL, related_name="devices")
    controller_managed_device_group = OptionalLink(
        "dcim.ControllerManagedDeviceGroup", models.SET_NULL, related_name="devices"
    )
    comments = models.TextField(blank=True)
    site = AliasLink("dcim.Site", "location")
    device_role = AliasLink("extras.Role", "role")

    natural_key_names = ("name", "tenant__name", "location__name")
    told_by_clean = frozenset({"device_without_tenant"})

    class Meta:
        ordering = ("_name",)
        constraints = (
            models.UniqueConstraint(
                fields=("location", "tenant", "name"), name="device_name_in_location"
            ),
            models.UniqueConstraint(
                fields=("location", "name"),
                condition=models.Q(tenant__isnull=True),
                name="device_without_tenant",
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
        require_held(self)
        self._require_place()
        self._require_company()
        self._require_chassis()

    def _has_twin(self) -> bool:
        twins = Device.objects.filter(
            name=self.name, location_id=self.location_id, tenant__isnull=True
        )
        return twins.exclude(pk=self.pk).exists()

    def _require_place(self) -> None:
        rack = self.rack
        if rack is None:
            for name in ("position", "face"):
                if getattr(self, name):
                    raise ValidationError({name: f"A device without a rack has no {name}."})
            return
        if rack.location_id != self.location_id and not is_inside(rack.location, self.location):
            words = f"Rack {rack} is at {rack.location}, not at {self.location}."
            raise ValidationError({"rack": words})
        if self.device_type.is_child_device and (self.face or self.position):
            words = f"A {self.device_type} is inside another device: only that has a position."
            raise ValidationError({"position" if self.position else "face": words})
        if self.position is not None:
            self._require_room(rack)

    def _require_room(self, rack: Any) -> None:
        if self.face not in (FRONT, REAR):
            raise ValidationError({"face": "A device at a position has a face: front or rear."})
        height = self.device_type.u_height
        if not height:
            raise ValidationError(
                {"position": f"A {self.device_type} takes no units: it has no position."}
            )
        face = "" if self.device_type.is_full_depth else self.face
        if self.position not in rack.get_available_units(height, face, exclude=[self.pk]):
            raise ValidationError(
                {"position": f"Unit {self.position} of rack {rack} has no room for {height} U."}
            )

    def _require_company(self) -> None:
        """What it runs, and what it is together with, fits to it."""
        platform, cluster = self.platform, self.cluster
        made_by = self.device_type.manufacturer_id
        if platform is not None and platform.manufacturer_id not in (None, made_by):
            makers = f"{platform.manufacturer}, not {self.device_type.manufacturer}"
            raise ValidationError({"platform": f"{platform} is for devices of {makers}."})
        around = None if cluster is None else cluster.location
        if around is not None and not is_inside(self.location, around):
            words = f"{cluster} is at {around}, which {self.location} is not in."
            raise ValidationError({"cluster": words})
        is_ranked = self.device_redundancy_group_priority is not None
        if is_ranked and self.device_redundancy_group_id is None:
            words = "A device without a redundancy group has no priority in it."
            raise ValidationError({"device_redundancy_group_priority": words})

    def _require_chassis(self) -> None:
        if self.virtual_chassis_id is not None and self.vc_position is None:
            raise ValidationError(
                {"vc_position": "A member of a virtual chassis has a position in it."}
            )
        led = getattr(self, "vc_master_for", None) if self.present_in_database else None
        if led is not None and led.pk != self.virtual_chassis_id:
            raise ValidationError(
                {"virtual_chassis": f"{self.name} is the master of {led}: it stays its member."}
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
            elif self.present_in_database:
                self._take_along()

    def _take_along(self) -> None:
        """Devices in its bays are where it is."""
        elsewhere = self.get_children().exclude(location=self.location_id, rack=self.rack_id)
        for child in elsewhere:
            child.location_id, child.rack_id = self.location_id, self.rack_id
            child.save()

    @property
    def identifier(self) -> str:
        """Its name, or its key."""
        return self.name or str(self.pk)

    def assignments(self) -> Any:
        """The addresses on its interfaces; a master's: also on those of the other members."""
        model = self._meta.get_field("primary_ip4").related_model
        through = model._meta.get_field("interface_assignments").related_model
        return through.objects.filter(interface__in=self.vc_interfaces)

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
