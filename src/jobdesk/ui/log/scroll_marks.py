"""ScrollMarks: where failures, warnings, matches and marks are, for the log's scroll bar."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from jobdesk.models.records import LogCounts
from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.marked_bar import (
    FAILURE,
    MARK,
    MATCH,
    TICK_PX,
    WARNING,
    MarkedScrollBar,
    Tick,
)
from jobdesk.ui.log.marks import LogMarks, MarksSource
from jobdesk.ui.log.query import LEVEL_CHIPS
from jobdesk.ui.log.source import LogSource
from jobdesk.ui.log.view import LogView

_FIRST_MS = 300  # the log itself is shown first
_NEXT_MS = 1_500  # searches take turns with the window: a live log need not be exact
_MOST_TICKED = 100_000  # lines: more would paint the whole bar, and tell nothing
_LOOKED_AT = 4  # lines of one cell of a filtered log


class Numbers(Protocol):
    """Lines in ascending order."""

    @property
    def count(self) -> int:
        """How many."""
        ...

    def index_of(self, seq: int) -> int:
        """The index of line `seq`, or of the next one."""
        ...

    def seq_of(self, index: int) -> int:
        """The number of the line at `index`."""
        ...


class ScrollMarks(QObject):
    """Gives the view of a log a scroll bar with ticks; some look-ups for each tick."""

    def __init__(
        self,
        lookup: LogLookup,
        marks: LogMarks,
        marked: MarksSource,
        view: LogView,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._marked = marked
        self._view = view
        self.bar = MarkedScrollBar(self.find)
        view.setVerticalScrollBar(self.bar)
        self.bar.row_requested.connect(self._on_row_requested)
        for signal in (lookup.advanced, lookup.shown_changed, lookup.bad_advanced):
            signal.connect(self.bar.look_later)
        marks.changed.connect(self.bar.look_later)
        self._counts = LogCounts()
        self._late = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._late.timeout.connect(self._on_late)
        lookup.sought.connect(self._on_sought)

    def take_counts(self, counts: LogCounts) -> None:
        """There are so many lines of each level."""
        self._counts = counts
        self._look()
        failures = counts.of(LEVEL_CHIPS["failure"])
        words = [_plural(failures, "failure"), _plural(counts.warning, "warning")]
        self.bar.setAccessibleDescription(", ".join(word for word in words if word))

    @Slot()
    def _on_sought(self) -> None:
        self._late.setInterval(_FIRST_MS)
        self._look()

    def _look(self) -> None:
        if not self._late.isActive():
            self._late.start()

    @Slot()
    def _on_late(self) -> None:
        self._late.setInterval(_NEXT_MS)
        self._lookup.look_for_bad(self._counts)
        self.bar.look_later()

    def stop(self) -> None:
        """Look for nothing any more."""
        self._late.stop()

    def find(self, height: int) -> Sequence[Tick]:
        """The ticks of a bar that is so many pixels high."""
        shown, cells = self._lookup.shown, height // TICK_PX
        if not shown.count or cells <= 0:
            return ()
        found: list[Tick] = []
        for kind, source in self._sources():
            if 0 < source.count <= _MOST_TICKED:
                seqs = _spread(source, shown, cells)
                found += _ticks(kind, seqs, shown, height)
        return found

    def _sources(self) -> Iterator[tuple[str, Numbers]]:
        lookup = self._lookup
        yield WARNING, lookup.warnings
        yield FAILURE, lookup.known_failures
        if not lookup.steps_through_failures:
            yield MATCH, lookup.matches
        yield MARK, self._marked

    @Slot(int)
    def _on_row_requested(self, row: int) -> None:
        self._view.set_following(False)
        self._view.select_row(row, centre=True)


def _spread(source: Numbers, shown: LogSource, cells: int) -> Iterator[int]:
    """All lines, or of very many some of every cell that the shown rows are parted into."""
    if source.count <= cells:
        yield from (source.seq_of(at) for at in range(source.count))
        return
    count, before = shown.count, source.index_of(shown.seq_of(0))
    for cell in range(1, cells + 1):
        row = cell * count // cells
        at = source.index_of(shown.seq_of(row) if row < count else shown.seq_of(row - 1) + 1)
        yield from (source.seq_of(each) for each in range(before, min(at, before + _LOOKED_AT)))
        before = at


def _ticks(kind: str, seqs: Iterable[int], shown: LogSource, height: int) -> Iterator[Tick]:
    """One tick for every height that has something; lines that are not shown have none."""
    last, count = -TICK_PX, shown.count
    for seq in seqs:
        row = shown.index_of(seq)
        y = row * height // count
        if y >= last + TICK_PX and row < count and shown.seq_of(row) <= seq:
            yield Tick(y, row, kind)
            last = y


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}" if count else ""
