"""Racks and devices of a site, with their parts."""

from __future__ import annotations

from collections.abc import Sequence

from jobdesk.inventory.sample.catalogue import Catalogue, parts_of
from jobdesk.inventory.sample.kinds import (
    ACCESS,
    CORE,
    DOWN,
    MANAGEMENT,
    PDU,
    TOP_OF_RACK,
    Kind,
)
from jobdesk.inventory.sample.places import Site
from jobdesk.inventory.sample.rows import Row, Writer
from jobdesk.inventory.sample.wiring import INTERFACE, OUTLET, POWER, Standing

_RACK_UNITS = 42
_STATES = (("Active", 90), ("Planned", 4), ("Staged", 2), ("Offline", 2), ("Failed", 2))
_NAMES = tuple(name for name, _ in _STATES)
_WEIGHTS = tuple(weight for _, weight in _STATES)
_VIRTUAL_HOSTS = (CORE.short, ACCESS.short, TOP_OF_RACK.short)


class Hall:
    """The racks of a site, filled from the top."""

    def __init__(self, writer: Writer, site: Site, statuses: dict[str, str]) -> None:
        self._writer, self._site, self._status = writer, site, statuses["Active"]
        self._group = writer.add(
            "dcim.RackGroup", name=f"{site.code.upper()} Row A", location_id=site.key
        )
        self.racks: list[Row] = []
        self._free = 0

    def place(self, kind: Kind) -> Row:
        """Where a device of a kind goes: its columns for rack, position and face."""
        if kind.short == "ap":
            return {}
        if not self.racks or self._free < kind.height or kind is TOP_OF_RACK:
            self._open_rack()
        if kind is PDU:
            return {"rack_id": self.racks[-1]["id"]}
        self._free -= kind.height
        return {"rack_id": self.racks[-1]["id"], "position": self._free + 1, "face": "front"}

    def _open_rack(self) -> None:
        name = f"{self._site.code.upper()}-A{len(self.racks) + 1:02d}"
        row = self._writer.add(
            "dcim.Rack", name=name, location_id=self._site.key, rack_group_id=self._group["id"],
            status_id=self._status, u_height=_RACK_UNITS, type="4-post-cabinet",
        )  # fmt: skip
        self.racks.append(row)
        self._free = _RACK_UNITS


class Staff:
    """Makes the devices of a site."""

    def __init__(self, writer: Writer, catalogue: Catalogue, site: Site, hall: Hall) -> None:
        self._writer, self._catalogue, self._site, self._hall = writer, catalogue, site, hall
        self._numbers: dict[str, int] = {}

    def make(self, kind: Kind, keep: float) -> Standing:
        """A device with its parts; of the ports for others it keeps a share."""
        number = self._numbers[kind.short] = self._numbers.get(kind.short, 0) + 1
        chance, catalogue = self._writer.chance, self._catalogue
        state = "Active" if number == 1 else chance.choices(_NAMES, _WEIGHTS)[0]
        row = self._writer.add(
            "dcim.Device", name=f"{self._site.code}-{kind.short}{number:02d}",
            device_type_id=catalogue.types[kind.model],
            role_id=catalogue.roles[kind.role],
            platform_id=catalogue.platforms[kind.platform],
            software_version_id=catalogue.versions[kind.platform],
            status_id=catalogue.statuses[state], location_id=self._site.key,
            tenant_id=self._site.tenant if kind.short == "srv" else None,
            serial=f"{kind.maker[:2].upper()}{chance.getrandbits(40):010X}",
            **self._hall.place(kind),
        )  # fmt: skip
        made = Standing(row, kind)
        self._add_interfaces(made, keep)
        self._add_parts(made)
        return made

    def _add_interfaces(self, device: Standing, keep: float) -> None:
        status = self._catalogue.statuses["Active"]
        for run in device.kind.ports:
            names = run.names()
            if run.use == DOWN:
                names = names[: int(len(names) * keep)]
            device.ports.setdefault(run.use, []).extend(
                self._writer.add(
                    INTERFACE, device_id=device.row["id"], name=name, type=run.type,
                    status_id=status, mgmt_only=run.use == MANAGEMENT, mac_address=self._mac(),
                )
                for name in names
            )  # fmt: skip

    def _add_parts(self, device: Standing) -> None:
        for label, name, count in parts_of(device.kind):
            device.parts[label] = [
                self._writer.add(label, device_id=device.row["id"], name=name.format(n))
                for n in range(1, count + 1)
            ]
        for outlet in device.parts[OUTLET]:
            outlet["power_port_id"] = device.parts[POWER][0]["id"]

    def add_virtual(self, devices: Sequence[Standing], wanted: int) -> None:
        """Interfaces of VLANs on the switches, as many as are wanted at the site."""
        hosts = [one for one in devices if one.kind.short in _VIRTUAL_HOSTS] or devices[:1]
        status = self._catalogue.statuses["Active"]
        for turn in range(wanted):
            host, number = hosts[turn % len(hosts)], 1001 + turn // len(hosts)
            self._writer.add(
                INTERFACE, device_id=host.row["id"], name=f"Vlan{number}", type="virtual",
                status_id=status,
            )  # fmt: skip

    def _mac(self) -> str:
        text = f"02{self._writer.chance.getrandbits(40):010X}"
        return ":".join(text[at : at + 2] for at in range(0, 12, 2))


def kept_share(plan: Sequence[Kind], wanted: int) -> float:
    """Which share of the spare ports fits into the interfaces that are wanted."""
    spare = sum(kind.spare for kind in plan)
    fixed = sum(kind.interfaces for kind in plan) - spare
    return min(1.0, max(0.0, (wanted - fixed) / spare)) if spare else 1.0
