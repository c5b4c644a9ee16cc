"""The jobs table as Qt sees it: headings and jobs, one below the other.

A flat table, not a tree: after a keystroke Qt asks a flat table for nothing, a tree for two
Python calls a row (10,000 rows: about 25 ms), and the promise is 16 ms per keystroke.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from jobdesk.ui.jobs.columns import COLUMNS, ENABLED, NAME
from jobdesk.ui.jobs.rows import Group, JobRow, Selection

_NO_PARENT = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """Roles beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the JobRow, None on a heading
    GROUP = Qt.ItemDataRole.UserRole + 2  # the Group of a heading


class JobsModel(QAbstractTableModel):
    """Shows a `Selection`; folded groups keep their heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[JobRow | Group] = []
        self._groups: Sequence[Group] = ()
        self._headings: list[int] = []
        self._folded: set[str] = set()

    def show_selection(self, selection: Selection) -> None:
        """Show another selection."""
        self._groups = selection.groups
        self._rebuild()

    def fold(self, names: Collection[str]) -> None:
        """Show only the headings of these groups."""
        self._folded = set(names)
        self._rebuild()

    @property
    def folded(self) -> frozenset[str]:
        """The groups of which only the heading is shown."""
        return frozenset(self._folded)

    def _rebuild(self) -> None:
        self.beginResetModel()
        entries: list[JobRow | Group] = []
        self._headings = []
        for group in self._groups:
            self._headings.append(len(entries))
            entries.append(group)
            if group.name not in self._folded:
                entries.extend(group.rows)
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int, column: int = 0) -> JobRow | Group | None:
        """What stands in a row, in all of its columns."""
        del column
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def job_row(self, row: int) -> JobRow | None:
        """The job or broken file in a row; None on a heading."""
        found = self.entry(row)
        return found if isinstance(found, JobRow) else None

    def heading_rows(self) -> list[int]:
        """Where the headings stand."""
        return list(self._headings)

    def find(self, key: str) -> int:
        """The row of a job by its key; -1 when it is not shown."""
        for heading, group in zip(self._headings, self._groups, strict=True):
            if group.name in self._folded:
                continue
            keys = [row.key for row in group.rows]
            if key in keys:
                return heading + 1 + keys.index(key)
        return -1

    def entry_at(self, index: AnyIndex) -> JobRow | Group | None:
        """What an index stands for."""
        return self.entry(index.row()) if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        """Where a job stands; not valid when it is not shown."""
        row = self.find(key)
        return self.index(row, NAME) if row >= 0 else QModelIndex()

    def index_of_group(self, name: str) -> QModelIndex:
        """Where a heading stands; not valid when it is not shown."""
        for place, group in zip(self._headings, self._groups, strict=True):
            if group.name == name:
                return self.index(place, NAME)
        return QModelIndex()

    def heading_of(self, index: AnyIndex) -> str:
        """The name of the group that an index belongs to; empty when there is none."""
        above = [place for place in self._headings if place <= index.row()]
        entry = self._entries[above[-1]] if above and index.isValid() else None
        return entry.name if isinstance(entry, Group) else ""

    def first_job(self) -> QModelIndex:
        """The topmost job that is shown."""
        for place, entry in enumerate(self._entries):
            if isinstance(entry, JobRow):
                return self.index(place, NAME)
        return QModelIndex()

    @property
    def group_names(self) -> list[str]:
        """The names of all groups, folded or not."""
        return [group.name for group in self._groups]

    # Qt overrides

    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """Headings and jobs."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows can be selected; whether a job is enabled can be checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == ENABLED and isinstance(self.entry(index.row()), JobRow):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says; painting asks `entry` instead."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if isinstance(entry, Group):
            return self._heading_data(entry, index.column(), role)
        return _job_data(entry, index.column(), role)

    def _heading_data(self, group: Group, column: int, role: int) -> Any:
        if role == Role.GROUP:
            return group
        if column != NAME:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{group.name}, {count_text(group)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "folded" if group.name in self._folded else "open"
            return f"{group.name}, {count_text(group)}, {state}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _job_data(row: JobRow, column: int, role: int) -> Any:
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return COLUMNS[column].text(row)
    if role == Role.ROW:
        return row
    if role == Qt.ItemDataRole.AccessibleDescriptionRole and column == NAME:
        return row.subtitle
    if role == Qt.ItemDataRole.CheckStateRole and column == ENABLED and row.record:
        return Qt.CheckState.Checked if row.record.enabled else Qt.CheckState.Unchecked
    return None


def count_text(group: Group) -> str:
    """`4 jobs`; in the group of broken files, what is in it."""
    number = len(group.rows)
    if not group.is_broken:
        return "1 job" if number == 1 else f"{number} jobs"
    files = sum(row.broken is not None for row in group.rows)
    jobs = number - files
    parts = [f"{files} file{'s' if files != 1 else ''}"] if files else []
    parts += [f"{jobs} job{'s' if jobs != 1 else ''}"] if jobs else []
    return ", ".join(parts)
