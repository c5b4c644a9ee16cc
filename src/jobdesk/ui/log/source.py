"""Where the log view reads its rows: the whole log of a run, or the lines a filter leaves.

Both answer by row index, so one view shows either. Reads are bounded (one page) and belong to
the main thread.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.models.records import LogLine, ResultNo
from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.log.streaming import HitStream, Search


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

    def snapshot(self) -> Callable[[int, int], Sequence[LogLine]]:
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

    def snapshot(self) -> Callable[[int, int], Sequence[LogLine]]:
        """`rows` for another thread."""
        return self.rows


class FilteredSource(QObject):
    """The lines of one run that match a query; they arrive while they are found.

    Each query has a generation; what an older one still finds is dropped.

    Signals:
        advanced: more lines were found or looked at.
    """

    advanced = Signal()
    _rung = Signal(int)  # generation; from the searching thread

    def __init__(
        self,
        store: LineReader,
        open_search: Callable[[], Search],
        no: ResultNo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._open_search = open_search
        self._no = no
        self._hits: array[int] = array("q")
        self._generation = 0
        self._total = 0
        self._first_total = 0
        self._searched = 0
        self._is_catching_up = False
        self._stream: HitStream | None = None
        self._leaving: list[HitStream] = []
        self.query = LogQuery()
        self._rung.connect(self._on_rung)

    @property
    def count(self) -> int:
        """Matches found so far."""
        return len(self._hits)

    @property
    def is_complete(self) -> bool:
        """Every line there is has been looked at."""
        return self._searched >= self._total

    @property
    def is_catching_up(self) -> bool:
        """Not all lines that were there at the start have been looked at."""
        return self._is_catching_up

    @property
    def problem(self) -> str:
        """Why the search ended early, in words."""
        return "" if self._stream is None else self._stream.problem

    def search(self, query: LogQuery, total: int) -> None:
        """Look for `query` among the first `total` lines, from the start."""
        self._leave()
        self._generation += 1
        self.query = query
        self._hits = array("q")
        self._total = self._first_total = total
        self._searched = 0
        self._is_catching_up = True
        generation, ring = self._generation, self._rung
        self._stream = HitStream(
            self._open_search, self._no, query, lambda: ring.emit(generation)
        )
        self._stream.extend(total)

    def extend(self, total: int) -> None:
        """The log has grown to `total` lines."""
        self._total = max(total, self._total)
        if self._stream is not None:
            self._stream.extend(total)

    def stop(self) -> None:
        """End the search and wait for its thread; the hits so far stay."""
        self._leave()
        for stream in self._leaving:
            stream.close()
        self._leaving.clear()

    def rows(self, first: int, count: int) -> Sequence[LogLine]:
        """The matches `first` and following."""
        wanted = self._hits[first : first + count]
        return self._store.lines_at(self._no, wanted) if wanted else []

    def index_of(self, seq: int) -> int:
        """The index of the first match at or after line `seq`."""
        return bisect_left(self._hits, seq)

    def seq_of(self, index: int) -> int:
        """The number of the line at `index`."""
        return self._hits[index]

    def hits(self, first: int, count: int) -> Sequence[int]:
        """The numbers of the matches `first` and following."""
        return self._hits[first : first + count]

    def snapshot(self) -> Callable[[int, int], Sequence[LogLine]]:
        """`rows` for another thread, over the matches found so far."""
        store, no, hits = self._store, self._no, self._hits[:]

        def read(first: int, count: int) -> Sequence[LogLine]:
            return store.lines_at(no, hits[first : first + count])

        return read

    def _leave(self) -> None:
        if self._stream is not None:
            self._stream.close(wait=False)
            self._leaving.append(self._stream)
            self._stream = None

    @Slot(int)
    def _on_rung(self, generation: int) -> None:
        if generation != self._generation or self._stream is None:
            return
        found, self._searched = self._stream.take()
        self._hits.extend(found)
        self.advanced.emit()
        self._is_catching_up = self._searched < self._first_total
