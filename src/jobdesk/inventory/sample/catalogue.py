"""Makers, device types with their parts, platforms, versions and roles of the sample."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType

from jobdesk.inventory.dcim.devicetypes import DeviceType, Manufacturer, Platform
from jobdesk.inventory.dcim.software import SoftwareVersion
from jobdesk.inventory.extras.metadata import Role, Status
from jobdesk.inventory.sample.kinds import KINDS, MANAGEMENT, Kind
from jobdesk.inventory.sample.rows import Writer

_DRIVERS = {
    "Juniper Junos": ("juniper_junos", "22.4R3"),
    "PAN-OS": ("paloalto_panos", "11.1.4"),
    "Arista EOS": ("arista_eos", "4.32.2F"),
    "Cisco IOS-XE": ("cisco_xe", "17.12.4"),
    "VMware ESXi": ("", "8.0 U3"),
    "Opengear OGOS": ("", "24.07"),
    "APC AOS": ("", "7.1.2"),
}
_COLOURS = ("2196f3", "4caf50", "ff9800", "9c27b0", "00bcd4", "795548", "607d8b", "3f51b5")
_OTHER_ROLES = {
    "User Access": ("ipam.prefix", "ipam.vlan"),
    "Voice": ("ipam.prefix", "ipam.vlan"),
    "Guest": ("ipam.prefix", "ipam.vlan"),
    "Management": ("ipam.prefix", "ipam.vlan"),
    "Loopbacks": ("ipam.prefix",),
    "Application": ("virtualization.virtualmachine",),
}


class Catalogue:
    """Keys of what devices refer to.

    Attributes:
        types: of device types, by model.
        platforms: by name.
        versions: of their software, by platform.
        roles, statuses: by name.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.types: dict[str, str] = {}
        self.platforms: dict[str, str] = {}
        self.versions: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        self.statuses = {one.name: one.pk.hex for one in Status.objects.all()}
        self._make_roles()
        for kind in KINDS:
            self._make_type(kind)

    def _make_roles(self) -> None:
        wanted: dict[str, tuple[str, ...]] = {kind.role: ("dcim.device",) for kind in KINDS}
        wanted.update(_OTHER_ROLES)
        for turn, (name, labels) in enumerate(wanted.items()):
            role = Role(id=self._uuid(), name=name, color=_COLOURS[turn % len(_COLOURS)])
            role.validated_save()
            role.content_types.set(
                ContentType.objects.get_by_natural_key(*one.split(".")) for one in labels
            )
        self.roles = {one.name: one.pk.hex for one in Role.objects.all()}
        self._writer.counts["roles"] += len(wanted)

    def _make_type(self, kind: Kind) -> None:
        maker, is_new = Manufacturer.objects.get_or_create(
            name=kind.maker, defaults={"id": self._uuid()}
        )
        self._writer.counts["manufacturers"] += is_new
        self._make_platform(kind, maker)
        made = DeviceType(
            id=self._uuid(), manufacturer=maker, model=kind.model, part_number=kind.model,
            u_height=kind.height, is_full_depth=bool(kind.height),
        )  # fmt: skip
        made.validated_save()
        self.types[kind.model] = made.pk.hex
        self._writer.counts["device types"] += 1
        self._make_parts(kind, made.pk.hex)

    def _make_platform(self, kind: Kind, maker: Any) -> None:
        if kind.platform in self.platforms:
            return
        driver, version = _DRIVERS[kind.platform]
        platform = Platform(
            id=self._uuid(), name=kind.platform, manufacturer=maker, network_driver=driver
        )
        platform.validated_save()
        held = SoftwareVersion(
            id=self._uuid(), platform=platform, version=version,
            status=Status.objects.get(name="Active"),
        )  # fmt: skip
        held.validated_save()
        self.platforms[kind.platform] = platform.pk.hex
        self.versions[kind.platform] = held.pk.hex
        self._writer.counts.update({"platforms": 1, "software versions": 1})

    def _make_parts(self, kind: Kind, key: str) -> None:
        add = self._writer.add
        for run in kind.ports:
            for name in run.names():
                add(
                    "dcim.InterfaceTemplate", device_type_id=key, name=name, type=run.type,
                    mgmt_only=run.use == MANAGEMENT,
                )  # fmt: skip
        for label, name, count in parts_of(kind):
            for n in range(1, count + 1):
                add(f"{label}Template", device_type_id=key, name=name.format(n))

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(self._writer.key())


def parts_of(kind: Kind) -> list[tuple[str, str, int]]:
    """The parts of a device beside its interfaces: model, name, how many."""
    return [
        ("dcim.ConsolePort", "Console", int(kind.has_console)),
        ("dcim.ConsoleServerPort", "Port {}", kind.consoles),
        ("dcim.PowerPort", "PSU{}", kind.power),
        ("dcim.PowerOutlet", "Outlet {}", kind.outlets),
    ]
