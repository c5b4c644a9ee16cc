"""QueuesPage: the board of all queues, and the order in one of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.queues import actions as commands
from jobdesk.ui.queues.changes import QueueChanges
from jobdesk.ui.queues.lane import LanePane
from jobdesk.ui.queues.lists import QueueList
from jobdesk.ui.queues.load import BoardData, load_board
from jobdesk.ui.queues.new_queue import NewQueueLine
from jobdesk.ui.queues.run_commands import RunCommands, pop_up
from jobdesk.ui.queues.words import counts_words
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.button_row import ButtonRow
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.section import EmptyState

_NEWS_MS = 200  # several changes at once are one look
_AGES_MS = 1000  # waits grow
_KEEP_MS = 300  # after the splitter was moved last

_WAYS_OUT = {"Resume": "queues.resume", "Take runs": "queues.undrain"}


class QueuesPage(QWidget):
    """All queues at the left; state, controls, running and waiting runs of one at the right.

    Signals:
        open_run(int): show this run.
        counts_changed(str): `3 queues, 2 running, 14 waiting`, for the status line.
    """

    open_run = Signal(int)
    counts_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._store = session.layout_state
        self._chosen = str(self._store.value("queues/chosen", ""))
        self._is_reading = False
        self._read: BoardData | None = None  # last
        self.data: BoardData | None = None  # as shown
        self.counts = ""
        self.changes = QueueChanges(session, self)
        self.actions_here = ActionRegistry(self, commands.CONTEXT)
        self.list = QueueList()
        self.new_queue = NewQueueLine()
        self._make_actions()
        self.lane = LanePane(self.actions_here, self)
        self.lane.hide()
        self.runs = RunCommands(self.actions_here, self.lane, self.changes)
        self.empty = EmptyState()
        self._news = QTimer(self, singleShot=True, interval=_NEWS_MS)
        self._ages = QTimer(self, interval=_AGES_MS)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._build()
        self._connect()

    def _make_actions(self) -> None:
        make = self.actions_here.make
        make(commands.NEW, self.new_queue.ask)
        make(commands.PAUSE_ALL, self._on_pause_all)
        make(commands.RESUME_ALL, self._on_resume_all)
        make(commands.PAUSE, self._on_pause)
        make(commands.RESUME, self._on_resume)
        make(commands.DRAIN, self._on_drain)
        make(commands.UNDRAIN, self._on_undrain)
        make(commands.DELETE, self._on_delete)

    def _build(self) -> None:
        self._pause_all = action_button(self.actions_here["queues.pause_all"], text="Pause all")
        self._resume_all = action_button(
            self.actions_here["queues.resume_all"], text="Resume all"
        )
        buttons = ButtonRow(label("Queues", "pane"))
        buttons.add(action_button(self.actions_here["queues.new"]))
        buttons.add(self._pause_all, shrinks=True)
        buttons.add(self._resume_all, shrinks=True)
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 16, 10)
        head.addWidget(buttons)
        name_line = QHBoxLayout()
        name_line.setContentsMargins(20, 0, 16, 0)
        name_line.addWidget(self.new_queue)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(name_line)
        column.addSpacing(4)
        column.addWidget(hairline())
        self._left = QStackedWidget()
        self._left.addWidget(self.list)
        self._left.addWidget(self.empty)
        column.addWidget(self._left, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self.setFocusProxy(self.list)

    @Slot()
    def _add_lane(self) -> None:
        """In a turn of its own: what is new in a window is styled, and that takes a while."""
        if self.splitter.count() > 1:
            return
        self.splitter.addWidget(self.lane)
        self.lane.setVisible(self.data is not None and self.data.state is not None)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([460, 768])
        remember_splitter(self.splitter, self._store, "queues/splitter")

    def _connect(self) -> None:
        self._news.timeout.connect(self.reload)
        self._ages.timeout.connect(self._on_ages)
        self._keep.timeout.connect(self._on_keep)
        self.list.queue_chosen.connect(self.choose)
        self.list.customContextMenuRequested.connect(self._on_queue_menu)
        self.new_queue.named.connect(self.changes.create)
        self.empty.clicked.connect(self.new_queue.ask)
        self.changes.done.connect(self.reload)
        self.changes.created.connect(self._on_created)
        lane = self.lane
        lane.way_out.connect(self._on_way_out)
        lane.stepper.chosen.connect(self._on_concurrency_chosen)
        lane.waiting.runs.moved.connect(self.changes.move)
        self.runs.open_run.connect(self.open_run)
        session = self._session
        for news in (session.loaded, session.results_changed, session.jobs_changed):
            news.connect(self._on_news)
        session.agent_state_changed.connect(self._on_news)

    # Reading and showing

    @Slot()
    def reload(self) -> None:
        """Read the board, in a thread; one look at a time."""
        services, name = self._session.services, self._chosen
        if services is None:
            return
        if self._is_reading:
            self._news.start()
            return
        self._is_reading, ended = True, self.changes.ended

        def done(data: BoardData) -> None:
            self._is_reading = False
            is_late = name != self._chosen or self.lane.waiting.is_dragging
            if is_late or ended != self.changes.ended:
                self._news.start()
            elif not self.changes.is_under_way:  # at its end the board is read again
                self.show_data(data)

        def failed(error: BaseException) -> None:
            self._is_reading = False
            report_error(error)

        work = partial(load_board, services, name)
        run_in_background(self, work, done, name="board", failed=failed)

    def show_data(self, data: BoardData) -> None:
        """Show the board as it was read."""
        self._read = data
        self.list.queues.show_states(data.board.queues)
        has_queues = data.state is not None
        self._left.setCurrentWidget(self.list if has_queues else self.empty)
        if data.state is None:
            self.empty.say(
                "No queues yet",
                "The first jobs bring theirs; each queue limits how many of its runs go on "
                "at once.",
                "New queue",
                is_primary=True,
            )
        else:
            self._chosen = data.name
            self.list.choose(data.name)
        if self.lane.isHidden() and has_queues:
            QTimer.singleShot(0, self, self._show_lane)
        else:
            self._show_lane()
        paused = sum(state.is_paused for state in data.board.queues)
        self._pause_all.setVisible(has_queues and paused < len(data.board.queues))
        self._resume_all.setVisible(paused > 0)
        is_frozen = paused == len(data.board.queues)
        self.actions_here.disable(
            "queues.pause_all", "Nothing starts in any queue" if is_frozen else ""
        )
        self.actions_here.disable("queues.resume_all", "" if paused else "No queue is paused")
        self.counts = counts_words(data.board)
        self.counts_changed.emit(self.counts)

    @Slot()
    def _show_lane(self) -> None:
        """Show the queue that is chosen; when it comes up first, in a turn of its own."""
        data = self._read
        if data is None:
            return
        self._add_lane()
        if data.state is not None:
            self.lane.show_data(data, self._session.agent_state)
        self.lane.setVisible(data.state is not None)
        self.data = data
        self.runs.tell(data.left_out)

    @Slot(str)
    def choose(self, name: str) -> None:
        """Show another queue."""
        self._chosen = name
        self._keep.start()
        self.reload()

    @Slot()
    def _on_news(self) -> None:
        if self.isVisible() and not self._news.isActive():
            self._news.start()

    @Slot()
    def _on_ages(self) -> None:
        self.list.queues.touch()
        self.lane.touch()

    @Slot()
    def _on_keep(self) -> None:
        self._store.setValue("queues/chosen", self._chosen)
        self._store.sync()

    # What the user does with queues

    @Slot()
    def _on_pause_all(self) -> None:
        self.changes.pause_all(paused=True)

    @Slot()
    def _on_resume_all(self) -> None:
        self.changes.pause_all(paused=False)

    @Slot()
    def _on_pause(self) -> None:
        self._change(paused=True)

    @Slot()
    def _on_resume(self) -> None:
        self._change(paused=False)

    @Slot()
    def _on_drain(self) -> None:
        self._change(draining=True)

    @Slot()
    def _on_undrain(self) -> None:
        self._change(draining=False)

    def _change(self, *, paused: bool | None = None, draining: bool | None = None) -> None:
        if self._is_shown:
            self.changes.change(self._chosen, paused=paused, draining=draining)

    @property
    def _is_shown(self) -> bool:
        """The queue that is chosen is the one that the controls are about; it may be read."""
        return self.data is not None and self.data.name == self._chosen != ""

    @Slot(str)
    def _on_way_out(self, verb: str) -> None:
        self.actions_here[_WAYS_OUT[verb]].trigger()

    @Slot(str, int)
    def _on_concurrency_chosen(self, name: str, number: int) -> None:
        self.changes.change(name, concurrency=number)

    @Slot()
    def _on_delete(self) -> None:
        if self._is_shown:
            self.changes.delete(self._chosen)

    @Slot(str)
    def _on_created(self, name: str) -> None:
        self.new_queue.finish()
        self._chosen = name
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep.start()

    @Slot(QPoint)
    def _on_queue_menu(self, point: QPoint) -> None:
        is_row = self.list.indexAt(point).isValid()
        at_queue = ("pause", "resume", "drain", "undrain", "", "delete", "")
        board = ("pause_all", "resume_all", "", "new")
        names = (*at_queue, *board) if is_row else board
        pop_up(self.actions_here, self.list.viewport(), point, names)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the page was hidden."""
        super().showEvent(event)
        self._ages.start()
        QTimer.singleShot(0, self, self._add_lane)
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while the page is not seen; what was chosen is not lost."""
        super().hideEvent(event)
        self.lane.stepper.say()
        for timer in (self._ages, self._news):
            timer.stop()
        if self._keep.isActive():
            self._keep.stop()
            self._on_keep()
