"""What may be at several locations: prefixes and VLANs."""

from __future__ import annotations

from typing import Any, ClassVar

from jobdesk.inventory.core.names import Translator
from jobdesk.inventory.core.orm import Condition, Q, models


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
