"""PaintedRows: a table whose rows are painted as wholes, with a ground for each state."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.long_texts import one_line

Index = QModelIndex | QPersistentModelIndex
_EDGE_PX = 2


class RowLook(NamedTuple):
    """The state that a row is painted in."""

    is_selected: bool = False
    is_current: bool = False
    is_hovered: bool = False
    has_focus: bool = False


class Pen:
    """Writes words and icons of the theme into a row; measured once per palette and font."""

    def __init__(self, *styles: str) -> None:
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        for style in styles:
            font = Theme.current().font(style)
            self._fonts[style] = (font, QFontMetricsF(font))

    def width(self, text: str, style: str) -> float:
        """Logical pixels of a text."""
        return self._fonts[style][1].horizontalAdvance(one_line(text))

    def height(self, style: str) -> float:
        """Logical pixels of a line."""
        return self._fonts[style][1].height()

    def write(
        self, painter: QPainter, room: QRectF, text: str, style: str, token: str
    ) -> float:
        """One line, … where the room ends; the x after it."""
        font, metrics = self._fonts[style]
        if not text or room.width() < metrics.averageCharWidth() * 2:
            return room.left()
        shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(QPen(QColor(Theme.current().color(token))))
        baseline = round(room.y() + (room.height() + metrics.capHeight()) / 2)
        painter.drawText(QPointF(room.left(), baseline), shown)
        return room.left() + metrics.horizontalAdvance(shown)

    def picture(
        self, painter: QPainter, x: float, row: QRectF, name: str, token: str, side: int
    ) -> float:
        """An icon in the middle of the row's height; the x after it."""
        ratio = painter.device().devicePixelRatioF()
        picture = Theme.current().pixmap(name, token, side, ratio)
        top = row.y() + round((row.height() - side) / 2)
        painter.drawPixmap(QPointF(round(x), top), picture)
        return x + side


class PaintedRows(QTableView):
    """Rows of one height in one column; `paint_row` is the subclass's.

    Signals:
        seen(int, int): these rows (first, last) came into view; asked after each paint.
        opened(int): Return or a double click on a row.
    """

    seen = Signal(int, int)
    opened = Signal(int)

    styles = ("cell", "rowTitle", "label", "section")
    row_size = "rowList"
    frames_current = True  # with the keyboard; False: `paint_row` shows where it is

    def __init__(self, name: str) -> None:
        super().__init__()
        self.pen = Pen(*self.styles)
        self._hovered = -1
        self._seen = (-1, -1)
        self.setAccessibleName(name)
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
        self.measure()
        self.activated.connect(self._on_activated)
        Theme.current().changed.connect(self._on_theme_changed)

    def measure(self) -> None:
        """Take fonts and the height of rows from the theme."""
        self.pen = Pen(*self.styles)
        least = int(self.pen.height(self.styles[0])) + 8
        size = max(Theme.current().size(self.row_size), least)
        self.verticalHeader().setDefaultSectionSize(size)

    def paint_row(self, painter: QPainter, rect: QRectF, row: int, look: RowLook) -> None:
        """Draw what is in a row; its ground is there."""
        raise NotImplementedError

    @property
    def current_row(self) -> int:
        """The row that has the keyboard; -1 for none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Make a row the current and only selected one."""
        self.setCurrentIndex(self.model().index(row, 0))

    def selected_rows(self) -> list[int]:
        """The selected rows, from the top."""
        return [row for rows in self._spans() for row in rows]

    def _spans(self) -> list[range]:
        """The selected rows as stretches: all of a hundred thousand are one."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(n) for n in range(chosen.size()))
        return sorted((range(one.top(), one.bottom() + 1) for one in parts), key=_start)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    @Slot()
    def _on_theme_changed(self) -> None:
        self.measure()
        self.viewport().update()

    def _ground(self, look: RowLook) -> str:
        if look.is_selected:
            return "selected" if look.has_focus else "selectedIdle"
        return "hover" if look.is_hovered else "canvas"

    def _paint_rows(self, painter: QPainter, area: QRect) -> None:
        theme = Theme.current()
        painter.fillRect(area, theme.color("canvas"))
        count = self.model().rowCount()
        first = self.rowAt(max(0, area.top()))
        if self.hasFocus() and not count:
            self._frame(painter, QRectF(self.viewport().rect()))
        if not count or first < 0:
            return
        last = self.rowAt(area.bottom())
        last = count - 1 if last < 0 else last
        spans = self._spans()
        has_several = sum(map(len, spans)) > 1
        width, has_focus = self.viewport().width(), self.hasFocus()
        for row in range(first, last + 1):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            rect = QRectF(0, top, width, height)
            is_current = row == self.current_row
            is_selected = any(row in span for span in spans)
            look = RowLook(is_selected, is_current, row == self._hovered, has_focus)
            painter.fillRect(rect, theme.color(self._ground(look)))
            self.paint_row(painter, rect, row, look)
            if look.is_selected:
                edge = QRectF(0, rect.top(), _EDGE_PX, rect.height())
                painter.fillRect(edge, theme.color("accent" if has_focus else "lineStrong"))
            # One selected row shows the keyboard by its ground; a frame would say it twice.
            if is_current and has_focus and (not look.is_selected or has_several):
                self._frame(painter, rect)

    def _frame(self, painter: QPainter, rect: QRectF) -> None:
        if self.frames_current:
            painter.setPen(QPen(Theme.current().color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    # Qt overrides

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 -- Qt's name
        """Repaint whole rows."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 -- Qt's name
        """Repaint whole rows."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row is under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are touched, and tell which are in view."""
        painter = QPainter(self.viewport())
        try:
            self._paint_rows(painter, event.rect())
        finally:
            painter.end()
        last = self.rowAt(self.viewport().height() - 1)
        now = (self.rowAt(0), self.model().rowCount() - 1 if last < 0 else last)
        if now != self._seen:
            self._seen = now
            self.seen.emit(*now)

    def forget_seen(self) -> None:
        """The rows are others: tell again which are in view."""
        self._seen = (-1, -1)
        self.viewport().update()


def _start(rows: range) -> int:
    return rows.start
