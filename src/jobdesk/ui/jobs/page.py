"""The Jobs page: views, filter line, table or tiles, what is not shown, details."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jobdesk.ui import messages
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.detail import DetailPane
from jobdesk.ui.jobs.filter_line import FilterLine
from jobdesk.ui.jobs.frame import JobsBody, JobsHead, LeftOutLine, stacked
from jobdesk.ui.jobs.histories import HistoryReader
from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.memory import PageMemory
from jobdesk.ui.jobs.page_actions import PageActions
from jobdesk.ui.jobs.page_news import PageNews
from jobdesk.ui.jobs.rows import JobRow, RowFilter, Selection
from jobdesk.ui.jobs.rows_view import RowsView
from jobdesk.ui.jobs.selected import SelectedJobs
from jobdesk.ui.jobs.shelf import JobsShelf
from jobdesk.ui.jobs.shown import ShownJobs
from jobdesk.ui.jobs.sorting import Sorting, next_sorting
from jobdesk.ui.jobs.state import RECENT, PageState, text_list
from jobdesk.ui.jobs.table import JobsTable
from jobdesk.ui.jobs.tiles import JobsTiles
from jobdesk.ui.jobs.view_tabs import ViewTabs
from jobdesk.ui.jobs.views import ViewKeeper
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import hairline
from jobdesk.ui.widgets.remembering import remember_splitter

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

_PANE_NEEDS_PX = 1180 - 212  # narrower pages show no detail pane (MOCKUPS §4)


class JobsPage(QWidget):
    """All jobs of the workspace.

    Signals:
        run_requested(str), preview_requested(str): open the run dialog of this job.
        settings_requested(str), code_requested(str): open the job's tab.
        open_run(int): show this run.
        emptiness_changed(bool): the workspace has no job and no broken file at all.
        counts_changed(str): `15 of 18 jobs`, for the status line.
    """

    run_requested = Signal(str)
    preview_requested = Signal(str)
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
        self._jobs = ShownJobs()
        self._is_taking = False
        self._is_applying = False
        self._shown: JobRow | None = None  # in the detail pane
        self._late_detail = QTimer(self, singleShot=True, interval=0)
        self._late_detail.timeout.connect(self._show_detail)
        self._kept_key = ""  # of the job that was current when the window was left
        self._counted = ""  # how many jobs are shown
        self.counts = ""  # what `counts_changed` said last
        self.typed_edits = None  # nothing is typed here: undo is of saved edits
        self.filter = FilterLine()
        self.table = JobsTable()
        self.tiles = JobsTiles()
        self._is_tiled = False
        self.detail = DetailPane(session)
        self.tabs = ViewTabs()
        self.left_out = LeftOutLine()
        self.shelf = JobsShelf(session, self)
        self.histories = HistoryReader(session, self)
        self.asked = PageActions(self)
        self.head = JobsHead(*self.asked.head_actions())
        self.selected = SelectedJobs(self)
        self._build()
        self.news = PageNews(self)
        self.views = ViewKeeper(self)
        self._memory = PageMemory(session.layout_state, self._collect, self)
        self._restore()
        self._connect()
        if session.services is not None:
            self.news.reload()

    def _build(self) -> None:
        self._body = JobsBody(self.table, self.tiles)
        above = (self.head, self.tabs, self.filter, hairline())
        left = stacked(above, self._body, (self.selected.bar, self.left_out))
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
        remember_splitter(self.splitter, self._session.layout_state, "jobs/splitter")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        self.filter.changed.connect(self._on_filter_changed)
        self.filter.left_downwards.connect(self._on_left_downwards)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.table.header.columns_changed.connect(self._on_state_changed)
        self.table.header.menu_requested.connect(self.asked.open_columns_menu)
        for view in self.each_view():
            view.row_chosen.connect(self._on_row_chosen)
            view.toggle_requested.connect(self.asked.switch)
            view.run_requested.connect(self.asked.run)
            view.star_requested.connect(self.asked.star)
            view.menu_requested.connect(self.asked.open_menu)
            view.folds_changed.connect(self._memory.touch)
            view.rows_seen.connect(self.histories.show_rows)
        self.detail.run_requested.connect(self.asked.run)
        self.detail.preview_requested.connect(self.asked.preview)
        self.detail.settings_requested.connect(self.settings_requested)
        self.detail.code_requested.connect(self.code_requested)
        self.detail.enable_requested.connect(self.asked.review)
        self.detail.open_run.connect(self.open_run)
        self.detail.record_requested.connect(self.asked.open_deletion)
        self.detail.labels_requested.connect(self.asked.open_labels)
        self.head.refresh_requested.connect(self.asked.refresh)
        self.commands.refresh_started.connect(self.asked.say_refreshing)
        self.commands.refresh_ended.connect(self.asked.say_refreshed)
        self.left_out.show_requested.connect(self.filter.widen)
        self._body.show_all_requested.connect(self.filter.clear)
        self._body.retry_requested.connect(self.news.reload)
        self._session.layout_state.taken.connect(self._restore)

    # Data

    def wait_for_data(self) -> None:
        """Jobs are being read; before the first ones are there, bars stand for them."""
        if not self._jobs.has_data:
            self._body.skeleton.expect()

    def show_failed(self, sentence: str) -> None:
        """The jobs cannot be read: those that are shown stay, else it is said why."""
        if not self._jobs.has_data:
            self._body.show_failed(sentence)
        else:
            messages.show_error(sentence)

    def show_data(self, data: JobsData) -> None:
        """Show other jobs; the current one stays current."""
        self._jobs.take(data)
        self.filter.show_choices(data.sources, data.labels)
        self.table.header.show_labels(bool(data.labels))
        self._order()
        self.apply(near=self.view.currentIndex().row())  # a job that is gone has neighbours
        self.emptiness_changed.emit(not data.rows)

    @property
    def data(self) -> JobsData:
        """All jobs as they were read last."""
        return self._jobs.data

    @property
    def session(self) -> Session:
        """The workspace of this page."""
        return self._session

    @property
    def view(self) -> RowsView:
        """What shows the jobs now: table or tiles."""
        return self.tiles if self._is_tiled else self.table

    def each_view(self) -> tuple[RowsView, ...]:
        """All that can show the jobs."""
        return (self.table, self.tiles)

    def record(self, key: str) -> JobRecord | None:
        """The job of this id as it was read last."""
        return self._jobs.record(key)

    def choose(self, key: str) -> None:
        """Make a job current."""
        self.view.choose(key)

    # Filter and order

    def _order(self) -> None:
        is_recent = self.filter.only_wanted == RECENT
        self._jobs.order(self.shelf.recent(self.data.rows) if is_recent else None)

    @Slot()
    def order_again(self) -> None:
        """What was used last is another."""
        if self._jobs.is_recent:
            self._order()
            self.apply()

    def apply(self, near: int = -1) -> None:
        """Show what passes the filter; what is current and selected stays so.

        Args:
            near: the row beside which to go on when what was current is not shown any more;
                else the first.
        """
        view = self.view
        keys, key = view.selected_keys(), view.current_key() or self._kept_key
        wanted = self.filter.wanted(self.shelf.favourites)
        selection = self._jobs.select(wanted)
        self.filter.show_similar(is_similar=selection.is_similar)
        self._is_applying = True
        view.rows.show_selection(selection)
        if not view.choose_again(keys, key):
            view.choose_near(near)
            self.selected.look()  # where nothing can be chosen, nobody tells it
        self._show_counts(selection, wanted)
        self._on_row_chosen(view.current_key())
        self._is_applying = False

    def _show_counts(self, selection: Selection, wanted: RowFilter) -> None:
        total = self._jobs.total
        is_filtered = selection.shown != total
        self.head.show_count(str(selection.shown) if self._jobs.has_data else "")
        words = f"{selection.shown} of {total} jobs" if is_filtered else f"{total} jobs"
        self._counted = words if self._jobs.has_data else ""
        self.say_counts()
        self.left_out.say(selection.left_out_text)
        if self._jobs.has_data and not selection.shown:
            self._body.show_nothing(wanted, self.filter.only.value, selection.left_out_text)
        else:
            self._body.show_rows(self.view)

    def say_counts(self) -> None:
        """How many jobs are shown and, when several are, selected."""
        self.counts = "   ".join(part for part in (self._counted, self.selected.words) if part)
        self.counts_changed.emit(self.counts)

    # What is shown and how

    def state(self) -> PageState:
        """Filter, order, columns and mode as they are."""
        return replace(
            self.filter.state(),
            sorting=self._jobs.sorting,
            columns=self.table.header.columns,
            is_tiled=self._is_tiled,
        )

    def take(self, state: PageState) -> None:
        """Show jobs like this."""
        self._is_taking = True
        self.filter.take(state)
        self.table.header.take_columns(state.columns)
        self._set_mode(is_tiled=state.is_tiled)
        self.set_sorting(state.sorting)
        self._is_taking = False
        self._on_state_changed()

    def set_sorting(self, sorting: Sorting) -> None:
        """Order the jobs of each group by columns."""
        self._jobs.sorting = sorting
        self.table.header.show_sorting(sorting)
        self._order()
        if self._jobs.has_data:
            self.apply()
        self._on_state_changed()

    def show_tiles(self, *, is_on: bool) -> None:
        """Show tiles or the table; what is current, folded and focused stays so."""
        if is_on == self._is_tiled:
            return
        had_focus = self.view.hasFocus()
        keys, key = self.view.selected_keys(), self.view.current_key()
        self._set_mode(is_tiled=is_on)
        self.apply()
        self.view.choose_again(keys, key)
        if had_focus:
            self.view.setFocus()
        self._on_state_changed()

    def _set_mode(self, *, is_tiled: bool) -> None:
        folded = self.view.rows.folded
        self._is_tiled = is_tiled
        if self.view.rows.folded != folded:
            self.view.rows.fold(folded)
        self.asked.registry["jobs.tiles"].setChecked(is_tiled)

    @property
    def sorting(self) -> Sorting:
        """The columns that the jobs are ordered by."""
        return self._jobs.sorting

    def _collect(self) -> tuple[PageState, dict[str, Any]]:
        folded = sorted(self.view.rows.folded)
        kept = {"folded": folded, "current": self._kept_key}
        return self.state(), kept | self.views.remember()

    @Slot()
    def _restore(self) -> None:
        state, rest = self._memory.restore()
        self.take(state)
        self.views.recall(rest)
        self.view.rows.fold(text_list(rest.get("folded")))
        self._kept_key = str(rest.get("current", ""))

    @Slot()
    def _on_state_changed(self) -> None:
        if not self._is_taking:
            self.views.look()
            self._memory.touch()

    # Slots

    @Slot()
    def _on_filter_changed(self) -> None:
        if self._is_taking:
            return
        if (self.filter.only_wanted == RECENT) is not self._jobs.is_recent:
            self._order()  # not for every keystroke
        self.apply()
        if self._late_detail.isActive():
            self.view.viewport().repaint()  # else it is painted together with the detail
        self._on_state_changed()

    @Slot(str)
    def _on_row_chosen(self, key: str) -> None:
        row = self._jobs.row(key)
        if row is not self._shown:  # a keystroke in the filter leaves the details alone
            is_late = self._is_applying and self._shown is not None
            self._shown = row
            if is_late:  # in a turn of its own: a key has just been typed
                self._late_detail.start()
            else:
                self._show_detail()
            self._kept_key = key or self._kept_key
            self._memory.touch()

    @Slot()
    def _show_detail(self) -> None:
        self._late_detail.stop()
        self.detail.show_row(self._shown)

    @Slot(str, bool)
    def _on_sort_requested(self, column: str, is_added: bool) -> None:
        self.set_sorting(next_sorting(self._jobs.sorting, column, is_added=is_added))

    @Slot()
    def _on_left_downwards(self) -> None:
        self.view.setFocus()

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
        self.selected.place()

    def showEvent(self, event: QShowEvent) -> None:
        """Let ages move on while they are seen."""
        super().showEvent(event)
        self.view.setFocus()
        self.news.set_seen(is_seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still while unseen."""
        super().hideEvent(event)
        self.news.set_seen(is_seen=False)
