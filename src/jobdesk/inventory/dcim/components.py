"""What a device consists of: the base of all its parts, and console and power ports."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.bases import PrimaryModel, labelled
from jobdesk.inventory.core.fields import Link, NameField, OptionalLink, OrderField, TextLine
from jobdesk.inventory.core.indexes import said_index
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.dcim.cabling import Termination
from jobdesk.inventory.dcim.devices import Device


class Component(PrimaryModel):
    """A named part of a device. First among the bases of a class: its Meta has the rules."""

    device = Link(Device, models.CASCADE, related_name="%(class)ss")
    name = NameField(db_index=True)
    _name = OrderField("name", db_index=True)
    label = TextLine()
    description = TextLine()

    natural_key_names = ("device__name", "name")

    class Meta:
        abstract = True
        ordering = ("device", "_name")
        constraints = (
            models.UniqueConstraint(fields=("device", "name"), name="%(class)s_in_device"),
        )
        indexes = (
            models.Index(fields=("device", "_name")),
            said_index("label"),
            said_index("description"),
        )

    @property
    def parent(self) -> Any:
        """The device."""
        return self.device

    @property
    def change_parent(self) -> Any:
        """Its device shows its changes too."""
        return self.device

    def __str__(self) -> str:
        return labelled(self.name, self.label)


class ConsolePort(Component, Termination):
    """Where one speaks to the device."""

    device = Link(Device, models.CASCADE, related_name="console_ports")
    type = TextLine(max_length=50)


class ConsoleServerPort(Component, Termination):
    """Where a console is reached from."""

    device = Link(Device, models.CASCADE, related_name="console_server_ports")
    type = TextLine(max_length=50)


class PowerPort(Component, Termination):
    """Where the device takes power."""

    device = Link(Device, models.CASCADE, related_name="power_ports")
    type = TextLine(max_length=50)
    maximum_draw = models.PositiveSmallIntegerField(null=True, blank=True, help_text="watts")
    allocated_draw = models.PositiveSmallIntegerField(null=True, blank=True, help_text="watts")

    def get_power_draw(self) -> dict[str, int]:
        """Watts: `allocated` and `maximum`, its own or those of what its outlets feed."""
        if self.allocated_draw is not None or self.maximum_draw is not None:
            return {"allocated": self.allocated_draw or 0, "maximum": self.maximum_draw or 0}
        draws = {"allocated": 0, "maximum": 0}
        for outlet in self.power_outlets.all():
            fed = outlet.get_cable_peer()
            if isinstance(fed, PowerPort):
                draws["allocated"] += fed.allocated_draw or 0
                draws["maximum"] += fed.maximum_draw or 0
        return draws


class PowerOutlet(Component, Termination):
    """Where the device gives power."""

    device = Link(Device, models.CASCADE, related_name="power_outlets")
    type = TextLine(max_length=50)
    power_port = OptionalLink(PowerPort, models.SET_NULL, related_name="power_outlets")
    feed_leg = TextLine(max_length=50)
