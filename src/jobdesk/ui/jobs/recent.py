"""The last runs of a job in its detail pane: one clickable line each, durations, figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.facts import Facts
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.sparkline import Bar, BarChart
from jobdesk.ui.widgets.status_label import paint_look
from jobdesk.ui.widgets.times import age_text, duration_text, exact_text

if TYPE_CHECKING:
    from jobdesk.models.stores.statistics import JobHistory, JobStatistics, RunGlance

SHOWN_RUNS = 4


class RunLine(QAbstractButton):
    """One run: status, number, who, when, how long; a click opens it."""

    def __init__(self, run: RunGlance) -> None:
        super().__init__()
        self.run = run
        self._when = run.date_done or run.date_started or run.date_created
        self._age = ""
        self.tell_age()
        self.setToolTip(exact_text(self._when))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def tell_age(self) -> None:
        """Say how long ago it was by now."""
        look, run = Theme.current().status(self.run.status.value), self.run
        self._age = age_text(self._when)
        self.setAccessibleName(f"Run {run.no}, {look.word}, {run.user}, {self._age}")
        self.update()

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
    """The newest runs, a chart of their durations, and figures over all.

    Signals:
        open_run(int): a run was clicked.
        more_changed(str): what a click on "more" would do, in words; empty when nothing.
    """

    open_run = Signal(int)
    more_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._none = label("Never run", "cell", "text2")
        self._caption = label("Duration, last 20 runs", "cell", "text2")
        self._caption.setContentsMargins(0, 8, 0, 2)
        self._chart = BarChart("Durations")
        self.figures = Facts()
        for part in (self._none, self._caption, self._chart, self.figures):
            self._column.addWidget(part)
        self._lines: list[RunLine] = []
        self._is_whole = False
        self._history: JobHistory | None = None

    def show_history(self, history: JobHistory | None) -> None:
        """Show the runs, newest first; None while they are being read."""
        if history is not None and history == self._history:
            for line in self._lines:
                line.tell_age()
            return  # made again, a line would lose the keyboard
        self._history = history
        runs = history.runs if history is not None else ()
        self._make_lines(runs)
        self._none.setVisible(history is not None and not runs)
        bars = bars_of(runs)
        has_chart = len(bars) > 1
        for part in (self._caption, self._chart):
            part.setVisible(has_chart)
        if has_chart:
            self._chart.show_bars(bars)
        self.figures.clear()
        self.figures.setVisible(bool(runs))
        if history is not None:
            for name, words in figure_words(history.statistics):
                self.figures.add(name, words)
        self._show_lines()

    def _make_lines(self, runs: Sequence[RunGlance]) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [RunLine(run) for run in runs]
        for place, line in enumerate(self._lines):
            line.clicked.connect(self._on_line_clicked)
            self._column.insertWidget(place, line)

    @Slot()
    def toggle_more(self) -> None:
        """Show all runs that were read, or few again."""
        self._is_whole = not self._is_whole
        self._show_lines()

    def _show_lines(self) -> None:
        for place, line in enumerate(self._lines):
            line.setVisible(self._is_whole or place < SHOWN_RUNS)
        number = len(self._lines)
        words = f"Last {number}" if not self._is_whole else "Fewer"
        self.more_changed.emit(words if number > SHOWN_RUNS else "")

    @Slot()
    def _on_line_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, RunLine):
            self.open_run.emit(line.run.no)


def bars_of(runs: Sequence[RunGlance]) -> list[Bar]:
    """The durations of runs that ended, oldest first."""
    return [
        Bar(run.duration, run.status.value != "SUCCESS")
        for run in reversed(runs)
        if run.duration is not None
    ]


def figure_words(found: JobStatistics) -> list[tuple[str, str]]:
    """The figures over all runs, as names and words."""
    if not found.runs:
        return []
    words = [("Runs", f"{found.runs:,}".replace(",", "\N{THIN SPACE}"))]
    if found.success_rate is not None:
        words.append(("Completed", f"{found.success_rate:.0%} of {found.ended} ended"))
    if found.median is not None:
        words.append(("Median", duration_text(found.median)))
        words.append(("95 of 100 within", duration_text(found.slow)))
    failed = found.last_failure
    if failed is not None:
        when = failed.date_done or failed.date_created
        words.append(("Last failure", f"#{failed.no}, {age_text(when)}"))
    return words
