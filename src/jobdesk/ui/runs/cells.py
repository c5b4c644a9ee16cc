"""Painting of table cells: text with room at its sides, a status as icon, colour and word."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from jobdesk.models.records import LogCounts
from jobdesk.ui.log.query import LEVEL_CHIPS
from jobdesk.ui.theme import Look, Theme
from jobdesk.ui.widgets.painted_table import CellState, paint_ground, state_of
from jobdesk.ui.widgets.row_parts import RowParts

LOOK_ROLE = Qt.ItemDataRole.UserRole + 1  # a theme.Look
COUNTS_ROLE = Qt.ItemDataRole.UserRole + 2  # LogCounts
QUIET_ROLE = Qt.ItemDataRole.UserRole + 3  # True: secondary words
STRONG_ROLE = Qt.ItemDataRole.UserRole + 4  # True: the name of the row
SHARE_ROLE = Qt.ItemDataRole.UserRole + 5  # float: how much is done, drawn under a look
NO_ROLE = Qt.ItemDataRole.UserRole + 6  # int: the number of the run
CELL_ROLE = Qt.ItemDataRole.UserRole + 7  # a Cell: all of the above in one question

PADDING_PX = 10
_ICON_PX = 13
_GAP_PX = 4
_SHARE_PX = 2
_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """What is painted of a cell. Each role that is asked for costs a call into Python."""

    words: str
    is_quiet: bool
    is_strong: bool
    alignment: int
    content: Look | LogCounts | None = None


class CellDelegate(QStyledItemDelegate):
    """Paints the ground of the row and then what the cell says, at once or role by role."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = RowParts()
        Theme.current().changed.connect(self._on_theme_changed)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell, as Qt asks for it."""
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        self.paint_cell(painter, rect, state_of(option, is_first=index.column() == 0), index)

    def paint_cell(
        self, painter: QPainter, rect: QRect, state: CellState, index: _Index
    ) -> None:
        """Draw one cell."""
        self._paint_ground(painter, rect, state, index)
        inner = rect.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        cell = index.model().data(index, CELL_ROLE)
        if isinstance(cell, Cell):
            self._paint_content(painter, inner, cell)
        else:
            self._paint_content(painter, inner, _asked(index))
            _paint_share(painter, QRectF(inner), index.data(SHARE_ROLE))

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: CellState, index: _Index
    ) -> None:
        del index  # of use to others
        paint_ground(painter, rect, state, self._parts.color)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The words and the room at their sides."""
        words = QFontMetrics(self._parts.font("cell")).horizontalAdvance(str(index.data()))
        return QSize(words + 2 * PADDING_PX + 2, super().sizeHint(option, index).height())

    def _paint_content(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        if isinstance(cell.content, Look):
            self._parts.paint_look(painter, rect, cell.content)
        elif cell.content is not None:
            paint_counts(painter, QRectF(rect), cell.content, self._parts)
        elif cell.words:
            style = "rowTitle" if cell.is_strong else "cell"
            token = "text2" if cell.is_quiet else "text"
            at_right = bool(cell.alignment & Qt.AlignmentFlag.AlignRight.value)
            self._parts.write(painter, rect, cell.words, style, token, at_right=at_right)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._parts.forget()


def _asked(index: _Index) -> Cell:
    """What a model tells role by role."""
    look, counts = index.data(LOOK_ROLE), index.data(COUNTS_ROLE)
    content = look if isinstance(look, Look) else counts
    return Cell(
        str(index.data() or ""),
        bool(index.data(QUIET_ROLE)),
        bool(index.data(STRONG_ROLE)),
        int(index.data(Qt.ItemDataRole.TextAlignmentRole) or _MIDDLE),
        content if isinstance(content, Look | LogCounts) else None,
    )


def _paint_share(painter: QPainter, rect: QRectF, share: object) -> None:
    """Draw a thin bar under the words of a live run."""
    if not isinstance(share, float):
        return
    theme = Theme.current()
    bar = QRectF(rect.x(), rect.bottom() - _SHARE_PX - 1, rect.width(), _SHARE_PX)
    painter.fillRect(bar, theme.color("track"))
    bar.setWidth(bar.width() * share)
    painter.fillRect(bar, theme.color("run"))


def paint_counts(painter: QPainter, rect: QRectF, counts: LogCounts, parts: RowParts) -> None:
    """Draw the number of lines, then failures and warnings where there are any."""
    theme = Theme.current()
    metrics = theme.metrics("cell")
    total = f"{counts.total:,}"
    whole = rect.toRect()
    parts.write(painter, whole, total, "cell", "text2")
    left = max(metrics.horizontalAdvance(total), metrics.horizontalAdvance("000,000")) + 14
    for level in ("failure", "warning"):
        number = counts.of(LEVEL_CHIPS[level])
        words = f"{number:,}"
        width = _ICON_PX + _GAP_PX + metrics.horizontalAdvance(words)
        if not number or left + width > rect.width():
            continue
        look = theme.level(level)
        top = rect.y() + (rect.height() - _ICON_PX) / 2
        icon = QRectF(rect.x() + left, top, _ICON_PX, _ICON_PX)
        parts.paint_icon(painter, icon, look.icon, look.token)
        place = whole.adjusted(left + _ICON_PX + _GAP_PX, 0, 0, 0)
        parts.write(painter, place, words, "cell", look.token)
        left += width + 12
