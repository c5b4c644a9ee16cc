"""What is at a location, or at several: prefixes and VLANs; what a type of location holds."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from jobdesk.inventory import world
from jobdesk.inventory.core.names import Translator
from jobdesk.inventory.core.orm import Condition, Q, models


def refusal(model: Any, location: Any) -> str:
    """Why no object of a model can be at a location; empty when it can.

    A location's type names the kinds of objects that it holds. 1.x had no such rule: its jobs
    are not asked.
    """
    from jobdesk.inventory.core.kinds import meant_for

    field = location._meta.get_field("location_type")
    if world.is_older() or meant_for(field.related_model, location.location_type_id, model):
        return ""
    things = model._meta.verbose_name_plural
    kind = location.location_type
    return (
        f"{location} is a {kind}, which holds no {things}: they are not among the content "
        f"types of the location type {kind}."
    )


def require_held(instance: Any) -> None:
    """Its location holds objects of its kind."""
    location = getattr(instance, "location", None) if instance.location_id else None
    words = refusal(type(instance), location) if location is not None else ""
    if words:
        raise ValidationError({"location": words})


def is_inside(inner: Any, outer: Any) -> bool:
    """A location is another one, or in it."""
    return any(one.pk == outer.pk for one in inner.ancestors(ascending=True, include_self=True))


class ManyPlaces(models.Model):
    """Has `locations`; `location` and the `site` of 1.x stand for the only one."""

    _first_location: ClassVar[Any] = None

    class Meta:
        abstract = True

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

    def is_used_at(self, location: Any) -> bool:
        """It is at a location, around it, or everywhere."""
        used = set(self.locations.values_list("pk", flat=True))
        around = location.ancestors(ascending=True, include_self=True) if used else ()
        return not used or any(one.pk in used for one in around)

    @property
    def site(self) -> Any:
        """The same, under the name of 1.x."""
        return self.location

    @site.setter
    def site(self, value: Any) -> None:
        self.location = value

    def save(self, *args: Any, **more: Any) -> None:
        """Save it, and the location that it was made with."""
        super().save(*args, **more)
        if self._first_location is not None:
            self.locations.add(self._first_location)
            self._first_location = None


def among(many: str) -> Translator:
    """A name that means one of several: `location` of `locations`; None: it has none."""

    def translate(before: str, lookups: tuple[str, ...], value: Any) -> Condition:
        if value is None and lookups in ((), ("exact",)):
            lookups, value = ("isnull",), True
        return Q(("__".join((before + many, *lookups)), value))

    return translate


PLACE_NAMES: dict[str, Translator] = {
    "location": among("locations"),
    "location_id": among("locations"),
    "site": among("locations"),
    "site_id": among("locations"),
}
