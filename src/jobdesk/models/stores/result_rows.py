"""Rows of the table `job_result` to ResultRecords and back."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Update,
    bindparam,
    func,
    select,
    update,
)

from jobdesk.models.desk import JOB_RESULT, USER
from jobdesk.models.desk_outbox import ASKED_RUN
from jobdesk.models.plans import Ending
from jobdesk.models.records import (
    LEVEL_NUMBERS,
    Claim,
    JobRecord,
    LogCounts,
    ResultRecord,
    RunFile,
    RunOptions,
    Status,
)

# In the order of ResultRecord's fields, as `_record` unpacks them.
_COLUMNS = (
    "no", "id", "name", "job_id", "class_path", "status", "reason", "user_name",
    "date_created", "date_started", "date_done", "inputs", "is_sensitive", "result",
    "traceback", "summary",
)  # fmt: skip
_COUNTS = tuple(f"{level}_log_count" for level in LEVEL_NUMBERS)
_OPTIONS = (
    "queue", "soft_limit", "hard_limit", "is_profiled", "is_dry_run", "is_committing",
    "preview",
)  # fmt: skip
_REST = (
    "files", "code_version", "worker", "claim_pid", "claim_created", "claimed_at",
    "stop_requested_by", "kill_requested", "memory_peak", "changes", "hook_id", "change_id",
    "hook_depth",
)  # fmt: skip
_AT_COUNTS = len(_COLUMNS)
_AT_OPTIONS = _AT_COUNTS + len(_COUNTS)
_AT_REST = _AT_OPTIONS + len(_OPTIONS)


def result_statement(*where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """A SELECT whose rows `result_record` understands."""
    return _select_result().where(*where)


@cache
def _select_result() -> Select[*tuple[Any, ...]]:
    result, asked = JOB_RESULT, ASKED_RUN
    asker = select(asked.c.asked_by).where(asked.c.result_no == result.c.no)
    names = (*_COLUMNS, *_COUNTS, *_OPTIONS, *_REST)
    return select(*(result.c[name] for name in names), asker.scalar_subquery())


@cache  # each submit waits for these two, and composing them takes longer than running them
def result_by_no() -> Select[*tuple[Any, ...]]:
    """A `result_statement` for the run whose number is the parameter `no`."""
    return result_statement(JOB_RESULT.c.no == bindparam("no"))


@cache
def claiming() -> Update:
    """Takes the waiting run `run_no` that nobody has; the rest is `claim_columns`."""
    result = JOB_RESULT
    return (
        update(result)
        .where(
            result.c.no == bindparam("run_no"),
            result.c.status == Status.PENDING,
            result.c.claimed_at.is_(None),
        )
        .values({name: bindparam(name) for name in claim_columns(None)})
    )


def claim_columns(claim: Claim | None) -> dict[str, Any]:
    """Who has a run; None is nobody."""
    if claim is None:
        return {"claim_pid": None, "claim_created": None, "claimed_at": None}
    return {
        "claim_pid": claim.host_pid,
        "claim_created": claim.host_created,
        "claimed_at": claim.at,
    }


def read_results(
    connection: Connection, statement: Select[*tuple[Any, ...]], **parameters: Any
) -> list[ResultRecord]:
    """The runs that a statement made by `result_statement` finds."""
    return [_record(tuple(row)) for row in connection.execute(statement, parameters)]


def _record(row: tuple[Any, ...]) -> ResultRecord:
    (files, code_version, worker, claim_pid, claim_created, claimed_at,
     stop_requested_by, kill_requested, memory_peak, *rest) = row[_AT_REST:]  # fmt: skip
    changes, hook_id, change_id, hook_depth, asked_by = rest
    return ResultRecord(
        *row[:_AT_COUNTS],
        log_counts=LogCounts(*row[_AT_COUNTS:_AT_OPTIONS]),
        files=tuple(RunFile(file["name"], file["size"], file["path"]) for file in files),
        code_version=code_version,
        worker=worker,
        options=RunOptions(*row[_AT_OPTIONS:_AT_REST]),
        claim=None if claimed_at is None else Claim(claim_pid, claim_created, claimed_at),
        stop_requested_by=stop_requested_by,
        kill_requested=kill_requested,
        memory_peak=memory_peak,
        changes=changes,
        hook_id=hook_id,
        change_id=change_id,
        hook_depth=hook_depth,
        asked_by=asked_by,
    )


def ending_columns(ending: Ending) -> dict[str, Any]:
    """What the close writes; what it does not know stays as it is."""
    columns: dict[str, Any] = {
        "status": ending.status,
        "reason": ending.reason,
        "result": ending.result,
        "traceback": ending.traceback,
        "summary": ending.summary,
        "files": [{"name": f.name, "size": f.size, "path": f.path} for f in ending.files],
        "date_done": ending.date_done,
        "memory_peak": ending.memory_peak,
        "changes": None if ending.changes is None else dict(ending.changes),
    }
    columns |= {f"{level}_log_count": getattr(ending.counts, level) for level in LEVEL_NUMBERS}
    if ending.date_started is not None:
        columns["date_started"] = ending.date_started
    if ending.worker:
        columns["worker"] = ending.worker
    return columns


def option_columns(options: RunOptions) -> dict[str, Any]:
    """How a run was asked for."""
    return {
        "queue": options.queue,
        "soft_limit": options.soft_limit,
        "hard_limit": options.hard_limit,
        "is_profiled": options.profile,
        "is_dry_run": options.dry_run,
        "is_committing": options.commit,
        "preview": options.preview,
    }


def new_run_columns(
    job: JobRecord, user: str, options: RunOptions, code_version: str = ""
) -> dict[str, Any]:
    """A new PENDING run, all but its inputs."""
    person = USER
    return {
        "id": str(uuid4()),
        "name": job.name,
        "job_id": job.id,
        "class_path": job.class_path,
        "status": Status.PENDING,
        "reason": "",
        "user_id": select(person.c.id).where(person.c.username == user).scalar_subquery(),
        "user_name": user,
        "date_created": datetime.now(UTC),
        "traceback": "",
        "summary": "",
        "files": [],
        "code_version": code_version or job.code_version,
        "worker": "",
        "stop_requested_by": "",
        "kill_requested": False,
        "memory_peak": 0,
        "hook_depth": 0,
        **dict.fromkeys((f"{level}_log_count" for level in LEVEL_NUMBERS), 0),
        **option_columns(options),
    }


RUN_ORDERS = ("no", "name", "status", "started", "duration", "user", "lines")


def run_order(name: str) -> ColumnElement[Any]:
    """What runs are put in order by; ValueError for a name that is not in RUN_ORDERS."""
    result = JOB_RESULT
    if name == "duration":
        return func.julianday(result.c.date_done) - func.julianday(result.c.date_started)
    if name == "lines":
        counts = [result.c[f"{level}_log_count"] for level in LEVEL_NUMBERS]
        return cast("ColumnElement[Any]", sum(counts[1:], start=counts[0]))
    columns: dict[str, ColumnElement[Any]] = {
        "no": result.c.no,
        "name": func.lower(result.c.name),
        "status": result.c.status,
        "started": result.c.date_started,
        "user": func.lower(result.c.user_name),
    }
    if name not in columns:
        raise ValueError(name)
    return columns[name]
