"""Controllers, and the devices that they manage."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.fields import (
    Link,
    OptionalLink,
    RoleLink,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.named import NamedThing
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.places import require_held
from jobdesk.inventory.core.trees import TreeMixin


class Controller(NamedThing):
    """What manages devices: a wireless or SD-WAN controller."""

    status = StatusLink(related_name="controllers")
    description = TextLine()
    location = Link("dcim.Location", models.PROTECT, related_name="controllers")
    platform = OptionalLink("dcim.Platform", models.SET_NULL, related_name="controllers")
    role = RoleLink(related_name="controllers")
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="controllers")
    external_integration = OptionalLink(
        "extras.ExternalIntegration", models.SET_NULL, related_name="controllers"
    )
    controller_device = OptionalLink("dcim.Device", models.SET_NULL, related_name="controllers")
    controller_device_redundancy_group = OptionalLink(
        "dcim.DeviceRedundancyGroup", models.SET_NULL, related_name="controllers"
    )

    def clean(self) -> None:
        """Its location holds controllers; it is one device or one group of them."""
        super().clean()
        require_held(self)
        if self.controller_device_id and self.controller_device_redundancy_group_id:
            words = "A controller is a device or a group of devices, not both."
            raise ValidationError({"controller_device": words})


class ControllerManagedDeviceGroup(TreeMixin, NamedThing):
    """Devices that a controller manages together."""

    weight = models.PositiveIntegerField(default=1000)
    controller = Link(
        Controller, models.CASCADE, related_name="controller_managed_device_groups"
    )
    description = TextLine()
    tenant = OptionalLink(
        "tenancy.Tenant", models.PROTECT, related_name="controller_managed_device_groups"
    )

    class Meta(NamedThing.Meta):
        verbose_name = "controller-managed device group"
