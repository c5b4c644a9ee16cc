"""What drawings of the inventory show: racks, prefixes, cable paths. No Django in this file."""

from __future__ import annotations

from dataclasses import dataclass

FRONT, REAR = "front", "rear"


@dataclass(frozen=True, slots=True)
class RackDevice:
    """A device in a rack.

    Attributes:
        position: its lowest unit.
        height: in units.
        face: where it is mounted, `front` or `rear`; one of full depth is seen on both.
        color: of its role, six digits; empty: it has none.
    """

    key: str
    name: str
    position: int
    height: int
    face: str
    is_full_depth: bool
    type: str
    role: str
    status: str
    color: str = ""

    def fills(self, unit: int, face: str) -> bool:
        """It is in this unit, seen from this face."""
        is_there = self.position <= unit < self.position + self.height
        return is_there and (self.is_full_depth or self.face == face)

    @property
    def top(self) -> int:
        """Its highest unit."""
        return self.position + self.height - 1


@dataclass(frozen=True, slots=True)
class RackDrawing:
    """A rack, unit by unit.

    Attributes:
        units: the numbers of the units from the top.
        reserved: what units are kept for, in words.
        loose: devices without a position: key and name.
        used: units that are taken, on any face.
    """

    key: str
    name: str
    units: tuple[int, ...]
    devices: tuple[RackDevice, ...]
    reserved: dict[int, str]
    loose: tuple[tuple[str, str], ...]
    used: int

    def device_at(self, unit: int, face: str) -> RackDevice | None:
        """What is seen in a unit from a face."""
        return next((one for one in self.devices if one.fills(unit, face)), None)


@dataclass(frozen=True, slots=True)
class PrefixNode:
    """A prefix in the tree, or a free range between prefixes.

    Attributes:
        key: empty for a free range.
        words: `10.42.18.0/24`, or the range's first and last address.
        used: addresses in use, of `size`; of a free range 0.
        children: prefixes directly inside.
        hidden: prefixes that are left out after this one, because there are so many.
    """

    key: str
    words: str
    size: int
    used: int = 0
    type: str = ""
    status: str = ""
    role: str = ""
    description: str = ""
    children: int = 0
    hidden: int = 0

    @property
    def is_free(self) -> bool:
        """It is a range that no prefix takes."""
        return not self.key

    @property
    def share(self) -> float:
        """How much of it is used, 0 to 1."""
        return min(1.0, self.used / self.size) if self.size else 0.0


@dataclass(frozen=True, slots=True)
class PrefixBranch:
    """Where a prefix stands: those around it from the outermost, it, and what is inside."""

    around: tuple[PrefixNode, ...]
    node: PrefixNode
    inside: tuple[PrefixNode, ...]


PATH_KINDS = frozenset(
    {
        "circuits.circuittermination",
        "dcim.cable",
        "dcim.consoleport",
        "dcim.consoleserverport",
        "dcim.frontport",
        "dcim.interface",
        "dcim.powerfeed",
        "dcim.poweroutlet",
        "dcim.powerport",
        "dcim.rearport",
    }
)
"""Kinds that a way begins at, and the cable, which is part of one."""

CABLE, THROUGH, CIRCUIT, OPEN = "cable", "through", "circuit", "open"
"""How a way goes on: by a cable, through a panel, over a circuit, or not at all."""


@dataclass(frozen=True, slots=True)
class PathPoint:
    """An end on the way: a port of a device, the side of a circuit."""

    kind: str
    key: str
    name: str
    owner: str
    owner_kind: str = ""
    owner_key: str = ""


@dataclass(frozen=True, slots=True)
class PathLink:
    """How the way goes on from one point to the next.

    Attributes:
        how: `CABLE`, `THROUGH`, `CIRCUIT` or `OPEN`.
        words: label of the cable, circuit ID, why it ends.
        length: in words: "3 m".
        color: of the cable, six digits.
        status: of the cable, when it is not simply connected.
    """

    how: str
    words: str
    kind: str = ""
    key: str = ""
    length: str = ""
    color: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class PathDrawing:
    """A way: points, and links between and after them; that of a broken way is open at last."""

    points: tuple[PathPoint, ...]
    links: tuple[PathLink, ...]
    length: str = ""

    @property
    def is_whole(self) -> bool:
        """It leads to an end."""
        return not self.links or self.links[-1].how != OPEN
