"""TaskBar: what goes on in the window, at the right of the status line; a list on demand."""

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QWidget

from jobdesk.ui.tasks import Task, tasks
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.gauge import Gauge
from jobdesk.ui.widgets.labels import ElidedLabel

_PATIENCE_MS = 300  # what is done sooner is not told
_GAUGE_PX = 72
_WORDS_PX = 320  # the longest title
_LIST_PX = 420


class TaskBar(QWidget):
    """The oldest task with its gauge and its way out; how many more there are."""

    def __init__(self) -> None:
        super().__init__()
        self.words = button("", "link", tip="List all that goes on")
        self.gauge = Gauge("Progress")
        self.gauge.setFixedWidth(_GAUGE_PX)
        self.stop = button("Cancel", "link")
        self.list = TaskPopup(self)
        self._late = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 8, 0)
        line.setSpacing(6)
        for part in (self.words, self.gauge, self.stop):
            line.addWidget(part)
        self.hide()
        self.words.clicked.connect(self.open_list)
        self.stop.clicked.connect(self._on_stop)
        self._late.timeout.connect(self._show)
        tasks().changed.connect(self._on_changed)
        tasks().advanced.connect(self._on_advanced)

    @Slot()
    def open_list(self) -> None:
        """Show all that goes on, above the line."""
        if self.isVisible():
            self.list.fill()
            self.list.open_above(self)

    @Slot()
    def _on_changed(self) -> None:
        if not tasks().under_way:
            self._late.stop()
            self.hide()
            self.list.hide()
        elif self.isVisible():
            self._show()
        elif not self._late.isActive():
            self._late.start()

    @Slot()
    def _on_advanced(self) -> None:
        if self.isVisible():
            self.gauge.set_share(tasks().under_way[0].share)
            self.list.advance()

    @Slot()
    def _show(self) -> None:
        under_way = tasks().under_way
        if not under_way:
            return
        first, others = under_way[0], len(under_way) - 1
        said = f"{first.title} and {others} more" if others else first.title
        metrics = self.words.fontMetrics()
        shown = metrics.elidedText(said, Qt.TextElideMode.ElideMiddle, _WORDS_PX)
        self.words.setText(shown.replace("&", "&&"))
        self.words.setAccessibleName(said)
        self.gauge.set_share(first.share)
        self.stop.setVisible(first.cancel is not None)
        self.stop.setAccessibleName(f"Cancel: {first.title}")
        self.show()
        if self.list.isVisible():
            self.list.fill()

    @Slot()
    def _on_stop(self) -> None:
        under_way = tasks().under_way
        if under_way and under_way[0].cancel is not None:
            under_way[0].cancel()


class TaskPopup(QFrame):
    """Each task in a line: title, gauge, cancel. Esc or a click elsewhere closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName("What goes on")
        self._rows: list[tuple[Task, Gauge]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 10, 10, 10)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self.setFixedWidth(_LIST_PX)

    def fill(self) -> None:
        """Show what is under way now."""
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = [
            (task, self._add_row(at, task)) for at, task in enumerate(tasks().under_way)
        ]
        self.advance()
        self.adjustSize()

    def _add_row(self, at: int, task: Task) -> Gauge:
        gauge = Gauge(task.title)
        gauge.setFixedWidth(_GAUGE_PX)
        self._grid.addWidget(ElidedLabel(task.title, "body"), at, 0)
        self._grid.addWidget(gauge, at, 1)
        if task.cancel is not None:
            stop = button("Cancel", "ghost", name=f"Cancel: {task.title}")
            stop.clicked.connect(task.cancel)
            self._grid.addWidget(stop, at, 2)
        return gauge

    def advance(self) -> None:
        """Show how far each is."""
        known = tasks().under_way
        for task, gauge in self._rows:
            if task in known:
                gauge.set_share(task.share)

    def open_above(self, bar: QWidget) -> None:
        """Show it over the right end of a line."""
        corner = bar.mapToGlobal(QPoint(bar.width(), -4))
        self.move(corner - QPoint(self.width(), self.height()))
        self.show()
        first = self.findChild(QPushButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another palette or font: measure again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.adjustSize()
