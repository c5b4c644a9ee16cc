"""RunsFinder: what a thread finds in all runs, handed over on the main thread bit by bit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.ui.find.stream import MOST_LINES, RunStream, Search, Taken

if TYPE_CHECKING:
    from jobdesk.operations.search import RunHits

_RUNS_AT_ONCE = 60  # handed over in one turn: some milliseconds


class RunsFinder(QObject):
    """One search at a time; a new one ends the one before.

    Signals:
        found(): more runs with lines; `take` them.
        changed(): it began, went on or ended: `is_searching`, `problem`, `seconds`…
    """

    found = Signal()
    changed = Signal()
    _rung = Signal(int)  # generation; from the searching thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._generation = 0
        self._stream: RunStream | None = None
        self._leaving: list[RunStream] = []
        self._began = 0.0
        self._found: list[RunHits] = []
        self.is_searching = False
        self.is_stopped = False
        self.is_cut = False
        self.problem = ""
        self.seconds = 0.0
        self.coverage = (0, 0)
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._on_more)
        self._rung.connect(self._on_rung)

    def search(self, make_search: Callable[[], Search], most_lines: int = MOST_LINES) -> None:
        """Begin a search, made in its thread."""
        self._leave()
        self._generation += 1
        self.is_searching, self.is_stopped, self.is_cut = True, False, False
        self.problem, self.coverage = "", (0, 0)
        self._began = perf_counter()
        generation, ring = self._generation, self._rung
        self._stream = RunStream(make_search, lambda: ring.emit(generation), most_lines)
        self._stream.start()
        self.changed.emit()

    def take(self) -> Sequence[RunHits]:
        """The runs found since the last time."""
        found, self._found = self._found, []
        return found

    def stop(self) -> None:
        """End the search; what was found stays."""
        if not self.is_searching:
            return
        self._leave()
        self._end()
        self.is_stopped = True
        self.changed.emit()

    def shut_down(self) -> None:
        """End the search and wait for its thread."""
        self._leave()
        self.is_searching = False
        for stream in self._leaving:
            stream.close()
        self._leaving.clear()

    def _leave(self) -> None:
        self._more.stop()
        self._found = []
        self._generation += 1
        if self._stream is not None:
            self._stream.close(wait=False)
            self._leaving = [each for each in self._leaving if each.is_alive]
            self._leaving.append(self._stream)
            self._stream = None

    def _end(self) -> None:
        self.is_searching = False
        self.seconds = perf_counter() - self._began

    @Slot(int)
    def _on_rung(self, generation: int) -> None:
        if generation == self._generation:
            self._on_more()

    @Slot()
    def _on_more(self) -> None:
        stream = self._stream
        if stream is None:
            return
        taken: Taken = stream.take(_RUNS_AT_ONCE)
        self.coverage, self.is_cut = taken.coverage, taken.is_cut
        self.problem = taken.problem
        if taken.is_over:
            self._end()
        self._found += taken.found
        if self._found:
            self.found.emit()
        self.changed.emit()
        if stream.has_more:
            self._more.start()
