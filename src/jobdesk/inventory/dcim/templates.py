"""What a new device of a type comes with."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel, labelled
from jobdesk.inventory.core.fields import Link, NameField, OptionalLink, OrderField, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.dcim.devicetypes import DeviceType


class Template(ChangeLoggedModel, BaseModel):
    """One part of a device type."""

    copied: ClassVar[tuple[str, ...]] = ("name", "label", "description")
    component: ClassVar[str] = ""
    """Name of the model that a device gets from it."""

    device_type = Link(DeviceType, models.CASCADE, related_name="%(class)ss")
    name = NameField(db_index=True)
    _name = OrderField("name", db_index=True)
    label = TextLine()
    description = TextLine()

    natural_key_names = ("device_type__manufacturer__name", "device_type__model", "name")

    class Meta:
        abstract = True
        ordering = ("device_type", "_name")
        constraints = (
            models.UniqueConstraint(fields=("device_type", "name"), name="%(class)s_in_type"),
        )

    @property
    def change_parent(self) -> Any:
        """Its device type shows its changes too."""
        return self.device_type

    def instantiate(self, device: Any) -> Any:
        """The part of a device that it stands for; not saved."""
        from django.apps import apps

        model = apps.get_model("dcim", self.component)
        return model(device=device, **{name: getattr(self, name) for name in self.copied})

    def __str__(self) -> str:
        return labelled(self.name, self.label)


class ConsolePortTemplate(Template):
    """A console port."""

    device_type = Link(DeviceType, models.CASCADE, related_name="console_port_templates")
    type = TextLine(max_length=50)
    copied = (*Template.copied, "type")
    component = "ConsolePort"


class ConsoleServerPortTemplate(Template):
    """A port of a console server."""

    device_type = Link(DeviceType, models.CASCADE, related_name="console_server_port_templates")
    type = TextLine(max_length=50)
    copied = (*Template.copied, "type")
    component = "ConsoleServerPort"


class PowerPortTemplate(Template):
    """A power port."""

    device_type = Link(DeviceType, models.CASCADE, related_name="power_port_templates")
    type = TextLine(max_length=50)
    maximum_draw = models.PositiveSmallIntegerField(null=True, blank=True)
    allocated_draw = models.PositiveSmallIntegerField(null=True, blank=True)
    copied = (*Template.copied, "type", "maximum_draw", "allocated_draw")
    component = "PowerPort"


class PowerOutletTemplate(Template):
    """A power outlet."""

    device_type = Link(DeviceType, models.CASCADE, related_name="power_outlet_templates")
    type = TextLine(max_length=50)
    power_port_template = OptionalLink(
        PowerPortTemplate, models.SET_NULL, related_name="power_outlet_templates"
    )
    feed_leg = TextLine(max_length=50)
    copied = (*Template.copied, "type", "feed_leg")
    component = "PowerOutlet"

    def instantiate(self, device: Any) -> Any:
        """With the power port of the same name as its template's."""
        made = super().instantiate(device)
        port = self.power_port_template
        if port is not None:
            made.power_port = device.power_ports.filter(name=port.name).first()
        return made


class InterfaceTemplate(Template):
    """An interface."""

    device_type = Link(DeviceType, models.CASCADE, related_name="interface_templates")
    type = models.CharField(max_length=50)
    mgmt_only = models.BooleanField("management only", default=False)
    copied = (*Template.copied, "type", "mgmt_only")
    component = "Interface"

    def instantiate(self, device: Any) -> Any:
        """With the state Active, as in the original."""
        from jobdesk.inventory.extras.metadata import Status

        made = super().instantiate(device)
        made.status = Status.objects.get_for_model(type(made)).filter(name="Active").first()
        return made


class RearPortTemplate(Template):
    """A rear port."""

    device_type = Link(DeviceType, models.CASCADE, related_name="rear_port_templates")
    type = models.CharField(max_length=50)
    positions = models.PositiveSmallIntegerField(default=1)
    copied = (*Template.copied, "type", "positions")
    component = "RearPort"


class FrontPortTemplate(Template):
    """A front port."""

    device_type = Link(DeviceType, models.CASCADE, related_name="front_port_templates")
    type = models.CharField(max_length=50)
    rear_port_template = Link(
        RearPortTemplate, models.CASCADE, related_name="front_port_templates"
    )
    rear_port_position = models.PositiveSmallIntegerField(default=1)
    copied = (*Template.copied, "type", "rear_port_position")
    component = "FrontPort"

    def instantiate(self, device: Any) -> Any:
        """With the rear port of the same name as its template's."""
        made = super().instantiate(device)
        made.rear_port = device.rear_ports.get(name=self.rear_port_template.name)
        return made


class DeviceBayTemplate(Template):
    """A bay."""

    device_type = Link(DeviceType, models.CASCADE, related_name="device_bay_templates")
    component = "DeviceBay"


ORDER = (
    ConsolePortTemplate, ConsoleServerPortTemplate, PowerPortTemplate, PowerOutletTemplate,
    InterfaceTemplate, RearPortTemplate, FrontPortTemplate, DeviceBayTemplate,
)  # fmt: skip
"""What others refer to comes first."""


_has_own_parts: ContextVar[bool] = ContextVar("has_own_parts", default=False)


@contextmanager
def parts_come_along() -> Generator[None]:
    """New devices get no parts of their type inside: theirs are brought, with their keys."""
    token = _has_own_parts.set(True)
    try:
        yield
    finally:
        _has_own_parts.reset(token)


def equip(device: Any) -> None:
    """Give a new device the parts of its type; ValidationError names what is wrong with one."""
    if _has_own_parts.get():
        return
    for template in ORDER:
        parts = template.objects.filter(device_type_id=device.device_type_id)
        made = [part.instantiate(device) for part in parts]
        if made:
            type(made[0]).objects.bulk_create(made)
