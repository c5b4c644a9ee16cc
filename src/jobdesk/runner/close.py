"""The end of a run, in three steps of which each can be repeated.

1. logs.db holds the journal's last word (the recorder's `finished_json`); 2. one desk.db
transaction, guarded by "not yet in an end state"; 3. the journal is deleted. This file is steps
2 and 3, and the ticket by which a host ends a run that must never start.
"""

import contextlib
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, cast

from jobdesk.inventory.preview import remove_copy
from jobdesk.models.plans import Ending
from jobdesk.models.records import LEVEL_NUMBERS, ResultNo, RunTail, Status
from jobdesk.runner.asking import ANSWERS_NAME, REQUESTS_NAME
from jobdesk.runner.control import CONTROL_NAME, LIMITS_NAME
from jobdesk.runner.crashpoint import crash_point
from jobdesk.runner.journal import HOST_GROUPING, JOURNAL_NAME, event_line, log_line, now_us

INPUTS_FOLDER = "inputs"
WORK_FOLDER = "work"


class EndingStore(Protocol):
    """What closing needs of the result store."""

    def close(self, no: ResultNo, ending: Ending) -> bool:
        """Write the end state unless there is one; whether it was written."""
        ...


def close_run(
    results: EndingStore, tail: RunTail, run_dir: Path, *, keep_inputs: bool, peak: int = 0
) -> bool:
    """Copy the last word to desk.db, then clear the run's folder; True when it was news."""
    crash_point("finished-read")
    if not keep_inputs:  # before anybody reads that the run has ended
        shutil.rmtree(run_dir / INPUTS_FOLDER, ignore_errors=True)
    _remove_requests(run_dir)
    is_news = results.close(tail.no, ending_from(tail, peak))
    crash_point("desk-updated")
    clear_run_folder(run_dir, keep_inputs=keep_inputs)
    return is_news


def ending_from(tail: RunTail, peak: int = 0) -> Ending:
    """The final values of a JobResult, from its tail and the finished event in it."""
    event = cast("Mapping[str, Any]", json.loads(tail.finished_json))
    moment = datetime.fromtimestamp(event["t"] / 1e6, UTC)
    return Ending(
        status=_status(event.get("status")),
        date_done=max(moment, tail.started_at or moment),
        reason=str(event.get("reason") or ""),
        result=event.get("result"),
        traceback=str(event.get("traceback") or ""),
        summary=tail.summary,
        counts=tail.counts,
        files=tail.files,
        date_started=tail.started_at,
        worker=worker_name(tail.worker_pid) if tail.worker_pid else "",
        memory_peak=_whole(event.get("peak")) or peak,
        changes=_counts(event.get("changes")),
    )


def worker_name(pid: int) -> str:
    """Who ran it, as stored in a JobResult: `<host>/<pid>`."""
    return f"{socket.gethostname()}/{pid}"


def clear_run_folder(run_dir: Path, *, keep_inputs: bool) -> None:
    """Delete the journal, last of all, and what must not or need not stay beside it."""
    if not keep_inputs:
        shutil.rmtree(run_dir / INPUTS_FOLDER, ignore_errors=True)
    remove_copy(run_dir)
    _remove_requests(run_dir)
    for name in (CONTROL_NAME, LIMITS_NAME):
        with contextlib.suppress(OSError):
            (run_dir / name).unlink()
    with contextlib.suppress(OSError):  # not empty: the job's files stay
        (run_dir / WORK_FOLDER).rmdir()
    with contextlib.suppress(FileNotFoundError):
        (run_dir / JOURNAL_NAME).unlink()


def _remove_requests(run_dir: Path) -> None:
    for name in (REQUESTS_NAME, ANSWERS_NAME):
        shutil.rmtree(run_dir / name, ignore_errors=True)


def take_ticket_and_end(run_dir: Path, status: str, reason: str, after: int = 0) -> bool:
    """End a run that must not start any more: create its journal, whole, with the last word.

    False when a worker has the journal already. Complete or absent: a crash leaves no ticket
    without a reason in it. `after`: bytes that were read of an earlier journal; reading goes on
    behind as many.
    """
    data = _last_lines(status, reason).encode("ascii")
    run_dir.mkdir(parents=True, exist_ok=True)
    descriptor, aside = tempfile.mkstemp(prefix=".ticket-", dir=run_dir)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.seek(after)  # a hole: takes no room
            file.write(data)
        return _put(Path(aside), run_dir / JOURNAL_NAME)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(aside).unlink()


def append_last_word(
    run_dir: Path,
    status: str,
    reason: str,
    peak: int = 0,
    after: int = 0,
    changes: Mapping[str, int] | None = None,
) -> None:
    """End the journal of a worker that is gone: the reason in its log, then the last word.

    `after`: bytes that were read; a journal that was cut off is made as long again. `changes`:
    what it had committed.
    """
    text = _last_lines(status, reason, peak, changes)
    descriptor = os.open(
        run_dir / JOURNAL_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, 0o600
    )
    try:
        if os.fstat(descriptor).st_size < after:
            os.ftruncate(descriptor, after)
        # The line break ends what a dead worker may have left torn; an empty line is nothing.
        os.write(descriptor, b"\n" + text.encode("ascii"))
    finally:
        os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)


def _last_lines(
    status: str, reason: str, peak: int = 0, changes: Mapping[str, int] | None = None
) -> str:
    level = LEVEL_NUMBERS["error" if status == Status.FAILURE else "warning"]
    fields: dict[str, Any] = {"t": now_us(), "status": status, "reason": reason, "result": None}
    if changes is not None:
        fields["changes"] = dict(changes)
    finished = event_line("finished", {**fields, "traceback": "", "peak": peak})
    return log_line(now_us(), level, HOST_GROUPING, reason) + finished


def _put(source: Path, target: Path) -> bool:
    """Give a file its name unless that name is taken."""
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        return _put_without_links(source, target)
    return True


def _put_without_links(source: Path, target: Path) -> bool:
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    except FileExistsError:
        return False
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
        file.write(source.read_bytes())
    return True


def _status(value: object) -> Status:
    found = Status(value) if value in Status.__members__.values() else Status.FAILURE
    return found if found.is_ready else Status.FAILURE


def _counts(value: object) -> Mapping[str, int] | None:
    """Counts of changes by kind; None for anything else."""
    if not isinstance(value, dict):
        return None
    counts = cast("dict[str, object]", value)
    return {name: _whole(counts.get(name)) for name in ("created", "updated", "deleted")}


def _whole(value: object) -> int:
    """A number of bytes that a row can hold; 0 for anything else."""
    return value if isinstance(value, int) and 0 <= value < 2**63 else 0
