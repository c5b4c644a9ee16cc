"""What edits of the inventory tell the window: plain values, frozen. No Django in this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jobdesk.inventory.desk.records import FieldInfo, Value

Values = Mapping[str, Any]
"""What is typed, by the field's name: text, number, bool, None, a key or name of another
object, a list of those, a document."""

WHOLE = ""
"""Under this name stand refusals that concern no single field."""


PORTS: dict[str, tuple[str, ...]] = {
    "dcim.device": (
        *("dcim.interface", "dcim.frontport", "dcim.rearport", "dcim.consoleport"),
        *("dcim.consoleserverport", "dcim.powerport", "dcim.poweroutlet"),
    ),
    "circuits.circuit": ("circuits.circuittermination",),
    "dcim.powerpanel": ("dcim.powerfeed",),
}
"""The kinds of ports that cables connect, by the kind of what holds them."""

PORT_KINDS = frozenset(label for kinds in PORTS.values() for label in kinds)


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did.

    Attributes:
        step: names it in the change log; `undoing.undo(step)` takes it back.
        keys: of the objects that it made or changed.
        name: of the first of them.
        version: of the first of them, afterwards.
    """

    step: str
    keys: tuple[str, ...]
    name: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Common:
    """What several objects have in a field.

    Attributes:
        value: what all of them have; meaningless when they differ.
        is_mixed: they differ.
    """

    field: FieldInfo
    value: Value
    is_mixed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What a bulk edit would change in one object: (field's title, before, after)."""

    key: str
    name: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be chosen, or cannot.

    Attributes:
        note: what it is, in few words.
        problem: why it cannot be chosen; empty when it can.
    """

    kind: str
    key: str
    text: str
    note: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CableStart:
    """What a new cable begins with.

    Attributes:
        values: by field.
        problem: why none can begin there; empty when one can.
    """

    values: Mapping[str, Value]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Affected:
    """Objects of one kind that a deletion touches.

    Attributes:
        title: "Interfaces", or with what they lose: "Devices: primary IPv4".
        names: the first of them.
    """

    kind: str
    title: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What deleting some objects does.

    Attributes:
        names: the first of those that are meant.
        count: how many are meant.
        goes: what is deleted along with them.
        loses: what stays and loses its link.
        holds: what forbids it; it cannot be done while there are any.
    """

    names: tuple[str, ...]
    count: int
    goes: tuple[Affected, ...]
    loses: tuple[Affected, ...]
    holds: tuple[Affected, ...]

    @property
    def is_possible(self) -> bool:
        """Nothing holds them."""
        return not self.holds
