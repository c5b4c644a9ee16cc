"""Racks and their groups."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import OrganizationalModel, PrimaryModel
from jobdesk.inventory.core.fields import (
    Link,
    NameField,
    OptionalLink,
    OrderField,
    RoleLink,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.older import AliasLink
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.places import is_inside, require_held
from jobdesk.inventory.core.slugs import SlugField
from jobdesk.inventory.core.trees import TreeMixin


class RackGroup(TreeMixin, OrganizationalModel):
    """Racks of a room or a row."""

    name = NameField(db_index=True)
    slug = SlugField()
    location = Link("dcim.Location", models.CASCADE, related_name="rack_groups")
    description = TextLine()
    site = AliasLink("dcim.Site", "location")

    natural_key_names = ("name", "location__name")

    class Meta:
        ordering = ("location", "name")
        constraints = (
            models.UniqueConstraint(fields=("location", "name"), name="rack_group_in_location"),
        )

    def clean(self) -> None:
        """Its parent is at the same place, or around it."""
        super().clean()
        require_held(self)
        above = self.parent
        if above is not None and not is_inside(self.location, above.location):
            raise ValidationError(
                {"parent": f"{above} is at {above.location}, not at or around {self.location}."}
            )


class Rack(PrimaryModel):
    """A rack that devices are mounted in."""

    name = NameField(db_index=True)
    _name = OrderField("name", db_index=True)
    facility_id = models.CharField(max_length=255, null=True, blank=True)
    location = Link("dcim.Location", models.PROTECT, related_name="racks")
    rack_group = OptionalLink(RackGroup, models.SET_NULL, related_name="racks")
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="racks")
    status = StatusLink(related_name="racks")
    role = RoleLink(related_name="racks")
    serial = TextLine(db_index=True)
    asset_tag = models.CharField(max_length=255, unique=True, null=True, blank=True)
    type = TextLine(max_length=50)
    width = models.PositiveSmallIntegerField(default=19, help_text="inches")
    u_height = models.PositiveSmallIntegerField("height", default=42, help_text="rack units")
    desc_units = models.BooleanField("descending units", default=False)
    outer_width = models.PositiveSmallIntegerField(null=True, blank=True)
    outer_depth = models.PositiveSmallIntegerField(null=True, blank=True)
    outer_unit = TextLine(max_length=50)
    comments = models.TextField(blank=True)
    site = AliasLink("dcim.Site", "location")
    group = AliasLink("dcim.RackGroup", "rack_group")

    natural_key_names = ("name", "rack_group__name", "rack_group__location__name")

    class Meta:
        ordering = ("location", "rack_group", "_name")
        constraints = (
            models.UniqueConstraint(fields=("rack_group", "name"), name="rack_in_group"),
            models.UniqueConstraint(
                fields=("rack_group", "facility_id"), name="rack_facility_in_group"
            ),
        )

    @property
    def units(self) -> range:
        """The numbers of its units, as they are counted from the top."""
        if self.desc_units:
            return range(1, self.u_height + 1)
        return range(self.u_height, 0, -1)

    def taken_units(self, face: str = "", but: Any = None) -> set[int]:
        """Units that devices fill, on one face or on any."""
        taken: set[int] = set()
        mounted = self.devices.filter(position__isnull=False).select_related("device_type")
        for device in mounted.exclude(pk=but):
            if not face or device.device_type.is_full_depth or device.face == face:
                taken.update(
                    range(device.position, device.position + device.device_type.u_height)
                )
        return taken

    def get_available_units(
        self, u_height: int = 1, rack_face: str = "", exclude: Any = None
    ) -> list[int]:
        """Lowest units at which something of this height fits, from the top."""
        taken = self.taken_units(rack_face, exclude[0] if exclude else None)
        free = [u for u in self.units if u not in taken]
        return [u for u in free if all(u + up in free for up in range(u_height))]

    def get_utilization(self) -> tuple[int, int]:
        """Units that are taken, of all."""
        return len(self.taken_units()), self.u_height

    def clean(self) -> None:
        """It is not lower than what is mounted; its group is at the same place."""
        super().clean()
        require_held(self)
        group = self.rack_group
        if group is not None and not is_inside(self.location, group.location):
            raise ValidationError(
                {"rack_group": f"{group} is at {group.location}, not at {self.location}."}
            )
        if not self.outer_unit and (self.outer_width, self.outer_depth) != (None, None):
            raise ValidationError({"outer_unit": "An outer width or depth needs its unit."})
        if self.present_in_database:
            highest = max(self.taken_units(), default=0)
            if self.u_height < highest:
                raise ValidationError(
                    {"u_height": f"A device is mounted in unit {highest} of {self.name}."}
                )


class RackReservation(PrimaryModel):
    """Units that somebody keeps for later."""

    rack = Link(Rack, models.CASCADE, related_name="rack_reservations")
    units = models.JSONField(default=list)
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="rack_reservations")
    user = Link("users.User", models.PROTECT, related_name="rack_reservations")
    description = TextLine()

    natural_key_names = ("rack__name", "units")

    class Meta:
        ordering = ("created",)

    def clean(self) -> None:
        """The units are the rack's and nobody else's."""
        super().clean()
        wrong = [unit for unit in self.units if unit not in self.rack.units]
        if wrong:
            raise ValidationError({"units": f"{self.rack} has no unit {wrong[0]}."})
        for other in self.rack.rack_reservations.exclude(pk=self.pk):
            both = set(other.units) & set(self.units)
            if both:
                raise ValidationError({"units": f"Unit {min(both)} is reserved already."})

    def __str__(self) -> str:
        return f"Reservation for rack {self.rack}"
