"""FoundRows: the results as Qt's table, painted by us; the run of the top row stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    Qt,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from jobdesk.models.records import LogLine
from jobdesk.ui.find.found import FoundRuns
from jobdesk.ui.find.model import FoundModel
from jobdesk.ui.find.paint import FoundPainter
from jobdesk.ui.log.painter import RowState
from jobdesk.ui.log.query import Marker
from jobdesk.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex


class FoundRows(QTableView):
    """Runs and their lines. While lines of a run are on top, the run stands over them."""

    def __init__(self, model: FoundModel) -> None:
        super().__init__()
        self._found_model = model
        self.painter = FoundPainter()
        self._hovered = -1
        self.setModel(model)
        self.setAccessibleName("Lines found")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(1)
        self._measure()
        model.rows_came.connect(self._on_rows_came)
        model.modelReset.connect(self._on_reset)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        Theme.current().changed.connect(self._on_theme_changed)

    @property
    def found(self) -> FoundRuns:
        """What is shown."""
        return self._found_model.found

    @property
    def current_row(self) -> int:
        """The row that has the keyboard; -1 for none."""
        return self.currentIndex().row()

    def set_marker(self, marker: Marker | None) -> None:
        """Mark what matches in the messages."""
        self.painter.set_marker(marker)
        self.viewport().update()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.painter.line_height)

    @Slot(int, int)
    def _on_rows_came(self, first: int, last: int) -> None:
        lines, height = self.verticalHeader(), self.painter.head_height
        blocked = QSignalBlocker(lines)  # the view would take each of thousands to heart
        for row in range(first, last + 1):
            if self.found.is_head(row):
                lines.resizeSection(row, height)
        blocked.unblock()
        self.scheduleDelayedItemsLayout()

    @Slot()
    def _on_reset(self) -> None:
        self._hovered = -1

    @Slot()
    def _on_theme_changed(self) -> None:
        self.painter.refresh()
        self._measure()
        if self.found.count:
            self._on_rows_came(0, self.found.count - 1)
        self.viewport().update()

    def _selected_ranges(self) -> list[range]:
        found = self.selectionModel().selection()
        parts = [found.at(place) for place in range(found.size())]
        return [range(part.top(), part.bottom() + 1) for part in parts]

    def _rows_in(self, area: QRect) -> range:
        first = max(0, self.rowAt(area.top()))
        last = self.rowAt(area.bottom())
        return range(first, (self.found.count - 1 if last < 0 else last) + 1)

    def _row_rect(self, row: int) -> QRectF:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        return QRectF(0, top, self.viewport().width(), height)

    def _state(self, row: int, selected: Sequence[range]) -> RowState:
        is_current = row == self.current_row and self.hasFocus()
        return RowState(
            is_selected=any(row in rows for rows in selected),
            is_current=is_current,
            is_hovered=row == self._hovered,
            has_focus=self.hasFocus(),
        )

    def _paint_rows(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area, Theme.current().color("canvas"))
        if not self.found.count:
            return
        rows, now = self._rows_in(area), datetime.now(UTC)
        lines = [line for row in rows if (line := self.found.line(row)) is not None]
        if self.painter.layout.see(lines):  # a column became wider
            self.viewport().update()
        selected = self._selected_ranges()
        drawn: list[tuple[QRectF, LogLine, RowState]] = []
        for row in rows:
            rect, state = self._row_rect(row), self._state(row, selected)
            line, run = self.found.line(row), self.found.group(row)
            if line is not None:
                drawn.append((rect, line, state))
            elif run is not None and self.found.is_head(row):
                self.painter.paint_head(painter, rect, run, state, now)
            elif run is not None:
                self.painter.paint_offer(painter, rect, run, state)
        self.painter.paint_lines(painter, drawn, self.viewport().width())
        self._paint_standing(painter, now)

    # The run of the top row

    def standing_head(self) -> tuple[int, QRectF] | None:
        """The run that stands over its lines, and where; the next run pushes it out."""
        first = self.rowAt(0)
        row = self.found.row(first)
        if row is None or self.rowViewportPosition(self.found.head_of(row.group)) >= 0:
            return None
        height = self.painter.head_height
        end = self.found.head_of(row.group) + self.found.groups[row.group].size
        below = self.rowViewportPosition(end) if end < self.found.count else height
        return row.group, QRectF(0, min(0, below - height), self.viewport().width(), height)

    def row_at(self, y: int) -> int:
        """The row that is seen there; that of a standing run when it lies over others."""
        standing = self.standing_head()
        if standing is not None and 0 <= y < standing[1].bottom():
            return self.found.head_of(standing[0])
        return self.rowAt(y)

    def _paint_standing(self, painter: QPainter, now: datetime) -> None:
        standing = self.standing_head()
        if standing is None:
            return
        group, rect = standing
        head = self.found.head_of(group)
        state = RowState(is_hovered=head == self._hovered)
        self.painter.paint_head(painter, rect, self.found.groups[group], state, now)
        line = QRectF(0, rect.bottom(), rect.width(), 1)
        painter.fillRect(line, Theme.current().color("line"))

    @Slot()
    def _on_scrolled(self) -> None:
        self.viewport().update()

    # Qt overrides

    def scrollTo(  # noqa: N802 -- Qt's name
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into view, not under the run that stands on top."""
        super().scrollTo(index, hint)
        over = self.painter.head_height - self.rowViewportPosition(index.row())
        if over > 0 and not self.found.is_head(index.row()):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - over)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 -- Qt's name
        """Repaint whole rows."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 -- Qt's name
        """Repaint whole rows."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are touched."""
        painter = QPainter(self.viewport())
        try:
            self._paint_rows(painter, event.rect())
        finally:
            painter.end()
