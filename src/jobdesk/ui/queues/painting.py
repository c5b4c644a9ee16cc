"""Painting of the board's rows: queues in two lines, runs in one."""

from datetime import UTC, datetime
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QStaticText, QTransform
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from jobdesk.models.records import ResultRecord
from jobdesk.operations.queues import QueueState
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.queues.slots import paint_slots
from jobdesk.ui.queues.words import busy_words, lineup_words, time_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.tag import TagText, paint_tag, tag_size

STATE_ROLE = Qt.ItemDataRole.UserRole + 1  # a QueueState
RECORD_ROLE = Qt.ItemDataRole.UserRole + 2  # a ResultRecord
POSITION_ROLE = Qt.ItemDataRole.UserRole + 3  # its place in the queue; None when it runs

PAUSED = TagText("pause", "Paused", "warn")
DRAINING = TagText("drop-half", "Draining", "neutral")

_SIDE_PX = 20
_GAUGE_PX = 72
_BUSY_PX = 58
_ICON_PX = 14
_GAP_PX = 8
_PLACE_PX = 36
_TIME_PX = 84
_USER_PX = 120
_NUMBER_PX = 70
_BAR_GAP_PX = 6  # between what is written and a scroll bar

_Index = QModelIndex | QPersistentModelIndex


def queue_tags(state: QueueState) -> list[TagText]:
    """What is unusual about a queue."""
    marks = ((PAUSED, state.is_paused), (DRAINING, state.is_draining))
    return [tag for tag, holds in marks if holds]


