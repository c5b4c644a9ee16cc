"""What interfaces of devices and of virtual machines share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.fields import Link, MacField, TextLine
from jobdesk.inventory.core.orm import models

TAGGED = "tagged"
MODES = ("access", TAGGED, "tagged-all")


class InterfaceBase(models.Model):
    """Something that packets go through: VLANs, addresses, what it is on top of.

    Its classes add `status`, `role`, `vrf` and `ip_addresses`, whose reverse names differ.
    """

    enabled = models.BooleanField(default=True)
    mtu = models.PositiveIntegerField("MTU", null=True, blank=True)
    mac_address = MacField("MAC address", null=True, blank=True)
    mode = TextLine(max_length=50)
    parent_interface = Link(
        "self", models.CASCADE, related_name="child_interfaces", null=True, blank=True
    )
    bridge = Link(
        "self", models.SET_NULL, related_name="bridged_interfaces", null=True, blank=True
    )
    untagged_vlan = Link(
        "ipam.VLAN",
        models.SET_NULL,
        related_name="%(class)ss_as_untagged",
        null=True,
        blank=True,
    )
    tagged_vlans = models.ManyToManyField(
        "ipam.VLAN", related_name="%(class)ss_as_tagged", blank=True
    )

    class Meta:
        abstract = True

    @property
    def owner_id(self) -> Any:
        """Key of the device or virtual machine that it belongs to."""
        raise NotImplementedError

    def add_ip_addresses(self, addresses: Any, **flags: bool) -> int:
        """Give it one address or several; how many were added (2.0)."""
        held = set(self.ip_addresses.values_list("pk", flat=True))
        given = [address for address in _several(addresses) if address.pk not in held]
        self.ip_addresses.add(*given, through_defaults=flags)
        return len(given)

    def remove_ip_addresses(self, addresses: Any) -> int:
        """Take addresses away; how many it had."""
        keys = [address.pk for address in _several(addresses) if address is not None]
        held = list(self.ip_addresses.filter(pk__in=keys))
        self.ip_addresses.remove(*held)
        return len(held)

    def save(self, *args: Any, **more: Any) -> None:
        """Save it: Active where nothing is said; without the mode no VLANs are tagged."""
        if self.status_id is None:
            from jobdesk.inventory.extras.usual import usual_status

            self.status = usual_status(type(self))
        if not self._state.adding and self.mode != TAGGED and self.tagged_vlans.exists():
            self.tagged_vlans.clear()
        super().save(*args, **more)

    def count_ipaddresses(self) -> int:
        """How many addresses it has (1.x)."""
        return self.ip_addresses.count()

    def clean(self) -> None:
        """VLANs have a mode; what it is on top of belongs to the same host."""
        super().clean()
        if self.mode and self.mode not in MODES:
            raise ValidationError({"mode": f"{self.mode!r} is none of {', '.join(MODES)}."})
        if not self.mode and self.untagged_vlan_id is not None:
            raise ValidationError({"mode": "An interface with a VLAN needs a mode."})
        for name in ("parent_interface", "bridge"):
            self._require_neighbour(name)

    def _require_neighbour(self, name: str) -> None:
        other = getattr(self, name)
        if other is None:
            return
        if other.pk == self.pk:
            words = "parent" if name == "parent_interface" else name
            raise ValidationError({name: f"An interface cannot be its own {words}."})
        if not self._is_beside(other):
            raise ValidationError({name: f"{other} belongs to {other.parent}, not to it."})

    def _is_beside(self, other: Any) -> bool:
        return other.owner_id == self.owner_id


def _several(given: Any) -> list[Any]:
    if isinstance(given, Iterable) and not isinstance(given, str):
        return list(given)
    return [given]
