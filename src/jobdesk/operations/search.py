"""Search the logs of all runs by the language of the log's search field; newest run first.

Finished runs are found by the index where there is one; all others are read directly, so that
no line is missed. No Qt in this file.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from jobdesk.errors import Refused
from jobdesk.models.log_query import parse, patterns_in
from jobdesk.models.records import JobId, LogLine, ResultId, ResultNo, Status
from jobdesk.operations.services import Services

if TYPE_CHECKING:  # SQLAlchemy comes with them
    from jobdesk.models.stores.found_lines import LineFinder
    from jobdesk.models.stores.search_index import IndexAnswer
    from jobdesk.models.stores.search_terms import FinderMaker

SEARCH_DAMAGED = "search"  # what the agent is told, who alone writes the index
_HEARTBEAT_S = 0.05  # after so long without a hit the search says that it goes on


@dataclass(frozen=True, slots=True)
class SearchScope:
    """Which runs are searched; None is all of them."""

    job_id: str | None = None
    status: Status | None = None
    since: datetime | None = None  # asked for at this time or later; with an offset


@dataclass(frozen=True, slots=True)
class RunLine:
    """A line that matches, with what is to be known of its run."""

    no: ResultNo
    job_name: str
    job_id: JobId | None
    status: Status
    date_created: datetime
    line: LogLine


@dataclass(frozen=True, slots=True)
class RunHits:
    """A run and its first lines that match; `more` when it has others beyond the limit."""

    no: ResultNo
    id: ResultId
    job_name: str
    job_id: JobId | None
    status: Status
    date_created: datetime
    lines: tuple[LogLine, ...]
    more: bool

    def run_lines(self) -> Iterator[RunLine]:
        """Line by line."""
        for line in self.lines:
            yield RunLine(
                self.no, self.job_name, self.job_id, self.status, self.date_created, line
            )


class Coverage(NamedTuple):
    """How many finished runs the index knows; the others are read directly."""

    indexed: int
    finished: int


def coverage(services: Services) -> Coverage:
    """How much of the workspace is indexed now; for a thread, 0.1 s for 100,000 runs."""
    from jobdesk.models.stores.search_index import SearchIndex

    known = SearchIndex(services.paths.search_db).ask(None)
    runs = list(services.results.identities())
    return Coverage(sum(map(known.knows, runs)), sum(is_ready for _, _, is_ready in runs))


class RunsSearch:
    """One search. One thread iterates; `interrupt` may be called from any.

    Iterating gives the runs with hits, newest first, and None now and then while nothing is
    found, so that who iterates can stop. It raises StoreUnavailable when a database cannot be
    used, and Refused when an expression takes too long.
    """

    def __init__(
        self,
        services: Services,
        text: str,
        *,
        case_sensitive: bool = False,
        scope: SearchScope | None = None,
        lines_per_run: int = 5,
        make_finder: "FinderMaker | None" = None,
    ) -> None:
        """Read the query; Refused, with a sentence, when it is wrong or empty.

        `make_finder` makes what looks for regular expressions: the window has one that cannot
        hang.
        """
        from jobdesk.models.stores.search_index import SearchIndex
        from jobdesk.models.stores.search_terms import PlainFinder

        where = parse(text)
        if where is None:
            raise Refused("There is nothing to look for.")
        if not _is_storable(text):
            raise Refused("The text has characters that no log can hold.")
        self._make_finder = make_finder or PlainFinder
        for term in patterns_in(where):
            self._make_finder(term.pattern, case_sensitive)
        self._services = services
        self._where = where
        self._case_sensitive = case_sensitive
        self._scope = scope or SearchScope()
        self._lines_per_run = max(lines_per_run, 1)
        self._index: SearchIndex = SearchIndex(services.paths.search_db)
        self._finder: LineFinder | None = None
        self._is_stopped = False
        self._beat_at = 0.0

    @property
    def coverage(self) -> Coverage:
        """How much of the workspace is indexed now; not for the main thread."""
        return coverage(self._services)

    def interrupt(self) -> None:
        """End the search; its iterator just stops."""
        self._is_stopped = True
        self._index.interrupt()
        if self._finder is not None:
            self._finder.interrupt()

    def __iter__(self) -> Iterator[RunHits | None]:
        from jobdesk.models.stores.found_lines import LineFinder

        finder = self._finder = LineFinder(
            self._services.paths.logs_db,
            self._where,
            case_sensitive=self._case_sensitive,
            make_finder=self._make_finder,
        )
        try:
            self._beat_at = time.monotonic() + _HEARTBEAT_S
            yield from self._hits(finder, self._asked_index())
        finally:
            finder.close()

    def _asked_index(self) -> "IndexAnswer":
        answer = self._index.ask(self._where, case_sensitive=self._case_sensitive)
        if answer.is_damaged:
            self._services.host.announce(SEARCH_DAMAGED)
        return answer

    def _hits(self, finder: "LineFinder", known: "IndexAnswer") -> Iterator[RunHits | None]:
        scope = self._scope
        job_id = None if scope.job_id is None else JobId(scope.job_id)
        for run in self._services.results.identities(job_id, scope.status, scope.since):
            spans = known.spans_of(run)
            if spans == []:
                continue
            lines: list[LogLine] = []
            for chunk in finder.lines(run[0], self._lines_per_run + 1, spans):
                lines += chunk
                if self._is_beat_due():
                    yield None
            if self._is_stopped:
                return
            hits = self._told(run[0], lines) if lines else None
            if hits is not None:
                yield hits

    def _told(self, no: int, lines: list[LogLine]) -> RunHits | None:
        """None when the run was deleted meanwhile."""
        record = self._services.results.by_no(no)
        if record is None:
            return None
        most = self._lines_per_run
        return RunHits(
            record.no,
            record.id,
            record.name,
            record.job_id,
            record.status,
            record.date_created,
            tuple(lines[:most]),
            more=len(lines) > most,
        )

    def _is_beat_due(self) -> bool:
        now = time.monotonic()
        if now < self._beat_at:
            return False
        self._beat_at = now + _HEARTBEAT_S
        return True


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
