"""What the inventory tells the window: plain values, frozen. No Django in this file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CUSTOM = "cf_"
"""Custom fields are named by their key behind this."""

PAGE = 100
"""Rows that are read at once: more would hold the window up (INVENTORY §10)."""

Terms = tuple[tuple[str, str], ...]
"""What a list is narrowed down to, as parameters of the REST interface."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of objects.

    Attributes:
        label: as content types are written: "dcim.device".
        name: one of them: "device".
        plural: several, as a title: "Devices".
    """

    label: str
    name: str
    plural: str


@dataclass(frozen=True, slots=True)
class KindGroup:
    """A part of the tree."""

    title: str
    kinds: tuple[Kind, ...]


class FieldType(StrEnum):
    """What is typed into a field."""

    TEXT = "text"
    LONG = "long"  # several lines
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    TIME = "time"  # date and time
    REFERENCE = "reference"
    REFERENCES = "references"
    JSON = "json"
    ADDRESS = "address"  # with its length: 10.0.0.1/24
    COLOUR = "colour"
    END = "end"  # of a cable: a port of a device, a circuit or a power panel


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field.

    Attributes:
        name: of the model's field, or `cf_` and the key of a custom field.
        title: in words: "Device type".
        type: what is typed into it.
        related: label of the kind that it refers to.
        choices: what it may be, as (value, words).
        offered: the same for people, where the inventory takes other values from jobs.
        is_required: it cannot be empty.
        is_editable: a person sets it; the rest follows from others.
        is_unique: no two objects have the same.
        is_set_once: it stays as it was when the object was made.
        longest: characters; 0 for no limit.
        help: a sentence below its editor.
    """

    name: str
    title: str
    type: FieldType
    related: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    offered: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    is_editable: bool = True
    is_unique: bool = False
    is_set_once: bool = False
    longest: int = 0
    help: str = ""
    default: object = None

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What people choose from, as (value, words); empty for anything."""
        return self.choices or self.offered

    @property
    def is_custom(self) -> bool:
        """A custom field."""
        return self.name.startswith(CUSTOM)

    @property
    def key(self) -> str:
        """Of a custom field."""
        return self.name.removeprefix(CUSTOM)


@dataclass(frozen=True, slots=True)
class Reference:
    """Another object, as it is shown and found again."""

    kind: str
    key: str
    text: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What is in a field.

    Attributes:
        text: for people; empty for nothing.
        plain: as an editor takes and gives it: text, number, bool, key, list of keys, document.
        references: the objects that it names.
        colour: of what it names: six digits; empty for none.
    """

    text: str = ""
    plain: Any = None
    references: tuple[Reference, ...] = ()

    @property
    def colour(self) -> str:
        """Of the only object that it names."""
        return self.references[0].colour if len(self.references) == 1 else ""


EMPTY = Value()


@dataclass(frozen=True, slots=True)
class GridQuery:
    """What a list shows.

    Attributes:
        kind: label of the kind.
        columns: names of fields.
        terms: what the objects are narrowed down to, as parameters of the REST interface.
        sort: a field, with `-` in front for downwards; "" for the first order.
    """

    kind: str
    columns: tuple[str, ...]
    terms: Terms = ()
    sort: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One object of a list.

    Attributes:
        version: when it was changed last; an edit names it (`editing.update`).
    """

    key: str
    name: str
    version: str
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class GridPage:
    """Rows from `start` on; fewer than asked for at the end.

    Attributes:
        start: place of the first row in the list.
        rows: the rows.
        total: length of the list, where it was found out by the way.
    """

    start: int
    rows: tuple[GridRow, ...]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class RelatedGroup:
    """Objects of one kind that refer to this one.

    Attributes:
        kind: their label.
        title: in words, with the way they refer where there are several: "VLANs (tagged)".
        parameter: what a list of them is filtered by; the value is the object's key.
    """

    kind: str
    title: str
    parameter: str
    count: int


@dataclass(frozen=True, slots=True)
class ObjectDetail:
    """All there is to say of an object at once.

    Attributes:
        facts: what its head says below the name: state, role, place.
        fields: each field and what is in it.
        context: the merged config context as text; empty for kinds that have none.
        version: an edit names it.
    """

    kind: str
    key: str
    name: str
    title: str
    version: str
    facts: tuple[Value, ...]
    fields: tuple[tuple[FieldInfo, Value], ...]
    related: tuple[RelatedGroup, ...]
    context: str = ""

    def value(self, name: str) -> Value | None:
        """What is in a field; None when there is no such field."""
        for field, value in self.fields:
            if field.name == name:
                return value
        return None


@dataclass(frozen=True, slots=True)
class Ports:
    """The interfaces of a device or virtual machine, and how many there are in all."""

    kind: str
    rows: tuple[GridRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class KindShape:
    """What a list of a kind can show and what it shows at first.

    Attributes:
        columns: everything that it can show.
        first: the names of what it shows until somebody chooses others.
        sortable: the names of what it can be sorted by.
        title: the field that its objects are called by; empty for none.
        filters: the parameters that it can be narrowed down by.
    """

    kind: Kind
    columns: tuple[FieldInfo, ...]
    first: tuple[str, ...]
    sortable: frozenset[str]
    title: str
    filters: frozenset[str] = frozenset()
