"""MarkedScrollBar: a scroll bar that shows where something is; a click goes there."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QToolTip, QWidget

from jobdesk.ui.theme import Theme

FAILURE, WARNING, MATCH, MARK = "failure", "warning", "match", "mark"
KINDS: dict[str, tuple[str, float, float]] = {
    WARNING: ("warnFill", 0.5, 1.0),
    FAILURE: ("badFill", 0.5, 1.0),
    MATCH: ("accent", 0.0, 0.5),
    MARK: ("accentText", 0.0, 1.0),
}
"""Colour of a tick, and which part of the width it takes; later ones lie on top."""

TICK_PX = 2
"""How high a tick is."""

_NEAR_PX = 3
_LOOK_MS = 400  # a busy log need not have its ticks moved more often


class Tick(NamedTuple):
    """Something at a height of the bar.

    Attributes:
        y: pixels from the top.
        row: the row that it stands for.
        kind: one of KINDS.
    """

    y: int
    row: int
    kind: str


class MarkedScrollBar(QScrollBar):
    """Asks for its ticks when it is painted, some times a second at most.

    Signals:
        row_requested(int): a tick of this row was clicked.
    """

    row_requested = Signal(int)

    def __init__(
        self, find: Callable[[int], Sequence[Tick]], parent: QWidget | None = None
    ) -> None:
        """`find` gives the ticks of a bar that is so many pixels high."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._find = find
        self._ticks: Sequence[Tick] = ()
        self._picture = QPixmap()
        self._is_old = True
        self._late = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._late.timeout.connect(self._on_late)
        self.setAccessibleName("Place in the log")
        Theme.current().changed.connect(self._on_late)

    @property
    def ticks(self) -> Sequence[Tick]:
        """What is drawn."""
        return self._ticks

    @Slot()
    def look_later(self) -> None:
        """There may be other ticks."""
        if not self._late.isActive():
            self._late.start()

    @Slot()
    def _on_late(self) -> None:
        self._is_old = True
        self.update()

    def _near(self, y: float) -> Tick | None:
        """The tick at a height, unless the handle lies there."""
        if self._handle().contains(self.width() // 2, int(y)):
            return None
        near = [tick for tick in self._ticks if abs(tick.y - y) <= _NEAR_PX]
        return min(near, key=lambda tick: abs(tick.y - y), default=None)

    def _handle(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and its ticks; a followed log paints it with every line."""
        super().paintEvent(event)
        if self._is_old:
            self._is_old = False
            self._ticks = self._find(self.height())
            self._picture = self._draw_ticks()
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self._picture)
        finally:
            painter.end()

    def _draw_ticks(self) -> QPixmap:
        ratio, theme, width = self.devicePixelRatioF(), Theme.current(), self.width() - 2
        picture = QPixmap((QSizeF(self.size()) * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        try:
            for y, _, kind in self._ticks:
                token, left, right = KINDS[kind]
                place = QRectF(1 + left * width, y, (right - left) * width, TICK_PX)
                painter.fillRect(place, theme.color(token))
        finally:
            painter.end()
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height has other ticks."""
        super().resizeEvent(event)
        self._is_old = True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to a tick; beside them it is a scroll bar."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        tick = self._near(event.position().y()) if is_left else None
        if tick is None:
            super().mousePressEvent(event)
        else:
            self.row_requested.emit(tick.row)

    def event(self, event: QEvent) -> bool:
        """Tell what a tick stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tick = self._near(event.pos().y())
            words = "" if tick is None else f"{tick.kind.capitalize()}, row {tick.row + 1:,}"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
