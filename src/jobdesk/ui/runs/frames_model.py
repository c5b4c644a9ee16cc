"""The frames of a traceback as a list; frames that are not the job's own are folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.runs.frames import Frame, fold_words
from jobdesk.ui.theme import Theme

_NO_PARENT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_PADDING_PX = 12
_ICON_PX = 11

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Fold:
    """Stands above frames that are folded or were unfolded."""

    at: int
    frames: tuple[Frame, ...]
    is_open: bool


class FramesModel(QAbstractListModel):
    """Frames and folds, the outermost call first."""

    def __init__(self) -> None:
        super().__init__()
        self._frames: Sequence[Frame] = ()
        self._open: set[int] = set()
        self._rows: list[Frame | Fold] = []

    def show_frames(self, frames: Sequence[Frame]) -> None:
        """Take other frames; without one of the job's own nothing is folded."""
        self.beginResetModel()
        self._frames = frames
        has_own = any(frame.is_own for frame in frames)
        self._open = set() if has_own else {0}
        self._rows = self._made()
        self.endResetModel()

    def row(self, row: int) -> Frame | Fold | None:
        """What stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def last_own(self) -> int:
        """The row of the job's innermost frame; the last row without one; -1 when empty."""
        own = [at for at, row in enumerate(self._rows) if isinstance(row, Frame) and row.is_own]
        return own[-1] if own else len(self._rows) - 1

    def toggle(self, fold: Fold) -> None:
        """Fold or unfold."""
        self.beginResetModel()
        self._open ^= {fold.at}
        self._rows = self._made()
        self.endResetModel()

    def _made(self) -> list[Frame | Fold]:
        rows: list[Frame | Fold] = []
        at = 0
        for is_own, group in groupby(self._frames, key=lambda frame: frame.is_own):
            some = tuple(group)
            if is_own:
                rows.extend(some)
            else:
                is_open = at in self._open
                rows.append(Fold(at, some, is_open))
                rows.extend(some if is_open else ())
            at += len(some)
        return rows

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Frames and folds."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, and what it is."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Fold):
                return f"{fold_words(row.frames)}, {'unfolded' if row.is_open else 'folded'}"
            return f"{row.name}, {row.shown_file} line {row.line}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.file if isinstance(row, Frame) else "Show or hide them (Return)"
        return None


class FrameDelegate(QStyledItemDelegate):
    """Two lines for a frame: the call, then file and line; one for a fold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the lines."""
        del option
        theme = Theme.current()
        lines = QFontMetrics(theme.font("log")).height()
        if isinstance(index.data(ROW_ROLE), Frame):
            lines += QFontMetrics(theme.font("cell")).height() + 4
        return QSize(120, lines + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        theme = Theme.current()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            is_active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(rect, theme.color("selected" if is_active else "selectedIdle"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        row = index.data(ROW_ROLE)
        inner = rect.adjusted(_PADDING_PX, 6, -_PADDING_PX, -6)
        if isinstance(row, Frame):
            _paint_frame(painter, inner, rect, row)
        elif isinstance(row, Fold):
            _paint_fold(painter, inner, row)
        painter.restore()


def _paint_frame(painter: QPainter, inner: QRectF, rect: QRectF, frame: Frame) -> None:
    theme = Theme.current()
    if frame.is_own:
        painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), theme.color("badFill"))
    painter.setFont(theme.font("log"))
    metrics = QFontMetrics(painter.font())
    painter.setPen(theme.color("text" if frame.is_own else "text2"))
    top = QRectF(inner.x(), inner.y(), inner.width(), metrics.height())
    name = frame.name if frame.name.startswith("<") else f"{frame.name}()"
    elide = Qt.TextElideMode.ElideRight
    left = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(top, left, metrics.elidedText(name, elide, int(top.width())))
    painter.setFont(theme.font("cell"))
    metrics = QFontMetrics(painter.font())
    painter.setPen(theme.color("text2"))
    below = QRectF(inner.x(), top.bottom() + 4, inner.width(), metrics.height())
    line = f"line {frame.line:,}"
    room = int(below.width()) - metrics.horizontalAdvance(line) - 12
    file = metrics.elidedText(frame.shown_file, Qt.TextElideMode.ElideMiddle, max(0, room))
    painter.drawText(below, left, file)
    painter.drawText(below, left | Qt.AlignmentFlag.AlignRight, line)


def _paint_fold(painter: QPainter, inner: QRectF, fold: Fold) -> None:
    theme = Theme.current()
    icon = "caret-down" if fold.is_open else "caret-right"
    top = inner.y() + (inner.height() - _ICON_PX) / 2
    square = QRectF(inner.x(), top, _ICON_PX, _ICON_PX)
    paint_icon(painter, square, icon, theme.color("text2"))
    painter.setFont(theme.font("cell"))
    painter.setPen(theme.color("text2"))
    rest = inner.adjusted(_ICON_PX + 8, 0, 0, 0)
    words = QFontMetrics(painter.font()).elidedText(
        fold_words(fold.frames), Qt.TextElideMode.ElideRight, int(rest.width())
    )
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, words)
