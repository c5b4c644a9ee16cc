"""Searching one run's log: hits as a stream of chunks, interruptible from another thread.

The scan goes in slices, so that no read transaction lives long (a long one would keep the WAL
file from shrinking) and the first hits show at once.
"""

import re
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobdesk.errors import Refused
from jobdesk.models.packing import SEQ_LIMIT, pack
from jobdesk.models.records import LEVEL_NAMES, LEVEL_NUMBERS
from jobdesk.models.refusals import in_words
from jobdesk.models.schema import LOGS, connect, require_current

_FIRST_SLICE = 8_192  # rows of the first statement: the first hits show at once
_LAST_SLICE = 131_072  # slices double up to here: about 25 ms
_SEQ_MASK = SEQ_LIMIT - 1
_INDEXED_LEVEL = 30  # levels from here on are in the partial index
_LONGEST_PATTERN = 5_000  # SQLite gives up on patterns that are much longer
_RARE = 0.2  # of all entries: below this share the way over the index is shorter

_Parameters = tuple[str | int, ...]


class LogSearch:
    """Finds entries of logs.db over a connection of its own.

    One thread iterates; `interrupt` and `close` may be called from any other.
    """

    def __init__(self, path: Path) -> None:
        """Open the file for reading; StoreUnavailable or StoreTooNew in words."""
        self.path = path
        require_current(path, LOGS)
        with in_words(path):
            self._connection = connect(path, "ro")
        self._round = 0

    def seqs(
        self,
        no: int,
        *,
        levels: Collection[str] | None = None,
        text: str = "",
        case_sensitive: bool = False,
        regex: bool = False,
        first: int = 0,
        stop: int | None = None,
    ) -> Iterator["array[int]"]:
        """The numbers of the entries that match, ascending, in chunks.

        `text` is taken literally unless `regex`; it is looked for in message, grouping and
        object. `first` and `stop` bound the numbers; without `stop` the search ends at the last
        entry. Chunks may be empty: they show that the search goes on. Raises Refused when the
        regular expression is wrong.
        """
        matcher = _matcher(text, case_sensitive, regex)
        numbers = None if levels is None else sorted(LEVEL_NUMBERS[name] for name in levels)
        if numbers == []:
            return iter(())
        bounds = range(max(first, 0), SEQ_LIMIT if stop is None else stop)
        return self._slices(no, matcher, numbers, bounds, self._round)

    def interrupt(self) -> None:
        """End the searches that were begun so far; their iterators just stop."""
        self._round += 1
        self._connection.interrupt()

    def close(self) -> None:
        """End everything; only when no other thread iterates any more."""
        self.interrupt()
        self._connection.close()

    def _slices(
        self,
        no: int,
        matcher: "_Matcher",
        levels: list[int] | None,
        bounds: range,
        search_round: int,
    ) -> Iterator["array[int]"]:
        lines, share = self._shape(no, levels)
        everywhere = matcher.matches is not None and self._is_beside_messages(
            no, matcher.matches
        )
        statement = _statement(matcher, levels, share, everywhere)
        end = min(bounds.stop, lines)
        start, size = bounds.start, _FIRST_SLICE
        while start < end and search_round == self._round:
            span = (pack(no, start), pack(no, 0) + min(start + size, end))
            found = self._rows(
                statement, (*span, *(levels or ()), *matcher.values(everywhere)), matcher
            )
            if search_round != self._round:
                return
            yield array("q", [row[0] & _SEQ_MASK for row in found])
            start, size = start + size, min(size * 2, _LAST_SLICE)

    def _shape(self, no: int, levels: list[int] | None) -> tuple[int, float]:
        """How many entries the run has, and what share of them has these levels."""
        counts = [f"{LEVEL_NAMES[number]}_count" for number in levels or ()] or ["lines"]
        found = self._query(
            f"SELECT lines, {' + '.join(counts)} FROM run_tail WHERE result_no = ?",  # noqa: S608 - constants
            (no,),
        )
        return (found[0][0], found[0][1] / max(found[0][0], 1)) if found else (0, 0.0)

    def _is_beside_messages(self, no: int, matches: Callable[[str], bool]) -> bool:
        """The text may be in a grouping or an object of this run."""
        words = self._query("SELECT word FROM run_word WHERE result_no = ?", (no,))
        return any(not word or matches(word) for (word,) in words)

    def _rows(self, statement: str, values: _Parameters, matcher: "_Matcher") -> list[Any]:
        if matcher.is_function:
            self._connection.create_function("matches", 1, matcher.matches, deterministic=True)
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


@dataclass(frozen=True, slots=True)
class _Matcher:
    """How SQL and Python look for the text in one column."""

    condition: str = ""  # over {column}
    value: str | None = None  # for the condition's one parameter
    matches: Callable[[str], bool] | None = None  # finds at least what the condition finds
    is_function: bool = False  # the condition calls `matches`

    def where(self, everywhere: bool) -> str:
        """The condition over the message, or over all columns with text."""
        parts = [self.condition.format(column=name) for name in _columns(everywhere)]
        return f"({' OR '.join(parts)})"

    def values(self, everywhere: bool) -> tuple[str, ...]:
        """The parameters of `where`."""
        return () if self.value is None else (self.value,) * len(_columns(everywhere))


def _columns(everywhere: bool) -> tuple[str, ...]:
    return ("message", "object", "grouping") if everywhere else ("message",)


def _matcher(text: str, case_sensitive: bool, regex: bool) -> _Matcher:
    if not text:
        return _Matcher()
    if regex:
        return _pattern_matcher(text, case_sensitive)
    is_plain = len(text) <= _LONGEST_PATTERN and "\0" not in text
    if case_sensitive and is_plain:
        literal = re.sub(r"([*?[])", r"[\1]", text)
        return _Matcher("{column} GLOB ?", f"*{literal}*", lambda word: text in word)
    if text.isascii() and is_plain:  # LIKE folds the case of ASCII letters only
        literal = re.sub(r"([%_\\])", r"\\\1", text)
        escape = "" if literal == text else " ESCAPE '\\'"  # slower, so only where needed
        lower = text.lower()
        return _Matcher(
            f"{{column}} LIKE ?{escape}", f"%{literal}%", lambda word: lower in word.lower()
        )
    return _pattern_matcher(re.escape(text), case_sensitive)


def _pattern_matcher(pattern: str, case_sensitive: bool) -> _Matcher:
    try:
        search = re.compile(pattern, 0 if case_sensitive else re.IGNORECASE).search
    except re.error as error:
        raise Refused(f"This is not a regular expression: {error}.") from error
    return _Matcher(
        "matches({column})", matches=lambda value: search(value) is not None, is_function=True
    )


def _statement(
    matcher: _Matcher, levels: list[int] | None, share: float, everywhere: bool
) -> str:
    parts = ["id >= ?", "id < ?"]
    source = "job_log_entry NOT INDEXED"
    if levels is not None:
        parts.append(f"level IN ({', '.join('?' * len(levels))})")
        if min(levels) >= _INDEXED_LEVEL and (share <= _RARE or not matcher.condition):
            parts.append(f"level >= {_INDEXED_LEVEL}")
            source = "job_log_entry INDEXED BY ix_job_log_entry_level_id"
    if matcher.condition:
        parts.append(matcher.where(everywhere))
    return f"SELECT id FROM {source} WHERE {' AND '.join(parts)} ORDER BY id"  # noqa: S608 - constants
