"""Log entries, console lines and tails of runs (logs.db).

The recorder appends, everybody else reads. Row n of a run has id base + n, so a page is one
range of the primary key; nothing here counts or skips rows.
"""

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from jobdesk.models.database import Database
from jobdesk.models.packing import SEQ_BITS, SEQ_LIMIT, pack, span
from jobdesk.models.plans import STREAM_NAMES, TailUpdate
from jobdesk.models.records import (
    LEVEL_NAMES,
    ConsoleLine,
    LogLine,
    ObjectResult,
    ResultNo,
    RunTail,
)
from jobdesk.models.schema import BUSY_TIMEOUT, LOGS
from jobdesk.models.stores.log_writing import KnownWords, storable_update, write_updates
from jobdesk.models.stores.tail_rows import SELECT_TAIL, moment, tail_record

_LINE = "SELECT id, created, level, grouping, message, object, url FROM job_log_entry WHERE id"
_DELETED_AT_ONCE = 50_000  # rows a transaction, so that the recorder is not kept waiting
_ASKED_AT_ONCE = 256
_TABLES = ("job_log_entry", "job_console_entry", "object_result")
_SEQ_MASK = SEQ_LIMIT - 1


class LogStore:
    """logs.db. May be called from any thread; a page of 256 lines takes less than 1 ms."""

    def __init__(
        self, path: Path, read_only: bool = False, *, busy_timeout: float = BUSY_TIMEOUT
    ) -> None:
        """Open it; StoreUnavailable or StoreTooNew in words."""
        self.path = path
        self._database = Database(
            path,
            LOGS,
            "ro" if read_only else "rw",
            busy_timeout=busy_timeout,
            cache_kib=4096 if read_only else 32768,
        )
        self._writer = threading.Lock()
        self._words = KnownWords()

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def data_version(self) -> int:
        """A number that changes when anybody commits to this file."""
        return self._database.data_version()

    # The recorder's side

    def append(self, updates: Sequence[TailUpdate]) -> None:
        """Store rows and tails of several runs in one transaction: all of it, or an error.

        Appending an update again changes nothing.
        """
        if not updates:
            return
        try:
            self._write(updates)
        except UnicodeEncodeError:  # a lone surrogate somewhere: rare, so looked for only now
            self._write([storable_update(update) for update in updates])

    def delete_run(self, no: int) -> None:
        """Forget a run; in pieces, the tail last, so that it can be repeated."""
        base, end = span(no, 0, SEQ_LIMIT)
        with self._writer:
            self._words.forget(no)
        for table in _TABLES:
            is_done = False
            while not is_done:
                with self._database.writing() as connection:
                    gone = connection.exec_driver_sql(
                        f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} "  # noqa: S608 - constant
                        "WHERE id >= ? AND id < ? ORDER BY id LIMIT ?)",
                        (base, end, _DELETED_AT_ONCE),
                    )
                    is_done = gone.rowcount < _DELETED_AT_ONCE
        with self._database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM run_word WHERE result_no = ?", (no,))
            connection.exec_driver_sql("DELETE FROM run_tail WHERE result_no = ?", (no,))

    # Tails

    def tail(self, no: int) -> RunTail | None:
        """How far a run is recorded; None before its first event."""
        return self.tails([no]).get(no)

    def tails(self, nos: Iterable[int]) -> dict[int, RunTail]:
        """The tails of these runs, where there are any."""
        found: list[Any] = []
        for no in dict.fromkeys(nos):
            found += self._database.rows(f"{SELECT_TAIL} = ?", (no,))
        tails = [tail_record(row) for row in found]
        return {tail.no: tail for tail in tails}

    def max_no(self) -> int:
        """The greatest run number that this file knows; 0 when it is empty."""
        found = self._database.rows("SELECT max(result_no) FROM run_tail")
        known = [found[0][0] or 0]
        for table in _TABLES:
            [(row_id,)] = self._database.rows(f"SELECT max(id) FROM {table}")  # noqa: S608 - constant
            known.append((row_id or 0) >> SEQ_BITS)
        return max(known)

    # Pages

    def lines(self, no: int, first: int, count: int) -> list[LogLine]:
        """Up to `count` entries from `first`; those that are there."""
        rows = self._database.rows(
            f"{_LINE} >= ? AND id < ? ORDER BY id", span(no, first, count)
        )
        return log_lines(no, rows)

    def lines_at(self, no: int, seqs: Sequence[int]) -> list[LogLine]:
        """The entries with these numbers, in the order asked; missing ones are left out."""
        found: dict[int, LogLine] = {}
        for start in range(0, len(seqs), _ASKED_AT_ONCE):
            asked = [
                seq for seq in seqs[start : start + _ASKED_AT_ONCE] if 0 <= seq < SEQ_LIMIT
            ]
            if not asked:
                continue
            ids = [pack(no, seq) for seq in asked]
            padded = (*ids, *[ids[0]] * (_ASKED_AT_ONCE - len(ids)))  # one statement for all
            rows = self._database.rows(f"{_LINE} IN ({_MARKS})", padded)
            found |= {line.seq: line for line in log_lines(no, rows)}
        return [found[seq] for seq in seqs if seq in found]

    def console(self, no: int, first: int, count: int) -> list[ConsoleLine]:
        """Up to `count` printed lines from `first`."""
        rows = self._database.rows(
            "SELECT id, created, stream, text FROM job_console_entry "
            "WHERE id >= ? AND id < ? ORDER BY id",
            span(no, first, count),
        )
        return [
            ConsoleLine(
                ResultNo(no),
                row[0] & _SEQ_MASK,
                moment(row[1]),
                STREAM_NAMES[row[2]],
                row[3],
            )
            for row in rows
        ]

    def object_results(self, no: int, first: int, count: int) -> list[ObjectResult]:
        """Up to `count` results of single objects from `first`."""
        rows = self._database.rows(
            "SELECT id, created, object, status, text FROM object_result "
            "WHERE id >= ? AND id < ? ORDER BY id",
            span(no, first, count),
        )
        return [
            ObjectResult(row[0] & _SEQ_MASK, moment(row[1]), row[2], row[3], row[4])
            for row in rows
        ]

    def _write(self, updates: Sequence[TailUpdate]) -> None:
        is_committed = False
        with self._writer:
            try:
                with self._database.writing() as connection:
                    write_updates(connection, updates, self._words)
                is_committed = True
            finally:
                self._words.settle(is_committed)
                for update in updates:
                    if update.tail.finished_json:
                        self._words.forget(update.no)


_MARKS = ", ".join("?" * _ASKED_AT_ONCE)


def log_lines(no: int, rows: Sequence[Any]) -> list[LogLine]:
    """Rows of one run as lines: id, created, level, grouping, message, object, url."""
    number, names = ResultNo(no), LEVEL_NAMES
    return [
        LogLine(
            number,
            row_id & _SEQ_MASK,
            moment(created),
            names.get(level) or f"level {level}",
            grouping,
            message,
            text,
            url,
        )
        for row_id, created, level, grouping, message, text, url in rows
    ]
