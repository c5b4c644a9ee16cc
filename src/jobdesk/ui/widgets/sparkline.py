"""The last runs of a job as small bars: how long they took and which failed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.theme import Theme

BARS = 20
_FLOOR_PX = 1.0
_SHORTEST = 0.18  # of the height: a quick run is still seen
_DOT_PX = 3.0  # under a failed run, with its gap: colour alone says nothing


@dataclass(frozen=True, slots=True)
class Bar:
    """One run."""

    seconds: float
    is_failed: bool


def paint_bars(painter: QPainter, rect: QRectF, bars: Sequence[Bar]) -> None:
    """Draw the newest `BARS` runs, the newest at the right; missing ones are a low floor.

    Under a run that failed there is a dot.
    """
    theme = Theme.current()
    shown = list(bars)[-BARS:]
    step = rect.width() / BARS
    width = max(1.0, step - (1.0 if step < 8 else 2.0))
    longest = max((bar.seconds for bar in shown), default=0.0) or 1.0
    missing = BARS - len(shown)
    has_dots = any(bar.is_failed for bar in shown)
    rect = rect.adjusted(0, 0, 0, -_DOT_PX if has_dots else 0)
    for place in range(BARS):
        x = rect.x() + place * step
        if place < missing:
            floor = QRectF(x, rect.bottom() - _FLOOR_PX, width, _FLOOR_PX)
            painter.fillRect(floor, theme.color("bar"))
            continue
        bar = shown[place - missing]
        height = rect.height() * max(_SHORTEST, bar.seconds / longest)
        token = "badFill" if bar.is_failed else "run" if place == BARS - 1 else "bar"
        column = QRectF(x, rect.bottom() - height, width, height)
        painter.fillRect(column, theme.color(token))
        if bar.is_failed:
            dot = QRectF(x + (width - 2) / 2, rect.bottom() + 1, 2, 2)
            painter.fillRect(dot, theme.color("bad"))


class BarChart(QWidget):
    """The same bars, larger."""

    accessible_role = Role.Chart

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bars: list[Bar] = []
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these runs, oldest first."""
        self._bars = list(bars)
        failed = sum(bar.is_failed for bar in self._bars)
        self.setAccessibleName(f"{self._name}: {len(self._bars)} runs, {failed} failed")
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As high as on the mock-up."""
        return QSize(200, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        del event
        painter = QPainter(self)
        try:
            paint_bars(painter, QRectF(self.rect()), self._bars)
        finally:
            painter.end()
