"""The history of runs as a table model; rows are appended as the user scrolls."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from jobdesk.models.records import LogCounts, Progress, ResultRecord, RunTail
from jobdesk.ui.runs.cells import (
    CELL_ROLE,
    COUNTS_ROLE,
    LOOK_ROLE,
    NO_ROLE,
    QUIET_ROLE,
    SHARE_ROLE,
    STRONG_ROLE,
    Cell,
)
from jobdesk.ui.runs.gauge_words import left_words, percent_text, share_of
from jobdesk.ui.runs.stopping import state_word
from jobdesk.ui.runs.words import look_name, took_text
from jobdesk.ui.theme import Look, Theme
from jobdesk.ui.widgets.run_drag import RUN_MIME, run_data
from jobdesk.ui.widgets.times import age_text, exact_text

_NO_PARENT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RunColumn:
    """One column: title, words of a run, how wide it is at first (0: the rest)."""

    title: str
    text: Callable[[ResultRecord], str]
    width_px: int
    is_right: bool = False
    is_quiet: bool = True
    tip: Callable[[ResultRecord], str] | None = None
    role: int = 0
    value: Callable[[ResultRecord], object] | None = None


def _look(record: ResultRecord) -> Look:
    look = Theme.current().status(look_name(record))
    return Look(look.icon, look.token, state_word(record, look.word))


def _elapsed(record: ResultRecord) -> float:
    if record.date_started is None:
        return 0.0
    return (datetime.now(UTC) - record.date_started).total_seconds()


def _duration(record: ResultRecord) -> str:
    seconds = record.duration
    if seconds is None and record.date_started is not None and not record.status.is_ready:
        seconds = _elapsed(record)
    return took_text(seconds)


def _when(record: ResultRecord) -> datetime:
    return record.date_started or record.date_created


def _counts_tip(record: ResultRecord) -> str:
    counts = record.log_counts
    words = [
        f"{getattr(counts, level):,} {level}" for level in _LEVELS if getattr(counts, level)
    ]
    return ", ".join(words) or "no log lines"


_LEVELS = ("debug", "info", "success", "warning", "failure", "error", "critical")

COLUMNS: tuple[RunColumn, ...] = (
    RunColumn("Run", lambda r: f"#{r.no}", 72, is_right=True),
    RunColumn(
        "Job", lambda r: r.name, 0, is_quiet=False, tip=lambda r: r.job, role=STRONG_ROLE
    ),
    RunColumn(
        "Status",
        lambda r: _look(r).word,
        120,
        tip=lambda r: r.reason,
        role=LOOK_ROLE,
        value=_look,
    ),
    RunColumn("Started", lambda r: age_text(_when(r)), 130, tip=lambda r: exact_text(_when(r))),
    RunColumn("Duration", _duration, 86, is_right=True),
    RunColumn("User", lambda r: r.user, 96),
    RunColumn(
        "Log lines",
        lambda r: f"{r.log_counts.total:,}",
        150,
        tip=_counts_tip,
        role=COUNTS_ROLE,
        value=lambda r: r.log_counts,
    ),
)


STATUS_COLUMN = 2


class RunsModel(QAbstractTableModel):
    """Runs, newest first; each is known by its number.

    Signals:
        run_changed(int): this run is new here, or its state is another one.
    """

    run_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._records: list[ResultRecord] = []
        self._progress: dict[int, Progress] = {}

    @property
    def records(self) -> Sequence[ResultRecord]:
        """All rows."""
        return self._records

    def record(self, row: int) -> ResultRecord | None:
        """The run of a row."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def row_of(self, no: int) -> int:
        """The row of a run; -1 when it is not shown."""
        return next((i for i, record in enumerate(self._records) if record.no == no), -1)

    def deep(self, nos: Collection[int], above: int) -> list[int]:
        """Those of these runs that are shown below so many others."""
        return [record.no for record in self._records[above:] if record.no in nos]

    def show_records(self, records: Sequence[ResultRecord]) -> None:
        """Start anew: another filter."""
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()

    def append(self, records: Sequence[ResultRecord]) -> None:
        """Older runs follow."""
        if records:
            first = len(self._records)
            self.beginInsertRows(_NO_PARENT, first, first + len(records) - 1)
            self._records.extend(records)
            self.endInsertRows()

    def merge_newest(self, records: Sequence[ResultRecord]) -> None:
        """Bring the top in line with what was read again; the rest stays where it is."""
        lowest = records[-1].no if records else 0
        fresh = {record.no: record for record in records}
        for row in range(len(self._records) - 1, -1, -1):
            no = self._records[row].no
            if no >= lowest and no not in fresh:
                self.remove(no)
        known = {record.no for record in self._records}
        at = 0
        while at < len(records):
            new = list(takewhile(lambda one: one.no not in known, records[at:]))
            if new:
                self._insert(at, new)
            else:
                self.update(records[at])
            at += len(new) or 1

    def _insert(self, at: int, records: Sequence[ResultRecord]) -> None:
        """Neighbours come in together: the view lays its rows out for each insertion."""
        self.beginInsertRows(_NO_PARENT, at, at + len(records) - 1)
        self._records[at:at] = records
        self.endInsertRows()
        for record in records:
            self.run_changed.emit(record.no)

    def update(self, record: ResultRecord) -> None:
        """Show another state of a run."""
        row = self.row_of(record.no)
        if row < 0 or self._records[row] == record:
            return
        is_other = _state(self._records[row]) != _state(record)
        self._records[row] = record
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        if is_other:
            self.run_changed.emit(record.no)

    @property
    def live_numbers(self) -> list[int]:
        """The runs shown that have not ended."""
        return [record.no for record in self._records if not record.status.is_ready]

    def take_tails(self, tails: Mapping[int, RunTail]) -> None:
        """What the journals of live runs say: progress and lines; nothing else is touched."""
        self._progress = {no: t.progress for no, t in tails.items() if t.progress is not None}
        for row, record in enumerate(self._records):
            tail = tails.get(record.no)
            if tail is None or record.status.is_ready:
                continue
            self._records[row] = replace(record, log_counts=tail.counts)
            left, right = self.index(row, STATUS_COLUMN), self.index(row, len(COLUMNS) - 1)
            self.dataChanged.emit(left, right)

    def progress(self, record: ResultRecord) -> Progress | None:
        """How far a live run says it is."""
        return None if record.status.is_ready else self._progress.get(record.no)

    def remove(self, no: int) -> None:
        """The run is gone."""
        row = self.row_of(no)
        if row >= 0:
            self.beginRemoveRows(_NO_PARENT, row, row)
            del self._records[row]
            self.endRemoveRows()

    def touch(self) -> None:
        """Ages and durations of live runs have moved on."""
        if self._records:
            last = self.index(len(self._records) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DisplayRole])

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """One row per run read so far."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if COLUMNS[section].is_right else _LEFT
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A run can be dragged, to load its inputs into a form."""
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else known

    def mimeTypes(self) -> list[str]:
        """Runs by their numbers."""
        return [RUN_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The runs of these cells, in the order of the rows."""
        rows = sorted({index.row() for index in indexes})
        return run_data(self._records[row].no for row in rows if row < len(self._records))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a column says about a run."""
        record = self.record(index.row())
        if record is None or not 0 <= index.column() < len(COLUMNS):
            return None
        if role == NO_ROLE:
            return int(record.no)
        if index.column() == STATUS_COLUMN and (progress := self.progress(record)) is not None:
            said = _progress_data(record, progress, role)
            if said is not None or role == CELL_ROLE:
                return said  # such a cell is asked role by role
        if role == CELL_ROLE:
            return _cell(COLUMNS[index.column()], record)
        return self._column_data(COLUMNS[index.column()], record, role)

    def _column_data(self, column: RunColumn, record: ResultRecord, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(record)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_right else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(record) if column.tip is not None else None
        if role == QUIET_ROLE:
            return column.is_quiet
        if column.role and role == column.role:
            return column.value(record) if column.value is not None else True
        return None


def _cell(column: RunColumn, record: ResultRecord) -> Cell:
    """All that is painted of a cell."""
    content = column.value(record) if column.value is not None else None
    return Cell(
        "" if isinstance(content, Look | LogCounts) else column.text(record),
        column.is_quiet,
        column.role == STRONG_ROLE,
        (_RIGHT if column.is_right else _LEFT).value,
        content if isinstance(content, Look | LogCounts) else None,
    )


def _state(record: ResultRecord) -> tuple[object, ...]:
    """What a person would call another state."""
    return record.status, record.stop_requested_by, record.kill_requested


def _progress_data(record: ResultRecord, progress: Progress, role: int) -> object:
    """What the status of a live run says more; None where it is the plain status."""
    share, look = share_of(progress), _look(record)
    if role == SHARE_ROLE:
        return share
    word = f"{look.word} {percent_text(share)}".strip()
    if role == LOOK_ROLE:
        return Look(look.icon, look.token, word)
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return word
    if role == Qt.ItemDataRole.ToolTipRole:
        total = f" of {progress.total:g}" if progress.total else ""
        done = f"{progress.done:g}{total} done"
        parts = (done, progress.text, left_words(progress, _elapsed(record)))
        return ", ".join(part for part in parts if part)
    return None
