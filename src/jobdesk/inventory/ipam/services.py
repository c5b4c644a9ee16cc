"""Services that devices and virtual machines offer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import NameField, OptionalLink, TextLine
from jobdesk.inventory.core.orm import models

_LAST_PORT = 65_535


class Service(PrimaryModel):
    """A service that a device or a virtual machine offers."""

    name = NameField(db_index=True)
    protocol = models.CharField(max_length=50)
    ports = models.JSONField(default=list)
    device = OptionalLink("dcim.Device", models.CASCADE, related_name="services")
    virtual_machine = OptionalLink(
        "virtualization.VirtualMachine", models.CASCADE, related_name="services"
    )
    ip_addresses = models.ManyToManyField("ipam.IPAddress", related_name="services", blank=True)
    description = TextLine()

    natural_key_names = ("name", "device__name", "virtual_machine__name")

    class Meta:
        ordering = ("protocol", "name")
        constraints = (
            models.UniqueConstraint(fields=("name", "device"), name="service_on_device"),
            models.UniqueConstraint(
                fields=("name", "virtual_machine"), name="service_on_machine"
            ),
        )

    @property
    def parent(self) -> Any:
        """Who offers it."""
        return self.device or self.virtual_machine

    def clean(self) -> None:
        """Somebody offers it, and only one."""
        super().clean()
        if (self.device_id is None) == (self.virtual_machine_id is None):
            raise ValidationError("A service is offered by one device or one virtual machine.")
        wrong = [port for port in self.ports if not _is_port(port)]
        if wrong or not self.ports:
            words = f"{wrong[0]!r} is no port from 1 to 65535." if wrong else "It has no port."
            raise ValidationError({"ports": words})


def _is_port(port: Any) -> bool:
    return isinstance(port, int) and not isinstance(port, bool) and 0 < port <= _LAST_PORT
