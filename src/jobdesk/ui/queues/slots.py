"""The places of a queue as short bars: those that are taken, those that are free."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.theme import Theme

_GAP_PX = 3.0
_LEAST_PX = 5.0  # of one bar; where they would be shorter, all are one bar


def paint_slots(
    painter: QPainter, rect: QRectF, running: int, slots: int, track: str = "track"
) -> None:
    """Draw one bar for each place into `rect`, middle of its height.

    Args:
        painter: where.
        rect: room for all of them.
        running: how many are taken.
        slots: how many there are.
        track: the token of those that are free; another one on a selected row.
    """
    theme = Theme.current()
    height = float(theme.size("progressLarge"))
    top = rect.y() + (rect.height() - height) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for left, width, is_taken in _bars(rect, running, max(1, slots)):
        painter.setBrush(theme.color("run" if is_taken else track))
        painter.drawRoundedRect(QRectF(left, top, width, height), height / 2, height / 2)
    painter.restore()


def _bars(rect: QRectF, running: int, slots: int) -> list[tuple[float, float, bool]]:
    width = (rect.width() - _GAP_PX * (slots - 1)) / slots
    if width < _LEAST_PX:
        share = min(1.0, running / slots)
        done = [(rect.x(), rect.width() * share, True)] if running else []
        return [(rect.x(), rect.width(), False), *done]
    return [(rect.x() + at * (width + _GAP_PX), width, at < running) for at in range(slots)]


class SlotGauge(QWidget):
    """The places of one queue."""

    accessible_role = Role.ProgressBar

    def __init__(self) -> None:
        super().__init__()
        self._running = 0
        self._slots = 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_slots(0, 1)

    def show_slots(self, running: int, slots: int) -> None:
        """Show how many of the places are taken."""
        self._running, self._slots = running, slots
        self.setAccessibleName(f"{running} of {slots} running")
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """A short row of bars."""
        return QSize(96, Theme.current().size("progressLarge") + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        del event
        painter = QPainter(self)
        try:
            paint_slots(painter, QRectF(self.rect()), self._running, self._slots)
        finally:
            painter.end()
