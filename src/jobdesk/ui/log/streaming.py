"""HitStream: looks for matching lines in a thread of its own and hands out their numbers.

No Qt in this file. The thread ends by itself when it has nothing to do; `close` interrupts it.
"""

import threading
from array import array
from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from jobdesk.errors import JobDeskError
from jobdesk.models.log_query import Node
from jobdesk.ui.log.query import LogQuery

_FAULT = "The search ended early: JobDesk has a fault."
_LINGER_SECONDS = 0.3  # how long a thread that caught up waits for more lines


class Search(Protocol):
    """A read-only look through one run's lines, e.g. `models.stores.search.LogSearch`."""

    def seqs(
        self,
        no: int,
        *,
        levels: Collection[str] | None,
        where: Node | None,
        case_sensitive: bool = False,
        first: int = 0,
        stop: int | None = None,
    ) -> Iterator["array[int]"]:
        """Chunks of the numbers of matching lines from `first` up to before `stop`."""
        ...

    def tallies(
        self,
        no: int,
        *,
        where: Node | None,
        case_sensitive: bool = False,
        first: int = 0,
        stop: int | None = None,
    ) -> Iterator["array[int]"]:
        """Chunks of pairs: the number of a level, and how many matching lines have it."""
        ...

    def blocks(self, no: int, *, first: int, stop: int) -> Iterator["array[int]"]:
        """Chunks of blocks of one grouping: first line, highest level, 1 when it is new."""
        ...

    def interrupt(self) -> None:
        """End the running search; called from another thread."""
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...


Look = Callable[[Search, int, LogQuery, range], Iterator["array[int]"]]
"""Looks through a span of lines of a run for a query."""


def look_for_lines(
    search: Search, no: int, query: LogQuery, span: range
) -> Iterator["array[int]"]:
    """The numbers of the lines that match."""
    return search.seqs(
        no,
        levels=query.levels,
        where=query.where,
        case_sensitive=query.case_sensitive,
        first=span.start,
        stop=span.stop,
    )


def look_for_levels(
    search: Search, no: int, query: LogQuery, span: range
) -> Iterator["array[int]"]:
    """How many lines of each level match the text."""
    return search.tallies(
        no,
        where=query.where,
        case_sensitive=query.case_sensitive,
        first=span.start,
        stop=span.stop,
    )


def look_for_blocks(
    search: Search, no: int, query: LogQuery, span: range
) -> Iterator["array[int]"]:
    """The lines of one group that follow each other."""
    del query
    return search.blocks(no, first=span.start, stop=span.stop)


class HitStream:
    """The numbers of the matching lines of one run, in order, as they are found.

    All methods belong to the owner's thread; `on_news` is called in the searching thread, once
    between two calls of `take`.
    """

    def __init__(
        self,
        open_search: Callable[[], Search],
        no: int,
        query: LogQuery,
        on_news: Callable[[], None],
        look: Look = look_for_lines,
    ) -> None:
        self._look = look
        self._open_search = open_search
        self._no = no
        self._query = query
        self._on_news = on_news
        self._changed = threading.Condition()
        self._found = array("q")
        self._searched = 0
        self._wanted = 0
        self._is_announced = False
        self._is_closed = False
        self._search: Search | None = None
        self._thread: threading.Thread | None = None
        self._is_working = False
        self.problem = ""

    def extend(self, total: int) -> None:
        """Look at the lines up to `total` as well."""
        with self._changed:
            if self._is_closed or self.problem or total <= self._wanted:
                return
            self._wanted = total
            if not self._is_working:
                self._is_working = True
                self._thread = threading.Thread(
                    target=self._work, name=f"log search {self._no}", daemon=True
                )
                self._thread.start()
            else:
                self._changed.notify_all()

    def take(self) -> "tuple[array[int], int]":
        """The hits found since the last call, and how many lines have been looked at."""
        with self._changed:
            found, self._found = self._found, array("q")
            self._is_announced = False
            return found, self._searched

    @property
    def is_alive(self) -> bool:
        """Its thread has not ended."""
        return self._thread is not None and self._thread.is_alive()

    def close(self, wait: bool = True) -> None:
        """Stop searching; with `wait` the thread has ended on return."""
        with self._changed:
            self._is_closed = True
            search, thread = self._search, self._thread
            self._changed.notify_all()
        if search is not None:
            search.interrupt()
        if wait and thread is not None:
            thread.join()

    def _work(self) -> None:
        search: Search | None = None
        problem = _FAULT  # what is not expected goes on to the program's own hook
        try:
            search = self._open_search()
            with self._changed:
                self._search = search
            while (span := self._next_span()) is not None:
                self._look_through(search, span)
            problem = ""
        except JobDeskError as error:
            problem = str(error)
        finally:
            with self._changed:
                self._search = None
                if problem:
                    self._is_working = False
                    self.problem = "" if self._is_closed else problem
                    self._is_announced = False
            if search is not None:
                search.close()
            self._announce()

    def _next_span(self) -> range | None:
        with self._changed:
            if self._searched >= self._wanted and not self._is_closed:
                self._changed.wait(_LINGER_SECONDS)
            if self._is_closed or self._searched >= self._wanted:
                self._is_working = False
                return None
            return range(self._searched, self._wanted)

    def _look_through(self, search: Search, span: range) -> None:
        chunks = self._look(search, self._no, self._query, span)
        for chunk in chunks:
            with self._changed:
                if self._is_closed:
                    return
                self._found.extend(chunk)
            if chunk:
                self._announce()
        with self._changed:
            if self._is_closed:
                return
            self._searched = span.stop
        self._announce()

    def _announce(self) -> None:
        with self._changed:
            if self._is_announced or self._is_closed:
                return
            self._is_announced = True
        self._on_news()
