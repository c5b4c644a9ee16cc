"""The jobs table: Qt's keyboard, selection and accessibility, our painted rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from jobdesk.ui.jobs.columns import COLUMNS, ENABLED, FLAGS, LAST_RUN, NAME, RUN
from jobdesk.ui.jobs.header import ColumnChooser
from jobdesk.ui.jobs.model import AnyIndex, JobsModel
from jobdesk.ui.jobs.paint import RowLook, RowPainter, run_rect, switch_rect
from jobdesk.ui.jobs.rows import Group, JobRow
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.sparkline import Bar
from jobdesk.ui.widgets.times import exact_text


class JobsTable(QTableView):
    """Headings that fold, rows with a switch and a run button.

    Space switches a job on or off, Enter runs it, Left and Right fold its group.

    Signals:
        row_chosen(str): the key of the current row, empty on a heading.
        toggle_requested(str), run_requested(str): by the key of a row.
        menu_requested(str, QPoint): a context menu for a row, global position.
        sort_requested(str): the key of the column whose title was clicked.
        folds_changed(): a group was folded or opened.
    """

    row_chosen = Signal(str)
    toggle_requested = Signal(str)
    run_requested = Signal(str)
    menu_requested = Signal(str, QPoint)
    sort_requested = Signal(str)
    folds_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.jobs_model = JobsModel(self)
        self.painter = RowPainter()
        self._hovered = -1
        self.setModel(self.jobs_model)
        self._set_up()
        self._columns = ColumnChooser(self)
        self.horizontalHeader().sectionClicked.connect(self._on_header_clicked)
        Theme.current().changed.connect(self._on_theme_changed)

    def _set_up(self) -> None:
        self.setAccessibleName("Jobs")
        self.setObjectName("jobsTable")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        self.jobs_model.modelReset.connect(self._on_model_reset)

    # What the page asks

    def show_history(self, history: Mapping[str, Sequence[Bar]]) -> None:
        """Take the durations of the last runs by job."""
        self.painter.history = history
        self.viewport().update()

    def show_sort(self, column: str, *, descending: bool) -> None:
        """Mark the column that the jobs are ordered by."""
        place = next(p for p, one in enumerate(COLUMNS) if one.key == column)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(place, order)

    def current_key(self) -> str:
        """The key of the current row; empty on a heading."""
        row = self.jobs_model.job_row(self.currentIndex().row())
        return row.key if row else ""

    def selected_keys(self) -> list[str]:
        """The keys of all selected rows, top down."""
        found = sorted(index.row() for index in self.selectionModel().selectedRows(NAME))
        rows = (self.jobs_model.job_row(place) for place in found)
        return [row.key for row in rows if row is not None]

    def choose(self, key: str) -> bool:
        """Make a row current; says whether it is shown."""
        place = self.jobs_model.find(key)
        if place < 0:
            return False
        self.setCurrentIndex(self.jobs_model.index(place, NAME))
        return True

    def choose_first(self) -> None:
        """Make the first job current."""
        for place in range(self.jobs_model.rowCount()):
            if self.jobs_model.job_row(place) is not None:
                self.setCurrentIndex(self.jobs_model.index(place, NAME))
                return

    def hidden_columns(self) -> list[str]:
        """The columns that the user turned off."""
        return self._columns.hidden()

    def hide_columns(self, keys: Sequence[str]) -> None:
        """Turn columns off."""
        self._columns.hide(keys)

    # Slots

    @Slot()
    def _on_model_reset(self) -> None:
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(self.painter.row_height())
        height = self.painter.heading_height()
        for place in self.jobs_model.heading_rows():
            rows.resizeSection(place, height)
        self._hovered = -1

    @Slot()
    def _on_theme_changed(self) -> None:
        self.painter.parts.forget()

    @Slot(int)
    def _on_header_clicked(self, section: int) -> None:
        if COLUMNS[section].is_sortable:
            self.sort_requested.emit(COLUMNS[section].key)

    def _toggle_fold(self, group: Group) -> None:
        row = next(
            p for p in self.jobs_model.heading_rows() if self.jobs_model.entry(p) is group
        )
        self.jobs_model.fold(self.jobs_model.folded ^ {group.name})
        self.setCurrentIndex(self.jobs_model.index(row, NAME))
        self.folds_changed.emit()

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
            is_hovered=row == self._hovered,
            is_current=current and self.hasFocus(),
        )

    def _selected_ranges(self) -> list[range]:
        """Rows are selected as wholes; to ask Qt for each costs a call per cell."""
        found = self.selectionModel().selection()
        parts = [found.at(place) for place in range(found.size())]
        return [range(part.top(), part.bottom() + 1) for part in parts]

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

    # Mouse

    def _part_at(self, position: QPoint) -> tuple[int, str]:
        """The row and what of it is there: switch, run, heading, row or nothing."""
        row = self.rowAt(position.y())
        entry = self.jobs_model.entry(row)
        if entry is None:
            return -1, ""
        if isinstance(entry, Group):
            return row, "heading"
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        for column, part in ((ENABLED, "switch"), (RUN, "run")):
            x, width = self.columnViewportPosition(column), self.columnWidth(column)
            cell = QRect(x, top, width, height)
            place = switch_rect(cell).toAlignedRect() if part == "switch" else run_rect(cell)
            if place.adjusted(-5, -5, 5, 5).contains(position):
                return row, part
        return row, "row"

    def _tip_at(self, position: QPoint) -> str:
        row, part = self._part_at(position)
        found = self.jobs_model.job_row(row)
        if found is None:
            return ""
        record = found.record
        if part == "switch" and record is not None:
            return "Enabled. Space switches it off." if record.enabled else "Not enabled."
        if part == "run" and record is not None:
            return record.not_runnable_reason or "Run (Enter)"
        column = self.columnAt(position.x())
        if column == FLAGS:
            return ", ".join(flag.word for flag in found.flags)
        if column == LAST_RUN and record is not None and record.last_result is not None:
            last = record.last_result
            when = exact_text(last.date_done or last.date_created)
            return f"Run {last.no} by {last.user}, {when}"
        return "\n".join(part for part in (found.title, found.subtitle) if part)

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
        self._columns.fit()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 -- Qt's name
        """Tell which row is current."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.row_chosen.emit(self.current_key())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 -- Qt's name
        """Repaint whole rows."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a new theme or font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.painter.parts.forget()
            self._on_model_reset()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Work switches, run buttons and headings."""
        row, part = self._part_at(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        entry = self.jobs_model.entry(row)
        if is_left and isinstance(entry, Group):
            self._toggle_fold(entry)
        elif is_left and isinstance(entry, JobRow) and part in ("switch", "run"):
            self.setCurrentIndex(self.jobs_model.index(row, NAME))
            request = self.toggle_requested if part == "switch" else self.run_requested
            request.emit(entry.key)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Run the job under the pointer."""
        row, part = self._part_at(event.position().toPoint())
        found = self.jobs_model.job_row(row)
        if found is not None and part == "row":
            self.run_requested.emit(found.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tooltips of the part under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, by mouse or keyboard."""
        found = self.jobs_model.job_row(self.currentIndex().row())
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            found = self.jobs_model.job_row(self.rowAt(event.pos().y()))
        if found is not None:
            self.menu_requested.emit(found.key, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space switches, Enter runs, Left and Right fold."""
        entry = self.jobs_model.entry(self.currentIndex().row())
        key = event.key()
        if isinstance(entry, Group) and key in _FOLD_KEYS:
            is_folded = entry.name in self.jobs_model.folded
            if _FOLD_KEYS[key] is None or _FOLD_KEYS[key] != is_folded:
                self._toggle_fold(entry)
        elif isinstance(entry, JobRow) and key == Qt.Key.Key_Space:
            self.toggle_requested.emit(entry.key)
        elif isinstance(entry, JobRow) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_requested.emit(entry.key)
        elif isinstance(entry, JobRow) and key == Qt.Key.Key_Left:
            self._go_to_heading(entry)
        else:
            super().keyPressEvent(event)

    def _go_to_heading(self, row: JobRow) -> None:
        for place in self.jobs_model.heading_rows():
            group = self.jobs_model.entry(place)
            if isinstance(group, Group) and group.name == row.group:
                self.setCurrentIndex(self.jobs_model.index(place, NAME))


# What a key wants of a heading: True folds it, False opens it, None turns it over.
_FOLD_KEYS: dict[int, bool | None] = {
    Qt.Key.Key_Left: True,
    Qt.Key.Key_Right: False,
    Qt.Key.Key_Space: None,
    Qt.Key.Key_Return: None,
    Qt.Key.Key_Enter: None,
}
