"""The board's lists: queues, runs, and waiting runs that can be dragged to another place."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from jobdesk.ui.queues.models import MIME, QueueModel, RunModel
from jobdesk.ui.queues.painting import STATE_ROLE, QueueDelegate, RunDelegate


class _List(QListView):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """The menu key opens the menu of the current row, where that row is."""
        if isinstance(event, QContextMenuEvent):
            is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            if is_by_key and self.currentIndex().isValid():
                row = self.visualRect(self.currentIndex())
                self.customContextMenuRequested.emit(row.center())
                return True
        return super().event(event)


class QueueList(_List):
    """All queues; one is chosen.

    Signals:
        queue_chosen(str): by the user.
    """

    queue_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Queues")
        self.queues = QueueModel()
        self.setModel(self.queues)
        self.setItemDelegate(QueueDelegate(self))
        self._is_filling = False
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def choose(self, name: str) -> None:
        """Select a queue without a word."""
        row = self.queues.row_of(name)
        if row >= 0 and row != self.currentIndex().row():
            self._is_filling = True
            self.setCurrentIndex(self.queues.index(row))
            self._is_filling = False

    @Slot()
    def _on_current_changed(self) -> None:
        state = self.currentIndex().data(STATE_ROLE)
        if state is not None and not self._is_filling:
            self.queue_chosen.emit(state.name)


class RunList(_List):
    """Runs of a queue.

    Signals:
        run_opened(int): a double click, or Return.
        entered_by_focus(): it has the keyboard now.
    """

    run_opened = Signal(int)
    entered_by_focus = Signal()

    def __init__(self, name: str, *, waits: bool = False) -> None:
        super().__init__(name)
        self.runs = RunModel(waits=waits)
        self.setModel(self.runs)
        self.setItemDelegate(RunDelegate(self))
        self.activated.connect(self._on_activated)

    @property
    def row(self) -> int:
        """The chosen row, -1 where there is none."""
        return self.currentIndex().row()

    @property
    def no(self) -> int | None:
        """The chosen run."""
        record = self.runs.record(self.row)
        return None if record is None else record.no

    def is_below_rows(self, point: QPoint) -> bool:
        """No row is there."""
        last = self.visualRect(self.runs.index(self.runs.rowCount() - 1))
        return point.y() > last.bottom()

    @Slot()
    def _on_activated(self) -> None:
        if self.no is not None:
            self.run_opened.emit(self.no)

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is done with a run is meant for one of these from now on."""
        super().focusInEvent(event)
        self.entered_by_focus.emit()


class WaitingList(RunList):
    """Runs that wait; dragged, or moved with Alt and the arrow keys."""

    def __init__(self) -> None:
        super().__init__("Waiting runs", waits=True)
        self.is_dragging = False
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def move_by(self, rows: int) -> None:
        """Move the chosen run up (negative) or down."""
        self.runs.move(self.row, self.row + (rows if rows < 0 else rows + 1))
        self.scrollTo(self.currentIndex())

    def gap_at(self, point: QPoint) -> int:
        """The row before which something dropped here would stand."""
        index = self.indexAt(point)
        if not index.isValid():
            return self.runs.rowCount()
        rect = self.visualRect(index)
        return index.row() + (1 if point.y() > rect.center().y() else 0)

    # Qt overrides

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802  # Qt's spelling
        """Rows stay as they are while one of them is in the air."""
        self.is_dragging = True
        try:
            super().startDrag(actions)
        finally:
            self.is_dragging = False

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the run; Qt only takes away its marks, since the event is accepted."""
        data = bytes(event.mimeData().data(MIME).data())
        row = self.runs.row_of(int(data)) if data.isdigit() else -1
        if row < 0:
            event.ignore()
            return
        gap = self.gap_at(event.position().toPoint())
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        super().dropEvent(event)
        self.runs.move(row, gap)
