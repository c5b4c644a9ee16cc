"""Rows of the table `run_tail` to RunTails and back; hand-written for the log path."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from jobdesk.models.records import (
    LEVEL_NUMBERS,
    LogCounts,
    Progress,
    ResultNo,
    RunFile,
    RunTail,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_COLUMNS = (
    "result_no", "journal_offset", "stdout_offset", "stderr_offset", "lines", "console_lines",
    "object_results", *(f"{level}_count" for level in LEVEL_NUMBERS),
    "progress_done", "progress_total", "progress_text", "summary", "files", "started_at",
    "worker_pid", "worker_created", "finished_json",
)  # fmt: skip
_AT_COUNTS = 7
_AT_REST = _AT_COUNTS + len(LEVEL_NUMBERS)

SELECT_TAIL = f"SELECT {', '.join(_COLUMNS)} FROM run_tail WHERE result_no"  # noqa: S608 - constants
WRITE_TAIL = (
    f"INSERT OR REPLACE INTO run_tail ({', '.join(_COLUMNS)}) "  # noqa: S608 - constants
    f"VALUES ({', '.join('?' * len(_COLUMNS))})"
)


def moment(microseconds: int) -> datetime:
    """A stored time; a float holds microseconds exactly for some more centuries."""
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC)


def microseconds(at: datetime) -> int:
    """A time as it is stored."""
    return (at - _EPOCH) // _MICROSECOND


def tail_values(tail: RunTail) -> tuple[Any, ...]:
    """The parameters of WRITE_TAIL."""
    counts, progress = tail.counts, tail.progress
    return (
        tail.no, tail.journal_offset, tail.stdout_offset, tail.stderr_offset, tail.lines,
        tail.console_lines, tail.object_results,
        counts.debug, counts.info, counts.success, counts.warning, counts.failure,
        counts.error, counts.critical,
        None if progress is None else progress.done,
        None if progress is None else progress.total,
        None if progress is None else progress.text,
        tail.summary,
        json.dumps([[file.name, file.size, file.path] for file in tail.files]),
        None if tail.started_at is None else microseconds(tail.started_at),
        tail.worker_pid, tail.worker_created, tail.finished_json,
    )  # fmt: skip


def tail_record(row: tuple[Any, ...]) -> RunTail:
    """A row of SELECT_TAIL."""
    (done, total, text, summary, files, started_at, worker_pid, worker_created,
     finished_json) = row[_AT_REST:]  # fmt: skip
    no, journal, stdout, stderr, lines, console_lines, object_results = row[:_AT_COUNTS]
    return RunTail(
        no=ResultNo(no),
        journal_offset=journal,
        stdout_offset=stdout,
        stderr_offset=stderr,
        lines=lines,
        console_lines=console_lines,
        counts=LogCounts(*row[_AT_COUNTS:_AT_REST]),
        progress=None if done is None else Progress(done, total, text),
        summary=summary,
        files=tuple(RunFile(*file) for file in json.loads(files)),
        object_results=object_results,
        started_at=None if started_at is None else moment(started_at),
        worker_pid=worker_pid,
        worker_created=worker_created,
        finished_json=finished_json,
    )
