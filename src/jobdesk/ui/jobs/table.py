"""The jobs table: Qt's keyboard, selection and accessibility, our painted rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from jobdesk.ui.jobs.columns import COLUMNS, ENABLED, FLAGS, LABELS, LAST_RUN, NAME, RUN
from jobdesk.ui.jobs.header import JobsHeader
from jobdesk.ui.jobs.model import JobsModel
from jobdesk.ui.jobs.paint import RowLook, run_rect, star_rect, switch_rect
from jobdesk.ui.jobs.rows import Group, JobRow
from jobdesk.ui.jobs.rows_view import RowsView
from jobdesk.ui.widgets.times import exact_text


class JobsTable(RowsView):
    """One line for each job, in columns.

    Signals:
        sort_requested(str, bool): the title of a column was clicked; True with Shift.
    """

    sort_requested = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__("Jobs")
        self.setObjectName("jobsTable")
        self.jobs_model = JobsModel(self)
        self.rows = self.jobs_model
        self.setModel(self.jobs_model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(1)
        self.header = JobsHeader(self)
        self.setHorizontalHeader(self.header)
        # The header asks for each painted column whether all its rows are selected: of 10,000
        # rows that takes half a second. It shows no selection, so it gets one that stays empty.
        self.header.setSelectionModel(QItemSelectionModel(self.jobs_model, self.header))
        self.header.set_up()
        self.header.sort_requested.connect(self.sort_requested)
        self.jobs_model.modelReset.connect(self._on_model_reset)

    # Slots

    @Slot()
    def _on_model_reset(self) -> None:
        places, height = self.jobs_model.heading_rows(), self.painter.heading_height()
        self._size_rows(self.painter.row_height(), places, height)
        self._hovered = QModelIndex()
        self.look_again()

    def _selected(self) -> list[JobRow | Group | None]:
        """Rows are selected as wholes."""
        rows = sorted({row for part in self._selected_ranges() for row in part})
        return [self.jobs_model.entry(row) for row in rows]

    def _selection_of(self, keys: Collection[str]) -> QItemSelection:
        """Rows beside each other are one range: painting asks for each."""
        model, found, start = self.jobs_model, QItemSelection(), -1
        for place in range(model.rowCount() + 1):
            row = model.job_row(place)
            is_in = row is not None and row.key in keys
            if is_in and start < 0:
                start = place
            elif not is_in and start >= 0:
                found.select(model.index(start, 0), model.index(place - 1, len(COLUMNS) - 1))
                start = -1
        return found

    # Painting

    def _look_of(
        self, row: int, cells: dict[int, tuple[int, int]], selected: Sequence[range]
    ) -> RowLook:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        current = self.currentIndex().row() == row
        return RowLook(
            rect=QRect(0, top, self.viewport().width(), height),
            cells={c: QRect(x, top, width, height) for c, (x, width) in cells.items()},
            is_selected=any(row in rows for rows in selected),
            is_active=self.isActiveWindow(),
            is_hovered=row == self._hovered.row(),
            is_current=current and self.hasFocus(),
        )

    def _selected_ranges(self) -> list[range]:
        """Rows are selected as wholes; to ask Qt for each costs a call per cell."""
        return [range(part.top(), part.bottom() + 1) for part in self.selected_parts()]

    def _cell_places(self) -> dict[int, tuple[int, int]]:
        return {
            c: (self.columnViewportPosition(c), self.columnWidth(c))
            for c in range(len(COLUMNS))
            if not self.isColumnHidden(c)
        }

    def _paint_rows(self, painter: QPainter, dirty: QRect) -> None:
        self.painter.now = datetime.now(UTC)
        cells, selected = self._cell_places(), self._selected_ranges()
        row = max(0, self.rowAt(dirty.top()))
        while row < self.jobs_model.rowCount():
            look = self._look_of(row, cells, selected)
            if look.rect.top() > dirty.bottom():
                break
            entry = self.jobs_model.entry(row)
            if isinstance(entry, JobRow):
                self.painter.paint_job(painter, look, entry)
            elif entry is not None:
                is_folded = entry.name in self.jobs_model.folded
                self.painter.paint_heading(painter, look, entry, is_folded=is_folded)
            row += 1

    # Places

    def part_at(self, position: QPoint) -> tuple[QModelIndex, str]:
        """What is there: an index, and switch, run, star, heading, row or nothing."""
        row = self.rowAt(position.y())
        entry = self.jobs_model.entry(row)
        if entry is None:
            return QModelIndex(), ""
        index = self.jobs_model.index(row, NAME)
        if isinstance(entry, Group):
            return index, "heading"
        places = {
            "switch": switch_rect(self._cell(row, ENABLED)).toAlignedRect(),
            "run": run_rect(self._cell(row, RUN)),
            "star": star_rect(self._cell(row, NAME)),
        }
        for part, place in places.items():
            if place.adjusted(-5, -5, 5, 5).contains(position):
                return index, part
        return index, "row"

    def _cell(self, row: int, column: int) -> QRect:
        return QRect(
            self.columnViewportPosition(column),
            self.rowViewportPosition(row),
            self.columnWidth(column),
            self.rowHeight(row),
        )

    def _keys_in_view(self) -> list[str]:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = self.jobs_model.rowCount() - 1 if last < 0 else last
        rows = (self.jobs_model.job_row(row) for row in range(first, last + 1))
        return [row.key for row in rows if row is not None]

    def tip_at(self, position: QPoint) -> str:
        """The tooltip of a place."""
        index, part = self.part_at(position)
        row = self.jobs_model.job_row(index.row())
        column = self.columnAt(position.x())
        if part == "row" and row is not None and column in (FLAGS, LABELS, LAST_RUN):
            return _column_tip(row, column)
        return super().tip_at(position)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are seen."""
        painter = QPainter(self.viewport())
        try:
            self._paint_rows(painter, event.rect())
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way."""
        super().resizeEvent(event)
        self.header.fit()
        self.look_again()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a new theme or font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.painter.parts.forget()
            if self._heights != (self.painter.row_height(), self.painter.heading_height()):
                self._on_model_reset()  # another font; colours leave all in its place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left goes to the heading."""
        row = self.current_row()
        if row is not None and event.key() == Qt.Key.Key_Left:
            heading = self.jobs_model.heading_of(self.currentIndex())
            self.setCurrentIndex(self.jobs_model.index_of_group(heading))
        else:
            super().keyPressEvent(event)


def _column_tip(row: JobRow, column: int) -> str:
    if column == FLAGS:
        return ", ".join(flag.word for flag in row.flags)
    if column == LABELS:
        return ", ".join(row.labels)
    last = row.record.last_result if row.record is not None else None
    if last is None:
        return "Never run"
    when = exact_text(last.date_done or last.date_created)
    return f"Run {last.no} by {last.user}, {when}"
