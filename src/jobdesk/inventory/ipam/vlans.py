"""VLANs and their groups."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import (
    NameField,
    OptionalLink,
    RoleLink,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.named import NamedThing
from jobdesk.inventory.core.older import AliasLink
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.places import ManyPlaces, require_held
from jobdesk.inventory.core.slugs import SlugField
from jobdesk.inventory.ipam.names import VLAN_NAMES
from jobdesk.inventory.ipam.spans import in_span, span_of

_FIRST_VID, _LAST_VID = 1, 4094


class VLANGroup(NamedThing):
    """VLANs whose numbers and names are unique together."""

    slug = SlugField()
    location = OptionalLink("dcim.Location", models.PROTECT, related_name="vlan_groups")
    range = TextLine(default=f"{_FIRST_VID}-{_LAST_VID}", help_text="numbers: 1-99,200")
    description = TextLine()
    site = AliasLink("dcim.Site", "location")

    class Meta(NamedThing.Meta):
        verbose_name = "VLAN group"

    @property
    def expanded_range(self) -> list[int]:
        """The numbers that its VLANs may have."""
        return span_of(self.range)

    @property
    def available_vids(self) -> list[int]:
        """Those that are free."""
        taken = set(self.vlans.values_list("vid", flat=True))
        return [vid for vid in self.expanded_range if vid not in taken]

    def get_next_available_vid(self) -> int | None:
        """The lowest number that is free; None when all are taken."""
        return next(iter(self.available_vids), None)

    def clean(self) -> None:
        """Its range is one, and has the numbers of its VLANs in it."""
        super().clean()
        require_held(self)
        try:
            allowed = set(self.expanded_range)
        except ValueError as error:
            raise ValidationError({"range": str(error)}) from None
        if self.present_in_database:
            outside = [v for v in self.vlans.values_list("vid", flat=True) if v not in allowed]
            if outside:
                raise ValidationError({"range": f"VLAN {outside[0]} is outside of it."})


class VLAN(ManyPlaces, PrimaryModel):
    """A virtual LAN."""

    vid = models.PositiveSmallIntegerField(
        "ID", validators=(MinValueValidator(_FIRST_VID), MaxValueValidator(_LAST_VID))
    )
    name = NameField(db_index=True)
    vlan_group = OptionalLink(VLANGroup, models.PROTECT, related_name="vlans")
    status = StatusLink(related_name="vlans")
    role = RoleLink(related_name="vlans")
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="vlans")
    locations = models.ManyToManyField(
        "dcim.Location",
        through="ipam.VLANLocationAssignment",
        related_name="vlans",
        blank=True,
    )
    description = TextLine()
    group = AliasLink("ipam.VLANGroup", "vlan_group")

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
        indexes = (models.Index(fields=("vid",)),)

    def clean(self) -> None:
        """Its number is in the range of its group."""
        super().clean()
        group = self.vlan_group
        if group is not None and not in_span(self.vid, group.range):
            raise ValidationError({"vid": f"{group} has the numbers {group.range} only."})

    def get_interfaces(self) -> Any:
        """The interfaces of devices that have it, tagged or not."""
        return self._with_it("interfaces_as_untagged")

    def get_vminterfaces(self) -> Any:
        """The same of virtual machines."""
        return self._with_it("vminterfaces_as_untagged")

    def _with_it(self, name: str) -> Any:
        interface = self._meta.get_field(name).related_model
        return interface.objects.filter(
            models.Q(untagged_vlan=self) | models.Q(tagged_vlans=self)
        ).distinct()

    def __str__(self) -> str:
        return f"{self.name} ({self.vid})"
