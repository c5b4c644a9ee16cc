"""The power that feeds racks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, OptionalLink, StatusLink
from jobdesk.inventory.core.older import AliasLink
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.places import is_inside, require_held
from jobdesk.inventory.dcim.cabling import Termination
from jobdesk.inventory.dcim.racks import Rack, RackGroup


class PowerPanel(PrimaryModel):
    """Where power comes into a room."""

    name = NameField(db_index=True)
    location = Link("dcim.Location", models.PROTECT, related_name="power_panels")
    rack_group = OptionalLink(RackGroup, models.PROTECT, related_name="power_panels")

    site = AliasLink("dcim.Site", "location")

    natural_key_names = ("name", "location__name")

    class Meta:
        ordering = ("location", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("location", "name"), name="power_panel_in_location"
            ),
        )

    def clean(self) -> None:
        """Its location holds panels; its group of racks is there or around it."""
        super().clean()
        require_held(self)
        group = self.rack_group
        if group is not None and not is_inside(self.location, group.location):
            words = f"{group} is at {group.location}, not at {self.location}."
            raise ValidationError({"rack_group": words})


class PowerFeed(PrimaryModel, Termination):
    """A line from a panel to a rack."""

    name = NameField(db_index=True)
    power_panel = Link(PowerPanel, models.PROTECT, related_name="power_feeds")
    rack = OptionalLink(Rack, models.PROTECT, related_name="power_feeds")
    status = StatusLink(related_name="power_feeds")
    type = models.CharField(max_length=50, default="primary")
    supply = models.CharField(max_length=50, default="ac")
    phase = models.CharField(max_length=50, default="single-phase")
    voltage = models.SmallIntegerField(default=120)
    amperage = models.PositiveSmallIntegerField(default=20)
    max_utilization = models.PositiveSmallIntegerField(default=80, help_text="percent")
    available_power = models.PositiveIntegerField(default=0, editable=False)
    comments = models.TextField(blank=True)

    natural_key_names = ("name", "power_panel__name")

    class Meta:
        ordering = ("power_panel", "name")
        constraints = (
            models.UniqueConstraint(fields=("power_panel", "name"), name="power_feed_in_panel"),
        )

    @property
    def parent(self) -> PowerPanel:
        """Its panel."""
        return self.power_panel

    def clean(self) -> None:
        """Its rack is at the place of its panel; alternating current is not negative."""
        super().clean()
        if self.rack is not None:
            there, here = self.rack.location, self.power_panel.location
            if not is_inside(there, here) and not is_inside(here, there):
                raise ValidationError({"rack": f"Rack {self.rack} is not at {here}."})
        if self.supply == "ac" and self.voltage < 0:
            raise ValidationError({"voltage": "Alternating current has no negative voltage."})

    def save(self, *args: Any, **more: Any) -> None:
        """Work out the power in watts that it can give."""
        volts = abs(self.voltage) * (1.732 if self.phase == "three-phase" else 1.0)
        self.available_power = round(volts * self.amperage * self.max_utilization / 100)
        super().save(*args, **more)
