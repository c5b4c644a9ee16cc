"""LogCanvas: paints the rows in view of a LogSource of any length, in columns under titles."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from jobdesk.models.records import LogLine
from jobdesk.ui.log.columns import ColumnLayout, Columns
from jobdesk.ui.log.empty import paint_empty
from jobdesk.ui.log.head import LogHead
from jobdesk.ui.log.highlighters import PaintedRule
from jobdesk.ui.log.painter import PLAIN, PaintedRow, RowPainter, RowState
from jobdesk.ui.log.query import Marker
from jobdesk.ui.log.scroller import LogScroller
from jobdesk.ui.log.time_column import TIMES, TimeColumn
from jobdesk.ui.theme import Theme


class LogCanvas(LogScroller):
    """Rows of a log: icon, time, level, group, object, message.

    Signals:
        columns_changed(): the columns have other places.
        head_menu_requested(QPoint): the menu of the columns, at a global point.
    """

    columns_changed = Signal()
    head_menu_requested = Signal(QPoint)

    def __init__(
        self, parent: QWidget | None = None, row_painter: RowPainter | None = None
    ) -> None:
        super().__init__(parent)
        self._painter = row_painter or RowPainter(ColumnLayout())
        self._layout = self._painter.layout
        self._times = TimeColumn()
        self._columns: Columns = self._layout.columns(1000)
        self._empty = ("", "")
        self._head = LogHead(self)
        self._head.menu_requested.connect(self.head_menu_requested)
        self.setViewportMargins(0, self._layout.head_height, 0, 0)
        Theme.current().changed.connect(self._on_theme_changed)

    @property
    def measures(self) -> ColumnLayout:
        """What the columns are placed by."""
        return self._layout

    @property
    def row_height(self) -> int:
        """Logical pixels of one row."""
        return self._layout.row_height

    @property
    def zoom(self) -> int:
        """Pixels that the letters are higher than usual."""
        return self._layout.zoom

    def set_zoom(self, zoom: int) -> None:
        """Make letters and rows higher or lower; the first row in view stays."""
        self._layout.zoom = zoom
        self._layout.clear()
        self._on_theme_changed()

    @property
    def row_painter(self) -> RowPainter:
        """What draws the rows."""
        return self._painter

    def set_row_painter(self, row_painter: RowPainter) -> None:
        """Draw the same rows in another way; what is marked stays marked."""
        before, self._painter = self._painter, row_painter
        row_painter.marker, row_painter.highlights = before.marker, before.highlights
        row_painter.layout.zoom = before.layout.zoom
        row_painter.layout.hidden = before.layout.hidden
        row_painter.layout.time_title = before.layout.time_title
        self._layout = row_painter.layout
        self._on_theme_changed()

    @property
    def times(self) -> TimeColumn:
        """What the first column says."""
        return self._times

    def set_columns(self, hidden: frozenset[str], times: TimeColumn) -> None:
        """Hide columns (group, object), and let the first one say other times."""
        self._times = times
        self._layout.hidden = hidden
        self._layout.time_title = TIMES[times.mode][1]
        self._load()
        self._place_columns()

    def set_marker(self, marker: Marker | None) -> None:
        """Mark what matches in the messages."""
        self._painter.marker = marker
        self.viewport().update()

    def set_highlights(self, rules: Sequence[PaintedRule]) -> None:
        """Give parts of the messages colours."""
        self._painter.highlights = rules
        self.viewport().update()

    def set_empty_text(self, sentence: str, reason: str = "") -> None:
        """What to say while there are no rows."""
        if self._empty != (sentence, reason):
            self._empty = (sentence, reason)
            if not self.count:
                self.viewport().update()

    def row_state(self, row: int) -> RowState:
        """How a row stands; the view above knows."""
        del row
        return PLAIN

    def hide_head(self) -> None:
        """Show no titles: another log over this one has them."""
        self._head.hide()
        self.setViewportMargins(0, 0, 0, 0)

    @Slot()
    def take_columns(self) -> None:
        """Place the columns as they are measured now: another view shares the measures."""
        if self._layout.columns(self.viewport().width()) != self._columns:
            self._place_columns()

    def _source_changed(self) -> None:
        """Another source may need less room."""
        self._times.forget()
        self._layout.clear()

    def _lines_seen(self, lines: Sequence[LogLine]) -> None:
        """Make room for what is in view."""
        if self._layout.see(lines):
            self._place_columns()

    def _rows_above(self) -> int:
        """The time since the line above needs that one."""
        return int(self._times.needs_row_before)

    def _place_columns(self) -> None:
        before = self._columns
        self._columns = self._layout.columns(self.viewport().width())
        self._head.show_columns(self._columns)
        self.viewport().update()
        if self._columns != before:
            self.columns_changed.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._layout.measure_fonts()
        self._painter.refresh()
        if not self._head.isHidden():
            self.setViewportMargins(0, self._layout.head_height, 0, 0)
            self._head.setGeometry(0, 0, self.width(), self._layout.head_height)
        self._position.resize(self.viewport().height() // self.row_height)
        self._place_columns()
        self._settle()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the new number of rows and place the columns."""
        super().resizeEvent(event)
        self._head.setGeometry(0, 0, self.width(), self._layout.head_height)
        self._position.resize(self.viewport().height() // self.row_height)
        self._place_columns()
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are touched, and the ground under them."""
        area = event.rect()
        painter = QPainter(self.viewport())
        try:
            bottom = self._paint_rows(painter, area)
            if bottom <= area.bottom():
                rest = QRect(area.left(), bottom, area.width(), area.bottom() - bottom + 1)
                painter.fillRect(rest, Theme.current().color("canvas"))
            if not self.count:
                paint_empty(painter, self.viewport().rect(), *self._empty)
        finally:
            painter.end()

    def _paint_rows(self, painter: QPainter, area: QRect) -> int:
        height, first = self.row_height, self._position.first
        start = first + max(0, area.top()) // height
        stop = min(first + area.bottom() // height + 1, self.count)
        width = self.viewport().width()
        rows: list[PaintedRow] = []
        before = self._window.row(start - 1)
        for row in range(start, stop):
            line, rect = self._window.row(row), QRectF(0, (row - first) * height, width, height)
            time = self._times.words(line, before) if line is not None else ""
            rows.append(PaintedRow(rect, line, self.row_state(row), time))
            before = line
        self._painter.paint_rows(painter, rows, self._columns)
        return max(area.top(), (stop - first) * height)
