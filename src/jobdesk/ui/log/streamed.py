"""StreamedSearch: what a thread finds in one run's log, handed over on the main thread."""

from array import array
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.models.records import LEVEL_NAMES, LogCounts, ResultNo
from jobdesk.ui.log.query import LogQuery
from jobdesk.ui.log.streaming import HitStream, Look, Search, look_for_levels, look_for_lines


class StreamedSearch(QObject):
    """Looks through the lines of one run for a query, and goes on while the log grows.

    Each query has a generation; what an older one still finds is dropped.

    Signals:
        advanced: more lines were found or looked at.
    """

    advanced = Signal()
    _rung = Signal(int)  # generation; from the searching thread
    _look: Look = staticmethod(look_for_lines)

    def __init__(
        self, open_search: Callable[[], Search], no: ResultNo, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_search = open_search
        self._no = no
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
    def is_complete(self) -> bool:
        """Every line there is has been looked at, or no more of them will be."""
        return self._searched >= self._total or bool(self.problem)

    @property
    def searched(self) -> int:
        """So many lines have been looked at."""
        return self._searched

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
        self._forget()
        self._total = self._first_total = total
        self._searched = 0
        self._is_catching_up = True
        generation, ring = self._generation, self._rung
        self._stream = HitStream(
            self._open_search, self._no, query, lambda: ring.emit(generation), self._look
        )
        self._stream.extend(total)

    def extend(self, total: int) -> None:
        """The log has grown to `total` lines."""
        self._total = max(total, self._total)
        if self._stream is not None:
            self._stream.extend(total)

    def leave(self) -> None:
        """Look for nothing any more; what was found is forgotten."""
        self._leave()
        self._generation += 1
        self.query = LogQuery()
        self._forget()

    def stop(self) -> None:
        """End the search and wait for its thread; the hits so far stay."""
        self._leave()
        for stream in self._leaving:
            stream.close()
        self._leaving.clear()

    def _forget(self) -> None:
        """Another query: nothing is found yet."""

    def _take(self, found: "array[int]") -> None:
        """More was found."""

    def _leave(self) -> None:
        if self._stream is not None:
            self._stream.close(wait=False)
            self._leaving = [each for each in self._leaving if each.is_alive]
            self._leaving.append(self._stream)
            self._stream = None

    @Slot(int)
    def _on_rung(self, generation: int) -> None:
        if generation != self._generation or self._stream is None:
            return
        found, self._searched = self._stream.take()
        self._take(found)
        self.advanced.emit()
        self._is_catching_up = self._searched < self._first_total and not self.problem


class LevelTally(StreamedSearch):
    """How many lines of each level match a query."""

    _look: Look = staticmethod(look_for_levels)

    def __init__(
        self, open_search: Callable[[], Search], no: ResultNo, parent: QObject | None = None
    ) -> None:
        super().__init__(open_search, no, parent)
        self._counts: dict[str, int] = {}

    @property
    def counts(self) -> LogCounts:
        """The lines counted so far."""
        return LogCounts(**self._counts)

    def _forget(self) -> None:
        self._counts = {}

    def _take(self, found: "array[int]") -> None:
        for level, count in zip(found[::2], found[1::2], strict=True):
            name = LEVEL_NAMES[level]
            self._counts[name] = self._counts.get(name, 0) + count
