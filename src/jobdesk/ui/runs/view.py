"""RunsPage: the history of runs."""

from collections.abc import Callable, Collection, Sequence
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
from jobdesk.ui.actions import ActionRegistry, set_usable
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.actions import DELETE, OPEN
from jobdesk.ui.runs.disk import DiskUse, disk_use
from jobdesk.ui.runs.filter_line import RunsFilterLine
from jobdesk.ui.runs.history import RunFilter, RunsFound, find_runs, read_run
from jobdesk.ui.runs.model import RunsModel
from jobdesk.ui.runs.peek import RunPeek
from jobdesk.ui.runs.runs_table import RunsTable
from jobdesk.ui.runs.words import delete_words
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.section import EmptyState

_NEWS_MS = 250  # several changes at once are one look
_AGES_MS = 5_000  # ages and durations move on
_OFFERED = 40  # jobs and users to choose from
_NEAR_END_ROWS = 30  # this close to the end older runs are read


class RunsPage(QWidget):
    """All runs, newest first: find, open, delete.

    Signals:
        open_run(int): show this run.
        form_requested(int): ask for the inputs of this run's job, filled with its own.
        counts_changed(str): `120 runs shown`, for the status line.
    """

    open_run = Signal(int)
    form_requested = Signal(int)
    counts_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._next_before: int | None = None
        self._is_reading = False
        self._asked = 0
        self._offered: list[QAction] = []
        self.model = RunsModel()
        self.table = RunsTable(self.model, session.layout_state)
        self.filters = RunsFilterLine(session.layout_state)
        self.peek = RunPeek(session)
        self.commands = ActionRegistry(self)
        self.commands.make(OPEN, self._on_open)
        self.commands.make(DELETE, self.ask_delete, on=self.table)
        self.delete = action_button(self.commands[DELETE.name])
        self.open = action_button(self.commands[OPEN.name])
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._news = QTimer(self, singleShot=True, interval=_NEWS_MS)
        self._ages = QTimer(self, interval=_AGES_MS)
        self._look = QTimer(self, singleShot=True, interval=0)  # when the rows are laid out
        self._build()
        self._connect()
        self._on_selection_changed()
        if session.services is not None:
            self.reload()

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
        rows = QHBoxLayout()
        rows.setContentsMargins(10, 0, 10, 0)
        rows.addWidget(self._stack)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(hairline())
        column.addLayout(rows, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split(left))
        hand_focus(self, self.table)

    def _split(self, left: QWidget) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(left)
        splitter.addWidget(self.peek)
        splitter.setStretchFactor(0, 1)
        splitter.setCollapsible(0, False)
        sizes = Theme.current().token("size", "detailPane")
        self.peek.setMinimumWidth(int(sizes["min"]))
        self.peek.setMaximumWidth(int(sizes["max"]))
        splitter.setSizes([900, int(sizes["default"])])
        remember_splitter(splitter, self._session.layout_state, "runs/splitter")
        return splitter

    def _connect(self) -> None:
        self._news.timeout.connect(self._on_news)
        self._ages.timeout.connect(self.model.touch)
        self._look.timeout.connect(self._on_scrolled)
        self.filters.changed.connect(self.reload)
        self.peek.open_run.connect(self.open_run)
        self.peek.form_requested.connect(self.form_requested)
        self.table.order_changed.connect(self.reload)
        self.empty.clicked.connect(self.filters.clear)
        self.table.activated.connect(self._on_open)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._session.loaded.connect(self.reload)
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

    def selected(self) -> list[ResultRecord]:
        """The selected runs, newest first."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        records = (self.model.record(row) for row in rows)
        return [record for record in records if record is not None]

    @Slot()
    def reload(self) -> None:
        """Read the newest runs for the filter."""
        if self._session.services is not None:
            self._read(None, self._take_first)

    def _read(self, before_no: int | None, done: Callable[[RunsFound], None]) -> None:
        services, wanted, order = self._session.ready, self.filters.wanted, self.table.order
        self._asked += 1
        asked = self._asked
        self._is_reading = True

        def taken(found: RunsFound) -> None:
            self._is_reading = False
            done(found)
            self._look.start()  # the end may have been reached while this was read

        def work() -> RunsFound:
            stale = partial(self._is_stale, asked)
            return find_runs(services, wanted, before_no, is_stale=stale, order=order)

        def failed(error: BaseException) -> None:
            self._is_reading = False
            self._say_failed(error)

        run_in_background(self, work, taken, store="history", name="runs", failed=failed)

    def _is_stale(self, asked: int) -> bool:
        return asked != self._asked

    def _take_first(self, found: RunsFound) -> None:
        self._next_before = found.next_before
        if self.model.rowCount():
            chosen = {record.no for record in self.selected()}
            self.model.show_records(found.records)
            self._select(chosen)
        else:
            self.model.show_records(found.records)
            self.table.selectRow(0)
        self._say()

    def _take_more(self, found: RunsFound) -> None:
        self._next_before = found.next_before
        self.model.append(found.records)
        self._say()

    def _take_news(self, found: RunsFound) -> None:
        if not self.table.order.is_newest_first:  # what is read stays where it is
            for record in found.records:
                self.model.update(record)
            return
        if self.model.rowCount() <= len(found.records):
            self._next_before = found.next_before
        self.model.merge_newest(found.records)
        self._say()

    def _select(self, nos: Collection[int]) -> None:
        model = self.table.selectionModel()
        flags = model.SelectionFlag.Select | model.SelectionFlag.Rows
        for no in nos:
            row = self.model.row_of(no)
            if row >= 0:
                model.select(self.model.index(row, 0), flags)

    def _say(self) -> None:
        count = self.model.rowCount()
        more = "" if self._next_before is None else " and more"
        self.counts_changed.emit(f"{count:,} run{'' if count == 1 else 's'}{more}")
        if count:
            self._stack.setCurrentWidget(self.table)
            return
        if self.filters.wanted == RunFilter():
            self.empty.say("No runs yet", "Run a job and it appears here.")
        else:
            self.empty.say(f"No run matches {self.filters.words}", "", "Show all runs")
        self._stack.setCurrentWidget(self.empty)

    def _say_failed(self, error: BaseException) -> None:
        if not isinstance(error, JobDeskError):
            raise error
        self.empty.say("The runs cannot be read", str(error))
        self._stack.setCurrentWidget(self.empty)

    def measure_disk(self) -> None:
        """Find out how much the runs use; off the main thread."""
        paths = self._session.paths

        def done(use: DiskUse) -> None:
            self.filters.disk.setText(use.words)

        run_in_background(self, partial(disk_use, paths), done, store="disk", name="disk")

    @Slot()
    def ask_delete(self) -> None:
        """Ask before the selected runs are deleted."""
        records = self.selected()
        if not records or any(not record.status.is_ready for record in records):
            return
        title, text, verb = delete_words(records)
        nos = [record.no for record in records]
        messages.ask(self, title, text, verb, partial(self._delete, nos), is_danger=True)

    def _delete(self, nos: Sequence[int]) -> None:
        services, user = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations.runs import delete_run

            for no in nos:
                delete_run(services, user, str(no))

        def done(_: None) -> None:
            for no in nos:
                self.model.remove(no)
            messages.show(f"Deleted {len(nos):,} run{'' if len(nos) == 1 else 's'}.")
            self._say()
            self._session.results_changed.emit()
            self.measure_disk()

        def failed(error: BaseException) -> None:
            report_error(error)
            self._session.results_changed.emit()  # some may be gone

        run_in_background(self, work, done, store="desk", failed=failed)

    def _offer_choices(self) -> None:
        """Jobs and users of the newest runs; read off the main thread."""
        results = self._session.ready.results

        def done(found: tuple[list[str], list[str]]) -> None:
            self.filters.offer(*found)

        work = partial(results.names_and_users, _OFFERED)
        run_in_background(self, work, done, store="history", name="choices")

    @Slot()
    def _on_results_changed(self) -> None:
        if self.isVisible():
            self._news.start()

    @Slot()
    def _on_news(self) -> None:
        if self._session.services is not None and not self._is_reading:
            self._read(None, self._take_news)
        elif self._is_reading:
            self._news.start()

    @Slot(int)
    def _on_run_changed(self, no: int) -> None:
        if self._session.services is None or not self.isVisible():
            return
        try:
            record = read_run(self._session.ready, no)
        except JobDeskError:
            return  # the next look says what is wrong
        if record is not None:
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
        records = self.selected()
        live = [record for record in records if not record.status.is_ready]
        none = "" if records else "Select a run first"
        several = "Only one run can be opened at a time" if len(records) > 1 else ""
        kept = f"Run {live[0].no} has not ended; cancel it first" if live else ""
        set_usable(self.commands[OPEN.name], none or several)
        set_usable(self.commands[DELETE.name], none or kept)
        self.peek.show_runs(records)

    @Slot()
    @Slot(QModelIndex)
    def _on_open(self) -> None:
        records = self.selected()
        if records:
            self.open_run.emit(records[0].no)

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.commands.fill(menu, OPEN.name, DELETE.name)
        menu.addActions(self._offered)
        for more in (self.table.sort_menu(), self.table.columns_menu()):
            more.setParent(menu, more.windowFlags())  # it goes with the menu
            menu.addMenu(more)
        menu.popup(self.table.viewport().mapToGlobal(point))

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the page was hidden."""
        super().showEvent(event)
        self._ages.start()
        if self._session.services is not None:
            self._on_news()
            self._offer_choices()
            self.measure_disk()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while the page is not seen."""
        super().hideEvent(event)
        self.filters.rest()
        for timer in (self._ages, self._news):
            timer.stop()
