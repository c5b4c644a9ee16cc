"""The gauges of a run: progress, elapsed time against its limits, memory."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jobdesk.models.records import Progress, ResultRecord
from jobdesk.ui.accessible import Role
from jobdesk.ui.runs.gauge_words import (
    GaugeWords,
    Usual,
    elapsed_gauge,
    limit_marks,
    progress_gauge,
)
from jobdesk.ui.runs.words import memory_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.gauge import Gauge
from jobdesk.ui.widgets.labels import ElidedLabel, label, set_role


class TitledGauge(QWidget):
    """A bar with words over it, left and right, and a line under it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._title = label("", "label")
        self._right = label("", "cell", "text2")
        self.bar = Gauge(name, large=True)
        self._below = ElidedLabel("", "caption", "text2")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, words: GaugeWords) -> None:
        """Show other values; the places stay."""
        self._title.setText(words.title)
        self._right.setText(words.right)
        set_role(self._right, words.tone)
        self._below.setText(words.below)
        self.bar.set_share(words.share, words.token)
        self.setAccessibleName(
            ", ".join(p for p in (words.title, words.right, words.below) if p)
        )


class MarkWords(QWidget):
    """Words under the marks of a bar."""

    accessible_role = Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._marks: list[tuple[float, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: list[tuple[float, str]]) -> None:
        """Write each word under its share of the width."""
        if marks != self._marks:
            self._marks = marks
            self.setAccessibleName(", ".join(word for _, word in marks))
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """One line of small words."""
        return QSize(40, QFontMetrics(Theme.current().font("caption")).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words from right to left and leave out what would overlap."""
        del event
        theme = Theme.current()
        painter = QPainter(self)
        try:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text2"))
            metrics = QFontMetrics(painter.font())
            free = float(self.width())
            for share, words in sorted(self._marks, reverse=True):
                width = metrics.horizontalAdvance(words)
                x = min(self.width() * share - width / 2, free - width)
                if x < 0:
                    continue
                rect = QRectF(x, 0, width + 1, self.height())
                painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
                free = x - 12
        finally:
            painter.end()


class ElapsedGauge(TitledGauge):
    """Time against the soft and the hard limit."""

    def __init__(self) -> None:
        super().__init__("Elapsed")
        self._marks = MarkWords()
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(self._below, self._marks)
        self._below.hide()

    def show_run(self, record: ResultRecord, elapsed: float) -> None:
        """Show how much time has gone."""
        self.say(elapsed_gauge(record, elapsed))
        marks = limit_marks(record)
        self.bar.set_marks([(share, token) for share, token, _ in marks])
        self._marks.show_marks([(share, words) for share, _, words in marks])


class RunGauges(QWidget):
    """Progress and memory only where they are known."""

    def __init__(self) -> None:
        super().__init__()
        self.progress = TitledGauge("Progress")
        self.elapsed = ElapsedGauge()
        self.memory = label("", "cell", "text2")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 4, 20, 12)
        line.setSpacing(24)
        line.addWidget(self.progress, 1)
        line.addWidget(self.elapsed, 1)
        line.addWidget(self.memory, 0, Qt.AlignmentFlag.AlignTop)
        self.progress.hide()
        self.memory.hide()

    def show_run(
        self,
        record: ResultRecord,
        progress: Progress | None,
        elapsed: float,
        usual: Usual | None = None,
    ) -> None:
        """Show another state of the run; `usual` is how long its job takes."""
        words = progress_gauge(progress, elapsed, usual)
        self.progress.setVisible(words is not None)
        if words is not None:
            self.progress.say(words)
        self.elapsed.show_run(record, elapsed)
        memory = memory_words(record)
        self.memory.setVisible(bool(memory))
        self.memory.setText(f"Memory peak {memory}")
