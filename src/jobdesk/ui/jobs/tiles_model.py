"""Jobs as tiles: headings, and rows of several jobs below each other.

A table again, for the reasons that `model` gives; only that a row holds as many jobs as fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from jobdesk.ui.jobs.columns import last_run_age, last_run_look
from jobdesk.ui.jobs.groups_model import AnyIndex, GroupsModel, Role
from jobdesk.ui.jobs.rows import Group, JobRow

_NO_PARENT = QModelIndex()


class TilesModel(GroupsModel):
    """As many jobs a row as fit; folded groups keep their heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.across = 3

    def set_across(self, number: int) -> None:
        """Put so many jobs side by side."""
        self.across = number
        self.rebuild()

    def lines_of(self, group: Group) -> Sequence[Sequence[JobRow]]:
        """Its jobs, so many at a time."""
        rows, step = group.rows, self.across
        return [rows[at : at + step] for at in range(0, len(rows), step)]

    def line(self, row: int) -> Group | Sequence[JobRow]:
        """What stands in a row: a heading, or jobs."""
        return self._lines[row] if 0 <= row < len(self._lines) else ()

    def entry_at(self, index: AnyIndex) -> JobRow | Group | None:
        """What an index stands for."""
        return self.entry(index.row(), index.column()) if index.isValid() else None

    def entry(self, row: int, column: int = 0) -> JobRow | Group | None:
        """What stands in a cell; a heading stands in all of its line."""
        line = self.line(row)
        if isinstance(line, Group):
            return line
        return line[column] if 0 <= column < len(line) else None

    def index_of(self, key: str) -> QModelIndex:
        """Where a job stands; not valid when it is not shown."""
        row, place = self.place_of(key)
        if place < 0:
            return QModelIndex()
        down, across = divmod(place, self.across)
        return self.index(row + down, across)

    # Qt overrides

    def columnCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """How many jobs stand side by side."""
        return 0 if parent.isValid() else self.across

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Jobs and the first cell of a heading can be chosen."""
        entry = self.entry_at(index)
        if entry is None or (isinstance(entry, Group) and index.column()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a tile says; painting asks `entry_at` instead."""
        entry = self.entry_at(index)
        if isinstance(entry, Group):
            return self.heading_data(entry, index.column(), role)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tile_words(entry)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return entry.subtitle
        return entry if role == Role.ROW else None


def tile_words(row: JobRow) -> str:
    """Name, whether it is enabled, how it went last."""
    if row.record is None:
        return f"{row.title}, broken"
    enabled = "enabled" if row.record.enabled else "disabled"
    last = f"{last_run_look(row).word} {last_run_age(row)}".strip()
    return f"{row.title}, {enabled}, {last}"
