"""Jobs as tiles: headings, and rows of several jobs below each other.

A table again, for the reasons that `model` gives; only that a row holds as many jobs as fit.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from jobdesk.ui.jobs.columns import last_run_age, last_run_look
from jobdesk.ui.jobs.model import AnyIndex, Role, count_text
from jobdesk.ui.jobs.rows import Group, JobRow, Selection

_NO_PARENT = QModelIndex()


class TilesModel(QAbstractTableModel):
    """Shows a `Selection` in `across` columns; folded groups keep their heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.across = 3
        self._groups: Sequence[Group] = ()
        self._lines: list[Group | Sequence[JobRow]] = []
        self._headings: dict[str, int] = {}
        self._folded: set[str] = set()

    def show_selection(self, selection: Selection) -> None:
        """Show another selection."""
        self._groups = selection.groups
        self._rebuild()

    def set_across(self, number: int) -> None:
        """Put so many jobs side by side."""
        self.across = number
        self._rebuild()

    def fold(self, names: Collection[str]) -> None:
        """Show only the headings of these groups."""
        self._folded = set(names)
        self._rebuild()

    @property
    def folded(self) -> frozenset[str]:
        """The groups of which only the heading is shown."""
        return frozenset(self._folded)

    @property
    def group_names(self) -> list[str]:
        """The names of all groups, folded or not."""
        return [group.name for group in self._groups]

    def _rebuild(self) -> None:
        self.beginResetModel()
        lines: list[Group | Sequence[JobRow]] = []
        self._headings = {}
        for group in self._groups:
            self._headings[group.name] = len(lines)
            lines.append(group)
            if group.name not in self._folded:
                rows, step = group.rows, self.across
                lines.extend(rows[at : at + step] for at in range(0, len(rows), step))
        self._lines = lines
        self.endResetModel()

    def heading_rows(self) -> list[int]:
        """Where the headings stand."""
        return list(self._headings.values())

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
        for group in self._groups:
            keys = [row.key for row in group.rows] if group.name not in self._folded else []
            if key in keys:
                down, across = divmod(keys.index(key), self.across)
                return self.index(self._headings[group.name] + 1 + down, across)
        return QModelIndex()

    def index_of_group(self, name: str) -> QModelIndex:
        """Where a heading stands; not valid when it is not shown."""
        row = self._headings.get(name, -1)
        return self.index(row, 0) if row >= 0 else QModelIndex()

    def heading_of(self, index: AnyIndex) -> str:
        """The name of the group that an index belongs to; empty when there is none."""
        above = [name for name, row in self._headings.items() if row <= index.row()]
        return above[-1] if above and index.isValid() else ""

    def first_job(self) -> QModelIndex:
        """The topmost job that is shown."""
        for row, line in enumerate(self._lines):
            if not isinstance(line, Group):
                return self.index(row, 0)
        return QModelIndex()

    # Qt overrides

    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """Headings and lines of jobs."""
        return 0 if parent.isValid() else len(self._lines)

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
            return self._heading_data(entry, index.column(), role)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tile_words(entry)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return entry.subtitle
        return entry if role == Role.ROW else None

    def _heading_data(self, group: Group, column: int, role: int) -> Any:
        if column:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{group.name}, {count_text(group)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "folded" if group.name in self._folded else "open"
            return f"{group.name}, {count_text(group)}, {state}"
        return group if role == Role.GROUP else None


def tile_words(row: JobRow) -> str:
    """Name, whether it is enabled, how it went last."""
    if row.record is None:
        return f"{row.title}, broken"
    enabled = "enabled" if row.record.enabled else "disabled"
    last = f"{last_run_look(row).word} {last_run_age(row)}".strip()
    return f"{row.title}, {enabled}, {last}"
