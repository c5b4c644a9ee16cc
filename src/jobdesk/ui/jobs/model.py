"""The jobs table as Qt sees it: headings and jobs, one below the other.

A flat table, not a tree: after a keystroke Qt asks a flat table for nothing, a tree for two
Python calls a row (10,000 rows: about 25 ms), and the promise is 16 ms per keystroke.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from jobdesk.ui.jobs.columns import COLUMNS, ENABLED, NAME
from jobdesk.ui.jobs.groups_model import AnyIndex, GroupsModel, Role
from jobdesk.ui.jobs.rows import Group, JobRow

_NO_PARENT = QModelIndex()


class JobsModel(GroupsModel):
    """One job a row; folded groups keep their heading."""

    heading_column = NAME

    def lines_of(self, group: Group) -> Sequence[JobRow]:
        """Its jobs."""
        return group.rows

    def entry(self, row: int, column: int = 0) -> JobRow | Group | None:
        """What stands in a row, in all of its columns."""
        del column
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def job_row(self, row: int) -> JobRow | None:
        """The job or broken file in a row; None on a heading."""
        found = self.entry(row)
        return found if isinstance(found, JobRow) else None

    def find(self, key: str) -> int:
        """The row of a job by its key; -1 when it is not shown."""
        row, place = self.place_of(key)
        return row + place if place >= 0 else -1

    def entry_at(self, index: AnyIndex) -> JobRow | Group | None:
        """What an index stands for."""
        return self.entry(index.row()) if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        """Where a job stands; not valid when it is not shown."""
        row = self.find(key)
        return self.index(row, NAME) if row >= 0 else QModelIndex()

    # Qt overrides

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
            return self.heading_data(entry, index.column(), role)
        return _job_data(entry, index.column(), role)

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
