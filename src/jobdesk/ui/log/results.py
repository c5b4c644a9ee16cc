"""LogResults: keeps the results pane in step with the log over it."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from jobdesk.models.records import ResultNo
from jobdesk.ui import messages
from jobdesk.ui.log.exporting import LogExporter
from jobdesk.ui.log.highlighters import PaintedRule
from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.marks import LogMarks, MarksSource
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.log.result_sources import ContextSource
from jobdesk.ui.log.results_pane import MARKS, MATCHES, ResultsPane
from jobdesk.ui.log.rows_out import RowsOut
from jobdesk.ui.log.source import LineReader, LogSource
from jobdesk.ui.log.view import LogView
from jobdesk.ui.widgets.focus import tab_into

_USUAL_SHARE = 0.35  # of the height


class LogResults(QObject):
    """Shows matches or marks below the log; the pane and its size are remembered.

    The pane is made when it is first used: most logs are read without it.

    Signals:
        chosen(int): the user went to this line in the pane.
        visible_changed(bool): the pane was shown or hidden.
        made(): the pane was made.
    """

    chosen = Signal(int)
    visible_changed = Signal(bool)
    made = Signal()

    def __init__(
        self,
        reader: LineReader,
        no: ResultNo,
        lookup: LogLookup,
        marks: LogMarks,
        memory: LogMemory,
        over: LogView,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._marks = marks
        self._memory = memory
        self._over = over
        self._log: QWidget = over  # with all that is above the pane
        self._is_own_move = False
        self._wanted = -1  # line to go to as soon as its row is known
        self._rows_out: RowsOut | None = None
        self._measures = over.measures  # of the table, also while the log is shown raw
        self._highlights: Sequence[PaintedRule] = ()
        self.matches = ContextSource(reader, no, lookup.matches, self)
        self.marked = MarksSource(reader, no, marks)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        lookup.sought.connect(self._on_sought)
        lookup.advanced.connect(self._on_advanced)
        self.matches.advanced.connect(self._on_rows_advanced)
        marks.changed.connect(self._on_marks_changed)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    @cached_property
    def pane(self) -> ResultsPane:
        """The pane, below the log."""
        made = ResultsPane(self._over, self._measures)
        made.hide()
        made.set_context(self._memory.number("results_context", 0))
        made.view.set_zoom(self._over.zoom)
        made.view.set_highlights(self._highlights)
        self.splitter.addWidget(made)
        tab_into(self._log, made)
        made.tab_changed.connect(self._on_tab_changed)
        made.context_changed.connect(self._on_context_changed)
        made.closed.connect(self._on_closed)
        made.view.current_changed.connect(self._on_current_changed)
        made.view.left.connect(self._on_left)
        made.view.moved.connect(self._on_moved)
        made.view.opened.connect(self._on_left)
        made.view.read_failed.connect(messages.show_error)
        return made

    @property
    def _is_made(self) -> bool:
        return "pane" in self.__dict__

    @property
    def source(self) -> LogSource:
        """The rows of the pane."""
        return self.matches if self.pane.tab == MATCHES else self.marked

    def rows_out(self, exporter: LogExporter) -> RowsOut:
        """What copies and drags the rows of the pane."""
        if self._rows_out is None:
            self._rows_out = RowsOut(self.pane.view, lambda: self.source, exporter)
        return self._rows_out

    def place(self, log: QWidget) -> QSplitter:
        """The log with the pane below it."""
        self._log = log
        self.splitter.addWidget(log)
        self.splitter.setStretchFactor(0, 1)
        self._memory.taken.connect(self._on_taken)
        if self._memory.flag("results", usual=False):
            self.set_visible(True)
        return self.splitter

    @property
    def is_visible(self) -> bool:
        """The pane is wanted."""
        return self._is_made and not self.pane.isHidden()

    @Slot()
    def _on_taken(self) -> None:
        self.set_visible(self._memory.flag("results", usual=False))

    @Slot(bool)
    def set_visible(self, is_visible: bool) -> None:
        """Show or hide the pane."""
        if is_visible == self.is_visible:
            return
        is_new = not self._is_made
        self.pane.setVisible(is_visible)
        if is_new:
            self.made.emit()
        self._memory.keep("results", is_visible)
        if is_visible:
            height = max(self.splitter.height(), 1)
            wanted = self._memory.number("results_height", int(height * _USUAL_SHARE))
            self.splitter.setSizes([max(1, height - wanted), wanted])
            self._begin(at=-1 if is_new else self._read_seq)
        elif self.pane.view.hasFocus():
            self._over.setFocus()
        self.visible_changed.emit(is_visible)

    def show_marks(self) -> None:
        """Show the pane with the marks."""
        self.set_visible(True)
        self.pane.show_tab(MARKS)

    def say(self) -> None:
        """Say the counts."""
        if not self._is_made:
            return
        matches = self._lookup.matches
        more = "" if matches.is_complete else "…"
        what = "Failures" if self._lookup.steps_through_failures else "Matches"
        self.pane.say_counts(f"{what}  {matches.count:,}{more}", len(self._marks.seqs))

    def set_zoom(self, zoom: int) -> None:
        """Letters so many pixels higher than usual."""
        if self._is_made:
            self.pane.view.set_zoom(zoom)

    def set_highlights(self, rules: Sequence[PaintedRule]) -> None:
        """Give parts of the messages colours."""
        self._highlights = rules
        if self._is_made:
            self.pane.view.set_highlights(rules)

    def follow(self, seq: int) -> None:
        """The log went to line `seq`: so does the pane when it has it."""
        if not self.is_visible or self._is_own_move:
            return
        view = self.pane.view
        source = self.source
        row = source.index_of(seq)
        if row < view.count and source.seq_of(row) == seq:
            self._is_own_move = True
            view.select_row(row)
            self._is_own_move = False

    def _begin(self, *, at: int = -1) -> None:
        """Show the rows of the tab from their start, or from line `at` when it is known."""
        view, is_matches = self.pane.view, self.pane.tab == MATCHES
        self._wanted = -1
        self.matches.begin(self.pane.context.value() if is_matches else 0)
        self.matches.look(self._lookup.whole.count)
        view.is_match = self.matches.is_match if is_matches and self.matches.context else None
        query = self._lookup.query
        view.set_marker(query.marker)
        view.set_matching(self._lookup.may_match if query.is_joined else None)
        self._is_own_move = True
        view.show_source(self.source, following=False)
        self._is_own_move = False
        self._wanted = at
        self._come_back()
        self._say_empty()
        self.say()

    @property
    def _read_seq(self) -> int:
        """The number of the first line in view."""
        row = self.pane.view.rows_in_view().start
        return self.source.seq_of(row) if row < self.pane.view.count else -1

    def _come_back(self) -> None:
        """Go to the line that was read, when its row is known."""
        row = self.source.index_of(self._wanted) if self._wanted >= 0 else -1
        if 0 <= row < self.pane.view.count:
            self._wanted = -1
            self.pane.view.scroll_to(row)

    def _say_empty(self) -> None:
        view, lookup = self.pane.view, self._lookup
        if self.pane.tab == MARKS:
            view.set_empty_text("No line is marked", "M marks the current line.")
        elif problem := lookup.matches.problem:
            view.set_empty_text("The search ended early", problem)
        elif not lookup.matches.is_complete:
            view.set_empty_text("Searching…")
        elif lookup.steps_through_failures:
            view.set_empty_text("No failures", "Matches of a search are listed here.")
        else:
            view.set_empty_text(f"No line matches “{lookup.query.text}”")

    @Slot()
    def _on_sought(self) -> None:
        if self.is_visible:
            self._begin()

    @Slot()
    def _on_advanced(self) -> None:
        if self.is_visible and self.pane.tab == MATCHES:
            self.matches.look(self._lookup.whole.count)

    @Slot()
    def _on_rows_advanced(self) -> None:
        if self.is_visible and self.pane.tab == MATCHES:
            self.pane.view.refresh()
            self._come_back()
            self._say_empty()
            self.say()

    @Slot()
    def _on_marks_changed(self) -> None:
        if self.is_visible and self.pane.tab == MARKS:
            self._begin(at=self._read_seq)
        self.say()

    @Slot(str)
    def _on_tab_changed(self, tab: str) -> None:
        del tab
        self._begin()

    @Slot(int)
    def _on_context_changed(self, lines: int) -> None:
        self._memory.keep("results_context", lines)
        self._begin(at=self._read_seq)

    @Slot()
    def _on_closed(self) -> None:
        self.set_visible(False)

    @Slot()
    def _on_moved(self) -> None:
        self._wanted = -1

    @Slot()
    def _on_left(self) -> None:
        self._over.setFocus()

    @Slot(int)
    def _on_current_changed(self, row: int) -> None:
        line = self.pane.view.line(row)
        if line is not None and not self._is_own_move:
            self._is_own_move = True
            self.chosen.emit(line.seq)
            self._is_own_move = False

    @Slot()
    def _on_splitter_moved(self) -> None:
        if self.is_visible:
            self._memory.keep("results_height", self.splitter.sizes()[1])
