"""Searching one run's log: hits as a stream of chunks, interruptible from another thread.

The scan goes in slices, so that no read transaction lives long (a long one would keep the WAL
file from shrinking) and the first hits show at once.
"""

import sqlite3
from array import array
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from jobdesk.errors import Refused
from jobdesk.models.log_query import LevelFrom, Node, Pattern, Text, patterns_in
from jobdesk.models.packing import SEQ_LIMIT, pack
from jobdesk.models.records import LEVEL_NAMES, LEVEL_NUMBERS
from jobdesk.models.refusals import in_words
from jobdesk.models.schema import LOGS, connect, require_current
from jobdesk.models.stores.search_terms import (
    Compiler,
    Condition,
    FinderMaker,
    PlainFinder,
    Value,
    source_and_filter,
    with_levels,
)

_FIRST_SLICE = 8_192  # rows of the first statement: the first hits show at once
_LAST_SLICE = 131_072  # slices double up to here: about 25 ms
_SAMPLE = 64  # lines that tell which words are rare: 64 look-ups, under 1 ms
_SAMPLE_LENGTH = 1_000  # characters of a sample line that are looked at
_SEQ_MASK = SEQ_LIMIT - 1

_Parameters = tuple[Value, ...]


class _What(NamedTuple):
    """What is asked of the entries that match."""

    columns: str
    order: str


_LINES = _What("id", "ORDER BY id")
_TALLY = _What("level, count(*)", "GROUP BY level")

# Entries where another grouping begins, and those that are worse than the one before: the
# worst of a block is its first entry or one of these. Looking at the entry before by its key
# takes a tenth of what window functions take.
_BLOCKS = """
SELECT one.id, one.level, before.grouping IS NOT one.grouping
FROM job_log_entry AS one NOT INDEXED
LEFT JOIN job_log_entry AS before NOT INDEXED ON before.id = one.id - 1
WHERE one.id >= ? AND one.id < ?
    AND (before.grouping IS NOT one.grouping
        OR (one.level > before.level AND one.level >= 30))
ORDER BY one.id
"""


_LINES_OF_SAMPLE = f"""
SELECT substr(message, 1, ?) || char(10) || object || char(10) || grouping
FROM job_log_entry WHERE id IN ({", ".join("?" * _SAMPLE)})
"""  # noqa: S608 - constants


