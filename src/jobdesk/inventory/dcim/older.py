"""Site, Region, DeviceRole and RackRole of Nautobot 1.x."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.kinds import remembered
from jobdesk.inventory.core.older import AliasLink, KindManager, OlderKind, older_name
from jobdesk.inventory.core.querysets import InventoryManager
from jobdesk.inventory.dcim.locations import Location, LocationType
from jobdesk.inventory.extras.metadata import Role, Status

REGION, SITE = "Region", "Site"


def kind_of(name: str) -> Any:
    """The location type Region or Site; made when it is missing, a Site inside a Region."""
    found = LocationType.objects.filter(name=name).first()
    if found is not None:
        return found
    above = kind_of(REGION) if name == SITE else None
    made = LocationType(name=name, parent=above, nestable=True)
    made.save()
    return made


def usual_status(model: Any) -> Any:
    """Active, where 1.x had no status at all."""
    return remembered(
        ("usual status", model),
        lambda: Status.objects.get_for_model(model).filter(name="Active").first(),
    )


class Place(Location, metaclass=OlderKind):
    """What Site and Region share."""

    class Meta:
        proxy = True

    kind = ""

    def clean(self) -> None:
        """In 1.x a site may stand alone."""

    def clean_fields(self, exclude: Any = None) -> None:
        """Fill in what 1.x did not know, then check each field."""
        self._fill()
        super().clean_fields(exclude=exclude)

    def save(self, *args: Any, **more: Any) -> None:
        """Fill in what 1.x did not know, then save."""
        self._fill()
        super().save(*args, **more)

    def _fill(self) -> None:
        if self.location_type_id is None:
            self.location_type = kind_of(self.kind)
        if self.status_id is None:
            self.status = usual_status(Location)


class Region(Place):
    """A location of the type Region."""

    kind = REGION
    objects = KindManager("location_type__name", REGION)

    class Meta:
        proxy = True

    @staticmethod
    def is_kind_of(instance: Any) -> bool:
        """The object is one."""
        return instance.location_type.name == REGION

    @property
    def sites(self) -> Any:
        """The sites in it."""
        return Site.objects.filter(parent_id=self.pk)


class Site(Place):
    """A location of the type Site."""

    kind = SITE
    objects = KindManager("location_type__name", SITE)
    region = AliasLink("dcim.Region", "parent")

    class Meta:
        proxy = True

    @staticmethod
    def is_kind_of(instance: Any) -> bool:
        """The object is one."""
        return instance.location_type.name == SITE


class DeviceRole(Role):
    """A role for devices."""

    objects = KindManager("content_types__model", "device")

    class Meta:
        proxy = True

    role_for = ("dcim", "device")

    def save(self, *args: Any, **more: Any) -> None:
        """Save it, and mean it for devices."""
        super().save(*args, **more)
        mean_for(self, *self.role_for)

    vm_role = True


class RackRole(Role):
    """A role for racks."""

    objects = KindManager("content_types__model", "rack")

    class Meta:
        proxy = True

    role_for = ("dcim", "rack")

    def save(self, *args: Any, **more: Any) -> None:
        """Save it, and mean it for racks."""
        super().save(*args, **more)
        mean_for(self, *self.role_for)


def mean_for(role: Any, app: str, model: str) -> None:
    """Let a role be used for objects of a model."""
    from django.contrib.contenttypes.models import ContentType

    role.content_types.add(ContentType.objects.get_by_natural_key(app, model))


__all__ = ["DeviceRole", "InventoryManager", "RackRole", "Region", "Site", "older_name"]
