"""Painting of table cells: text with room at its sides, a status as icon, colour and word."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from jobdesk.models.records import LogCounts
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.log.query import LEVEL_CHIPS
from jobdesk.ui.theme import Look, Theme
from jobdesk.ui.widgets.status_label import paint_look

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

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        painter.save()
        self._paint_ground(painter, rect, state, index)
        self._paint_content(painter, rect.adjusted(PADDING_PX, 0, -PADDING_PX, 0), index)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, index: _Index
    ) -> None:
        theme = Theme.current()
        if state & QStyle.StateFlag.State_Selected:
            is_active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(rect, theme.color("selected" if is_active else "selectedIdle"))
            if is_active and index.column() == 0:
                painter.fillRect(
                    QRectF(rect.x(), rect.y(), 2, rect.height()), theme.color("accent")
                )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The words and the room at their sides."""
        words = QFontMetrics(Theme.current().font("cell")).horizontalAdvance(str(index.data()))
        return QSize(words + 2 * PADDING_PX + 2, super().sizeHint(option, index).height())

    def _paint_content(self, painter: QPainter, rect: QRectF, index: _Index) -> None:
        cell = index.data(CELL_ROLE)
        if isinstance(cell, Cell):
            _paint_cell(painter, rect, cell)
            return
        look, counts = index.data(LOOK_ROLE), index.data(COUNTS_ROLE)
        if isinstance(look, Look):
            paint_look(painter, rect, look)
            _paint_share(painter, rect, index.data(SHARE_ROLE))
        elif isinstance(counts, LogCounts):
            paint_counts(painter, rect, counts)
        else:
            self._paint_words(painter, rect, index)

    def _paint_words(self, painter: QPainter, rect: QRectF, index: _Index) -> None:
        cell = Cell(
            str(index.data() or ""),
            bool(index.data(QUIET_ROLE)),
            bool(index.data(STRONG_ROLE)),
            int(index.data(Qt.ItemDataRole.TextAlignmentRole) or _MIDDLE),
        )
        _paint_text(painter, rect, cell)


def _paint_cell(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    if isinstance(cell.content, Look):
        paint_look(painter, rect, cell.content)
    elif cell.content is not None:
        paint_counts(painter, rect, cell.content)
    else:
        _paint_text(painter, rect, cell)


def _paint_text(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    theme = Theme.current()
    painter.setFont(theme.font("rowTitle" if cell.is_strong else "cell"))
    painter.setPen(theme.color("text2" if cell.is_quiet else "text"))
    text = QFontMetrics(painter.font()).elidedText(
        cell.words, Qt.TextElideMode.ElideRight, int(rect.width())
    )
    painter.drawText(rect, cell.alignment, text)


def _paint_share(painter: QPainter, rect: QRectF, share: object) -> None:
    """Draw a thin bar under the words of a live run."""
    if not isinstance(share, float):
        return
    theme = Theme.current()
    bar = QRectF(rect.x(), rect.bottom() - _SHARE_PX - 1, rect.width(), _SHARE_PX)
    painter.fillRect(bar, theme.color("track"))
    bar.setWidth(bar.width() * share)
    painter.fillRect(bar, theme.color("run"))


def paint_counts(painter: QPainter, rect: QRectF, counts: LogCounts) -> None:
    """Draw the number of lines, then failures and warnings where there are any."""
    theme = Theme.current()
    painter.setFont(theme.font("cell"))
    metrics = QFontMetrics(painter.font())
    painter.setPen(theme.color("text2"))
    total = f"{counts.total:,}"
    x = rect.x()
    painter.drawText(
        QRectF(x, rect.y(), rect.width(), rect.height()), Qt.AlignmentFlag.AlignVCenter, total
    )
    x += max(metrics.horizontalAdvance(total), metrics.horizontalAdvance("000,000")) + 14
    for level in ("failure", "warning"):
        number = counts.of(LEVEL_CHIPS[level])
        words = f"{number:,}"
        width = _ICON_PX + _GAP_PX + metrics.horizontalAdvance(words)
        if not number or x + width > rect.right():
            continue
        look = theme.level(level)
        top = rect.y() + (rect.height() - _ICON_PX) / 2
        paint_icon(
            painter, QRectF(x, top, _ICON_PX, _ICON_PX), look.icon, theme.color(look.token)
        )
        painter.setPen(theme.color(look.token))
        painter.drawText(
            QRectF(x + _ICON_PX + _GAP_PX, rect.y(), width, rect.height()),
            Qt.AlignmentFlag.AlignVCenter,
            words,
        )
        x += width + 12
