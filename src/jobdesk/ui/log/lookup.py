"""LogLookup: which lines of one run are shown and which ones are stepped through.

It owns the whole log, the filtered one and the matches, and keeps them as long as the run.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.models.records import LogCounts, ResultNo
from jobdesk.ui.log.folded import FoldedSource
from jobdesk.ui.log.query import LEVEL_CHIPS, LogQuery
from jobdesk.ui.log.source import FilteredSource, LineReader, LogSource, StoreSource
from jobdesk.ui.log.streamed import LevelTally, StreamedSearch
from jobdesk.ui.log.streaming import Search

_UNSEEN_MS = 150  # matches that are only counted need not be up to date at every line
_MOST_BAD = 100_000  # failures or warnings: more would paint the whole scroll bar
_MOST_HIDDEN = 10_000  # failures passed over in one step: some milliseconds
_FAILURES = frozenset(LEVEL_CHIPS["failure"])


class LogLookup(QObject):
    """Rows and matches of one run for what the user chose.

    Signals:
        shown_changed(): another source is shown.
        advanced(): more matches or rows are known.
        sought(): something else is looked for; the matches begin anew.
        failure_found(int): the failure that `step_failure` asked for, by its number.
        counted(): the lines of each level among the matches are others.
        bad_advanced(): more failures or warnings are known.
    """

    shown_changed = Signal()
    advanced = Signal()
    sought = Signal()
    failure_found = Signal(int)
    counted = Signal()
    bad_advanced = Signal()

    def __init__(
        self,
        reader: LineReader,
        open_search: Callable[[], Search],
        no: ResultNo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.whole = StoreSource(reader, no)
        self.filtered = FilteredSource(reader, open_search, no, self)
        self.matches = FilteredSource(reader, open_search, no, self)
        self.failures = FilteredSource(reader, open_search, no, self)
        self.warnings = FilteredSource(reader, open_search, no, self)
        self.tally = LevelTally(open_search, no, self)
        self.folded = FoldedSource(reader, open_search, no, self)
        self.is_folding = False
        self._failure_step: tuple[int, int] | None = None
        self.query = LogQuery()
        self._is_only_matches = False
        self._late = QTimer(self, singleShot=True, interval=_UNSEEN_MS)
        self._late.timeout.connect(self._on_late)
        for source in (self.filtered, self.matches, self.folded):
            source.advanced.connect(self._on_advanced)
        self.failures.advanced.connect(self._on_failures_advanced)
        self.warnings.advanced.connect(self.bad_advanced)
        self.tally.advanced.connect(self.counted)

    @property
    def shown(self) -> LogSource:
        """What the view shows."""
        if self._is_only_matches and self.query.text:
            return self.matches
        if self.query.levels is not None:
            return self.filtered
        return self.folded if self.is_folding else self.whole

    @property
    def shown_query(self) -> LogQuery:
        """What the shown lines have in common."""
        return self.query if self.shown is self.matches else self.query.without_text()

    @property
    def is_complete(self) -> bool:
        """All rows of the shown source are known."""
        shown = self.shown
        return not isinstance(shown, StreamedSearch) or shown.is_complete

    @property
    def problem(self) -> str:
        """Why a search ended early, in words."""
        shown = self.shown
        of_shown = shown.problem if isinstance(shown, StreamedSearch) else ""
        return self.matches.problem or of_shown

    @property
    def steps_through_failures(self) -> bool:
        """Without a text the failures are the matches."""
        return not self.query.text

    @property
    def known_failures(self) -> FilteredSource:
        """The failures found so far, whatever else is looked for."""
        is_all = self.steps_through_failures and self.query.levels is None
        return self.matches if is_all else self.failures

    def look_for_bad(self, counts: LogCounts) -> None:
        """Find the failures and the warnings there are, unless they are very many."""
        total = self.whole.count
        for source, chip, is_wanted in (
            (self.failures, "failure", self.known_failures is self.failures),
            (self.warnings, "warning", True),
        ):
            many = counts.of(LEVEL_CHIPS[chip])
            if not is_wanted or not 0 < many <= _MOST_BAD:
                continue
            if source.query.is_empty:
                source.search(LogQuery(frozenset(LEVEL_CHIPS[chip])), total)
            else:
                source.extend(total)

    def choose(self, query: LogQuery, *, only_matches: bool) -> None:
        """Show and look for something else."""
        before = self.shown
        total = self.whole.count
        is_sought = query != self.query or self.matches.query.is_empty
        if is_sought:
            self.matches.search(_step_query(query), total)
        if query.levels != self.query.levels:
            self.filtered.search(query.without_text(), total)
        is_other = query != self.query and before in (self.filtered, self.matches)
        self._count_levels(replace(query, levels=None), is_wanted=only_matches)
        self.query = query
        self._is_only_matches = only_matches
        if self.shown is not before or is_other:
            self.shown_changed.emit()
        if is_sought:
            self.sought.emit()

    def set_folding(self, is_folding: bool) -> None:
        """Show the groups of the whole log folded, or every line."""
        before, self.is_folding = self.shown, is_folding
        if is_folding:
            self.folded.begin(self.whole.count)
        if self.shown is not before:
            self.shown_changed.emit()

    def counts(self, of_all: LogCounts) -> LogCounts:
        """The lines of each level: of the whole log, or of the matches that are shown."""
        return of_all if self.tally.query.is_empty else self.tally.counts

    def _count_levels(self, query: LogQuery, *, is_wanted: bool) -> None:
        if not is_wanted or not query.text:
            query = LogQuery()
        if query == self.tally.query:
            return
        if query.is_empty:
            self.tally.leave()
        else:
            self.tally.search(query, self.whole.count)
        self.counted.emit()

    def extend(self, total: int) -> None:
        """The log has `total` lines now."""
        self.whole.count = total
        if not self.tally.query.is_empty:
            self.tally.extend(total)
        if self.folded.is_begun:
            self.folded.extend(total)
        if self.query.levels is not None:
            self.filtered.extend(total)
        if self.shown is self.matches:
            self.matches.extend(total)
        elif not self._late.isActive():
            self._late.start()

    def step(self, seq: int, by: int) -> int | None:
        """The number of the match after (1) or before (-1) line `seq`; it goes round."""
        return _step(self.matches, seq, by)

    def step_failure(self, seq: int, by: int) -> None:
        """Look for the failure after (1) or before (-1) line `seq`; says `failure_found`."""
        self._failure_step = (seq, by)
        if self.known_failures is self.matches:  # they are looked for already
            self.matches.extend(self.whole.count)
            self._answer_failure_step()
        elif self.failures.query.is_empty:
            self.failures.search(LogQuery(_FAILURES), self.whole.count)
        else:
            self.failures.extend(self.whole.count)
            self._answer_failure_step()

    def may_match(self, seq: int) -> bool:
        """Line `seq` is a match, or was not looked at yet."""
        return seq >= self.matches.searched or self.place(seq) > 0

    def place(self, seq: int) -> int:
        """Which match line `seq` is, from 1; 0 when it is none."""
        at = self.matches.index_of(seq)
        return at + 1 if at < self.matches.count and self.matches.seq_of(at) == seq else 0

    def stop(self) -> None:
        """End all searching."""
        self._late.stop()
        for search in (self.filtered, self.matches, self.failures, self.warnings):
            search.stop()
        self.tally.stop()
        self.folded.stop()

    @Slot()
    def _on_late(self) -> None:
        self.matches.extend(self.whole.count)

    @Slot()
    def _on_failures_advanced(self) -> None:
        self.bad_advanced.emit()
        self._answer_failure_step()

    def _answer_failure_step(self) -> None:
        failures = self.known_failures
        is_early = failures.is_catching_up and not failures.is_complete
        if self._failure_step is None or is_early:
            return
        (seq, by), self._failure_step = self._failure_step, None
        for _ in range(_MOST_HIDDEN):  # failures that the filter hides are passed over
            found = _step(failures, seq, by)
            if found is None:
                return
            if self.shows(found):
                self.failure_found.emit(found)
                return
            seq = found

    def shows(self, seq: int) -> bool:
        """Line `seq` is among those shown, if only in a fold."""
        if self.shown is self.folded:
            return True
        at = self.shown.index_of(seq)
        return at < self.shown.count and self.shown.seq_of(at) == seq

    @Slot()
    def _on_advanced(self) -> None:
        self.advanced.emit()
        self._answer_failure_step()


def _step(source: FilteredSource, seq: int, by: int) -> int | None:
    count = source.count
    if not count:
        return None
    at = source.index_of(seq)
    is_on_match = at < count and source.seq_of(at) == seq
    index = at - 1 if by < 0 else at + is_on_match
    return source.seq_of(index % count)


def _step_query(query: LogQuery) -> LogQuery:
    if query.text:
        return query
    levels = _FAILURES if query.levels is None else _FAILURES & query.levels
    return replace(query, levels=levels)
