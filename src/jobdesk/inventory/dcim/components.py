"""What a device consists of: interfaces, ports, bays, inventory items."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import (
    Link,
    NameField,
    OrderField,
    RoleLink,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.trees import TreeMixin
from jobdesk.inventory.dcim.cabling import Termination
from jobdesk.inventory.dcim.devices import Device

VIRTUAL_TYPES = ("virtual", "lag", "bridge", "tunnel")
WIRELESS_TYPES = tuple(f"ieee802.11{kind}" for kind in ("a", "g", "n", "ac", "ad", "ax"))
_MODES = ("access", "tagged", "tagged-all")


class Component(PrimaryModel):
    """A named part of a device."""

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

    @property
    def parent(self) -> Any:
        """The device."""
        return self.device

    @property
    def change_parent(self) -> Any:
        """Its device shows its changes too."""
        return self.device


class ConsolePort(Termination, Component):
    """Where one speaks to the device."""

    device = Link(Device, models.CASCADE, related_name="console_ports")
    type = TextLine(max_length=50)


class ConsoleServerPort(Termination, Component):
    """Where a console is reached from."""

    device = Link(Device, models.CASCADE, related_name="console_server_ports")
    type = TextLine(max_length=50)


class PowerPort(Termination, Component):
    """Where the device takes power."""

    device = Link(Device, models.CASCADE, related_name="power_ports")
    type = TextLine(max_length=50)
    maximum_draw = models.PositiveSmallIntegerField(null=True, blank=True, help_text="watts")
    allocated_draw = models.PositiveSmallIntegerField(null=True, blank=True, help_text="watts")


class PowerOutlet(Termination, Component):
    """Where the device gives power."""

    device = Link(Device, models.CASCADE, related_name="power_outlets")
    type = TextLine(max_length=50)
    power_port = Link(
        PowerPort, models.SET_NULL, related_name="power_outlets", null=True, blank=True
    )
    feed_leg = TextLine(max_length=50)


class Interface(Termination, Component):
    """A port that packets go through."""

    device = Link(Device, models.CASCADE, related_name="interfaces")
    status = StatusLink(related_name="interfaces")
    role = RoleLink(related_name="interfaces")
    type = models.CharField(max_length=50)
    enabled = models.BooleanField(default=True)
    mtu = models.PositiveIntegerField("MTU", null=True, blank=True)
    mac_address = models.CharField("MAC address", max_length=18, null=True, blank=True)
    mgmt_only = models.BooleanField("management only", default=False)
    mode = TextLine(max_length=50)
    lag = Link("self", models.SET_NULL, related_name="member_interfaces", null=True, blank=True)
    parent_interface = Link(
        "self", models.CASCADE, related_name="child_interfaces", null=True, blank=True
    )
    bridge = Link(
        "self", models.SET_NULL, related_name="bridged_interfaces", null=True, blank=True
    )
    untagged_vlan = Link(
        "ipam.VLAN",
        models.SET_NULL,
        related_name="interfaces_as_untagged",
        null=True,
        blank=True,
    )
    tagged_vlans = models.ManyToManyField(
        "ipam.VLAN", related_name="interfaces_as_tagged", blank=True
    )
    vrf = Link("ipam.VRF", models.SET_NULL, related_name="interfaces", null=True, blank=True)
    ip_addresses = models.ManyToManyField(
        "ipam.IPAddress",
        through="ipam.IPAddressToInterface",
        related_name="interfaces",
        blank=True,
    )

    @property
    def is_virtual(self) -> bool:
        """No cable fits in."""
        return self.type in VIRTUAL_TYPES

    @property
    def is_lag(self) -> bool:
        """It bundles others."""
        return self.type == "lag"

    @property
    def is_wireless(self) -> bool:
        """It works without a cable."""
        return self.type in WIRELESS_TYPES

    @property
    def is_connectable(self) -> bool:
        """A cable fits in."""
        return not (self.is_virtual or self.is_wireless)

    def add_ip_addresses(self, addresses: Any, **flags: bool) -> int:
        """Give it one address or several; how many were added (2.0)."""
        through = self.ip_address_assignments
        given = addresses if isinstance(addresses, (list, tuple, set)) else [addresses]
        for address in given:
            through.create(ip_address=address, **flags)
        return len(given)

    def remove_ip_addresses(self, addresses: Any) -> int:
        """Take addresses away; how many it had."""
        given = addresses if isinstance(addresses, (list, tuple, set)) else [addresses]
        return self.ip_address_assignments.filter(ip_address__in=given).delete()[0]

    def clean(self) -> None:
        """Bundles, parents and VLANs fit together."""
        super().clean()
        if self.mode and self.mode not in _MODES:
            raise ValidationError({"mode": f"{self.mode!r} is none of {', '.join(_MODES)}."})
        if not self.mode and self.untagged_vlan_id is not None:
            raise ValidationError({"mode": "An interface with a VLAN needs a mode."})
        if self.lag_id is not None and self.lag_id == self.pk:
            raise ValidationError({"lag": "An interface cannot be its own bundle."})
        if self.lag is not None and self.lag.type != "lag":
            raise ValidationError({"lag": f"{self.lag} is no link aggregation group."})
        if self.parent_interface_id is not None and not self.is_virtual:
            raise ValidationError(
                {"parent_interface": "Only virtual interfaces have a parent."}
            )


class RearPort(Termination, Component):
    """The back of a panel: one cable with several positions."""

    device = Link(Device, models.CASCADE, related_name="rear_ports")
    type = models.CharField(max_length=50)
    positions = models.PositiveSmallIntegerField(default=1)

    rear_ports_behind = True
    """A way that ends here ends in the open."""

    def passes_to(self, positions: list[int]) -> Any:
        """The front port of the position that the way went in at."""
        position = positions.pop() if positions else None
        if position is None and self.positions > 1:
            return None  # several could be meant
        return self.front_ports.filter(rear_port_position=position or 1).first()


class FrontPort(Termination, Component):
    """The front of a panel: one position of a rear port."""

    device = Link(Device, models.CASCADE, related_name="front_ports")
    type = models.CharField(max_length=50)
    rear_port = Link(RearPort, models.CASCADE, related_name="front_ports")
    rear_port_position = models.PositiveSmallIntegerField(default=1)

    rear_ports_behind = True

    class Meta(Component.Meta):
        constraints = (
            models.UniqueConstraint(fields=("device", "name"), name="frontport_in_device"),
            models.UniqueConstraint(
                fields=("rear_port", "rear_port_position"), name="frontport_position"
            ),
        )

    def passes_to(self, positions: list[int]) -> Any:
        """Its rear port."""
        positions.append(self.rear_port_position)
        return self.rear_port

    def clean(self) -> None:
        """The rear port is of the same device and has this position."""
        super().clean()
        if self.rear_port.device_id != self.device_id:
            raise ValidationError({"rear_port": f"{self.rear_port} is on another device."})
        if self.rear_port_position > self.rear_port.positions:
            most = self.rear_port.positions
            raise ValidationError(
                {"rear_port_position": f"{self.rear_port} has {most} positions only."}
            )


class DeviceBay(Component):
    """A place for a device inside another."""

    device = Link(Device, models.CASCADE, related_name="device_bays")
    installed_device = models.OneToOneField(
        Device, models.SET_NULL, related_name="parent_bay", null=True, blank=True
    )


class InventoryItem(TreeMixin, Component):
    """A part that is counted: a module, a fan, a transceiver."""

    device = Link(Device, models.CASCADE, related_name="inventory_items")
    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="children", null=True, blank=True
    )
    manufacturer = Link(
        "dcim.Manufacturer",
        models.PROTECT,
        related_name="inventory_items",
        null=True,
        blank=True,
    )
    part_id = TextLine("part ID")
    serial = TextLine(db_index=True)
    asset_tag = models.CharField(max_length=255, unique=True, null=True, blank=True)
    discovered = models.BooleanField(default=False)
    software_version = Link(
        "dcim.SoftwareVersion",
        models.PROTECT,
        related_name="inventory_items",
        null=True,
        blank=True,
    )

    class Meta(Component.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("device", "parent", "name"), name="inventoryitem_in_device"
            ),
        )
