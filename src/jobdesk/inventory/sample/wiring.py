"""Cables of a site: each takes a free end of what is above, beside or below."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from jobdesk.inventory.sample.kinds import DOWN, UP, Kind
from jobdesk.inventory.sample.rows import Row, Writer

INTERFACE, CONSOLE, CONSOLE_SERVER = (
    "dcim.Interface",
    "dcim.ConsolePort",
    "dcim.ConsoleServerPort",
)
POWER, OUTLET, FEED = "dcim.PowerPort", "dcim.PowerOutlet", "dcim.PowerFeed"
CIRCUIT = "circuits.CircuitTermination"

_NO_CONSOLE_EVERY, _PLANNED_CONSOLE_EVERY, _ONE_POWER_EVERY = 14, 17, 23


@dataclass(slots=True)
class Standing:
    """A device with its parts, in the rows that are not written yet.

    Attributes:
        ports: its interfaces by what they are there for.
        parts: its other parts by model.
    """

    row: Row
    kind: Kind
    ports: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    parts: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])


class Faults:
    """Counts what is left wrong on purpose, over all sites."""

    def __init__(self) -> None:
        self._turns: dict[str, int] = {}
        self.made: dict[str, int] = {}

    def strikes(self, what: str, every: int) -> bool:
        """This one is to be wrong."""
        turn = self._turns[what] = self._turns.get(what, 0) + 1
        if turn % every:
            return False
        self.made[what] = self.made.get(what, 0) + 1
        return True


class Wiring:
    """What is free at a site, and the cables that take it."""

    def __init__(self, writer: Writer, statuses: dict[str, str], faults: Faults) -> None:
        self._writer, self._statuses, self._faults = writer, statuses, faults
        self._below: dict[str, list[deque[Row]]] = {}
        self._consoles: deque[Row] = deque()
        self._outlets: tuple[deque[Row], deque[Row]] = (deque(), deque())
        self._strips = 0

    def offer(self, device: Standing) -> None:
        """Let others be plugged into it."""
        free = deque(device.ports.get(DOWN, ()))
        self._below.setdefault(device.kind.short, []).append(free)
        self._consoles.extend(device.parts.get(CONSOLE_SERVER, ()))
        outlets = device.parts.get(OUTLET)
        if outlets:
            self._outlets[self._strips % 2].extend(outlets)
            self._strips += 1

    def connect(self, device: Standing) -> None:
        """Plug it into what is above it, into power and a console."""
        self._plug_uplinks(device)
        self._plug_console(device)
        if not device.parts.get(OUTLET):
            self._plug_power(device)

    def _plug_uplinks(self, device: Standing) -> None:
        above = self._below.get(device.kind.above)
        if not above:
            return
        wanted = 2 if device.kind.short not in ("ap", "con") else 1
        for turn, port in enumerate(device.ports.get(UP, ())[:wanted]):
            free = above[-1 - turn % min(2, len(above))]  # the nearest two, in turn
            if free:
                self.plug(INTERFACE, port, INTERFACE, free.popleft(), "smf")

    def _plug_console(self, device: Standing) -> None:
        for port in device.parts.get(CONSOLE, ()):
            is_top = device.kind.short == "tor"
            if is_top and self._faults.strikes("no console", _NO_CONSOLE_EVERY):
                continue
            if not self._consoles:
                continue
            is_planned = is_top and self._faults.strikes("planned", _PLANNED_CONSOLE_EVERY)
            status = "Planned" if is_planned else "Connected"
            free = self._consoles.popleft()
            self.plug(CONSOLE, port, CONSOLE_SERVER, free, "cat5e", status)

    def _plug_power(self, device: Standing) -> None:
        ports = device.parts.get(POWER, ())
        for turn, port in enumerate(ports):
            if turn and self._faults.strikes("one power supply", _ONE_POWER_EVERY):
                continue
            free = self._outlets[turn % 2] or self._outlets[(turn + 1) % 2]
            if free:
                self.plug(POWER, port, OUTLET, free.popleft(), "power")

    def plug(
        self, near: str, a: Row, far: str, b: Row, kind: str, status: str = "Connected"
    ) -> None:
        """A cable between two ends."""
        near_type, far_type = self._writer.type_id(near), self._writer.type_id(far)
        cable = self._writer.add(
            "dcim.Cable", type=kind, status_id=self._statuses[status],
            termination_a_type_id=near_type, termination_a_id=a["id"],
            termination_b_type_id=far_type, termination_b_id=b["id"],
            _termination_a_device_id=a.get("device_id"),
            _termination_b_device_id=b.get("device_id"),
            length=2 + self._writer.chance.randrange(28), length_unit="m",
        )  # fmt: skip
        for end, peer_type, peer in ((a, far_type, b), (b, near_type, a)):
            end["cable_id"] = cable["id"]
            end["_cable_peer_type_id"], end["_cable_peer_id"] = peer_type, peer["id"]
