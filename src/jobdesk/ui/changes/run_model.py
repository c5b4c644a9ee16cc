"""RunModel: the entries of a run by kind as a Qt model; a row that is not read asks for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from jobdesk.inventory.history.records import PAGE, ChangeFilter, ChangeRow, Outline
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.changes.grouped import GroupedRows
from jobdesk.ui.changes.source import STORE, ChangeSource
from jobdesk.ui.changes.words import outline_words, row_words

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class RunModel(QAbstractTableModel):
    """One column: heads of kinds and entries under them.

    Signals:
        outlined(): the figures are there, and the rows with them.
        growing(), grown(): before and after rows come to those that are there.
        rows_read(int, int): these rows (first, last) can be shown now.
        failed(): the figures could not be read; the user was told why.
    """

    outlined = Signal()
    growing = Signal()
    grown = Signal()
    rows_read = Signal(int, int)
    failed = Signal()

    def __init__(self, source: ChangeSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._wanted = ChangeFilter()
        self._asked: set[tuple[int, int]] = set()
        self.grouped = GroupedRows()

    @property
    def wanted(self) -> ChangeFilter:
        """Which entries are shown."""
        return self._wanted

    def ask(self, wanted: ChangeFilter, *, has_grown: bool = False) -> None:
        """Show the entries that fit; the rows of before stay until the figures are there.

        `has_grown`: it is the list that is shown, with more at its ends; what is read stays.
        """
        has_grown = has_grown and wanted == self._wanted
        self._wanted = wanted
        work = partial(self._source.outline, wanted)
        done = self._on_grown if has_grown else self._on_outlined
        failed = self._on_failed
        run_in_background(self, work, done, store=STORE, name="outline", failed=failed)

    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit()
        report_error(error)

    def _on_outlined(self, outline: Outline) -> None:
        self._replace(GroupedRows(outline))
        self.outlined.emit()

    def _on_grown(self, outline: Outline) -> None:
        if outline != self.grouped.outline:
            self.growing.emit()
            self._replace(self.grouped.grown(outline))
            self.grown.emit()

    def _replace(self, grouped: GroupedRows) -> None:
        self.beginResetModel()
        self._asked.clear()
        self.grouped = grouped
        self.endResetModel()

    @Slot(int, int)
    def need(self, first: int, last: int) -> None:
        """These rows are in view: read what they lack."""
        for page in self.grouped.missing(first, last):
            if page not in self._asked:
                self._asked.add(page)
                self._read(page)

    def _read(self, page: tuple[int, int]) -> None:
        grouped = self.grouped
        start = page[1] * PAGE
        work = partial(self._source.rows, self._wanted, grouped.kinds[page[0]], start)

        def done(rows: tuple[ChangeRow, ...]) -> None:
            if grouped is not self.grouped:
                return  # an answer to what was asked before
            self._asked.discard(page)
            filled = grouped.take(page, rows)
            if filled:
                ends = self.index(filled.start, 0), self.index(filled.stop - 1, 0)
                self.dataChanged.emit(*ends, list(_TEXT_ROLES))
                self.rows_read.emit(filled.start, filled.stop - 1)

        def failed(error: BaseException) -> None:
            if grouped is self.grouped:
                self._asked.discard(page)  # who looks there again asks again
            report_error(error)

        name = f"page {page}"
        run_in_background(self, work, done, store=STORE, name=name, failed=failed)

    def fold(self, kind: int, *, is_folded: bool) -> None:
        """Put the entries of a kind away, or show them."""
        head, total = self.grouped.head_of(kind), self.grouped.kinds[kind].total
        if self.grouped.is_folded(kind) == is_folded or not total:
            return
        if is_folded:
            self.beginRemoveRows(_NO_PARENT, head + 1, head + total)
            self.grouped.fold(kind, is_folded=True)
            self.endRemoveRows()
        else:
            self.beginInsertRows(_NO_PARENT, head + 1, head + total)
            self.grouped.fold(kind, is_folded=False)
            self.endInsertRows()

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Heads and the entries of open kinds."""
        return 0 if parent.isValid() else self.grouped.count

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """One: rows are painted as wholes."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says, as a screen reader reads it."""
        if role not in _TEXT_ROLES:
            return None
        head = self.grouped.head(index.row())
        if head is not None:
            return f"{head.kind}: {outline_words(head)}"
        entry = self.grouped.entry(index.row())
        return "…" if entry is None else row_words(entry)
