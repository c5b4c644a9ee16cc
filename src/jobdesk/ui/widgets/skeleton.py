"""Skeleton: grey bars where rows will be, for lists that take a while to read."""

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.theme import Theme

_PATIENCE_MS = 200  # who waits no longer than this sees nothing flash
_SIDE_PX = 20
_ROW_PX = 44
_BAR_PX = 9
# Where bars stand in a row and how long they are, as shares of the width.
_BARS = ((0.0, 0.30), (0.42, 0.12), (0.62, 0.14), (0.84, 0.08))


class Skeleton(QWidget):
    """Stands in a stack until what was asked for is there; it does not move."""

    accessible_role = Role.Graphic

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        self.setAccessibleName("Loading")
        stack.addWidget(self)
        self._late = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._late.timeout.connect(self._on_late)
        stack.currentChanged.connect(self._on_current_changed)

    def expect(self) -> None:
        """Something was asked for: show bars unless it comes soon."""
        self._late.start()

    def done(self) -> None:
        """It came, or will not come."""
        self._late.stop()

    @Slot()
    def _on_late(self) -> None:
        self._stack.setCurrentWidget(self)

    @Slot()
    def _on_current_changed(self) -> None:
        self._late.stop()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars, fainter from row to row."""
        del event
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Theme.current().color("track"))
            rows = max(1, self.height() // _ROW_PX)
            for row in range(rows):
                painter.setOpacity(1 - row / rows)
                self._paint_row(painter, _SIDE_PX / 2 + row * _ROW_PX)
        finally:
            painter.end()

    def _paint_row(self, painter: QPainter, top: float) -> None:
        width = self.width() - 2 * _SIDE_PX
        for start, share in _BARS:
            bar = QRectF(_SIDE_PX + start * width, top, share * width, _BAR_PX)
            painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)
