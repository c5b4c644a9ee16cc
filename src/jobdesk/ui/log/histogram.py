"""Histogram: a log over time, drawn as bars; it is also its horizontal scroll bar."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from jobdesk.ui.log.time_axis import clock, ticks
from jobdesk.ui.log.timeline import Timeline
from jobdesk.ui.theme import Theme

_SIDE_PX = 20
_TOP_PX = 6
_BARS_PX = 22
_MATCH_PX = 3
_LEAST_PX = 2.0  # bars and frames are never thinner
_LEAST_FRAME_PX = 8.0
_BAD_PX = 3.0
_PAGE = 10  # stretches


class Histogram(QAbstractSlider):
    """Bars of lines per stretch of time, the bad ones at their foot, the part in view framed.

    Its value is the number of the first line in view.

    Signals:
        seq_requested(int): the user wants to see this line.
    """

    seq_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = Timeline()
        self._counts: list[int] = []
        self._matches: tuple[bool, ...] = ()
        self._shown = (0, 0)  # the first and the last line in view
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Log over time")
        Theme.current().changed.connect(self.update)

    @property
    def timeline(self) -> Timeline:
        """What is drawn."""
        return self._timeline

    @property
    def matches(self) -> tuple[bool, ...]:
        """Which stretches hold a line that matches the search."""
        return self._matches

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw another timeline."""
        self._timeline = timeline
        self._counts = timeline.counts
        self.setRange(0, max(0, min(timeline.total - 1, 2**31 - 1)))
        self.show_lines(*self._shown)
        self.update()

    def show_lines(self, first: int, last: int) -> None:
        """Frame the lines in view."""
        before, self._shown = self._frame(), (first, last)
        self.setValue(min(first, self.maximum()))
        self.setPageStep(max(1, last - first))
        if self._frame() != before:
            self.setAccessibleDescription(self.words())
            self.update()

    def show_matches(self, matches: Sequence[bool]) -> None:
        """Mark the stretches that hold a match."""
        if tuple(matches) != self._matches:
            self._matches = tuple(matches)
            self.update()

    def words(self) -> str:
        """The part of the log that is in view."""
        line = self._timeline
        if not line.edges:
            return "No lines"
        first, last = (clock(line.time_of(line.place_of(seq))) for seq in self._shown)
        return f"{first} to {last}, line {self._shown[0] + 1:,} of {line.total:,}"

    def words_at(self, x: float) -> str:
        """What is told about a place: its time, its lines, the bad ones."""
        line = self._timeline
        if not line.edges:
            return ""
        place = self._place(x)
        bucket = max(0, min(int(place), len(line.edges) - 1))
        parts = [clock(line.time_of(place)), _plural(self._counts[bucket], "line")]
        for counts, noun in ((line.failures, "failure"), (line.warnings, "warning")):
            if counts[bucket]:
                parts.append(_plural(counts[bucket], noun))
        if bucket < len(self._matches) and self._matches[bucket]:
            parts.append("matches")
        return " · ".join(parts)

    def _room(self) -> float:
        return max(1.0, self.width() - 2 * _SIDE_PX)

    def _x(self, place: float) -> float:
        return _SIDE_PX + place / max(1, len(self._timeline.edges)) * self._room()

    def _place(self, x: float) -> float:
        return (x - _SIDE_PX) / self._room() * len(self._timeline.edges)

    def _frame(self) -> QRectF:
        """Where the part in view is."""
        left, right = (self._x(self._timeline.place_of(seq)) for seq in self._shown)
        if right - left < _LEAST_FRAME_PX:
            middle = (left + right) / 2
            left, right = middle - _LEAST_FRAME_PX / 2, middle + _LEAST_FRAME_PX / 2
        left, right = round(left) + 0.5, round(right) + 0.5
        return QRectF(left, _TOP_PX - 3.5, right - left, _BARS_PX + 6)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars, marks, times, and the frame."""
        del event
        theme = Theme.current()
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), theme.color("sunken"))
            foot = QRectF(_SIDE_PX, _TOP_PX + _BARS_PX, self._room(), 1)
            painter.fillRect(foot, theme.color("line"))
            if self._timeline.edges:
                self._paint_bars(painter)
                self._paint_times(painter)
                self._paint_frame(painter)
        finally:
            painter.end()

    def _paint_bars(self, painter: QPainter) -> None:
        theme, line = Theme.current(), self._timeline
        highest = max(1, *self._counts)
        bar, bad, warn, mark = (
            theme.color(name) for name in ("bar", "badFill", "warnFill", "accent")
        )
        bottom = float(_TOP_PX + _BARS_PX)
        for bucket, count in enumerate(self._counts):
            left, right = self._x(bucket), self._x(bucket + 1)
            width = max(_LEAST_PX, right - left - 1)
            if count:
                height = max(_LEAST_PX, count / highest * _BARS_PX)
                painter.fillRect(QRectF(left, bottom - height, width, height), bar)
                foot = bottom
                for many, color in ((line.failures, bad), (line.warnings, warn)):
                    if many[bucket]:
                        part = max(_BAD_PX, many[bucket] / highest * _BARS_PX)
                        foot -= part
                        painter.fillRect(QRectF(left, foot, width, part), color)
            if bucket < len(self._matches) and self._matches[bucket]:
                painter.fillRect(QRectF(left, 1, width, _MATCH_PX), mark)

    def _paint_times(self, painter: QPainter) -> None:
        theme, line = Theme.current(), self._timeline
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        metrics = QFontMetricsF(painter.font())
        baseline = self.height() - 6
        span = len(line.edges) * line.width / 1e6
        taken = 0.0
        for moment, words in ticks(line.start / 1e6, span, self._room() / 110):
            x = self._x((moment * 1e6 - line.start) / line.width)
            width = metrics.horizontalAdvance(words)
            left = min(max(_SIDE_PX, x - width / 2), self.width() - _SIDE_PX - width)
            if left >= taken:
                painter.drawText(QPointF(left, baseline), words)
                taken = left + width + 12

    def _paint_frame(self, painter: QPainter) -> None:
        theme, frame = Theme.current(), self._frame()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("accent")
        ground.setAlphaF(0.14)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.color("accent"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(frame, 3, 3)

    # Other Qt overrides

    def sizeHint(self) -> QSize:
        """As high as the theme says."""
        least = _TOP_PX + _BARS_PX + QFontMetricsF(Theme.current().font("caption")).height() + 6
        return QSize(400, max(Theme.current().size("histogram"), int(least)))

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Not drawn for each line of a followed log: only when the frame moves."""
        del change

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask(self._place(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scroll while dragging."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(self._place(event.position().x()))

    def _ask(self, place: float) -> None:
        if self._timeline.edges:
            self.seq_requested.emit(self._timeline.seq_at(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by one stretch of time, pages by ten, Home and End to the ends."""
        place = int(self._timeline.place_of(self._shown[0]))
        end = len(self._timeline.edges)
        wanted = {
            Qt.Key.Key_Left: place - 1,
            Qt.Key.Key_Right: place + 1,
            Qt.Key.Key_PageUp: place - _PAGE,
            Qt.Key.Key_PageDown: place + _PAGE,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: end,
        }.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self._ask(max(0, min(wanted, end)))

    def event(self, event: QEvent) -> bool:
        """Tell time and lines in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went."""
        super().focusOutEvent(event)
        self.update()


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
