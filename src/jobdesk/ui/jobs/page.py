"""The Jobs page: filter line, table, what is not shown, details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.detail import DetailPane
from jobdesk.ui.jobs.filter_line import FilterLine
from jobdesk.ui.jobs.load import JobsData, load_jobs
from jobdesk.ui.jobs.memory import PageMemory
from jobdesk.ui.jobs.menu import JobMenu
from jobdesk.ui.jobs.recent import SHOWN_RUNS
from jobdesk.ui.jobs.rows import (
    Group,
    JobRow,
    RowFilter,
    Selection,
    group_rows,
    select,
    sort_rows,
)
from jobdesk.ui.jobs.table import JobsTable
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.section import EmptyState

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord, ResultRecord

_RELOAD_DELAY_MS = 120  # several changes at once are one reload
_AGES_INTERVAL_MS = 30_000  # "4 min ago" moves on
_PANE_NEEDS_PX = 1180 - 212  # narrower pages show no detail pane (MOCKUPS §4)


class JobsPage(QWidget):
    """All jobs of the workspace.

    Signals:
        run_requested(str): open the run dialog of this job.
        settings_requested(str), code_requested(str): open the job's tab.
        open_run(int): show this run.
        emptiness_changed(bool): the workspace has no job and no broken file at all.
        counts_changed(str): `15 of 18 jobs`, for the status line.
    """

    run_requested = Signal(str)
    settings_requested = Signal(str)
    code_requested = Signal(str)
    open_run = Signal(int)
    emptiness_changed = Signal(bool)
    counts_changed = Signal(str)

    def __init__(self, session: Session, commands: JobCommands | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.commands = commands or JobCommands(session, self)
        self._session = session
        self._data = JobsData()
        self._ordered: tuple[Group, ...] = ()
        self._sort = ("name", False)
        self._has_data = False
        self._shown: JobRow | None = None  # in the detail pane
        self.counts = ""  # what `counts_changed` said last
        self.typed_edits = None  # nothing is typed here: undo is of saved edits
        self.filter = FilterLine()
        self.table = JobsTable()
        self.detail = DetailPane()
        self._build()
        self._reload_timer = QTimer(self, singleShot=True, interval=_RELOAD_DELAY_MS)
        self._ages_timer = QTimer(self, interval=_AGES_INTERVAL_MS)
        self._memory = PageMemory(session.layout_state, self)
        self.table.show_sort("name", descending=False)
        self._memory.restore()
        self._connect()
        if session.services is not None:
            self.reload()

    def _build(self) -> None:
        self._count = label("", "body", "text2")
        self._count.setFont(Theme.current().font("pane"))
        self.refresh_button = button(
            "Refresh", icon="action/refresh", tip="Read the job files again (F5)"
        )
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 20, 10)
        head.setSpacing(8)
        head.addWidget(label("Jobs", "pane"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.refresh_button)
        self._empty = EmptyState()
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.filter)
        column.addWidget(hairline())
        column.addWidget(self._body, 1)
        column.addWidget(self._build_left_out())
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)
        sizes = Theme.current().token("size", "detailPane")
        self.detail.setMinimumWidth(int(sizes["min"]))
        self.detail.setMaximumWidth(int(sizes["max"]))
        self.splitter.setSizes([900, int(sizes["default"])])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _build_left_out(self) -> QWidget:
        self._left_out = QWidget()
        self._left_out_text = label("", "body", "text2")
        self._show_all = button("Show", "link", name="Show what is left out")
        column = QVBoxLayout(self._left_out)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        line = QHBoxLayout()
        line.setContentsMargins(20, 6, 20, 6)
        line.setSpacing(6)
        line.addWidget(IconLabel("action/hidden_rows"))
        line.addWidget(self._left_out_text)
        line.addWidget(self._show_all)
        line.addStretch(1)
        column.addLayout(line)
        return self._left_out

    def _connect(self) -> None:
        self.filter.changed.connect(self._on_filter_changed)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.toggle_requested.connect(self._on_toggle_requested)
        self.table.run_requested.connect(self._on_run_requested)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.detail.run_requested.connect(self._on_run_requested)
        self.detail.settings_requested.connect(self.settings_requested)
        self.detail.code_requested.connect(self.code_requested)
        self.detail.enable_requested.connect(self._on_enable_requested)
        self.detail.open_run.connect(self.open_run)
        self.refresh_button.clicked.connect(self._on_refresh_clicked)
        self.commands.refresh_started.connect(self._on_refresh_started)
        self.commands.refresh_ended.connect(self._on_refresh_ended)
        self._show_all.clicked.connect(self._on_show_all_clicked)
        self._empty.clicked.connect(self._on_show_all_clicked)
        self._reload_timer.timeout.connect(self.reload)
        self._ages_timer.timeout.connect(self._on_ages_timeout)
        for news in (self._session.loaded, self._session.jobs_changed):
            news.connect(self._reload_timer.start)
        self._session.results_changed.connect(self._reload_timer.start)

    # Data

    @Slot()
    def reload(self) -> None:
        """Read all jobs again, in a thread."""
        services = self._session.services
        if services is not None:
            run_in_background(
                self, lambda: load_jobs(services), self.show_data, name="load jobs"
            )

    def show_data(self, data: JobsData) -> None:
        """Show other jobs; the current one stays current."""
        self._data = data
        self._has_data = True
        self.table.show_history(data.history)
        self.filter.show_sources(data.sources)
        self._order()
        self._apply()
        self.emptiness_changed.emit(not data.rows)

    @property
    def data(self) -> JobsData:
        """All jobs as they were read last."""
        return self._data

    def record(self, key: str) -> JobRecord | None:
        """The job of this id as it was read last."""
        return next((row.record for row in self._data.rows if row.key == key), None)

    def choose(self, key: str) -> None:
        """Make a job current."""
        self.table.choose(key)

    def _order(self) -> None:
        column, descending = self._sort
        self._ordered = group_rows(sort_rows(self._data.rows, column, descending=descending))

    def _apply(self) -> None:
        key = self.table.current_key()
        wanted = self.filter.wanted
        selection = select(self._ordered, wanted)
        self.table.jobs_model.show_selection(selection)
        if not (key and self.table.choose(key)):
            self.table.choose_first()
        self._show_counts(selection, wanted)
        self._on_row_chosen(self.table.current_key())

    def _show_counts(self, selection: Selection, wanted: RowFilter) -> None:
        total = len(self._data.rows)
        is_filtered = selection.shown != total
        self._count.setText(str(selection.shown) if self._has_data else "")
        words = f"{selection.shown} of {total} jobs" if is_filtered else f"{total} jobs"
        self.counts = words if self._has_data else ""
        self.counts_changed.emit(self.counts)
        self._left_out.setVisible(bool(selection.left_out))
        self._left_out_text.setText(f"{selection.left_out_text} \N{EN DASH}")
        is_empty = self._has_data and not selection.shown
        self._body.setCurrentWidget(self._empty if is_empty else self.table)
        if is_empty:
            self._say_empty(selection, wanted)

    def _say_empty(self, selection: Selection, wanted: RowFilter) -> None:
        reason = selection.left_out_text
        if wanted.search:
            sentence = f"No job matches “{wanted.search}”"
            self._empty.say(sentence, reason, "Show all jobs")
        else:
            self._empty.say("No job passes the filter", reason, "Show all jobs")

    # Slots

    @Slot()
    def _on_filter_changed(self) -> None:
        self._apply()
        self._memory.save()

    @Slot(str)
    def _on_row_chosen(self, key: str) -> None:
        row = self.table.jobs_model.job_row(self.table.currentIndex().row())
        if row is self._shown:
            return  # a keystroke in the filter leaves the details alone
        self._shown = row
        self.detail.show_row(row)
        if row is not None and row.record is not None:
            self._load_recent(key)

    def _load_recent(self, key: str) -> None:
        services = self._session.services
        if services is None:
            self.detail.job.show_runs((), self._data.history.get(key, ()))
            return
        record = self.record(key)
        if record is None:
            return

        def done(runs: list[ResultRecord]) -> None:
            if self.table.current_key() == key:
                self.detail.job.show_runs(runs, self._data.history.get(key, ()))

        run_in_background(
            self,
            lambda: services.results.for_job(record.id, SHOWN_RUNS),
            done,
            name="recent runs",
        )

    @Slot(str)
    def _on_toggle_requested(self, key: str) -> None:
        record = self.record(key)
        if record is None:
            return
        keys = self.table.selected_keys()
        keys = keys if key in keys else [key]
        self.commands.switch([k for k in keys if self.record(k)], on=not record.enabled)

    @Slot(str, bool)
    def _on_enable_requested(self, key: str, keep_inputs: bool) -> None:
        self.commands.review(key, keep_inputs=keep_inputs)

    @Slot(str)
    def _on_run_requested(self, key: str) -> None:
        record = self.record(key)
        if record is None:
            return
        if record.runnable:
            self.run_requested.emit(key)
        else:
            messages.show(record.not_runnable_reason)

    @Slot(str)
    def _on_sort_requested(self, column: str) -> None:
        descending = self._sort == (column, False)
        self.set_sort(column, descending=descending)
        self._memory.save()

    def set_sort(self, column: str, *, descending: bool) -> None:
        """Order the jobs of each group by a column."""
        self._sort = (column, descending)
        self.table.show_sort(column, descending=descending)
        self._order()
        if self._has_data:
            self._apply()

    @property
    def sort(self) -> tuple[str, bool]:
        """The column it is ordered by, and whether downwards."""
        return self._sort

    @Slot()
    def _on_refresh_clicked(self) -> None:
        if self._session.services is not None:
            self.commands.refresh()

    @Slot()
    def _on_refresh_started(self) -> None:
        self.refresh_button.setEnabled(False)
        self.refresh_button.setText("Refreshing…")
        self.refresh_button.setToolTip("The job files are being read.")

    @Slot()
    def _on_refresh_ended(self) -> None:
        self.refresh_button.setEnabled(True)
        self.refresh_button.setText("Refresh")
        self.refresh_button.setToolTip("Read the job files again (F5)")

    @Slot()
    def _on_show_all_clicked(self) -> None:
        self.filter.search.clear()
        self.filter.widen()

    @Slot()
    def _on_ages_timeout(self) -> None:
        self.table.viewport().update()

    @Slot(str, QPoint)
    def _on_menu_requested(self, key: str, position: QPoint) -> None:
        record = self.record(key)
        if record is None:
            return
        menu = JobMenu(record, self)
        menu.run_requested.connect(self._on_run_requested)
        menu.toggle_requested.connect(self._on_toggle_requested)
        menu.code_requested.connect(self.code_requested)
        menu.settings_requested.connect(self.settings_requested)
        menu.popup(position)

    def focus_search(self) -> None:
        """Go to the search field."""
        self.filter.search.setFocus()
        self.filter.search.selectAll()

    def save_state(self) -> None:
        """Remember filter, columns and widths."""
        self._memory.save()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room there is no detail pane."""
        super().resizeEvent(event)
        self.detail.setVisible(self.width() >= _PANE_NEEDS_PX)

    def showEvent(self, event: QShowEvent) -> None:
        """Let ages move on while they are seen."""
        super().showEvent(event)
        self.table.setFocus()
        self._ages_timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still while unseen."""
        super().hideEvent(event)
        self._ages_timer.stop()
