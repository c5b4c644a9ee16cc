"""The rows of a search as a Qt model: they are announced, never reset while one reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from jobdesk.models.records import LogLine
from jobdesk.ui.find.found import FoundRuns
from jobdesk.ui.find.words import head_words, line_words, offer_words

if TYPE_CHECKING:
    from jobdesk.operations.search import RunHits

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class FoundModel(QAbstractTableModel):
    """Runs and their lines, in one column.

    Signals:
        rows_came(int, int): these rows (first, last) are new.
    """

    rows_came = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found = FoundRuns()

    def clear(self) -> None:
        """Begin anew."""
        self.beginResetModel()
        self.found.clear()
        self.endResetModel()

    def add(self, hits: Sequence[RunHits]) -> None:
        """Runs follow."""
        count = self.found.rows_for(hits)
        if not count:
            return
        first = self.found.count
        self.beginInsertRows(_NO_PARENT, first, first + count - 1)
        self.found.add(hits)
        self.endInsertRows()
        self.rows_came.emit(first, first + count - 1)

    def set_folded(self, group: int, *, is_folded: bool) -> None:
        """Close or open a run."""
        if self.found.groups[group].is_folded == is_folded:
            return
        rows = self.found.below(group)
        if is_folded:
            self.beginRemoveRows(_NO_PARENT, rows.start, rows.stop - 1)
            self.found.fold(group)
            self.endRemoveRows()
        else:
            self.beginInsertRows(_NO_PARENT, rows.start, rows.stop - 1)
            self.found.open(group)
            self.endInsertRows()
            self.rows_came.emit(rows.start, rows.stop - 1)
        self.found.groups[group].is_told_folded = is_folded
        self._tell(rows.start - 1)

    def set_all_folded(self, *, is_folded: bool) -> None:
        """Close or open all runs."""
        self.beginResetModel()
        self.found.set_all_folded(is_folded=is_folded)
        for run in self.found.groups:
            run.is_told_folded = is_folded
        self.endResetModel()
        if self.found.count:
            self.rows_came.emit(0, self.found.count - 1)

    def add_lines(self, group: int, lines: Sequence[LogLine], *, has_more: bool) -> None:
        """More lines of one run were read."""
        run = self.found.groups[group]
        head = self.found.head_of(group)
        first = head + 1 + len(run.lines)
        if lines and not run.is_folded:
            self.beginInsertRows(_NO_PARENT, first, first + len(lines) - 1)
            self.found.add_lines(group, lines)
            self.endInsertRows()
            self.rows_came.emit(first, first + len(lines) - 1)
        else:
            self.found.add_lines(group, lines)
        if not has_more and run.has_more:
            self._drop_offer(group)
        self._tell(head)

    def _drop_offer(self, group: int) -> None:
        run = self.found.groups[group]
        if run.is_folded:
            self.found.drop_offer(group)
            return
        row = self.found.head_of(group) + 1 + len(run.lines)
        self.beginRemoveRows(_NO_PARENT, row, row)
        self.found.drop_offer(group)
        self.endRemoveRows()

    def _tell(self, row: int) -> None:
        index = self.index(row, 0)
        self.dataChanged.emit(index, index, list(_TEXT_ROLES))

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Runs and the lines of those that are open."""
        return 0 if parent.isValid() else self.found.count

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """One: rows are painted as wholes."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says, as a screen reader reads it."""
        if role not in _TEXT_ROLES:
            return None
        line = self.found.line(index.row())
        if line is not None:
            return line_words(line)
        run = self.found.group(index.row())
        if run is None:
            return None
        if self.found.is_offer(index.row()):
            return offer_words(run)
        return head_words(run, datetime.now(UTC))
