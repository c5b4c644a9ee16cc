"""Lines that a person marked in one run, and the list of them for the results pane."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from jobdesk.models.records import LogLine, ResultNo
from jobdesk.ui.log.keeping import MARKS, LogKeeper
from jobdesk.ui.log.source import LineReader, Rows, reading, slices_of

MOST_MARKS = 1_000


class LogMarks(QObject):
    """The marked lines of one run, by their numbers; kept for the person who made them.

    Signals:
        changed(): a line was marked, or is no more.
    """

    changed = Signal()

    def __init__(self, keeper: LogKeeper, no: ResultNo, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._no = no

    @cached_property
    def seqs(self) -> list[int]:
        """The marked lines in order; read when they are first asked for, by key."""
        kept = cast("object", self._keeper.read(MARKS, str(self._no)))
        found = cast("list[Any]", kept) if isinstance(kept, list) else []
        return sorted({seq for seq in found if isinstance(seq, int) and seq >= 0})

    def __contains__(self, seq: int) -> bool:
        at = bisect_left(self.seqs, seq)
        return at < len(self.seqs) and self.seqs[at] == seq

    def __len__(self) -> int:
        return len(self.seqs)

    def toggle(self, seqs: Sequence[int]) -> None:
        """Mark these lines; when all are marked they are marked no more."""
        if all(seq in self for seq in seqs):
            gone = set(seqs)
            self.seqs = [seq for seq in self.seqs if seq not in gone]
        else:
            for seq in seqs:
                if seq not in self and len(self.seqs) < MOST_MARKS:
                    insort(self.seqs, seq)
        self._keeper.keep(MARKS, str(self._no), self.seqs[:] or None)
        self.changed.emit()

    def after(self, seq: int, by: int) -> int | None:
        """The mark after (1) or before (-1) line `seq`; it goes round."""
        if not self.seqs:
            return None
        if by > 0:
            return self.seqs[bisect_right(self.seqs, seq) % len(self.seqs)]
        return self.seqs[bisect_left(self.seqs, seq) - 1]


class MarksSource:
    """The marked lines as rows."""

    def __init__(self, reader: LineReader, no: ResultNo, marks: LogMarks) -> None:
        self._reader = reader
        self._no = no
        self._marks = marks
        self.is_catching_up = False

    @property
    def count(self) -> int:
        """Lines marked."""
        return len(self._marks.seqs)

    def rows(self, first: int, count: int) -> Sequence[LogLine]:
        """The marked lines `first` and following."""
        return reading(self._reader, self._no, slices_of(self._marks.seqs))(first, count)

    def index_of(self, seq: int) -> int:
        """The index of line `seq`, or of the next one that is marked."""
        return bisect_left(self._marks.seqs, seq)

    def seq_of(self, index: int) -> int:
        """The number of the line at `index`."""
        return self._marks.seqs[index]

    def snapshot(self) -> Rows:
        """`rows` for another thread, over the marks there are now."""
        return reading(self._reader, self._no, slices_of(self._marks.seqs[:]))
