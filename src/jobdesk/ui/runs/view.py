"""RunsPage: the history of runs."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError
from jobdesk.models.records import ResultRecord
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.actions import DELETE, OPEN
from jobdesk.ui.runs.deletion import RunDeletion
from jobdesk.ui.runs.disk import DiskUse, disk_use
from jobdesk.ui.runs.filter_line import RunsFilterLine
from jobdesk.ui.runs.history import (
    PAGE_RUNS,
    RunFilter,
    RunsFound,
    find_runs,
    read_runs,
)
from jobdesk.ui.runs.list_commands import RunListCommands
from jobdesk.ui.runs.live_tails import LiveTails
from jobdesk.ui.runs.model import RunsModel
from jobdesk.ui.runs.peek import RunPeek, put_beside
from jobdesk.ui.runs.runs_table import RunsTable
from jobdesk.ui.runs.words import runs_text
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.skeleton import Skeleton

_NEWS_MS = 250  # several changes at once are one look
_OFFERED = 40  # jobs and users to choose from
_NEAR_END_ROWS = 30  # this close to the end older runs are read


class RunsPage(QWidget):
    """All runs, newest first: find, open, stop, run again, copy, delete.

    Signals:
        open_run(int): show this run.
        form_requested(int): open the form with the inputs of this run.
        jobs_requested(): show the jobs: there is no run yet.
        counts_changed(str): `120 runs, 3 selected`, for the status line.
    """

    open_run = Signal(int)
    form_requested = Signal(int)
    jobs_requested = Signal()
    counts_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._next_before: int | None = None
        self._is_reading = False
        self._has_failed = False
        self._asked = 0
        self._changed: set[int] = set()  # runs with another status since the last look
        self._offered: list[QAction] = []
        self.model = RunsModel()
        self.table = RunsTable(self.model, session.layout_state)
        self.filters = RunsFilterLine(session.layout_state)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._left = QWidget(self._splitter)
        self.peek = RunPeek(session, self._splitter)
        self.commands = RunListCommands(session, self.table, self)
        self.deletion = RunDeletion(session, self)
        self.delete = action_button(self.commands.actions[DELETE.name])
        self.open = action_button(self.commands.actions[OPEN.name])
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._news = QTimer(self, singleShot=True, interval=_NEWS_MS)
        self._ages = LiveTails(session, self.model, self)
        self._look = QTimer(self, singleShot=True, interval=0)  # when the rows are laid out
        self._build()
        self._connect()
        self._on_selection_changed()
        if session.services is not None:
            self._on_session_loaded()

    def _build(self) -> None:
        head = self._head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 8)
        head.setSpacing(8)
        head.addWidget(label("Runs", "title"))
        head.addStretch(1)
        head.addWidget(self.open)
        head.addWidget(self.delete)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._skeleton = Skeleton(self._stack)
        rows = QHBoxLayout()
        rows.setContentsMargins(10, 0, 10, 0)
        rows.addWidget(self._stack)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(hairline())
        column.addLayout(rows, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        put_beside(self._splitter, self._left, self.peek, self._session.layout_state)
        hand_focus(self, self.table)

    def _connect(self) -> None:
        self._news.timeout.connect(self._on_news)
        self._look.timeout.connect(self._on_scrolled)
        self.peek.open_run.connect(self.open_run)
        self.peek.form_requested.connect(self.form_requested)
        self.filters.changed.connect(self.reload)
        self.table.order_changed.connect(self.reload)
        self.empty.clicked.connect(self._on_way_out)
        self.commands.open_run.connect(self.open_run)
        self.commands.form_requested.connect(self.form_requested)
        self.commands.delete_requested.connect(self.delete_selected)
        self.deletion.changed.connect(self._on_deletion_changed)
        self.deletion.deleted.connect(self._on_deleted)
        self.deletion.failed.connect(self.reload)
        self.deletion.undone.connect(self._on_undone)
        self.table.activated.connect(self._on_activated)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._session.loaded.connect(self._on_session_loaded)
        self._session.results_changed.connect(self._on_results_changed)
        self._session.run_changed.connect(self._on_run_changed)

    def offer(self, action: QAction) -> None:
        """Take a command of the window: a button in the head, an entry of the menu."""
        self._offered.append(action)
        made = action_button(action)
        self._head.insertWidget(self._head.count() - 2, made)
        QWidget.setTabOrder(self.delete, made)

    @Slot()
    def focus_search(self) -> None:
        """Type into the filter."""
        self.filters.focus_search()

    # Reading

    @Slot()
    def reload(self) -> None:
        """Read the newest runs for the filter."""
        if self._session.services is not None:
            if not self.model.rowCount():
                self._skeleton.expect()
            self._read(None, self._take_first)

    def _read(self, before_no: int | None, done: Callable[[RunsFound], None]) -> None:
        services, wanted = self._session.ready, self.filters.wanted
        order = self.table.order
        self._asked += 1
        asked = self._asked
        self._is_reading = True

        def work() -> RunsFound:
            stale = partial(self._is_stale, asked)
            return find_runs(services, wanted, before_no, is_stale=stale, order=order)

        def taken(found: RunsFound) -> None:
            self._is_reading = self._has_failed = False
            done(found.without(self.deletion.hidden))
            self._look.start()  # the end may have been reached while this was read

        def failed(error: BaseException) -> None:
            self._is_reading = False
            self._say_failed(error)

        run_in_background(self, work, taken, store="history", name="runs", failed=failed)

    def _is_stale(self, asked: int) -> bool:
        return asked != self._asked

    def _take_first(self, found: RunsFound) -> None:
        self._next_before = found.next_before
        chosen = {record.no for record in self.table.selected()}
        is_first = not self.model.rowCount()
        self.model.show_records(found.records)
        self.model.take_tails(found.tails)
        if is_first:
            self.table.selectRow(0)
        else:
            self.table.select(chosen)
        self._say()

    def _take_more(self, found: RunsFound) -> None:
        self._next_before = found.next_before
        self.model.append(found.records)
        self._say()

    def _take_news(self, found: RunsFound) -> None:
        if not self.table.order.is_newest_first:  # what is read stays where it is
            self._take_changed(found.records)
            return
        if self.model.rowCount() <= len(found.records):
            self._next_before = found.next_before
        top = self.table.top_run
        self.model.merge_newest(found.records)
        self.table.keep_top(top)
        self._on_selection_changed()

    @Slot()
    def _say(self) -> None:
        self._skeleton.done()
        count, chosen = self.model.rowCount(), len(self.table.selectionModel().selectedRows())
        more = "" if self._next_before is None else " and more"
        selected = f", {chosen:,} selected" if chosen > 1 else ""
        self.counts_changed.emit(f"{runs_text(count)}{more}{selected}")
        if count:
            self._stack.setCurrentWidget(self.table)
            return
        if self.filters.wanted == RunFilter():
            words = "No runs yet", "Run a job and it appears here.", "Show the jobs"
            self.empty.say(*words, is_primary=True)
        else:
            self.empty.say(f"No run matches {self.filters.words}", "", "Show all runs")
        self._stack.setCurrentWidget(self.empty)

    @Slot()
    def _on_way_out(self) -> None:
        if self._has_failed:
            self._has_failed = False
            self.reload()
        elif self.filters.wanted == RunFilter():
            self.jobs_requested.emit()
        else:
            self.filters.clear()

    def _say_failed(self, error: BaseException) -> None:
        self._skeleton.done()
        if not isinstance(error, JobDeskError):
            report_error(error)
            return
        self._has_failed = True
        self.empty.say("The runs cannot be read", str(error), "Try again", is_primary=True)
        self._stack.setCurrentWidget(self.empty)

    def measure_disk(self) -> None:
        """Find out how much the runs use; off the main thread."""
        paths = self._session.paths

        def done(use: DiskUse) -> None:
            self.filters.disk.setText(use.words)

        run_in_background(self, partial(disk_use, paths), done, store="disk", name="disk")

    def _offer_choices(self) -> None:
        """Jobs and users of the newest runs; read off the main thread."""
        results = self._session.ready.results

        def done(found: tuple[list[str], list[str]]) -> None:
            self.filters.offer(*found)

        work = partial(results.names_and_users, _OFFERED)
        run_in_background(self, work, done, store="history", name="choices")

    # Deleting

    @Slot()
    def delete_selected(self) -> None:
        """Hide the selected runs and delete them in ten seconds, unless that is undone."""
        records = self.table.selected()
        if records and all(record.status.is_ready for record in records):
            row = self.model.row_of(records[0].no)
            self.deletion.begin(records)
            name = (
                f"Run {records[0].no} is" if len(records) == 1 else f"{len(records):,} runs are"
            )
            messages.offer_undo(f"{name} deleted.", self.deletion.undo)
            self.table.selectRow(min(row, self.model.rowCount() - 1))

    @Slot()
    def _on_deletion_changed(self) -> None:
        for no in self.deletion.hidden:
            self.model.remove(no)
        self._say()

    @Slot()
    def _on_undone(self) -> None:
        self.table.setFocus()
        self._on_news()

    @Slot()
    def _on_deleted(self) -> None:
        self._session.results_changed.emit()
        self.measure_disk()

    # News

    @Slot()
    def _on_session_loaded(self) -> None:
        self.deletion.resume()
        self.reload()

    @Slot()
    def _on_results_changed(self) -> None:
        if self.isVisible() and not self._news.isActive():  # it looks under a stream, too
            self._news.start()

    @Slot(int)
    def _on_run_changed(self, no: int) -> None:
        self._changed.add(no)
        self._on_results_changed()

    @Slot()
    def _on_news(self) -> None:
        if self._is_reading:
            self._news.start()
        elif self._session.services is not None:
            self._read(None, self._take_news)
            self._read_changed()

    def _read_changed(self) -> None:
        """Read what has changed of the runs further down; the newest are read anyway."""
        nos, self._changed = self.model.deep(self._changed, PAGE_RUNS), set()
        if nos:
            work = partial(read_runs, self._session.ready, nos)
            run_in_background(self, work, self._take_changed, store="history")

    def _take_changed(self, records: Sequence[ResultRecord]) -> None:
        for record in records:
            self.model.update(record)
        self._on_selection_changed()

    @Slot()
    def _on_scrolled(self) -> None:
        bar = self.table.verticalScrollBar()
        is_near = bar.value() + _NEAR_END_ROWS >= bar.maximum()
        if is_near and self._next_before is not None and not self._is_reading:
            self._read(self._next_before, self._take_more)

    @Slot()
    def _on_selection_changed(self) -> None:
        self.commands.tell()
        self.peek.show_runs(self.table.selected())
        self._say()

    @Slot(QModelIndex)
    def _on_activated(self) -> None:
        self.commands.open()

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.commands.fill(menu)
        menu.addSeparator()
        menu.addActions(self._offered)
        for more in (self.table.sort_menu(), self.table.columns_menu()):
            more.setParent(menu, more.windowFlags())  # it goes with the menu
            menu.addMenu(more)
        menu.popup(self.table.viewport().mapToGlobal(point))

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the page was hidden."""
        super().showEvent(event)
        self._ages.timer.start()
        if self._session.services is not None:
            self._on_news()
            self._offer_choices()
            self.measure_disk()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while the page is not seen."""
        super().hideEvent(event)
        self.filters.rest()
        for timer in (self._ages.timer, self._news):
            timer.stop()
