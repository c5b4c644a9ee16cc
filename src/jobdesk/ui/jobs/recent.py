"""The last runs of a job in its detail pane: one clickable line each, and their durations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.sparkline import Bar, BarChart
from jobdesk.ui.widgets.status_label import paint_look
from jobdesk.ui.widgets.times import age_text, duration_text, exact_text

if TYPE_CHECKING:
    from jobdesk.models.records import ResultRecord

SHOWN_RUNS = 4


class RunLine(QAbstractButton):
    """One run: status, number, who, when, how long; a click opens it."""

    def __init__(self, run: ResultRecord) -> None:
        super().__init__()
        self.run = run
        look = Theme.current().status(run.status.value)
        when = run.date_done or run.date_started or run.date_created
        self._age = age_text(when)
        self.setAccessibleName(f"Run {run.no}, {look.word}, {run.user}, {self._age}")
        self.setToolTip(exact_text(when))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, QFontMetrics(Theme.current().font("label")).height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        del event
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme = Theme.current()
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.color("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            ground = QRectF(self.rect()).adjusted(-3.5, 0.5, 3.5, -0.5)
            painter.drawRoundedRect(ground, 4, 4)
        paint_look(painter, QRectF(self.rect()), theme.status(self.run.status.value))
        painter.setFont(theme.font("cell"))
        painter.setPen(theme.color("text2"))
        left, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        metrics = QFontMetrics(painter.font())
        ages = self.rect().adjusted(0, 0, -44, 0)
        painter.drawText(self.rect(), left | right, duration_text(self.run.duration))
        painter.drawText(ages, left | right, self._age)
        room = ages.width() - metrics.horizontalAdvance(self._age) - 8 - 94
        who = f"#{self.run.no}  {self.run.user}"
        shown = metrics.elidedText(who, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(94, 0, max(0, room), self.height()), left, shown)


class RecentRuns(QWidget):
    """The newest runs and a chart of their durations.

    Signals:
        open_run(int): a run was clicked.
    """

    open_run = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._none = label("Never run", "cell", "text2")
        self._caption = label("Duration, last 20 runs", "cell", "text2")
        self._caption.setContentsMargins(0, 8, 0, 2)
        self._chart = BarChart("Durations")
        self._median = label("", "cell", "text2")
        for part in (self._none, self._caption, self._chart, self._median):
            self._column.addWidget(part)
        self._lines: list[RunLine] = []

    def show_runs(self, runs: Sequence[ResultRecord], bars: Sequence[Bar]) -> None:
        """Show the newest runs, newest first, and the durations, oldest first."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [RunLine(run) for run in runs[:SHOWN_RUNS]]
        for place, line in enumerate(self._lines):
            line.clicked.connect(self._on_line_clicked)
            self._column.insertWidget(place, line)
        self._none.setVisible(not self._lines)
        has_chart = len(bars) > 1
        for part in (self._caption, self._chart, self._median):
            part.setVisible(has_chart)
        if has_chart:
            self._chart.show_bars(bars)
            middle = sorted(bar.seconds for bar in bars)[len(bars) // 2]
            good = sum(not bar.is_failed for bar in bars) / len(bars)
            self._median.setText(f"median {duration_text(middle)}, {good:.0%} completed")

    @Slot()
    def _on_line_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, RunLine):
            self.open_run.emit(line.run.no)
