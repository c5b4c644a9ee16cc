"""What the text index knows of a query: which runs are in it, and where a match may be."""

import logging
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from jobdesk.models.log_query import Node
from jobdesk.models.stores.found_lines import Span
from jobdesk.models.stores.run_identities import RunIdentity
from jobdesk.models.stores.search_file import blocks_table, open_for_reading
from jobdesk.models.stores.search_grams import index_query

_log = logging.getLogger(__name__)

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@dataclass(frozen=True, slots=True)
class IndexAnswer:
    """What the index says at one moment.

    Attributes:
        runs: the ids of the runs that are in it whole, by number.
        spans: by run, the entries among which all matches are; None: it cannot tell.
        is_damaged: it cannot be read and should be built again.
    """

    runs: Mapping[int, str] = field(default_factory=dict[int, str])
    spans: Mapping[int, list[Span]] | None = None
    is_damaged: bool = False

    def knows(self, run: RunIdentity) -> bool:
        """The run is in the index: this one, not an earlier one with its number."""
        no, ident, is_ready = run
        return bool(is_ready) and self.runs.get(no) == ident

    def spans_of(self, run: RunIdentity) -> list[Span] | None:
        """Where to look for matches of this run; None: everywhere."""
        if self.spans is None or not self.knows(run):
            return None
        return self.spans.get(run[0], [])


class SearchIndex:
    """Reads search.db. One thread asks; `interrupt` may be called from any.

    An index that is missing, of another version or damaged answers that it knows no run.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._is_stopped = False

    def ask(self, where: Node | None, *, case_sensitive: bool = False) -> IndexAnswer:
        """Look a query up; None asks for the runs only."""
        try:
            self._connection = open_for_reading(self._path)
            if self._connection is None or self._is_stopped:
                return IndexAnswer()
            self._connection.execute("BEGIN")  # one view: segments may be dropped meanwhile
            runs = _runs(self._connection)
            query = index_query(where, case_sensitive=case_sensitive)
            spans = _spans(self._connection, query) if query else None
            return IndexAnswer(runs, spans)
        except sqlite3.Error as error:
            return self._without(error)
        finally:
            self._close()

    def interrupt(self) -> None:
        """End the look-up; it answers that it knows no run."""
        self._is_stopped = True
        connection = self._connection
        if connection is not None:
            with suppress(sqlite3.ProgrammingError):  # it is closed already
                connection.interrupt()

    def _without(self, error: sqlite3.Error) -> IndexAnswer:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code != sqlite3.SQLITE_INTERRUPT:
            _log.warning("%s cannot be used: %s; all runs are read", self._path.name, error)
        return IndexAnswer(is_damaged=code in _DAMAGE)

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _runs(connection: sqlite3.Connection) -> dict[int, str]:
    return dict(connection.execute("SELECT no, id FROM run WHERE is_done"))


def _spans(connection: sqlite3.Connection, query: str) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for (segment,) in _living(connection):
        blocks = blocks_table(segment)
        rows = connection.execute(
            f"SELECT part.no, part.first, part.stop FROM {blocks} "  # noqa: S608 - a number
            f"JOIN part ON part.block = {blocks}.rowid WHERE {blocks} MATCH ?",
            (query,),
        )
        for no, first, stop in rows:
            spans = found.setdefault(no, [])
            if spans and spans[-1][1] == first:
                spans[-1] = (spans[-1][0], stop)
            else:
                spans.append((first, stop))
    for spans in found.values():
        spans.sort()
    return found


def _living(connection: sqlite3.Connection) -> Iterable[tuple[int]]:
    return connection.execute("SELECT no FROM segment WHERE NOT is_dead ORDER BY no").fetchall()
