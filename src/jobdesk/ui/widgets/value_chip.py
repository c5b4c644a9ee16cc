"""One chosen value in a field of several: its label, and a cross that takes it away."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme

_HEIGHT = 22
_PADDING = 8
_CROSS = 20  # pixels at the right that take it away
_CROSS_ICON = 9
_WIDEST = 280
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space)


class ValueChip(QAbstractButton):
    """A value; Left and Right move between chips, Del takes it away.

    Signals:
        remove_requested(str): take this value away.
        step_requested(int): go to the chip before (-1) or behind (1).
    """

    remove_requested = Signal(str)
    step_requested = Signal(int)

    def __init__(self, value: str, label: str) -> None:
        super().__init__()
        self.value = value
        self.label = label
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{label}, chosen")
        self.setAccessibleDescription("Del takes it away")
        self.setToolTip(label)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """The label and the cross, up to a width."""
        metrics = QFontMetrics(Theme.current().font("label"))
        width = metrics.horizontalAdvance(self.label) + _PADDING + _CROSS + 1
        return QSize(min(width, _WIDEST), max(_HEIGHT, metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        del event
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme = Theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_focused = self.hasFocus()
        painter.setPen(QPen(theme.color("accent"), 2) if is_focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accentTint"))
        inset = 1 if is_focused else 0
        ground = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(
            ground, theme.radius("chipInField"), theme.radius("chipInField")
        )
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("accentText"))
        words = self.rect().adjusted(_PADDING, 0, -_CROSS, 0)
        shown = QFontMetrics(painter.font()).elidedText(
            self.label, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        x = self.width() - (_CROSS + _CROSS_ICON) / 2
        square = QRectF(x, (self.height() - _CROSS_ICON) / 2, _CROSS_ICON, _CROSS_ICON)
        paint_icon(painter, square, "x", theme.color("accentText"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross takes it away."""
        self.setDown(False)
        point = event.position().toPoint()
        if self.rect().contains(point) and point.x() >= self.width() - _CROSS:
            self.remove_requested.emit(self.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, or take it away."""
        if event.key() in _REMOVING:
            self.remove_requested.emit(self.value)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step_requested.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)
