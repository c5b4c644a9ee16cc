"""What the sample's network is built of: kinds of devices with their ports."""

from __future__ import annotations

from dataclasses import dataclass

MANAGEMENT, LOOPBACK, UP, DOWN, WAN, RADIO = "mgmt", "loopback", "up", "down", "wan", "radio"
"""What a port is there for."""

_GIGABIT, _TEN, _TWENTYFIVE = "1000base-t", "10gbase-x-sfpp", "25gbase-x-sfp28"
_HUNDRED, _VIRTUAL, _WIFI = "100gbase-x-qsfp28", "virtual", "ieee802.11ax"


@dataclass(frozen=True, slots=True)
class Ports:
    """A run of ports: `Ethernet{}` from 1 to 48."""

    name: str
    first: int
    count: int
    type: str
    use: str

    def names(self) -> list[str]:
        """The name of each."""
        return [self.name.format(n) for n in range(self.first, self.first + self.count)]


@dataclass(frozen=True, slots=True)
class Kind:
    """A device type and what it is used for.

    Attributes:
        short: part of device names.
        above: the kind that its uplinks go to.
        power: how many power supplies it has.
        outlets: how many others it feeds.
        consoles: how many console ports of others it takes.
    """

    short: str
    role: str
    maker: str
    model: str
    platform: str
    ports: tuple[Ports, ...]
    height: int = 1
    above: str = ""
    has_console: bool = True
    power: int = 2
    outlets: int = 0
    consoles: int = 0

    @property
    def interfaces(self) -> int:
        """How many it comes with."""
        return sum(run.count for run in self.ports)

    @property
    def spare(self) -> int:
        """How many of them it could do without."""
        return sum(run.count for run in self.ports if run.use == DOWN)


ROUTER = Kind(
    "rtr", "Router", "Juniper", "MX204", "Juniper Junos",
    (
        Ports("et-0/0/{}", 0, 4, _HUNDRED, UP),
        Ports("xe-0/1/{}", 0, 8, _TEN, WAN),
        Ports("fxp{}", 0, 1, _GIGABIT, MANAGEMENT),
        Ports("lo{}", 0, 1, _VIRTUAL, LOOPBACK),
    ),
    above="core",
)  # fmt: skip
FIREWALL = Kind(
    "fw", "Firewall", "Palo Alto Networks", "PA-3410", "PAN-OS",
    (
        Ports("ethernet1/{}", 1, 4, _TEN, UP),
        Ports("ethernet1/{}", 5, 8, _GIGABIT, WAN),
        Ports("management{}", 1, 1, _GIGABIT, MANAGEMENT),
    ),
    above="core",
)  # fmt: skip
CORE = Kind(
    "core", "Core Switch", "Arista", "DCS-7280SR3-48YC8", "Arista EOS",
    (
        Ports("Ethernet{}", 1, 48, _TWENTYFIVE, DOWN),
        Ports("Management{}", 1, 1, _GIGABIT, MANAGEMENT),
        Ports("Loopback{}", 0, 1, _VIRTUAL, LOOPBACK),
    ),
    height=2,
)  # fmt: skip
TOP_OF_RACK = Kind(
    "tor", "Top of Rack", "Arista", "DCS-7050SX3-48YC8", "Arista EOS",
    (
        Ports("Ethernet{}", 1, 48, _TWENTYFIVE, DOWN),
        Ports("Ethernet{}/1", 49, 4, _HUNDRED, UP),
        Ports("Management{}", 1, 1, _GIGABIT, MANAGEMENT),
        Ports("Loopback{}", 0, 1, _VIRTUAL, LOOPBACK),
    ),
    above="core",
)  # fmt: skip
ACCESS = Kind(
    "sw", "Access Switch", "Cisco", "C9300-48P", "Cisco IOS-XE",
    (
        Ports("GigabitEthernet1/0/{}", 1, 48, _GIGABIT, DOWN),
        Ports("TenGigabitEthernet1/1/{}", 1, 2, _TEN, UP),
        Ports("GigabitEthernet0/{}", 0, 1, _GIGABIT, MANAGEMENT),
    ),
    above="core",
)  # fmt: skip
SMALL_ACCESS = Kind(
    "sw", "Access Switch", "Cisco", "C9200-24T", "Cisco IOS-XE",
    (
        Ports("GigabitEthernet1/0/{}", 1, 24, _GIGABIT, DOWN),
        Ports("TenGigabitEthernet1/1/{}", 1, 2, _TEN, UP),
        Ports("GigabitEthernet0/{}", 0, 1, _GIGABIT, MANAGEMENT),
    ),
    above="core",
)  # fmt: skip
ACCESS_POINT = Kind(
    "ap", "Access Point", "Cisco", "C9120AXI", "Cisco IOS-XE",
    (
        Ports("mGig{}", 0, 1, _GIGABIT, UP),
        Ports("Dot11Radio{}", 0, 2, _WIFI, RADIO),
        Ports("Bvi{}", 1, 1, _VIRTUAL, MANAGEMENT),
    ),
    height=0, above="sw", has_console=False, power=0,
)  # fmt: skip
SERVER = Kind(
    "srv", "Server", "Dell", "PowerEdge R650", "VMware ESXi",
    (
        Ports("vmnic{}", 0, 4, _TWENTYFIVE, UP),
        Ports("iDRAC{}", 0, 1, _GIGABIT, MANAGEMENT),
    ),
    above="tor", has_console=False,
)  # fmt: skip
CONSOLE_SERVER = Kind(
    "con", "Console Server", "Opengear", "OM2224-24E", "Opengear OGOS",
    (
        Ports("NET{}", 1, 1, _GIGABIT, MANAGEMENT),
        Ports("SFP{}", 2, 3, _TEN, UP),
    ),
    above="core", consoles=24,
)  # fmt: skip
PDU = Kind(
    "pdu", "PDU", "APC", "AP8853", "APC AOS",
    (
        Ports("Network{}", 1, 1, _GIGABIT, MANAGEMENT),
        Ports("Link{}", 1, 3, _GIGABIT, UP),
    ),
    height=0, power=1, outlets=36, has_console=False,
)  # fmt: skip

KINDS = (
    ROUTER, FIREWALL, CORE, TOP_OF_RACK, ACCESS, SMALL_ACCESS, ACCESS_POINT, SERVER,
    CONSOLE_SERVER, PDU,
)  # fmt: skip

_BASE = (CONSOLE_SERVER, PDU, PDU, CORE, CORE, ROUTER, ROUTER, FIREWALL)
_OFFICE = (ACCESS, ACCESS_POINT, SMALL_ACCESS, ACCESS_POINT, TOP_OF_RACK, SERVER, ACCESS_POINT)
_DATA_CENTRE = (TOP_OF_RACK, SERVER, SERVER, SERVER, SERVER, TOP_OF_RACK, SERVER, SERVER)


def plan(devices: int, *, is_data_centre: bool) -> list[Kind]:
    """What stands at a site with this many devices; consoles and power suffice for all."""
    found = list(_BASE[:devices])
    consoles = sum(kind.consoles - kind.has_console for kind in found)
    outlets = sum(kind.outlets - kind.power for kind in found)
    cycle, turn = (_DATA_CENTRE if is_data_centre else _OFFICE), 0
    while len(found) < devices:
        if consoles < 2:
            kind = CONSOLE_SERVER
        elif outlets < 4:
            kind = PDU
        else:
            kind, turn = cycle[turn % len(cycle)], turn + 1
        found.append(kind)
        consoles += kind.consoles - kind.has_console
        outlets += kind.outlets - (0 if kind is PDU else kind.power)
    return found