class _RowDelegate(QStyledItemDelegate):
    """Rows whose columns stand below each other, with a scroll bar and without one."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def _right_px(self) -> int:
        """What is left free at the right, so that all rows end at the same edge of the pane."""
        bar = self._view.verticalScrollBar()
        taken = bar.width() if bar.isVisible() else 0
        return max(_BAR_GAP_PX, _SIDE_PX - taken)


class QueueDelegate(_RowDelegate):
    """One queue: name and tags, its places, what waits."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        del option, index
        theme = Theme.current()
        lines = sum(QFontMetrics(theme.font(style)).height() for style in ("rowTitle", "cell"))
        return QSize(200, max(theme.size("rowTwoLines"), lines + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one queue."""
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        state = index.data(STATE_ROLE)
        painter.save()
        is_chosen = _paint_ground(painter, rect, option)
        if isinstance(state, QueueState):
            inner = rect.adjusted(_SIDE_PX, 5, -self._right_px(), -5)
            upper = QRectF(inner.x(), inner.y(), inner.width(), inner.height() / 2)
            lower = upper.translated(0, upper.height())
            _paint_queue_head(painter, upper, state, is_chosen)
            _paint_lineup(painter, lower, state)
        painter.restore()


def _paint_queue_head(
    painter: QPainter, rect: QRectF, state: QueueState, is_chosen: bool
) -> None:
    busy = QRectF(rect.right() - _BUSY_PX, rect.y(), _BUSY_PX, rect.height())
    _paint_words(painter, busy, busy_words(state), token="text", at_right=True)
    gauge = QRectF(busy.x() - _GAUGE_PX, rect.y(), _GAUGE_PX, rect.height())
    track = "canvas" if is_chosen else "track"
    paint_slots(painter, gauge, state.running, state.slots, track)
    right = gauge.x() - _GAP_PX
    for tag in reversed(queue_tags(state)):
        size = tag_size(tag)
        right -= size.width()
        top = rect.y() + (rect.height() - size.height()) / 2
        ground = "canvas" if is_chosen else ""
        paint_tag(painter, QRectF(right, top, size.width(), size.height()), tag, ground)
        right -= 6
    name = QRectF(rect.x(), rect.y(), right - rect.x(), rect.height())
    _paint_words(painter, name, state.name, "rowTitle", token="text")


def _paint_lineup(painter: QPainter, rect: QRectF, state: QueueState) -> None:
    is_stuck = bool(state.waiting) and state.is_paused
    token = "warn" if is_stuck else "text2"
    _paint_words(painter, rect, lineup_words(state, datetime.now(UTC)), token=token)


def run_row_height() -> int:
    """How high the row of a run is, in logical pixels."""
    theme = Theme.current()
    return max(theme.size("rowList"), QFontMetrics(theme.font("rowTitle")).height() + 12)


class RunDelegate(_RowDelegate):
    """One run: its place or that it runs, name and number, who asked, how long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line."""
        del option, index
        return QSize(200, run_row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one run."""
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        record, position = index.data(RECORD_ROLE), index.data(POSITION_ROLE)
        painter.save()
        _paint_ground(painter, rect, option)
        if isinstance(record, ResultRecord):
            inner = rect.adjusted(_SIDE_PX, 0, -self._right_px(), 0)
            _paint_place(painter, inner, position)
            _paint_run(painter, inner.adjusted(_PLACE_PX, 0, 0, 0), record)
        painter.restore()


def _paint_place(painter: QPainter, rect: QRectF, position: int | None) -> None:
    theme = Theme.current()
    if position is None:
        look = theme.status("STARTED")
        top = rect.y() + (rect.height() - _ICON_PX) / 2
        paint_icon(
            painter,
            QRectF(rect.x(), top, _ICON_PX, _ICON_PX),
            look.icon,
            theme.color(look.token),
        )
        return
    place = QRectF(rect.x(), rect.y(), _PLACE_PX - 2 * _GAP_PX, rect.height())
    _paint_words(painter, place, f"{position:,}", token="text3", at_right=True)


def _paint_run(painter: QPainter, rect: QRectF, record: ResultRecord) -> None:
    time = QRectF(rect.right() - _TIME_PX, rect.y(), _TIME_PX, rect.height())
    _paint_words(painter, time, time_words(record, datetime.now(UTC)), at_right=True)
    user = QRectF(time.x() - _USER_PX, rect.y(), _USER_PX - _GAP_PX, rect.height())
    _paint_words(painter, user, record.user)
    room = user.x() - _GAP_PX - _NUMBER_PX - rect.x()
    name = QRectF(rect.x(), rect.y(), room, rect.height())
    wide = _paint_words(painter, name, record.name, "rowTitle", token="text")
    number = QRectF(rect.x() + wide + _GAP_PX, rect.y(), _NUMBER_PX, rect.height())
    _paint_words(painter, number, f"#{record.no}")


def _paint_words(
    painter: QPainter,
    rect: QRectF,
    words: str,
    style: str = "cell",
    *,
    token: str = "text2",
    at_right: bool = False,
) -> float:
    """Draw one line in the middle of `rect`, shortened to its width; its own width."""
    theme = Theme.current()
    font = theme.font(style)
    text = _made(words, style, font.key(), int(rect.width()))
    size = text.size()
    left = rect.right() - size.width() if at_right else rect.x()
    painter.setFont(font)
    painter.setPen(theme.color(token))
    painter.drawStaticText(QPointF(left, rect.y() + (rect.height() - size.height()) / 2), text)
    return size.width()


@lru_cache(maxsize=2048)
def _made(words: str, style: str, font_key: str, room_px: int) -> QStaticText:
    """A laid-out line: laying it out costs ten times what drawing it does."""
    del font_key
    font = Theme.current().font(style)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, room_px))
    text = QStaticText(shown)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.prepare(QTransform(), font)
    return text


def _paint_ground(painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> bool:
    """Draw hover or selection; whether the row is selected."""
    theme = Theme.current()
    state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
    if not state & QStyle.StateFlag.State_Selected:
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, theme.color("accentTint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        return False
    is_active = bool(state & QStyle.StateFlag.State_Active)
    painter.fillRect(rect, theme.color("selected" if is_active else "selectedIdle"))
    if is_active:
        painter.fillRect(QRectF(rect.x(), rect.y(), 2, rect.height()), theme.color("accent"))
    return True