class LogSearch:
    """Finds entries of logs.db over a connection of its own.

    One thread iterates; `interrupt` and `close` may be called from any other.
    """

    def __init__(self, path: Path, make_finder: FinderMaker = PlainFinder) -> None:
        """Open the file for reading; StoreUnavailable or StoreTooNew in words.

        `make_finder` makes what looks for regular expressions; it refuses wrong ones.
        """
        self.path = path
        require_current(path, LOGS)
        with in_words(path):
            self._connection = connect(path, "ro")
        self._make_finder = make_finder
        self._round = 0

    def seqs(
        self,
        no: int,
        *,
        levels: Collection[str] | None = None,
        text: str = "",
        case_sensitive: bool = False,
        regex: bool = False,
        where: Node | None = None,
        first: int = 0,
        stop: int | None = None,
    ) -> Iterator["array[int]"]:
        """The numbers of the entries that match, ascending, in chunks.

        `text` is taken literally unless `regex`; it is looked for in message, grouping and
        object. `where` is a query of the log language, instead of a text. `first` and `stop`
        bound the numbers; without `stop` the search ends at the last entry. Chunks may be
        empty: they show that the search goes on. Raises Refused when a regular expression is
        wrong, and while iterating when one takes too long.
        """
        if where is None and text:
            where = Pattern(text) if regex else Text(text)
        bounds = range(max(first, 0), SEQ_LIMIT if stop is None else stop)
        slices = self._found(no, where, levels, case_sensitive, bounds, _LINES)
        return (array("q", [row[0] & _SEQ_MASK for row in rows]) for rows in slices)

    def tallies(
        self,
        no: int,
        *,
        where: Node | None,
        case_sensitive: bool = False,
        first: int = 0,
        stop: int | None = None,
    ) -> Iterator["array[int]"]:
        """How many entries of each level match, as pairs of level number and count.

        They come in chunks, which belong together: a level is in each of them again.
        """
        bounds = range(max(first, 0), SEQ_LIMIT if stop is None else stop)
        slices = self._found(no, where, None, case_sensitive, bounds, _TALLY)
        return (array("q", [number for row in rows for number in row]) for rows in slices)

    def _found(
        self,
        no: int,
        where: Node | None,
        levels: Collection[str] | None,
        case_sensitive: bool,
        bounds: range,
        what: "_What",
    ) -> Iterator[list[Any]]:
        rest, named = with_levels(where, levels)
        numbers = None if named is None else sorted(LEVEL_NUMBERS[name] for name in named)
        if numbers == []:
            return iter(())
        for term in patterns_in(rest):
            self._make_finder(term.pattern, case_sensitive)  # a wrong one is refused at once
        return self._slices(no, rest, case_sensitive, numbers, bounds, what, self._round)

    def blocks(self, no: int, *, first: int, stop: int) -> Iterator["array[int]"]:
        """Entries of one grouping that follow each other, as blocks of three numbers.

        They are the number of the first entry, the highest level from warning on (without one
        that of the first entry), and 0 when the block goes on with that of the entry before
        `first` or before this chunk, else 1.
        """
        return self._blocks(no, range(max(first, 0), stop), self._round)

    def _blocks(self, no: int, bounds: range, search_round: int) -> Iterator["array[int]"]:
        lines, _ = self._shape(no, None)
        end, start, size = min(bounds.stop, lines), bounds.start, _FIRST_SLICE
        while start < end and search_round == self._round:
            first, stop = pack(no, start), pack(no, 0) + min(start + size, end)
            rows = self._query(_BLOCKS, (first, stop))
            if search_round != self._round:
                return
            yield _as_blocks(rows)
            start, size = start + size, min(size * 2, _LAST_SLICE)

    def interrupt(self) -> None:
        """End the searches that were begun so far; their iterators just stop."""
        self._round += 1
        with suppress(sqlite3.ProgrammingError):  # its thread has closed it already
            self._connection.interrupt()

    def close(self) -> None:
        """End everything; only when no other thread iterates any more."""
        self.interrupt()
        self._connection.close()

    def _slices(
        self,
        no: int,
        query: Node | None,
        case_sensitive: bool,
        levels: list[int] | None,
        bounds: range,
        what: "_What",
        search_round: int,
    ) -> Iterator[list[Any]]:
        lines, share = self._shape(no, levels)
        # The words after the number of lines: they are written together.
        words = self._words(no) if query is not None else []
        end = min(bounds.stop, lines)
        sample = self._sample(no, query, range(bounds.start, end))
        compiler = Compiler(words, case_sensitive, self._make_finder, sample)
        condition = compiler.compile(query)
        statement = _statement(what, condition, levels, share)
        start, size = bounds.start, _FIRST_SLICE
        while start < end and search_round == self._round:
            span = (pack(no, start), pack(no, 0) + min(start + size, end))
            found = self._rows(
                statement, (*span, *(levels or ()), *condition.values), condition
            )
            if search_round != self._round:
                return
            if condition.problem:
                raise Refused(condition.problem)
            yield found
            start, size = start + size, min(size * 2, _LAST_SLICE)

    def _shape(self, no: int, levels: list[int] | None) -> tuple[int, float]:
        """How many entries the run has, and what share of them has these levels."""
        counts = [f"{LEVEL_NAMES[number]}_count" for number in levels or ()] or ["lines"]
        found = self._query(
            f"SELECT lines, {' + '.join(counts)} FROM run_tail WHERE result_no = ?",  # noqa: S608 - constants
            (no,),
        )
        return (found[0][0], found[0][1] / max(found[0][0], 1)) if found else (0, 0.0)

    def _words(self, no: int) -> list[str]:
        """The groupings and objects of this run."""
        words = self._query("SELECT word FROM run_word WHERE result_no = ?", (no,))
        return [word for (word,) in words]

    def _sample(self, no: int, query: Node | None, span: range) -> list[str]:
        """A few lines from all over the span; none when their words would change nothing."""
        if isinstance(query, Text | Pattern | LevelFrom | None) or len(span) <= _FIRST_SLICE:
            return []
        ids = [pack(no, span[len(span) * n // _SAMPLE]) for n in range(_SAMPLE)]
        found = self._query(_LINES_OF_SAMPLE, (_SAMPLE_LENGTH, *ids))
        return [line for (line,) in found]

    def _rows(self, statement: str, values: _Parameters, condition: Condition) -> list[Any]:
        for name, finds in condition.functions.items():
            self._connection.create_function(name, 1, finds, deterministic=True)
        return self._query(statement, values)

    def _query(self, statement: str, values: _Parameters) -> list[Any]:
        """All rows; none when the search is interrupted, which the caller sees by its round."""
        try:
            with in_words(self.path):
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                return []
            raise


def _as_blocks(rows: list[Any]) -> "array[int]":
    """Three numbers for each block, of entries that begin one or raise its level."""
    found = array("q")
    level_at, add = -1, found.extend
    for entry, level, is_new in rows:
        if is_new or level_at < 0:
            add((entry & _SEQ_MASK, level, is_new))
            level_at = len(found) - 2
        elif level > found[level_at]:
            found[level_at] = level
    return found


def _statement(
    what: _What, condition: Condition, levels: list[int] | None, share: float
) -> str:
    source, where = source_and_filter(condition, levels, share)
    return f"SELECT {what.columns} FROM {source} WHERE {where} {what.order}"  # noqa: S608 - constants
