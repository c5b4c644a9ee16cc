"""LogPanel: the log of one run with its tools and the strip for one whole line."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.models.records import LogCounts, LogLine, ResultNo
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.log.arrival import LineArrival
from jobdesk.ui.log.column_choice import ColumnChoice
from jobdesk.ui.log.detail_place import DetailPlace
from jobdesk.ui.log.exporting import LogExporter
from jobdesk.ui.log.folding import LogFolding
from jobdesk.ui.log.highlighters import highlighters_of
from jobdesk.ui.log.jumping import LogJumper
from jobdesk.ui.log.keeping import LogKeeper
from jobdesk.ui.log.line_facts import first_time
from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.marks import LogMarks
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.log.over_time import OverTime
from jobdesk.ui.log.panel_actions import make_actions
from jobdesk.ui.log.panel_rows import PanelRows
from jobdesk.ui.log.panel_words import empty_words, step_words
from jobdesk.ui.log.placing import LogPlacing
from jobdesk.ui.log.problem_line import ProblemLine
from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.log.reading_place import LogPlace, ReadingPlace
from jobdesk.ui.log.results import LogResults
from jobdesk.ui.log.scroll_marks import ScrollMarks
from jobdesk.ui.log.search_history import SearchHistory
from jobdesk.ui.log.source import LineReader
from jobdesk.ui.log.streaming import Search
from jobdesk.ui.log.summary import LogSummary
from jobdesk.ui.log.tool_line import LogToolLine
from jobdesk.ui.log.view import LogView
from jobdesk.ui.log.viewing import LogViewing
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import hairline


class LogPanel(QWidget):
    """One run's log: `advance` when it grew, `set_live` when the run starts or ends.

    The owner calls `shut_down` before it lets the panel go: a search may be running.

    Signals:
        everywhere_requested(str): this query is to be asked of all runs.
    """

    everywhere_requested = Signal(str)

    def __init__(
        self,
        reader: LineReader,
        open_search: Callable[[], Search],
        no: ResultNo,
        parent: QWidget | None = None,
        settings: QSettings | None = None,
        keeper: LogKeeper | None = None,
    ) -> None:
        super().__init__(parent)
        self._counts = LogCounts()
        self._is_live = False
        self._wants_failure = False
        self._problem = ""  # of the text in the search field
        self._first: datetime | None = None
        self.memory = LogMemory(settings, self)
        self.keeper = keeper or LogKeeper(None, "", self)
        self.marks = LogMarks(self.keeper, no, self)
        self.highlighters = highlighters_of(self.keeper)
        self.lookup = LogLookup(reader, open_search, no, self)
        self.tools = LogToolLine()
        self.history = SearchHistory(self.keeper, self.tools.search)
        self.problem_line = ProblemLine()
        self.view = LogView()
        self.place = DetailPlace(self.view, self.memory)
        self.over_time = OverTime(reader, open_search, no, self.view, self.lookup, self)
        self.jumper = LogJumper(reader, no, self.view, self.lookup, self)
        self.jumper.found.connect(self.go_to)
        self._arrival = LineArrival(self.tools, self.lookup, self)
        self._arrival.arrived.connect(self.go_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.problem_line)
        column.addWidget(hairline())
        column.addWidget(self.over_time.histogram)
        self.results = LogResults(
            reader, no, self.lookup, self.marks, self.memory, self.view, self
        )
        column.addWidget(self.results.place(self.place), 1)
        self.scroll_marks = ScrollMarks(
            self.lookup, self.marks, self.results.marked, self.view, self
        )
        self._exporter = LogExporter(self, column, no, "log", self.memory)
        self.rows = PanelRows(self, self._exporter)
        self.viewing = LogViewing(self.view, self.memory)
        self.columns = ColumnChoice(
            self.view, self.memory, lambda: first_time(self.lookup.whole)
        )
        self.viewing.zoom_changed.connect(self._on_zoomed)
        self._on_zoomed(self.viewing.zoom)
        hand_focus(self, self.view)
        self.folding = LogFolding(self.lookup, self.view, self.memory, self)
        kept = LogPlace(self.keeper, no)
        self.placing = LogPlacing(kept, self.lookup, self.view, self.tools, self.place, self)
        self.actions_here: ActionRegistry = make_actions(self)
        self.summary = LogSummary(self.lookup, self.view, self)
        self._connect()
        if self.results.is_visible:
            self.rows.take_results()
        self._say_steps()

    def _connect(self) -> None:
        self.lookup.shown_changed.connect(self._on_shown_changed)
        self.lookup.advanced.connect(self._on_lookup_advanced)
        tools = self.tools
        tools.chips.changed.connect(self._on_query_changed)
        tools.search.query_changed.connect(self._on_query_changed)
        tools.search.only_switch.toggled.connect(self._on_query_changed)
        tools.search.left.connect(self._on_search_left)
        tools.step_requested.connect(self.step)
        tools.follow.clicked.connect(self._on_follow_clicked)
        tools.export_requested.connect(self.rows.export)
        tools.export_menu.aboutToShow.connect(self.rows.say_exports)
        view = self.view
        view.current_changed.connect(self._on_current_changed)
        view.opened.connect(self._on_row_opened)
        view.follow_changed.connect(tools.follow.setChecked)
        view.menu_requested.connect(self.rows.open_menu)
        view.read_failed.connect(messages.show_error)
        self.place.closed.connect(self._on_detail_closed)
        self.lookup.failure_found.connect(self.go_to)
        self.lookup.counted.connect(self._on_counted)
        self.results.chosen.connect(self.go_to)
        self.results.made.connect(self.rows.take_results)
        self.view.set_marks(self.marks)
        self.marks.changed.connect(self.view.viewport().update)

    @property
    def counts(self) -> LogCounts:
        """Lines per level."""
        return self._counts

    def open(self, counts: LogCounts, total: int, *, is_live: bool, at_failure: bool) -> None:
        """Show the log: where it was left, else at its end when live, or at the first failure.

        A log whose end was followed is followed again while it is live.
        """
        place = self.placing.read()
        is_new = place is None or place.follows
        place = place or ReadingPlace(follows=is_live)
        self.tools.take(place)
        self.lookup.extend(total)
        self.set_counts(counts)
        self.set_live(is_live)
        self.over_time.extend(total, is_live=is_live)
        self._wants_failure = is_new and at_failure and not is_live
        self._problem = self.tools.query.problem
        self._use(LogQuery() if self._problem else self.tools.query)
        self.lookup.folded.open_later(place.opened)
        self.folding.begin()
        self.view.show_source(self.lookup.shown, following=place.follows)
        self.view.set_following(place.follows and is_live)  # of an ended one the end is shown
        self.placing.begin(place) if not is_new else self.placing.rest()
        self._say_steps()
        self._say_empty()

    def advance(self, total: int) -> None:
        """The run has `total` lines now."""
        if total == self.lookup.whole.count:
            return
        self.lookup.extend(total)
        self.over_time.extend(total, is_live=self._is_live)
        self.view.refresh()

    def set_counts(self, counts: LogCounts) -> None:
        """Take the lines per level."""
        if counts != self._counts:
            self._counts = counts
            self._on_counted()
            self.scroll_marks.take_counts(counts)
            self._say_steps()

    @Slot()
    def _on_counted(self) -> None:
        self.tools.chips.set_counts(self.lookup.counts(self._counts))

    def set_live(self, is_live: bool) -> None:
        """The run goes on, or has ended: then there is nothing to follow."""
        self._is_live = self.summary.is_live = self.placing.is_live = is_live
        self.summary.say_soon()
        self.tools.follow.setVisible(is_live)
        self._say_empty()

    @Slot(int)
    def step(self, by: int) -> None:
        """Go to the next match (1) or the one before (-1); without a text to failures."""
        found = self.lookup.step(self.place_of_reading(by), by)
        if found is not None:
            self.go_to(found)

    def place_of_reading(self, by: int) -> int:
        """The line that a step of `by` begins at: the current one, or the first in view."""
        line = self.view.current_line()
        if line is not None:
            return line.seq
        return self._seq_of(self.view.rows_in_view().start) - (by > 0)

    @Slot(int)
    def go_to(self, seq: int) -> None:
        """Make line `seq`, or the next one shown, current in the middle of the view."""
        self.placing.give_up()
        shown = self.lookup.shown
        self.folding.show_line(seq)
        self.view.set_following(False)
        self.view.select_row(min(shown.index_of(seq), shown.count - 1), centre=True)

    @Slot(int)
    def _on_zoomed(self, zoom: int) -> None:
        self.results.set_zoom(zoom)
        self.place.set_log_font(self.view.measures.font("log"))

    def show_line(self, seq: int, query: LogQuery) -> None:
        """Go to a line that was found elsewhere, and search for what was found there."""
        self._wants_failure = False
        self.placing.give_up()
        self._arrival.show(seq, query)

    def shut_down(self) -> None:
        """End the searches; called before the panel goes."""
        self.memory.write()
        self.placing.stop()
        self._exporter.cancel()
        self.over_time.stop()
        self.scroll_marks.stop()
        self.summary.stop()
        self.lookup.stop()
        self.keeper.write()

    def _seq_of(self, row: int) -> int:
        return self.lookup.shown.seq_of(row) if 0 <= row < self.lookup.shown.count else 0

    def _say_steps(self) -> None:
        matches, line = self.lookup.matches, self.view.current_line()
        problem = self._problem or self.lookup.problem
        self.tools.search.show_problem(problem)
        self.problem_line.say(problem)
        words = step_words(self.lookup, -1 if line is None else line.seq)
        self.tools.show_steps(words, is_possible=matches.count > 0)
        self.results.say()

    def _say_empty(self) -> None:
        self.view.set_empty_text(*empty_words(self.lookup, is_live=self._is_live))

    @Slot()
    def _on_query_changed(self) -> None:
        query = self.tools.query
        self._problem = query.problem
        if query.problem:  # what was found last stays
            self._say_steps()
            return
        self.placing.take_reading()
        self._use(query)
        self._say_steps()
        self._say_empty()

    def _use(self, query: LogQuery) -> None:
        """Look for something else."""
        self.view.set_marker(query.marker)
        self.view.set_matching(self.lookup.may_match if query.is_joined else None)
        self.lookup.choose(query, only_matches=self.tools.search.only_switch.isChecked())

    @Slot()
    def _on_shown_changed(self) -> None:
        following = self.view.is_following
        self.folding.look()
        self.view.show_source(self.lookup.shown, following=following)
        self.placing.rows_changed()
        self._say_empty()

    @Slot()
    def _on_lookup_advanced(self) -> None:
        self.view.refresh()
        if self.lookup.query.is_joined:
            self.view.viewport().update()  # which of the rows match is known better now
        self.placing.come_back()
        if self._wants_failure and self.lookup.matches.count and self.lookup.is_complete:
            self._wants_failure = False
            self.go_to(self.lookup.matches.seq_of(0))
        self._say_steps()
        self._say_empty()

    @Slot(int)
    def _on_current_changed(self, row: int) -> None:
        line = self.view.line(row)
        self._say_steps()
        if line is None:
            self.place.hide_detail()
        elif self.place.is_showing or self.view.is_cut(line):
            self._show_detail(line)
        if line is not None:
            self.results.follow(line.seq)

    @Slot(int)
    def _on_row_opened(self, row: int) -> None:
        line = self.view.line(row)
        if line is not None:
            self._show_detail(line)

    def _show_detail(self, line: LogLine) -> None:
        if self._first is None:
            self._first = first_time(self.lookup.whole)
        self.place.show_line(line, self._first)

    @Slot()
    def _on_follow_clicked(self) -> None:
        self.view.set_following(self.tools.follow.isChecked())

    @Slot()
    def _on_detail_closed(self) -> None:
        self.place.hide_detail()
        self.view.setFocus()

    @Slot()
    def _on_search_left(self) -> None:
        self.view.setFocus()
