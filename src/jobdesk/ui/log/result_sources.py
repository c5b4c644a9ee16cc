"""What the results pane lists: the matches, with some lines around each."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.models.records import LogLine, ResultNo
from jobdesk.ui.log.source import FilteredSource, LineReader, Rows, reading, slices_of

MOST_CONTEXT = 5
_SLICE = 10_000  # matches looked at in one turn: some milliseconds


class ContextSource(QObject):
    """The matches and up to `context` lines before and after each, every line once.

    Many matches are taken in slices, so that the window is never held up.

    Signals:
        advanced: more rows are known.
    """

    advanced = Signal()

    def __init__(
        self, reader: LineReader, no: ResultNo, matches: FilteredSource, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._no = no
        self._matches = matches
        self._total = 0
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._on_more)
        self.begin(0)

    def begin(self, context: int) -> None:
        """Start anew with so many lines around each match."""
        self.context = max(0, min(context, MOST_CONTEXT))
        self._seqs = array("q")
        self._taken = 0
        self._end = 0  # lines before this one are listed or left out for good
        self._wanted_end = 0
        self._more.stop()

    def look(self, total: int) -> None:
        """Take the matches that were found; the log has `total` lines."""
        self._total = total
        if not self._more.isActive():
            self._on_more()

    @property
    def count(self) -> int:
        """Rows known now."""
        return self._matches.count if self.context == 0 else len(self._seqs)

    @property
    def is_catching_up(self) -> bool:
        """Not all matches that were there at first are listed."""
        return self._matches.is_catching_up or self._more.isActive()

    def rows(self, first: int, count: int) -> Sequence[LogLine]:
        """The rows `first` and following."""
        if self.context == 0:
            return self._matches.rows(first, count)
        return reading(self._reader, self._no, slices_of(self._seqs))(first, count)

    def index_of(self, seq: int) -> int:
        """The index of line `seq`, or of the next one that is listed."""
        if self.context == 0:
            return self._matches.index_of(seq)
        return bisect_left(self._seqs, seq)

    def seq_of(self, index: int) -> int:
        """The number of the line at `index`."""
        return self._matches.seq_of(index) if self.context == 0 else self._seqs[index]

    def snapshot(self) -> Rows:
        """`rows` for another thread."""
        if self.context == 0:
            return self._matches.snapshot()
        return reading(self._reader, self._no, slices_of(self._seqs[:]))

    def is_match(self, seq: int) -> bool:
        """Line `seq` is a match itself, not beside one."""
        if self.context == 0:
            return True
        at = self._matches.index_of(seq)
        return at < self._matches.count and self._matches.seq_of(at) == seq

    @Slot()
    def _on_more(self) -> None:
        if self.context:
            found = self._matches.hits(self._taken, _SLICE)
            for seq in found:
                self._fill()
                self._end = max(self._end, seq - self.context)
                self._wanted_end = seq + self.context + 1
            self._fill()
            self._taken += len(found)
            if self._taken < self._matches.count:
                self._more.start()
        self.advanced.emit()

    def _fill(self) -> None:
        """List what is wanted after the last match, as far as the log goes."""
        end = min(self._wanted_end, self._total)
        if end > self._end:
            self._seqs.extend(range(self._end, end))
            self._end = end
