"""Where the log view reads its rows: the whole log of a run, or the lines a filter leaves.

Both answer by row index, so one view shows either. Reads are bounded (one page) and belong to
the main thread.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from jobdesk.models.records import LogLine, ResultNo
from jobdesk.ui.log.streamed import StreamedSearch
from jobdesk.ui.log.streaming import Search

Numbers = Callable[[int, int], Sequence[int]]
"""The numbers of the lines that stand at the rows `first` and following."""

Rows = Callable[[int, int], Sequence[LogLine]]
"""The rows `first` and following."""


class LineReader(Protocol):
    """What a source needs of the log store."""

    def lines(self, no: ResultNo, first: int, count: int) -> Sequence[LogLine]:
        """The lines `first` and following."""
        ...

    def lines_at(self, no: ResultNo, seqs: Sequence[int]) -> Sequence[LogLine]:
        """The lines with these numbers, in their order."""
        ...


class LogSource(Protocol):
    """Rows by index."""

    @property
    def count(self) -> int:
        """Rows known now."""
        ...

    @property
    def is_catching_up(self) -> bool:
        """Rows still come from lines that were there when it was asked."""
        ...

    def rows(self, first: int, count: int) -> Sequence[LogLine]:
        """The rows `first` and following; fewer when they are not there."""
        ...

    def index_of(self, seq: int) -> int:
        """The index of line `seq`, or of the next one that is shown."""
        ...

    def seq_of(self, index: int) -> int:
        """The number of the line at `index`."""
        ...

    def snapshot(self) -> Rows:
        """`rows` for another thread, over the rows there are now."""
        ...


class StoreSource:
    """The whole log of one run: row n is line n."""

    def __init__(self, store: LineReader, no: ResultNo, count: int = 0) -> None:
        self._store = store
        self._no = no
        self.count = count
        self.is_catching_up = False

    def rows(self, first: int, count: int) -> Sequence[LogLine]:
        """The lines `first` and following."""
        return self._store.lines(self._no, first, count)

    def index_of(self, seq: int) -> int:
        """Line and index are the same."""
        return seq

    def seq_of(self, index: int) -> int:
        """Line and index are the same."""
        return index

    def snapshot(self) -> Rows:
        """`rows` for another thread."""
        return self.rows


def reading(store: LineReader, no: ResultNo, numbers: Numbers) -> Rows:
    """Reads rows of a list of line numbers, each time with one bounded read of the store."""

    def read(first: int, count: int) -> Sequence[LogLine]:
        wanted = numbers(first, count)
        return store.lines_at(no, wanted) if wanted else []

    return read


def slices_of(seqs: Sequence[int]) -> Numbers:
    """The rows are lines in the order of these numbers."""

    def numbers(first: int, count: int) -> Sequence[int]:
        return seqs[first : first + count]

    return numbers


class FoundSource(StreamedSearch):
    """Rows by the numbers of lines that a search finds; they arrive while they are found.

    A subclass says which lines its rows are.
    """

    def __init__(
        self,
        store: LineReader,
        open_search: Callable[[], Search],
        no: ResultNo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(open_search, no, parent)
        self._store = store
        self._forget()

    def numbers(self, *, frozen: bool = False) -> Numbers:
        """The lines of the rows; frozen as they are now, for another thread."""
        raise NotImplementedError

    def rows(self, first: int, count: int) -> Sequence[LogLine]:
        """The rows `first` and following."""
        return reading(self._store, self._no, self.numbers())(first, count)

    def snapshot(self) -> Rows:
        """`rows` for another thread, over the rows there are now."""
        return reading(self._store, self._no, self.numbers(frozen=True))


class FilteredSource(FoundSource):
    """The lines of one run that match a query."""

    _hits: "array[int]"

    @property
    def count(self) -> int:
        """Matches found so far."""
        return len(self._hits)

    def index_of(self, seq: int) -> int:
        """The index of the first match at or after line `seq`."""
        return bisect_left(self._hits, seq)

    def seq_of(self, index: int) -> int:
        """The number of the line at `index`."""
        return self._hits[index]

    def hits(self, first: int, count: int) -> Sequence[int]:
        """The numbers of the matches `first` and following."""
        return self._hits[first : first + count]

    def numbers(self, *, frozen: bool = False) -> Numbers:
        """The lines found, in their order."""
        return slices_of(self._hits[:] if frozen else self._hits)

    def _forget(self) -> None:
        self._hits = array("q")

    def _take(self, found: "array[int]") -> None:
        self._hits.extend(found)
