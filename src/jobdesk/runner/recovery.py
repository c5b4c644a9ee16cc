"""What a new host does with each run that the last one left: the crash table (DESIGN §5).

`plan_recovery` is a pure decision; the host carries it out.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from jobdesk.models.records import ResultRecord, RunTail
from jobdesk.runner.control import CONTROL_NAME, LIMITS_NAME
from jobdesk.runner.journal import JOURNAL_NAME, JournalReader

INPUTS_LOST = "Its inputs were not kept; run it again."
_BEFORE_THE_WORKER = frozenset(
    {"inputs", CONTROL_NAME, LIMITS_NAME}
)  # what the host puts there itself


class Action(Enum):
    """What to do with one run."""

    DISPATCH = "dispatch"  # it waits for its turn
    AWAIT_SECRETS = "await secrets"  # it waits; its submit message may be on the way
    CLEAR_AND_DISPATCH = "clear and dispatch"  # the claim is void, job code cannot have run
    REVOKE = "revoke"  # take the ticket and end it: inputs not kept, or cancelled meanwhile
    FOLLOW = "follow"  # it has a journal: adopt the worker, or replay when it is gone
    COPY_END = "copy end"  # its last word is recorded and not in desk.db yet
    LOSE = "lose"  # it was started and there is nothing to replay


@dataclass(frozen=True, slots=True)
class Worker:
    """The process that a journal names; pid 0 when it has not named itself yet."""

    pid: int = 0
    created: float = 0.0


def plan_recovery(
    record: ResultRecord,
    tail: RunTail | None,
    *,
    has_journal: bool,
    is_secret: bool,
    has_traces: bool = False,
) -> Action:
    """Which row of the crash table an unfinished run stands in.

    Args:
        record: the run.
        tail: what is recorded of it.
        has_journal: its journal is there.
        is_secret: inputs it cannot run without were never stored.
        has_traces: a worker has left something else in its folder.
    """
    if tail is not None and tail.finished_json:
        return Action.COPY_END
    if has_journal:
        return Action.FOLLOW
    if record.date_started is not None or (tail is not None and tail.started_at is not None):
        return Action.LOSE
    if record.claim is not None and has_traces:
        return Action.LOSE
    if record.stop_requested_by:
        return Action.REVOKE
    if record.claim is not None:
        return Action.REVOKE if is_secret else Action.CLEAR_AND_DISPATCH
    return Action.AWAIT_SECRETS if is_secret else Action.DISPATCH


def revoke_reason(record: ResultRecord) -> str:
    """Why a run is ended that never started."""
    if record.stop_requested_by:
        return f"Cancelled by {record.stop_requested_by} before it started."
    return INPUTS_LOST


def has_traces(run_dir: Path) -> bool:
    """Where there is no journal: whether there was one, so that job code may have run.

    Console files, `work` and `files` come after the journal.
    """
    try:
        names = {entry.name for entry in run_dir.iterdir()}
    except OSError:
        return False
    return any(not name.startswith(".ticket-") for name in names - _BEFORE_THE_WORKER)


def lost_journal(run_dir: Path, outcome: str = "") -> str:
    """Why nobody knows how a run ended whose journal was deleted or cut off."""
    if not run_dir.is_dir():
        what = "folder, with its journal, was deleted"
    else:
        is_there = (run_dir / JOURNAL_NAME).exists()
        what = "journal was cut off" if is_there else "journal was deleted"
    process = f" Its process: {outcome}." if outcome else ""
    return (
        f"Worker lost: the run's {what} before its end was recorded, "
        "so how the job ended is not known."
        f"{process}"
    )


def worker_of(run_dir: Path, tail: RunTail | None) -> Worker:
    """Who writes the journal: from what is recorded, else from the journal itself."""
    if tail is not None and tail.worker_pid:
        return Worker(tail.worker_pid, tail.worker_created)
    chunk = JournalReader(run_dir / JOURNAL_NAME).read()
    for event in chunk.events:
        if event["e"] == "started":
            try:
                return Worker(int(event["pid"]), float(event["ctime"]))
            except (KeyError, TypeError, ValueError):
                break
    return Worker()


def ended_as(tail: RunTail) -> str:
    """The status in the recorded last word."""
    return str(json.loads(tail.finished_json).get("status", ""))


def folders_with_journal(runs: Path) -> Iterator[tuple[int, Path]]:
    """The runs on disk that still have a journal."""
    for no, folder in run_folders(runs):
        if (folder / JOURNAL_NAME).exists():
            yield no, folder


def run_folders(runs: Path) -> Iterator[tuple[int, Path]]:
    """Every run's folder with its number."""
    if not runs.is_dir():
        return
    for folder in runs.iterdir():
        if folder.name.isdigit():
            yield int(folder.name), folder
