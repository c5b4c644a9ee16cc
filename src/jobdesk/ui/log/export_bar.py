"""ExportBar: how far a log is saved, and the way out of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jobdesk.ui.tasks import Task, tasks
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.gauge import Gauge
from jobdesk.ui.widgets.labels import ElidedLabel

_GAUGE_PX = 160


class ExportBar(QWidget):
    """One line under the log while it is being saved.

    Signals:
        cancelled(): the user gave up.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = ""
        self._total = 0
        self._task: Task | None = None
        self.words = ElidedLabel("", "cell", "text")
        self.gauge = Gauge("Saving")
        self.gauge.setFixedWidth(_GAUGE_PX)
        self.stop = button("Cancel", "ghost", tip="Stop saving; no file is left")
        self.stop.clicked.connect(self.cancelled)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 4, 12, 4)
        line.setSpacing(12)
        line.addWidget(self.words, 1)
        line.addWidget(self.gauge)
        line.addWidget(self.stop)
        self.hide()

    def begin(self, name: str, total: int, cancel: Callable[[], object]) -> None:
        """Saving `total` lines into a file begins; `cancel` gives it up."""
        self._name, self._total = name, total
        self._task = tasks().begin(f"Saving {name}", self, cancel)
        self.advance(0)
        self.show()

    @Slot(int)
    def advance(self, written: int) -> None:
        """So many lines are written."""
        self.words.setText(f"Saving {self._name}: {written:,} of {self._total:,} lines")
        share = written / self._total if self._total else None
        self.gauge.set_share(share)
        if self._task is not None:
            self._task.advance(share)

    def end(self) -> None:
        """It is saved, or was given up."""
        self.hide()
        if self._task is not None:
            self._task.end()
            self._task = None
