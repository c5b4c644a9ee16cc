"""Site, Region, DeviceRole and RackRole of Nautobot 1.x."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType

from jobdesk.inventory.core.older import KindManager, OlderKind
from jobdesk.inventory.dcim.locations import Location, LocationType
from jobdesk.inventory.extras.metadata import Role
from jobdesk.inventory.extras.roles import RoleOf, roles_of
from jobdesk.inventory.extras.usual import usual_status

REGION, SITE = "Region", "Site"
HELD_BY_SITES = (
    "dcim.device", "dcim.rack", "dcim.rackgroup", "dcim.powerpanel", "dcim.controller",
    "ipam.prefix", "ipam.vlan", "ipam.vlangroup", "ipam.namespace",
    "circuits.circuittermination", "virtualization.cluster",
)  # fmt: skip
"""All that has a place: a site of 1.x took any of it."""


def kind_of(name: str) -> Any:
    """The location type Region or Site; made when it is missing, a Site inside a Region."""
    found = LocationType.objects.filter(name=name).first()
    if found is not None:
        return found
    above = kind_of(REGION) if name == SITE else None
    made = LocationType(name=name, parent=above, nestable=True)
    made.save()
    if name == SITE:
        held = (label.split(".") for label in HELD_BY_SITES)
        made.content_types.set(ContentType.objects.get_by_natural_key(*one) for one in held)
    return made


class Place:
    """What Site and Region share; stands in front of Location among their bases."""

    kind: ClassVar[str] = ""

    def clean(self) -> None:
        """In 1.x a site may stand alone."""

    def clean_fields(self: Any, exclude: Any = None) -> None:
        """Fill in what 1.x did not know, then check each field."""
        self._fill()
        super().clean_fields(exclude=exclude)  # type: ignore[misc]

    def save(self: Any, *args: Any, **more: Any) -> None:
        """Fill in what 1.x did not know, then save."""
        self._fill()
        super().save(*args, **more)  # type: ignore[misc]

    def _fill(self: Any) -> None:
        if self.location_type_id is None:
            self.location_type = kind_of(self.kind)
        if self.status_id is None:
            self.status = usual_status(Location)

    @classmethod
    def is_kind_of(cls, instance: Any) -> bool:
        """A location is one of these."""
        return instance.location_type.name == cls.kind


class Region(Place, Location, metaclass=OlderKind):
    """A location of the type Region."""

    kind = REGION
    objects = KindManager("location_type__name", REGION)

    class Meta:
        proxy = True

    @property
    def sites(self) -> Any:
        """The sites in it."""
        return Site.objects.filter(parent_id=self.pk)


class Site(Place, Location, metaclass=OlderKind):
    """A location of the type Site."""

    kind = SITE
    objects = KindManager("location_type__name", SITE)

    class Meta:
        proxy = True


class DeviceRole(RoleOf, Role, metaclass=OlderKind):
    """A role for devices and virtual machines."""

    objects = roles_of("device", "virtualmachine")
    meant_for = (("dcim", "device"), ("virtualization", "virtualmachine"))

    class Meta:
        proxy = True


class RackRole(RoleOf, Role, metaclass=OlderKind):
    """A role for racks."""

    objects = roles_of("rack")
    meant_for = (("dcim", "rack"),)

    class Meta:
        proxy = True
