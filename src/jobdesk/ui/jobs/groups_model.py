"""What the table and the tiles share: groups below each other, folded or open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from jobdesk.ui.jobs.rows import Group, Selection

_NO_PARENT = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """Roles beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the JobRow, None on a heading
    GROUP = Qt.ItemDataRole.UserRole + 2  # the Group of a heading


class GroupsModel(QAbstractTableModel):
    """Shows a `Selection`: each group's heading and, unless it is folded, its lines."""

    heading_column = 0  # where a heading has its words

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[Group] = ()
        self._lines: list[Any] = []
        self._headings: dict[str, int] = {}
        self._folded: set[str] = set()

    def lines_of(self, group: Group) -> Sequence[Any]:
        """What stands below the heading of a group; each model says it."""
        raise NotImplementedError

    def show_selection(self, selection: Selection) -> None:
        """Show another selection."""
        self._groups = selection.groups
        self.rebuild()

    def fold(self, names: Collection[str]) -> None:
        """Show only the headings of these groups."""
        self._folded = set(names)
        self.rebuild()

    def rebuild(self) -> None:
        """Lay all lines anew."""
        self.beginResetModel()
        lines: list[Any] = []
        self._headings = {}
        for group in self._groups:
            self._headings[group.name] = len(lines)
            lines.append(group)
            if group.name not in self._folded:
                lines.extend(self.lines_of(group))
        self._lines = lines
        self.endResetModel()

    @property
    def folded(self) -> frozenset[str]:
        """The groups of which only the heading is shown."""
        return frozenset(self._folded)

    @property
    def group_names(self) -> list[str]:
        """The names of all groups, folded or not."""
        return [group.name for group in self._groups]

    def heading_rows(self) -> list[int]:
        """Where the headings stand."""
        return list(self._headings.values())

    def place_of(self, key: str) -> tuple[int, int]:
        """The row below which a job stands, and its place there; -1 when it is not shown."""
        for group in self._groups:
            keys = [] if group.name in self._folded else [row.key for row in group.rows]
            if key in keys:
                return self._headings[group.name] + 1, keys.index(key)
        return -1, -1

    def index_of_group(self, name: str) -> QModelIndex:
        """Where a heading stands; not valid when it is not shown."""
        row = self._headings.get(name, -1)
        return self.index(row, self.heading_column) if row >= 0 else QModelIndex()

    def heading_of(self, index: AnyIndex) -> str:
        """The name of the group that an index belongs to; empty when there is none."""
        above = [name for name, row in self._headings.items() if row <= index.row()]
        return above[-1] if above and index.isValid() else ""

    def first_job(self) -> QModelIndex:
        """The topmost job that is shown."""
        for row, line in enumerate(self._lines):
            if not isinstance(line, Group):
                return self.index(row, self.heading_column)
        return QModelIndex()

    def heading_data(self, group: Group, column: int, role: int) -> Any:
        """What a heading says."""
        if role == Role.GROUP:
            return group
        if column != self.heading_column:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{group.name}, {count_text(group)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "folded" if group.name in self._folded else "open"
            return f"{group.name}, {count_text(group)}, {state}"
        return None

    # Qt overrides

    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        """Headings and the lines below them."""
        return 0 if parent.isValid() else len(self._lines)


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
