"""Rows of the trace, and of past changes with what a hook would say to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jobdesk.inventory.outbox import Change
from jobdesk.models.hook_records import HookTraceRecord
from jobdesk.runner.hook_rules import Verdict
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.times import age_text, exact_text

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One line: a change, and whether the hook fires for it."""

    moment: datetime
    change_id: str
    object_text: str
    change: str  # "dcim.device updated by ada"
    fires: bool
    reason: str
    result_no: int | None = None

    @property
    def verdict(self) -> str:
        """Whether it fires, in a word or two."""
        if self.result_no is not None:
            return f"Run {self.result_no}"
        return "Fires" if self.fires else "Does not fire"


def traced(line: HookTraceRecord) -> TraceRow:
    """A line of the trace."""
    words = f"{line.object_type} {line.action}d by {line.user}"
    return TraceRow(
        line.moment, line.change_id, line.object_text, words,
        line.is_fired, line.reason, line.result_no,
    )  # fmt: skip


def judged(change: Change, verdict: Verdict) -> TraceRow:
    """A past change."""
    words = f"{change.object_type} {change.action}d by {change.user}"
    return TraceRow(
        change.time, change.id, change.object_text, words, verdict.fires, verdict.reason
    )


_COLUMNS: tuple[tuple[str, Callable[[TraceRow], str]], ...] = (
    ("Object", lambda row: row.object_text),
    ("Change", lambda row: row.change),
    ("Made", lambda row: age_text(row.moment)),
    ("Hook", lambda row: row.verdict),
    ("Why", lambda row: row.reason),
)
VERDICT_COLUMN = 3


class TraceModel(QAbstractTableModel):
    """The newest changes first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[TraceRow, ...] = ()

    def show_rows(self, rows: Sequence[TraceRow]) -> None:
        """Show others; nothing happens where they are the same."""
        if tuple(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row(self, index: _Index) -> TraceRow | None:
        """The line there."""
        return self.rows[index.row()] if index.isValid() else None

    # Qt overrides

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One row for each line."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The same for all."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section][0]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell; its tooltip has all of it."""
        row = self.rows[index.row()]
        text = _COLUMNS[index.column()][1](row)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return exact_text(row.moment) if index.column() == 2 else text
        if role == Qt.ItemDataRole.DecorationRole and index.column() == VERDICT_COLUMN:
            name, ink = ("lightning-fill", "ok") if row.fires else ("minus-circle", "text2")
            return Theme.current().icon(name, ink)
        return None
