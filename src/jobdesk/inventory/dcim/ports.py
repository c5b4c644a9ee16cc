"""Panels, bays and counted parts of devices."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.fields import Link, OptionalLink, TextLine
from jobdesk.inventory.core.indexes import unusual_index
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.trees import TreeMixin
from jobdesk.inventory.dcim.cabling import Termination
from jobdesk.inventory.dcim.components import Component
from jobdesk.inventory.dcim.devices import Device


class RearPort(Component, Termination):
    """The back of a panel: one cable with several positions."""

    device = Link(Device, models.CASCADE, related_name="rear_ports")
    type = models.CharField(max_length=50)
    positions = models.PositiveSmallIntegerField(default=1)

    is_passed = True

    class Meta(Component.Meta):
        indexes = (
            *Component.Meta.indexes,
            models.Index(fields=("type", "_name")),
            unusual_index("positions", 1, "_name"),
        )

    def passes_to(self, positions: list[int]) -> Any:
        """The front port of the position that the way went in at."""
        position = 1 if self.positions == 1 else (positions.pop() if positions else None)
        if position is None:
            return None  # several could be meant
        return self.front_ports.filter(rear_port_position=position).first()

    def clean(self) -> None:
        """It has as many positions as its front ports take."""
        super().clean()
        if self.present_in_database:
            taken = self.front_ports.filter(rear_port_position__gt=self.positions).first()
            if taken is not None:
                raise ValidationError(
                    {"positions": f"{taken} is at position {taken.rear_port_position}."}
                )


class FrontPort(Component, Termination):
    """The front of a panel: one position of a rear port."""

    device = Link(Device, models.CASCADE, related_name="front_ports")
    type = models.CharField(max_length=50)
    rear_port = Link(RearPort, models.CASCADE, related_name="front_ports")
    rear_port_position = models.PositiveSmallIntegerField(default=1)

    is_passed = True

    class Meta(Component.Meta):
        constraints = (
            models.UniqueConstraint(fields=("device", "name"), name="frontport_in_device"),
            models.UniqueConstraint(
                fields=("rear_port", "rear_port_position"), name="frontport_position"
            ),
        )
        indexes = (
            *Component.Meta.indexes,
            models.Index(fields=("type", "_name")),
            unusual_index("rear_port_position", 1, "_name"),
        )

    def passes_to(self, positions: list[int]) -> Any:
        """Its rear port; a trunk of several positions notes this one."""
        if self.rear_port.positions > 1:
            positions.append(self.rear_port_position)
        return self.rear_port

    def clean(self) -> None:
        """The rear port is of the same device and has this position."""
        super().clean()
        if self.rear_port.device_id != self.device_id:
            raise ValidationError(
                {"rear_port": f"{self.rear_port} is of {self.rear_port.device}."}
            )
        most = self.rear_port.positions
        if not 1 <= self.rear_port_position <= most:
            raise ValidationError(
                {"rear_port_position": f"{self.rear_port} has the positions 1 to {most}."}
            )


class DeviceBay(Component):
    """A place for a device inside another."""

    device = Link(Device, models.CASCADE, related_name="device_bays")
    installed_device = models.OneToOneField(
        Device, models.SET_NULL, related_name="parent_bay", null=True, blank=True
    )

    def clean(self) -> None:
        """A device is not inside itself, and its type can hold others."""
        super().clean()
        if self.installed_device_id is not None and self.installed_device_id == self.device_id:
            raise ValidationError({"installed_device": "A device cannot be inside itself."})


class InventoryItem(TreeMixin, Component):
    """A part that is counted: a module, a fan, a transceiver."""

    device = Link(Device, models.CASCADE, related_name="inventory_items")
    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="children", null=True, blank=True
    )
    manufacturer = OptionalLink(
        "dcim.Manufacturer", models.PROTECT, related_name="inventory_items"
    )
    part_id = TextLine("part ID")
    serial = TextLine(db_index=True)
    asset_tag = models.CharField(max_length=255, unique=True, null=True, blank=True)
    discovered = models.BooleanField(default=False)
    software_version = OptionalLink(
        "dcim.SoftwareVersion", models.PROTECT, related_name="inventory_items"
    )

    class Meta(Component.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("device", "parent", "name"), name="inventoryitem_in_device"
            ),
        )
