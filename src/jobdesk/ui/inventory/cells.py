"""Painting of cells: words, states, numbers, and the reason why what was typed is refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from jobdesk.ui.inventory.looks import CellLook
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.long_texts import one_line
from jobdesk.ui.widgets.painted_table import CellState, paint_ground, state_of
from jobdesk.ui.widgets.row_parts import RowParts

LOOK_ROLE = Qt.ItemDataRole.UserRole + 1  # a CellLook
PADDING_PX = 10
LIST_PX = 16  # before the first column of a list, as before its title
_DOT_PX = 8
_GAP_PX = 6
_ROUND_PX = 4

_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints the ground of a row and what its cell says; the current cell has a frame.

    Attributes:
        first_px: room before the words of the first column: they stand under the page's title.
    """

    frames_current = True
    first_px = PADDING_PX

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._parts = RowParts()
        Theme.current().changed.connect(self._on_theme_changed)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._parts.forget()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell, as Qt asks for it."""
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        is_first = self._table.horizontalHeader().visualIndex(index.column()) == 0
        self.paint_cell(painter, rect, state_of(option, is_first=is_first), index)

    def paint_cell(
        self, painter: QPainter, rect: QRect, state: CellState, index: _Index
    ) -> None:
        """Draw one cell."""
        paint_ground(painter, rect, state, self._parts.color)
        look = index.model().data(index, LOOK_ROLE)
        if not isinstance(look, CellLook):
            _paint_bar(painter, QRectF(rect))
            return
        if look.problem or (state.has_focus and self.frames_current):
            _paint_frame(painter, QRectF(rect), self._parts.color, look)
        left = self.first_px if state.is_first else PADDING_PX
        self._paint_look(painter, rect.adjusted(left, 0, -PADDING_PX, 0), look)

    def _paint_look(self, painter: QPainter, rect: QRect, look: CellLook) -> None:
        """Draw what a cell says."""
        parts = self._parts
        if look.look is not None:
            parts.paint_look(painter, rect, look.look, "cell")
            return
        if look.colour:
            rect = self._paint_dot(painter, rect, look.colour)
        style = "rowTitle" if look.is_strong else "cell"
        token = "text2" if look.is_quiet else "text"
        parts.write(painter, rect, one_line(look.words), style, token, at_right=look.is_right)

    def _paint_dot(self, painter: QPainter, rect: QRect, colour: str) -> QRect:
        def draw(inner: QPainter, square: QRectF) -> None:
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner.setPen(QPen(self._parts.color("control"), 1))
            inner.setBrush(QColor(f"#{colour.lstrip('#')}"))
            inner.drawEllipse(square)

        top = rect.y() + (rect.height() - _DOT_PX) / 2
        place = QRectF(rect.x() + 0.5, top, _DOT_PX, _DOT_PX)
        self._parts.paint(painter, place, ("dot", colour), draw)
        return rect.adjusted(_DOT_PX + _GAP_PX, 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The words and the room at their sides."""
        look = index.data(LOOK_ROLE)
        words = one_line(look.words) if isinstance(look, CellLook) else ""
        width = QFontMetrics(Theme.current().font("cell")).horizontalAdvance(words)
        extra = 20 if isinstance(look, CellLook) and (look.look or look.colour) else 0
        height = super().sizeHint(option, index).height()
        return QSize(width + 2 * PADDING_PX + extra + 2, height)


def _paint_frame(
    painter: QPainter, rect: QRectF, color: Callable[[str], QColor], look: CellLook
) -> None:
    """Draw what is around the current cell, or one whose value is refused."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("bad" if look.problem else "accent"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), _ROUND_PX, _ROUND_PX)
    painter.restore()


def _paint_bar(painter: QPainter, rect: QRectF) -> None:
    """Draw a grey bar where a row is still read."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Theme.current().color("track"))
    bar = QRectF(rect.x() + PADDING_PX, rect.center().y() - 4, rect.width() * 0.55, 8)
    painter.drawRoundedRect(bar, 4, 4)
    painter.restore()
