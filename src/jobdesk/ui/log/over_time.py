"""OverTime: joins a log with its histogram; what is slow is read off the main thread."""

import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer, Slot

from jobdesk.errors import JobDeskError, ResultNotFound
from jobdesk.models.records import ResultNo
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.log.histogram import Histogram
from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.query import LEVEL_CHIPS
from jobdesk.ui.log.source import LineReader
from jobdesk.ui.log.streaming import Search
from jobdesk.ui.log.timeline import Timeline, TimelineBuilder
from jobdesk.ui.log.view import LogView

_STORE = "timelines"
_FIRST_MS = 120  # the log itself is shown first
_NEXT_MS = 2_000  # reading takes turns with the window: a live log need not be exact
_FEW_LINES = 100  # an ended run of fewer lines needs no overview


class OverTime(QObject):
    """Keeps the histogram of one run's log up to date and lets it scroll the view."""

    def __init__(
        self,
        reader: LineReader,
        open_search: Callable[[], Search],
        no: ResultNo,
        view: LogView,
        lookup: LogLookup,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.histogram = Histogram()
        self.histogram.hide()
        self._view = view
        self._lookup = lookup
        self._total = 0
        self._is_reading = False
        self._is_stopped = threading.Event()
        self._make_builder = lambda: _builder(reader, open_search, no, self._is_stopped)
        self._builder = self._make_builder()
        self._late = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._late.timeout.connect(self._read)
        view.scrolled.connect(self._on_scrolled)
        lookup.advanced.connect(self._on_lookup_advanced)
        lookup.shown_changed.connect(self._on_lookup_advanced)
        self.histogram.seq_requested.connect(self.go_to)

    def extend(self, total: int, *, is_live: bool) -> None:
        """The log has `total` lines."""
        if total and (is_live or total >= _FEW_LINES) and self.histogram.isHidden():
            self.histogram.show()
        if total != self._total and not self._is_stopped.is_set():
            self._total = total
            if not self._is_reading and not self._late.isActive():
                self._late.start()

    def stop(self) -> None:
        """Read no more."""
        self._is_stopped.set()
        self._late.stop()

    @Slot(int)
    def go_to(self, seq: int) -> None:
        """Show line `seq`, or the next one that is shown, in the upper part of the view."""
        shown, view = self._lookup.shown, self._view
        if not shown.count:
            return
        view.set_following(False)
        third = len(view.rows_in_view()) // 3
        view.scroll_to(max(0, min(shown.index_of(seq), shown.count - 1) - third))

    @Slot()
    def _read(self) -> None:
        if self.histogram.isHidden() or self._is_stopped.is_set():
            return
        self._is_reading = True
        builder, total = self._builder, self._total

        def work() -> Timeline:
            return builder.extend(total)

        run_in_background(
            self, work, self._take, store=_STORE, name="timeline", failed=self._on_failed
        )

    def _take(self, timeline: Timeline) -> None:
        self._is_reading = False
        self._late.setInterval(_NEXT_MS)
        self.histogram.show_timeline(timeline)
        self._on_scrolled()
        self._on_lookup_advanced()
        if timeline.total != self._total and not self._is_stopped.is_set():
            self._late.start()

    def _on_failed(self, error: BaseException) -> None:
        """The log says so itself when it cannot be read; the next look may succeed."""
        self._is_reading = False
        self._builder = self._make_builder()
        if not isinstance(error, JobDeskError):
            report_error(error)

    @Slot()
    def _on_scrolled(self) -> None:
        rows, shown = self._view.rows_in_view(), self._lookup.shown
        if rows and rows.stop <= shown.count and not self.histogram.isHidden():
            self.histogram.show_lines(shown.seq_of(rows.start), shown.seq_of(rows.stop - 1))

    @Slot()
    def _on_lookup_advanced(self) -> None:
        """Mark where matches are: two look-ups for each stretch."""
        matches, timeline = self._lookup.matches, self.histogram.timeline
        found: Sequence[bool] = ()
        if not self._lookup.steps_through_failures and matches.count:
            at = [matches.index_of(edge) for edge in (*timeline.edges, timeline.total)]
            found = [one < two for one, two in pairwise(at)]
        self.histogram.show_matches(found)


def _builder(
    reader: LineReader,
    open_search: Callable[[], Search],
    no: ResultNo,
    is_stopped: threading.Event,
) -> TimelineBuilder:
    return TimelineBuilder(
        lambda seq: time_of(reader, no, seq),
        lambda level, first, stop: _seqs(open_search, no, level, first, stop, is_stopped),
    )


def time_of(reader: LineReader, no: ResultNo, seq: int) -> int:
    """When line `seq` was written, in microseconds since the epoch; ResultNotFound."""
    return _micro(moment_of(reader, no, seq))


def moment_of(reader: LineReader, no: ResultNo, seq: int) -> datetime:
    """When line `seq` was written; ResultNotFound."""
    for line in reader.lines(no, seq, 1):
        return line.created
    raise ResultNotFound(f"Line {seq + 1:,} of run {no} is not there any more.")


def _micro(moment: datetime) -> int:
    return round(moment.timestamp() * 1e6)


def _seqs(
    open_search: Callable[[], Search],
    no: ResultNo,
    level: str,
    first: int,
    stop: int,
    is_stopped: threading.Event,
) -> Iterator["array[int]"]:
    """The failures or warnings in a range, over a connection of this thread."""
    search = open_search()
    try:
        for chunk in search.seqs(
            no,
            levels=LEVEL_CHIPS[level],
            where=None,
            case_sensitive=False,
            first=first,
            stop=stop,
        ):
            if is_stopped.is_set():
                return
            yield chunk
    finally:
        search.close()
