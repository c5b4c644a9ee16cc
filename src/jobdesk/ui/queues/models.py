"""The rows of the board: queues, and the runs of one queue.

What changes is inserted, removed and moved row by row, so that selection and scroll stay.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from jobdesk.models.records import ResultRecord
from jobdesk.operations.queues import QueueState
from jobdesk.ui.queues.painting import POSITION_ROLE, RECORD_ROLE, STATE_ROLE
from jobdesk.ui.queues.words import queue_words, run_words

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TEXT = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
MIME = "application/x-jobdesk-waiting-run"


class QueueModel(QAbstractListModel):
    """All queues, by name."""

    def __init__(self) -> None:
        super().__init__()
        self._states: tuple[QueueState, ...] = ()

    def show_states(self, states: Sequence[QueueState]) -> None:
        """Take the queues as they stand now."""
        names = [state.name for state in states]
        if names == [state.name for state in self._states]:
            self._states = tuple(states)
            self.touch()
            return
        self.beginResetModel()
        self._states = tuple(states)
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """Where a queue stands; -1 where it is gone."""
        return next((at for at, one in enumerate(self._states) if one.name == name), -1)

    @Slot()
    def touch(self) -> None:
        """Ages move on."""
        if self._states:
            self.dataChanged.emit(self.index(0), self.index(len(self._states) - 1))

    # Qt overrides

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One row for each queue."""
        return 0 if parent.isValid() else len(self._states)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The state, or all of it in words."""
        state = self._states[index.row()]
        if role == STATE_ROLE:
            return state
        if role == Qt.ItemDataRole.DisplayRole:
            return state.name
        return queue_words(state, datetime.now(UTC)) if role in _TEXT else None


class RunModel(QAbstractListModel):
    """Runs of one queue, in their order.

    Signals:
        moved(int, object): a run was put before another one (its number), or last (None).
    """

    moved = Signal(int, object)

    def __init__(self, *, waits: bool) -> None:
        super().__init__()
        self._waits = waits
        self._records: list[ResultRecord] = []
        self._beyond: tuple[int, ...] = ()

    def numbers(self) -> list[int]:
        """The numbers of the runs, in their order."""
        return [record.no for record in self._records]

    def row_of(self, no: int) -> int:
        """Where a run stands; -1 where it is gone."""
        return next((at for at, one in enumerate(self._records) if one.no == no), -1)

    def record(self, row: int) -> ResultRecord | None:
        """The run of a row."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def show_records(
        self, records: Sequence[ResultRecord], beyond: tuple[int, ...] = ()
    ) -> None:
        """Take the runs as they stand now; `beyond` are those right behind them."""
        self._beyond = beyond
        wanted = [record.no for record in records]
        self._remove_gone(frozenset(wanted))
        kept = self.numbers()
        if kept == wanted[: len(kept)]:
            self._append(records[len(kept) :])
            self._records = list(records)
            self.touch()
            return
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()

    def _remove_gone(self, wanted: Iterable[int]) -> None:
        for row in reversed(range(len(self._records))):
            if self._records[row].no not in wanted:
                self.beginRemoveRows(_ROOT, row, row)
                del self._records[row]
                self.endRemoveRows()

    def _append(self, records: Sequence[ResultRecord]) -> None:
        if records:
            first = len(self._records)
            self.beginInsertRows(_ROOT, first, first + len(records) - 1)
            self._records += records
            self.endInsertRows()

    def move(self, row: int, gap: int) -> None:
        """Put a run before the row `gap` and say so; the last gap is behind all shown."""
        count = len(self._records)
        if not 0 <= row < count or gap < 0 or gap in (row, row + 1):
            return
        if gap > count:
            self._move_beyond(row, gap)
            return
        self.beginMoveRows(_ROOT, row, row, _ROOT, gap)
        record = self._records.pop(row)
        at = gap if gap < row else gap - 1
        self._records.insert(at, record)
        self.endMoveRows()
        self.touch()
        after = [*self.numbers(), *self._beyond][at + 1 : at + 2]
        self.moved.emit(record.no, after[0] if after else None)

    def _move_beyond(self, row: int, gap: int) -> None:
        """Say that a run goes behind those that are not shown; the next look shows it."""
        if self._beyond:
            after = [*self.numbers(), *self._beyond][gap : gap + 1]
            self.moved.emit(self._records[row].no, after[0] if after else None)

    @Slot()
    def touch(self) -> None:
        """Times and places move on."""
        if self._records:
            self.dataChanged.emit(self.index(0), self.index(len(self._records) - 1))

    # Qt overrides

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One row for each run."""
        return 0 if parent.isValid() else len(self._records)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The run, its place, or both in words."""
        record = self._records[index.row()]
        position = index.row() + 1 if self._waits else None
        if role == RECORD_ROLE:
            return record
        if role == POSITION_ROLE:
            return position
        return run_words(record, position, datetime.now(UTC)) if role in _TEXT else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Waiting runs can be dragged, to between the others."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled if self._waits else flag.NoItemFlags
        base = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return base | flag.ItemIsDragEnabled if self._waits else base

    def supportedDropActions(self) -> Qt.DropAction:
        """Runs are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only runs of this window."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The number of the run that is dragged."""
        data = QMimeData()
        numbers = [str(self._records[index.row()].no) for index in indexes[:1]]
        data.setData(MIME, ",".join(numbers).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Nothing: the view moves the run, since only it knows the gap."""
        del data, action, row, column, parent
        return False
