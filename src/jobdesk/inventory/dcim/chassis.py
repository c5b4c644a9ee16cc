"""Devices that act as one, or stand in for each other."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.fields import OptionalLink, StatusLink, TextLine
from jobdesk.inventory.core.named import NamedThing
from jobdesk.inventory.core.orm import models, transaction


class VirtualChassis(NamedThing):
    """Devices that act as one."""

    master = models.OneToOneField(
        "dcim.Device", models.PROTECT, related_name="vc_master_for", null=True, blank=True
    )
    domain = TextLine()

    class Meta(NamedThing.Meta):
        verbose_name_plural = "virtual chassis"

    def clean(self) -> None:
        """The master is one of its members."""
        super().clean()
        master = self.master
        if master is not None and self.present_in_database and master not in self.members.all():
            raise ValidationError({"master": f"{master} is no member of {self.name}."})

    def delete(self, *args: Any, **more: Any) -> Any:
        """Delete it; its members stand alone again."""
        with transaction.atomic():
            type(self).objects.filter(pk=self.pk).update(master=None)
            self.members.update(vc_position=None, vc_priority=None)
            return super().delete(*args, **more)


class DeviceRedundancyGroup(NamedThing):
    """Devices that stand in for each other."""

    status = StatusLink(related_name="device_redundancy_groups")
    failover_strategy = TextLine(max_length=50)
    secrets_group = OptionalLink(
        "extras.SecretsGroup", models.SET_NULL, related_name="device_redundancy_groups"
    )
    description = TextLine()
    comments = models.TextField(blank=True)

    @property
    def devices_sorted(self) -> Any:
        """Its devices, the first to take over in front."""
        return self.devices.order_by("device_redundancy_group_priority", "_name")
