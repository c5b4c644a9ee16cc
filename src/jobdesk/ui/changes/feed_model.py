"""FeedModel: the newest entries first; older ones follow when one scrolls down to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from jobdesk.inventory.history.records import ChangeFilter, ChangePage, ChangeRow, Cursor
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.changes.source import STORE, LogSource
from jobdesk.ui.changes.words import feed_words
from jobdesk.ui.widgets.times import exact_text

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class FeedModel(QAbstractTableModel):
    """Entries of everybody, or of one object.

    Signals:
        read(): a page came; the first one after each question.
        failed(): what is asked for cannot be read, and nothing is shown; the user was told why.
    """

    read = Signal()
    failed = Signal()

    def __init__(self, source: LogSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._wanted = ChangeFilter()
        self._rows: list[ChangeRow] = []
        self._shown: ChangeFilter | None = None  # what these rows fit
        self._after: Cursor | None = None
        self._is_asking = False

    @property
    def wanted(self) -> ChangeFilter:
        """Which entries are shown."""
        return self._wanted

    @property
    def has_more(self) -> bool:
        """There are older entries that are not read."""
        return self._after is not None

    def entry(self, row: int) -> ChangeRow | None:
        """The entry in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def ask(self, wanted: ChangeFilter) -> None:
        """Show the entries that fit; the rows of before stay until the first page is there."""
        self._wanted = wanted
        self._is_asking = True
        work = partial(self._source.page, wanted, None)
        self._read(work, self._on_first)

    def _read(
        self, work: Callable[[], ChangePage], taken: Callable[[ChangePage], None]
    ) -> None:
        run_in_background(self, work, taken, store=STORE, name="page", failed=self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self._is_asking = False  # else nothing would be asked for again
        report_error(error)
        if self._shown != self._wanted:  # what is shown is of another question
            self.beginResetModel()
            self._rows, self._after, self._shown = [], None, None
            self.endResetModel()
            self.failed.emit()

    def _on_first(self, page: ChangePage) -> None:
        self._is_asking = False
        is_same, self._shown = self._shown == self._wanted, self._wanted
        new = self._count_new(page.rows) if is_same else -1
        if new < 0:
            self.beginResetModel()
            self._rows, self._after = list(page.rows), page.after
            self.endResetModel()
        elif new:  # above the others: the current one stays
            self.beginInsertRows(_NO_PARENT, 0, new - 1)
            self._rows[:0] = page.rows[:new]
            self.endInsertRows()
        self.read.emit()

    def _count_new(self, rows: Sequence[ChangeRow]) -> int:
        """How many entries are newer than what is shown; -1: what is shown is not of these."""
        first = self._rows[0].id if self._rows else ""
        new = next((at for at, row in enumerate(rows) if row.id == first), -1)
        kept = list(rows[new:])
        return new if new >= 0 and kept == self._rows[: len(kept)] else -1

    def _on_more(self, page: ChangePage) -> None:
        self._is_asking = False
        self._after = page.after
        if page.rows:
            first = len(self._rows)
            self.beginInsertRows(_NO_PARENT, first, first + len(page.rows) - 1)
            self._rows += page.rows
            self.endInsertRows()
        self.read.emit()

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The entries that are read."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """One: rows are painted as wholes."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{exact_text(entry.time)}\n{entry.detail}".strip()
        return feed_words(entry).replace("\t", ", ") if role in _TEXT_ROLES else None

    def canFetchMore(self, parent: _Index) -> bool:
        """Older entries can be read."""
        return not parent.isValid() and self.has_more and not self._is_asking

    def fetchMore(self, parent: _Index) -> None:
        """Read the next page."""
        if self.canFetchMore(parent):
            self._is_asking = True
            work = partial(self._source.page, self._wanted, self._after)
            self._read(work, self._on_more)
