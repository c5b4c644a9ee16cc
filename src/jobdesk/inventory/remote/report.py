"""What an import from another system did, or would do. No Django here."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_TOLD = 500
"""Refused objects that a report lists for each kind."""


@dataclass(frozen=True, slots=True)
class RefusedObject:
    """An object that cannot be taken.

    Attributes:
        kind: its label.
        name: as the other system calls it.
        reason: field and reason in words.
    """

    kind: str
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.reason}"


@dataclass(slots=True)
class KindCount:
    """What becomes of the objects of one kind.

    Attributes:
        title: the kind in words, "Device types".
        gone: objects that came with an earlier import and are not there any more; they stay
            here unless somebody asks for their deletion.
    """

    label: str
    title: str = ""
    there: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    gone: int = 0
    deleted: int = 0


@dataclass(slots=True)
class RemoteReport:
    """All of an import.

    Attributes:
        url: of the other system.
        version: that it tells of itself.
        is_done: it is in the inventory; else it is a preview.
    """

    url: str
    version: str = ""
    is_done: bool = False
    kinds: dict[str, KindCount] = field(default_factory=dict[str, KindCount])
    refused: list[RefusedObject] = field(default_factory=list[RefusedObject])

    def of(self, label: str) -> KindCount:
        """The count of a kind."""
        from jobdesk.inventory.desk.kinds import kind_of, model_of

        if label not in self.kinds:
            self.kinds[label] = KindCount(label, kind_of(model_of(label)).plural)
        return self.kinds[label]

    def refuse(self, one: RefusedObject) -> None:
        """An object that cannot be taken."""
        self.of(one.kind).refused += 1
        if len(self.refused) < MOST_TOLD:
            self.refused.append(one)

    def total(self, name: str) -> int:
        """Over all kinds: "created", "gone"."""
        return sum(int(getattr(one, name)) for one in self.kinds.values())

    @property
    def sentence(self) -> str:
        """The counts in words."""
        names = ("created", "updated", "unchanged", "refused", "gone")
        told = ", ".join(f"{self.total(name):,} {name}" for name in names)
        return f"{self.total('there'):,} objects: {told}."
