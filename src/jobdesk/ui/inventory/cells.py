"""Painting of cells: words, states, numbers, and the reason why what was typed is refused."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from jobdesk.ui.inventory.looks import CellLook
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.status_label import paint_look

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

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        painter.save()
        paint_ground(painter, rect, state, is_first=index.column() == 0)
        look = index.data(LOOK_ROLE)
        if isinstance(look, CellLook):
            self._paint_frame(painter, rect, state, look)
            paint_cell(painter, rect.adjusted(self._left(index), 0, -PADDING_PX, 0), look)
        else:
            _paint_bar(painter, rect)
        painter.restore()

    def _left(self, index: _Index) -> int:
        table = self.parent()
        is_first = (
            isinstance(table, QTableView)
            and table.horizontalHeader().visualIndex(index.column()) == 0
        )
        return self.first_px if is_first else PADDING_PX

    def _paint_frame(
        self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, look: CellLook
    ) -> None:
        is_current = bool(state & QStyle.StateFlag.State_HasFocus) and self.frames_current
        if not is_current and not look.problem:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "bad" if look.problem else "accent"
        painter.setPen(QPen(Theme.current().color(token), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = rect.adjusted(2.5, 2.5, -2.5, -2.5)
        painter.drawRoundedRect(frame, _ROUND_PX, _ROUND_PX)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The words and the room at their sides."""
        look = index.data(LOOK_ROLE)
        words = look.words if isinstance(look, CellLook) else ""
        width = QFontMetrics(Theme.current().font("cell")).horizontalAdvance(words)
        extra = 20 if isinstance(look, CellLook) and (look.look or look.colour) else 0
        height = super().sizeHint(option, index).height()
        return QSize(width + 2 * PADDING_PX + extra + 2, height)


def paint_ground(
    painter: QPainter, rect: QRectF, state: QStyle.StateFlag, *, is_first: bool
) -> None:
    """Draw what is behind a cell: chosen, under the pointer, or nothing."""
    theme = Theme.current()
    if state & QStyle.StateFlag.State_Selected:
        is_active = bool(state & QStyle.StateFlag.State_Active)
        painter.fillRect(rect, theme.color("selected" if is_active else "selectedIdle"))
        if is_active and is_first:
            edge = QRectF(rect.x(), rect.y(), 2, rect.height())
            painter.fillRect(edge, theme.color("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.color("hover"))


def paint_cell(painter: QPainter, rect: QRectF, look: CellLook) -> None:
    """Draw what a cell says."""
    if look.look is not None:
        paint_look(painter, rect, look.look, Theme.current().font("cell"))
        return
    theme = Theme.current()
    if look.colour:
        rect = _paint_dot(painter, rect, look.colour)
    painter.setFont(theme.font("rowTitle" if look.is_strong else "cell"))
    painter.setPen(theme.color("text2" if look.is_quiet else "text"))
    sides = Qt.AlignmentFlag.AlignRight if look.is_right else Qt.AlignmentFlag.AlignLeft
    words = QFontMetrics(painter.font()).elidedText(
        look.words, Qt.TextElideMode.ElideRight, int(rect.width())
    )
    painter.drawText(rect, sides | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_dot(painter: QPainter, rect: QRectF, colour: str) -> QRectF:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(Theme.current().color("control"), 1))
    painter.setBrush(QColor(f"#{colour.lstrip('#')}"))
    top = rect.center().y() - _DOT_PX / 2
    painter.drawEllipse(QRectF(rect.x() + 0.5, top, _DOT_PX, _DOT_PX))
    return rect.adjusted(_DOT_PX + _GAP_PX, 0, 0, 0)


def _paint_bar(painter: QPainter, rect: QRectF) -> None:
    """Draw a grey bar where a row is still read."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Theme.current().color("track"))
    bar = QRectF(rect.x() + PADDING_PX, rect.center().y() - 4, rect.width() * 0.55, 8)
    painter.drawRoundedRect(bar, 4, 4)
