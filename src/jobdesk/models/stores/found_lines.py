"""The first matching entries of one run after another, for a search across runs.

Unlike `LogSearch`, which tells the numbers of all matches of one run, it reads a few whole
lines and goes on; where to look in a run may be narrowed down to spans by the index.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from jobdesk.errors import Refused
from jobdesk.models.log_query import Node, patterns_in
from jobdesk.models.packing import pack
from jobdesk.models.records import LEVEL_NAMES, LEVEL_NUMBERS, LogLine
from jobdesk.models.refusals import in_words
from jobdesk.models.schema import LOGS, connect, require_current
from jobdesk.models.stores.logs import log_lines
from jobdesk.models.stores.search_terms import (
    Compiler,
    Condition,
    Finder,
    FinderMaker,
    PlainFinder,
    source_and_filter,
    with_levels,
)

Span = tuple[int, int]
"""Entry numbers: the first, and the one after the last."""

_SLICES = (8_192, 131_072)  # rows of a statement: the first, and the most; about 25 ms
_WORTH_WORDS = 8_192  # rows from here on: the run's words tell in which columns to look


class LineFinder:
    """Finds entries of logs.db by one query, over a connection of its own.

    One thread iterates; `interrupt` may be called from any other.
    """

    def __init__(
        self,
        path: Path,
        where: Node | None,
        *,
        case_sensitive: bool = False,
        make_finder: FinderMaker = PlainFinder,
    ) -> None:
        """Open the file; StoreUnavailable, StoreTooNew or Refused (the query) in words."""
        self.path = path
        self._where, named = with_levels(where, None)
        self._levels = None if named is None else sorted(LEVEL_NUMBERS[name] for name in named)
        self._case_sensitive = case_sensitive
        self._finders = {
            term.pattern: make_finder(term.pattern, case_sensitive)
            for term in patterns_in(self._where)
        }
        require_current(path, LOGS)
        with in_words(path):
            self._connection = connect(path, "ro")
        self._is_stopped = False
        self._for_all = self._compiled([""])

    def lines(
        self, no: int, limit: int, spans: Sequence[Span] | None = None
    ) -> Iterator[list[LogLine]]:
        """The first `limit` entries that match, in chunks; an empty one says "still going".

        Raises Refused when an expression takes too long.
        """
        count, share = self._shape(no)
        if spans is None:
            spans = [(0, count)]
        if not share or not spans:
            return
        condition = self._condition_for(no, sum(stop - first for first, stop in spans))
        statement = self._statement(condition, share)
        for first, stop in _sliced(spans, count):
            values = (pack(no, first), pack(no, 0) + stop, *(self._levels or ()))
            rows = self._query(statement, (*values, *condition.values, limit))
            if self._is_stopped:
                return
            if condition.problem:
                raise Refused(condition.problem)
            yield log_lines(no, rows)
            limit -= len(rows)
            if limit <= 0:
                return

    def interrupt(self) -> None:
        """End what is under way and all that follows; iterators just stop."""
        self._is_stopped = True
        with suppress(sqlite3.ProgrammingError):  # it is closed already
            self._connection.interrupt()

    def close(self) -> None:
        """End everything; only when no other thread iterates any more."""
        self._connection.close()

    def _shape(self, no: int) -> tuple[int, float]:
        """How many entries the run has, and what share of them has the levels asked for."""
        names = [f"{LEVEL_NAMES[number]}_count" for number in self._levels or ()] or ["lines"]
        found = self._query(
            f"SELECT lines, {' + '.join(names)} FROM run_tail WHERE result_no = ?",  # noqa: S608 - constants
            (no,),
        )
        return (found[0][0], found[0][1] / max(found[0][0], 1)) if found else (0, 0.0)

    def _condition_for(self, no: int, rows: int) -> Condition:
        if rows < _WORTH_WORDS or self._where is None:
            return self._for_all
        words = self._query("SELECT word FROM run_word WHERE result_no = ?", (no,))
        return self._compiled([word for (word,) in words])

    def _compiled(self, words: Sequence[str]) -> Condition:
        compiler = Compiler(words, self._case_sensitive, self._known_finder)
        condition = compiler.compile(self._where)
        for name, finds in condition.functions.items():
            self._connection.create_function(name, 1, finds, deterministic=True)
        return condition

    def _known_finder(self, pattern: str, case_sensitive: bool) -> Finder:
        del case_sensitive
        return self._finders[pattern]

    def _statement(self, condition: Condition, share: float) -> str:
        source, where = source_and_filter(condition, self._levels, share)
        return (
            "SELECT id, created, level, grouping, message, object, url "  # noqa: S608 - constants
            f"FROM {source} WHERE {where} ORDER BY id LIMIT ?"
        )

    def _query(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        """All rows; none when it is interrupted."""
        try:
            with in_words(self.path):
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                return []
            raise


def _sliced(spans: Sequence[Span], count: int) -> Iterator[Span]:
    size, most = _SLICES
    for first, stop in spans:
        end = min(stop, count)
        while first < end:
            yield first, min(first + size, end)
            first += size
            size = min(size * 2, most)
