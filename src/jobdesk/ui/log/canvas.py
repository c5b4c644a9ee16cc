"""LogCanvas: paints the rows in view of a LogSource of any length.

Law: one scroll unit is one row; the source is asked for the pages in view and nothing else;
rows keep their place unless the user scrolls or the end is followed.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from jobdesk.errors import JobDeskError
from jobdesk.models.records import LogLine
from jobdesk.ui.log.columns import ColumnLayout, Columns
from jobdesk.ui.log.empty import paint_empty
from jobdesk.ui.log.head import LogHead
from jobdesk.ui.log.highlighters import PaintedRule
from jobdesk.ui.log.painter import PLAIN, PaintedRow, RowPainter, RowState
from jobdesk.ui.log.position import TailPosition
from jobdesk.ui.log.query import Marker
from jobdesk.ui.log.source import LogSource
from jobdesk.ui.log.time_column import TIMES, TimeColumn
from jobdesk.ui.log.window import LogWindow
from jobdesk.ui.theme import Theme


class LogCanvas(QAbstractScrollArea):
    """Rows of a log: icon, time, level, group, object, message.

    Signals:
        follow_changed(bool): the end is followed, or was left.
        scrolled(): other rows are in view, or there are more below.
        moved(): the user scrolled.
        read_failed(str): rows could not be read, in words.
        columns_changed(): the columns have other places.
        head_menu_requested(QPoint): the menu of the columns, at a global point.
    """

    follow_changed = Signal(bool)
    scrolled = Signal()
    moved = Signal()
    read_failed = Signal(str)
    columns_changed = Signal()
    head_menu_requested = Signal(QPoint)

    def __init__(
        self, parent: QWidget | None = None, row_painter: RowPainter | None = None
    ) -> None:
        super().__init__(parent)
        self._source: LogSource | None = None
        self._window: LogWindow[LogLine] = LogWindow()
        self._position = TailPosition()
        self._painter = row_painter or RowPainter(ColumnLayout())
        self._layout = self._painter.layout
        self._times = TimeColumn()
        self._columns: Columns = self._layout.columns(1000)
        self._is_own_scroll = False
        self._problem = ""
        self._empty = ("", "")
        self._head = LogHead(self)
        self._head.menu_requested.connect(self.head_menu_requested)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setViewportMargins(0, self._layout.head_height, 0, 0)
        Theme.current().changed.connect(self._on_theme_changed)

    @property
    def count(self) -> int:
        """Rows there are."""
        return self._position.count

    @property
    def measures(self) -> ColumnLayout:
        """What the columns are placed by."""
        return self._layout

    @property
    def is_following(self) -> bool:
        """The end stays in view while the log grows."""
        return self._position.is_following

    @property
    def new_lines(self) -> int:
        """Rows that came since the end was left."""
        return self._position.new_lines

    @property
    def row_height(self) -> int:
        """Logical pixels of one row."""
        return self._layout.row_height

    def rows_in_view(self) -> range:
        """The rows that are at least partly visible."""
        first = self._position.first
        room = -(-self.viewport().height() // self.row_height)
        return range(first, min(first + room, self.count))

    def line(self, row: int) -> LogLine | None:
        """The line at `row` when it is held, as the rows in view are."""
        return self._window.row(row)

    def row_at(self, y: float) -> int:
        """The row at a height of the viewport, or the nearest one; -1 without rows."""
        row = self._position.first + int(y // self.row_height)
        return max(0, min(row, self.count - 1)) if self.count else -1

    def row_rect(self, row: int) -> QRect:
        """Where a row lies in the viewport."""
        top = (row - self._position.first) * self.row_height
        return QRect(0, top, self.viewport().width(), self.row_height)

    def show_source(self, source: LogSource, *, following: bool) -> None:
        """Show another source: from its end when it is followed, else from its start."""
        self._source = source
        self._problem = ""
        self._window.clear(source.count)
        self._times.forget()
        self._forget_columns()
        self._position.begin(source.count, following=following)
        self._settle()
        self.viewport().update()
        self.follow_changed.emit(following)

    def refresh(self) -> None:
        """Look at the source again: it may have other rows than before."""
        if self._source is None:
            return
        before, count = self.count, self._source.count
        if count == before and not self._problem:
            return
        self._window.set_count(count)
        self._position.grow(count, is_news=not self._source.is_catching_up)
        self._settle()
        if before == 0 or count < before:
            self.viewport().update()
        else:
            self._update_rows(range(before, count))

    def reload(self) -> None:
        """Read everything again: some rows are others than before."""
        if self._source is not None:
            self._window.clear(self._source.count)
            self._position.grow(self._source.count, is_news=False)
            self._settle()
            self.viewport().update()

    def set_following(self, following: bool) -> None:
        """Go to the end and stay there, or stay here."""
        if following != self.is_following:
            self._position.follow(following)
            self._settle()
            self.follow_changed.emit(following)

    def scroll_to(self, first: int) -> None:
        """Put row `first` on top, as if the user had scrolled there."""
        self.verticalScrollBar().setValue(first)

    @property
    def zoom(self) -> int:
        """Pixels that the letters are higher than usual."""
        return self._layout.zoom

    def set_zoom(self, zoom: int) -> None:
        """Make letters and rows higher or lower; the first row in view stays."""
        self._layout.zoom = zoom
        self._forget_columns()
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

    def _settle(self) -> None:
        """Bring scroll bar, pages and columns in line with the position."""
        bar = self.verticalScrollBar()
        self._is_own_scroll = True
        bar.setPageStep(self._position.visible)
        bar.setRange(0, self._position.last_first)
        bar.setValue(self._position.first)
        self._is_own_scroll = False
        self._load()
        self.scrolled.emit()

    def _load(self) -> None:
        """Read the pages in view that are not held."""
        rows = self.rows_in_view()
        if self._source is None or not rows:
            return
        try:
            start = max(0, rows.start - self._times.needs_row_before)
            for wanted in self._window.missing(start, rows.stop - 1):
                self._window.store(wanted.start, self._source.rows(wanted.start, len(wanted)))
        except JobDeskError as error:
            if not self._problem:
                self._problem = str(error)
                self.read_failed.emit(self._problem)
            return
        self._problem = ""
        seen = (self._window.row(row) for row in rows)
        if self._layout.see([line for line in seen if line is not None]):
            self._place_columns()

    def hide_head(self) -> None:
        """Show no titles: another log over this one has them."""
        self._head.hide()
        self.setViewportMargins(0, 0, 0, 0)

    @Slot()
    def take_columns(self) -> None:
        """Place the columns as they are measured now: another view shares the measures."""
        if self._layout.columns(self.viewport().width()) != self._columns:
            self._place_columns()

    def _forget_columns(self) -> None:
        """Another source may need less room."""
        self._layout.clear()

    def _place_columns(self) -> None:
        before = self._columns
        self._columns = self._layout.columns(self.viewport().width())
        self._head.show_columns(self._columns)
        self.viewport().update()
        if self._columns != before:
            self.columns_changed.emit()

    def _update_rows(self, rows: range) -> None:
        shown = self.rows_in_view()
        start, stop = max(rows.start, shown.start), min(rows.stop, shown.stop)
        if start < stop:
            self.viewport().update(self.row_rect(start).united(self.row_rect(stop - 1)))

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

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what stays in view and paint the rest."""
        del dx
        if not self._is_own_scroll:
            was_following = self.is_following
            self._position.scroll(self.verticalScrollBar().value(), by_user=True)
            if self.is_following != was_following:
                self.follow_changed.emit(self.is_following)
            self._load()
        step = self.row_height * self.devicePixelRatioF()
        # A picture cannot be moved by half a device pixel (1.25 and 1.75 have such rows).
        if abs(dy) >= self._position.visible or step != int(step):
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy * self.row_height)
        if not self._is_own_scroll:
            self.scrolled.emit()
            self.moved.emit()

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
