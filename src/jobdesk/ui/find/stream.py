"""RunStream: searches all runs in a thread of its own and hands out what it finds.

No Qt in this file. The thread ends by itself; `close` interrupts it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jobdesk.errors import JobDeskError

if TYPE_CHECKING:
    from jobdesk.operations.search import RunHits

_FAULT = "The search ended early: JobDesk has a fault."

MOST_LINES = 5_000  # more are not read by anybody; the thread ends there


class Search(Protocol):
    """One search over all runs, e.g. `operations.search.RunsSearch`."""

    def __iter__(self) -> Iterator[RunHits | None]:
        """Runs with matching lines, newest first; None while it goes on without one."""
        ...

    def interrupt(self) -> None:
        """End the search; called from another thread."""
        ...

    @property
    def coverage(self) -> tuple[int, int]:
        """How many ended runs the index knows, and how many there are; it reads both."""
        ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What came since the last time, and how the search stands."""

    found: tuple[RunHits, ...]
    is_over: bool
    is_cut: bool  # it ended at MOST_LINES
    problem: str  # why it ended early, in words
    coverage: tuple[int, int]


class RunStream:
    """One search, from its start to its end.

    All methods belong to the owner's thread; `on_news` is called in the searching thread, once
    between two calls of `take`.
    """

    def __init__(
        self,
        make_search: Callable[[], Search],
        on_news: Callable[[], None],
        most_lines: int = MOST_LINES,
    ) -> None:
        self._make_search = make_search
        self._on_news = on_news
        self._most_lines = most_lines
        self._lock = threading.Lock()
        self._found: list[RunHits] = []
        self._search: Search | None = None
        self._is_announced = False
        self._is_closed = False
        self._is_over = False
        self._is_cut = False
        self._problem = ""
        self._coverage = (0, 0)
        self._thread = threading.Thread(target=self._work, name="search of runs", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def take(self, most: int) -> Taken:
        """At most so many runs that were found since the last call."""
        with self._lock:
            found, self._found = self._found[:most], self._found[most:]
            self._is_announced = False
            is_over = self._is_over and not self._found
            return Taken(tuple(found), is_over, self._is_cut, self._problem, self._coverage)

    @property
    def has_more(self) -> bool:
        """Something was found that has not been taken."""
        with self._lock:
            return bool(self._found)

    @property
    def is_alive(self) -> bool:
        """Its thread has not ended."""
        return self._thread.is_alive()

    def close(self, *, wait: bool = True) -> None:
        """Stop searching; with `wait` the thread has ended on return."""
        with self._lock:
            self._is_closed = True
            search = self._search
        if search is not None:
            search.interrupt()
        if wait and self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        problem = _FAULT  # what is not expected goes on to the program's own hook
        try:
            self._look()
            problem = ""
        except JobDeskError as error:
            problem = str(error)
        finally:
            with self._lock:
                self._search = None
                self._is_over = True
                self._problem = "" if self._is_closed else problem
                self._is_announced = False
            self._announce()

    def _look(self) -> None:
        search = self._make_search()
        with self._lock:
            if self._is_closed:
                return
            self._search = search
        lines = 0
        for hits in search:
            with self._lock:
                if self._is_closed:
                    return
                if hits is not None:
                    self._found.append(hits)
                    lines += len(hits.lines)
                self._is_cut = lines >= self._most_lines
            if hits is not None:
                self._announce()
            if self._is_cut:
                break
        coverage = search.coverage  # reads the databases: once
        with self._lock:
            self._coverage = coverage

    def _announce(self) -> None:
        with self._lock:
            if self._is_announced or self._is_closed:
                return
            self._is_announced = True
        self._on_news()
