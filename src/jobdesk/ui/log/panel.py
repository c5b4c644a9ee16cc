"""LogPanel: the log of one run with its tools and the strip for one whole line."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, QSettings, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.models.records import LogCounts, LogLine, ResultNo
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.log.arrival import LineArrival
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
from jobdesk.ui.log.menu import make_menu
from jobdesk.ui.log.over_time import OverTime
from jobdesk.ui.log.panel_actions import make_actions
from jobdesk.ui.log.problem_line import ProblemLine
from jobdesk.ui.log.query import LogQuery, levels_of
from jobdesk.ui.log.results import LogResults
from jobdesk.ui.log.source import LineReader
from jobdesk.ui.log.streaming import Search
from jobdesk.ui.log.tool_line import LogToolLine
from jobdesk.ui.log.view import LogView
from jobdesk.ui.log.viewing import LogViewing
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import hairline


class LogPanel(QWidget):
    """One run's log: `advance` when it grew, `set_live` when the run starts or ends.

    The owner calls `shut_down` before it lets the panel go: a search may be running.

    Signals:
        current_changed(int): the number of the current line; -1 for none.
        follow_changed(bool): the end is followed, or was left.
    """

    current_changed = Signal(int)
    follow_changed = Signal(bool)

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
        self._kept_seq = -1  # line to come back to when a filter has found it
        self._read_seq = -1  # line that was read when the query changed
        self._wants_failure = False
        self._problem = ""  # of the text in the search field
        self._first: datetime | None = None
        self.memory = LogMemory(settings, self)
        self.keeper = keeper or LogKeeper(None, "", self)
        self.marks = LogMarks(self.keeper, no, self)
        self.highlighters = highlighters_of(self.keeper)
        self.lookup = LogLookup(reader, open_search, no, self)
        self.tools = LogToolLine()
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
        self._exporter = LogExporter(self, column, no, "log", self.memory)
        self.viewing = LogViewing(self.view, self.memory)
        self.viewing.zoom_changed.connect(self._on_zoomed)
        self._on_zoomed(self.viewing.zoom)
        hand_focus(self, self.view)
        self.folding = LogFolding(self.lookup, self.view, self.memory, self)
        self.actions_here: ActionRegistry = make_actions(self)
        self._connect()
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
        tools.export_requested.connect(self._on_export_requested)
        tools.export_menu.aboutToShow.connect(self._on_export_menu_opened)
        view = self.view
        view.current_changed.connect(self._on_current_changed)
        view.opened.connect(self._on_row_opened)
        view.follow_changed.connect(self._on_follow_changed)
        view.copy_requested.connect(self._on_copy_requested)
        view.drag_requested.connect(self._on_dragged)
        view.menu_requested.connect(self._on_menu_requested)
        view.read_failed.connect(messages.show_error)
        view.moved.connect(self._on_view_moved)
        self.place.closed.connect(self._on_detail_closed)
        self.lookup.failure_found.connect(self.go_to)
        self.lookup.counted.connect(self._on_counted)
        self.results.chosen.connect(self.go_to)
        self.view.set_marks(self.marks)
        self.marks.changed.connect(self.view.viewport().update)

    @property
    def counts(self) -> LogCounts:
        """Lines per level."""
        return self._counts

    def open(self, counts: LogCounts, total: int, *, is_live: bool, at_failure: bool) -> None:
        """Show the log for the first time: at its end when live, at the first failure."""
        self.lookup.extend(total)
        self.set_counts(counts)
        self.set_live(is_live)
        self.over_time.extend(total, is_live=is_live)
        self._wants_failure = at_failure and not is_live
        self.lookup.choose(LogQuery(), only_matches=False)
        self.folding.begin()
        self.view.show_source(self.lookup.shown, following=is_live)
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
            self._say_steps()

    @Slot()
    def _on_counted(self) -> None:
        self.tools.chips.set_counts(self.lookup.counts(self._counts))

    def set_live(self, is_live: bool) -> None:
        """The run goes on, or has ended: then there is nothing to follow."""
        self._is_live = is_live
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
        self._arrival.show(seq, query)

    def shut_down(self) -> None:
        """End the searches; called before the panel goes."""
        self.memory.write()
        self._exporter.cancel()
        self.over_time.stop()
        self.keeper.write()
        self.lookup.stop()

    def _seq_of(self, row: int) -> int:
        return self.lookup.shown.seq_of(row) if 0 <= row < self.lookup.shown.count else 0

    def _say_steps(self) -> None:
        matches, line = self.lookup.matches, self.view.current_line()
        place = self.lookup.place(line.seq) if line is not None else 0
        search = self.tools.search
        problem = self._problem or matches.problem
        search.show_problem(problem)
        self.problem_line.say(problem)
        more = "" if matches.is_complete else "…"
        if self.lookup.steps_through_failures:
            words = _words_of_failures(place, matches.count) if matches.count else ""
        else:
            found = f"{place:,} of {matches.count:,}" if place else f"{matches.count:,}"
            words = f"{found}{more} lines"
        self.tools.show_steps(words, is_possible=matches.count > 0)
        self.results.say()

    def _say_empty(self) -> None:
        query = self.lookup.shown_query
        if not query.is_empty:
            what = f"“{query.text}”" if query.text else "these levels"
            is_searching = not self.lookup.is_complete
            sentence = "Searching…" if is_searching else f"No line matches {what}"
            reason = f"of {self.lookup.whole.count:,} lines"
            self.view.set_empty_text(sentence, reason)
        elif self._is_live:
            self.view.set_empty_text("No lines yet", "They appear here as the job logs them.")
        else:
            self.view.set_empty_text("No lines", "This run logged nothing.")

    @Slot()
    def _on_query_changed(self) -> None:
        search = self.tools.search
        query = LogQuery(
            levels_of(self.tools.chips.chosen),
            search.text(),
            search.case_switch.isChecked(),
            search.regex_switch.isChecked(),
        )
        self._problem = query.problem
        if query.problem:  # what was found last stays
            self._say_steps()
            return
        line = self.view.current_line()
        rows = self.view.rows_in_view()
        self._read_seq = line.seq if line is not None else self._seq_of(rows.start)
        self.view.set_marker(query.marker)
        self.view.set_matching(self.lookup.may_match if query.is_joined else None)
        self.lookup.choose(query, only_matches=search.only_switch.isChecked())
        self._say_steps()
        self._say_empty()

    @Slot()
    def _on_shown_changed(self) -> None:
        following = self.view.is_following
        self.folding.look()
        self.view.show_source(self.lookup.shown, following=following)
        self._kept_seq = self._read_seq
        self._come_back()
        self._say_empty()

    def _come_back(self) -> None:
        """Put the line that was read before the filter changed back into view."""
        shown = self.lookup.shown
        if self._kept_seq < 0 or self.view.is_following:
            self._kept_seq = -1
            return
        row = shown.index_of(self._kept_seq)
        if row < shown.count or self.lookup.is_complete:
            self.view.scroll_to(row)
            self._kept_seq = -1

    @Slot()
    def _on_lookup_advanced(self) -> None:
        self.view.refresh()
        if self.lookup.query.is_joined:
            self.view.viewport().update()  # which of the rows match is known better now
        self._come_back()
        if self._wants_failure and self.lookup.matches.count and self.lookup.is_complete:
            self._wants_failure = False
            self.go_to(self.lookup.matches.seq_of(0))
        self._say_steps()
        self._say_empty()

    @Slot()
    def _on_view_moved(self) -> None:
        self._kept_seq = -1

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
        self.current_changed.emit(-1 if line is None else line.seq)

    @Slot(int)
    def _on_row_opened(self, row: int) -> None:
        line = self.view.line(row)
        if line is not None:
            self._show_detail(line)

    def _show_detail(self, line: LogLine) -> None:
        if self._first is None:
            self._first = first_time(self.lookup.whole)
        self.place.show_line(line, self._first)

    @Slot(bool)
    def _on_follow_changed(self, following: bool) -> None:
        self.tools.follow.setChecked(following)
        self.follow_changed.emit(following)

    @Slot()
    def _on_follow_clicked(self) -> None:
        self.view.set_following(self.tools.follow.isChecked())

    @Slot(str, str)
    def _on_export_requested(self, form: str, which: str) -> None:
        """Save "all" lines, those "shown", or those "selected"."""
        if which == "selected":
            self._exporter.ask(form, self.lookup.shown, "-selected", self.view.selection)
            return
        query = self.lookup.shown_query if which == "shown" else LogQuery()
        source = self.lookup.shown if which == "shown" else self.lookup.whole
        self._exporter.ask(form, source, "" if query.is_empty else "-filtered")

    @Slot()
    def _on_export_menu_opened(self) -> None:
        self.tools.say_exports(
            self.lookup.whole.count, self.lookup.shown.count, len(self.view.selection)
        )

    @Slot()
    def _on_copy_requested(self) -> None:
        self._exporter.copy(self.lookup.shown, self.view.selection, "text")

    @Slot()
    def _on_dragged(self) -> None:
        self._exporter.drag(self.lookup.shown, self.view.selection, "text")

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        make_menu(self).popup(point)

    def narrow(self, name: str, value: str, *, is_excluded: bool) -> None:
        """Show the lines with, or without, this object or group only."""
        self.tools.search.narrow(name, value, is_excluded=is_excluded)

    def copy_as(self, form: str) -> None:
        """Copy the selected lines in one of the forms, or only their "message"."""
        self._exporter.copy(self.lookup.shown, self.view.selection, form)

    @Slot()
    def _on_detail_closed(self) -> None:
        self.place.hide_detail()
        self.view.setFocus()

    @Slot()
    def _on_search_left(self) -> None:
        self.view.setFocus()


def _words_of_failures(place: int, count: int) -> str:
    if place:
        return f"Failure {place:,} of {count:,}"
    return f"{count:,} failure{'s' if count > 1 else ''}"
