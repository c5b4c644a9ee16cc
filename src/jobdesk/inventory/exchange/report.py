"""What an import did, or would do. No Django in this file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from jobdesk.errors import JobDeskError

Progress = Callable[[int, int], None]
"""How many are done, of how many; may raise to stop."""

PAGE = 900
"""Objects that are written at once; SQLite takes 999 keys in a query."""

MOST_TOLD = 1_000
"""Rows and errors that a report lists; it counts all."""


class Action(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row cannot be taken.

    Attributes:
        row: as a spreadsheet counts; the titles of a CSV file are row 1. In JSON and YAML the
            first object is 1.
        field: name of the column; empty when it is about the row.
        name: of the object, as the row says it; empty when it does not.
    """

    row: int
    field: str
    reason: str
    name: str = ""

    def __str__(self) -> str:
        where = f"row {self.row}, {self.field}" if self.field else f"row {self.row}"
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an object that an import changes, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowReport:
    """What becomes of one row.

    Attributes:
        name: of the object.
        key: of the object; of one that would be made it is not known yet.
    """

    row: int
    action: Action
    name: str
    key: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do when it is a preview.

    Attributes:
        kind: label of the objects' kind.
        is_done: it is in the inventory; else nothing was changed.
        ignored: columns that were not read: they follow from others, or are left out by choice.
        rows: what becomes of each; the first thousand.
        errors: by row; the first thousand.
        step: names what it did in the change log, to undo it.
    """

    kind: str
    is_done: bool = False
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    ignored: tuple[str, ...] = ()
    rows: tuple[RowReport, ...] = ()
    errors: tuple[RowError, ...] = ()
    step: str = ""

    @property
    def is_good(self) -> bool:
        """Every row can be taken."""
        return not self.failed

    @property
    def sentence(self) -> str:
        """The counts in words."""
        if self.failed:
            many = "1 row is" if self.failed == 1 else f"{self.failed:,} rows are"
            return f"{many} wrong; nothing was changed."
        verb = "" if self.is_done else "would be "
        return (
            f"{self.created:,} {verb}created, {self.updated:,} {verb}updated, "
            f"{self.unchanged:,} {'stay' if not self.is_done else 'stayed'} as they are."
        )


@dataclass(slots=True)
class Tally:
    """A report while it grows."""

    kind: str
    ignored: tuple[str, ...] = ()
    counts: dict[Action, int] = field(default_factory=lambda: dict.fromkeys(Action, 0))
    failed: set[int] = field(default_factory=set[int])
    rows: list[RowReport] = field(default_factory=list[RowReport])
    errors: list[RowError] = field(default_factory=list[RowError])

    @property
    def done(self) -> int:
        """Rows that were looked at."""
        return sum(self.counts.values()) + len(self.failed)

    def add(self, one: RowReport) -> None:
        """A row that can be taken."""
        self.counts[one.action] += 1
        if len(self.rows) < MOST_TOLD:
            self.rows.append(one)

    def refuse(self, one: RowError) -> None:
        """A row that cannot."""
        self.failed.add(one.row)
        if len(self.errors) < MOST_TOLD:
            self.errors.append(one)

    def report(self, *, is_done: bool) -> ImportReport:
        """As it stands now."""
        return ImportReport(
            kind=self.kind,
            is_done=is_done,
            created=self.counts[Action.CREATED],
            updated=self.counts[Action.UPDATED],
            unchanged=self.counts[Action.UNCHANGED],
            failed=len(self.failed),
            ignored=self.ignored,
            rows=tuple(sorted(self.rows, key=lambda one: one.row)),
            errors=tuple(sorted(self.errors, key=lambda one: one.row)),
        )


class NotImported(JobDeskError):
    """Some rows are wrong; nothing was changed.

    Attributes:
        report: which, and why.
    """

    def __init__(self, report: ImportReport) -> None:
        super().__init__(report.sentence)
        self.report = report


@dataclass(frozen=True, slots=True)
class Plan:
    """An export that can be read page by page.

    Attributes:
        label: of the kind.
        columns: titles.
        fields: only these; empty for all.
        keys: of the objects, in the order that they are written in.
        twins: references whose names tell several objects, by group; those go by key.
    """

    label: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    keys: tuple[UUID, ...]
    twins: Mapping[str, frozenset[tuple[str, ...]]]
