"""Rows of desk.db to JobRecords; three statements, however many jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, func, select, type_coerce

from jobdesk.models.desk import JOB, JOB_QUEUE, JOB_QUEUE_ASSIGNMENT, JOB_RESULT
from jobdesk.models.records import (
    JobError,
    JobId,
    JobRecord,
    LastResult,
    ResultId,
    ResultNo,
)

# In the order of JobRecord's fields, as `_record` unpacks them.
_BEFORE_QUEUES = (
    "id", "source", "module_name", "job_class_name", "name", "grouping", "description",
    "installed", "enabled", "hidden", "is_job_hook_receiver", "is_job_button_receiver",
    "read_only", "supports_dryrun", "has_sensitive_variables", "dryrun_default",
    "commit_default", "approval_required", "console_log_default", "soft_time_limit",
    "time_limit", "is_singleton", "singleton_policy",
)  # fmt: skip
_AFTER_QUEUES = (
    "default_job_queue_id", "overrides", "source_values", "description_json", "generation",
    "file", "line", "code_version", "reviewed_version", "warnings", "error", "version",
)  # fmt: skip
_LAST = ("no", "id", "status", "date_done", "date_created", "user_name", "date_started")
_SPLIT = len(_BEFORE_QUEUES)
_END = _SPLIT + len(_AFTER_QUEUES)
_FEW = 100  # jobs, up to which their queues are asked for by id
_MARKS = """
SELECT job.id, job.version, last.no, last.status FROM job LEFT JOIN job_result AS last
ON last.no = (SELECT MAX(no) FROM job_result WHERE job_id = job.id)
"""


@dataclass(frozen=True, slots=True)
class JobsLook:
    """All jobs as they stood, and what tells the next look which of them are others now.

    Attributes:
        records: by grouping and name.
        queues: keys and names of the queues: records hold the names.
    """

    records: tuple[JobRecord, ...] = ()
    queues: tuple[tuple[Any, ...], ...] = ()


def look_at_jobs(connection: Connection, before: JobsLook) -> JobsLook:
    """All jobs; records that are still true are those of the look before."""
    queues = tuple(
        tuple(row) for row in connection.execute(select(JOB_QUEUE.c.id, JOB_QUEUE.c.name)).all()
    )
    known = before.records if queues == before.queues else ()
    found = _look_again(connection, known) if known else read_jobs(connection)
    return JobsLook(tuple(sorted(found, key=lambda one: (one.grouping, one.name))), queues)


def _look_again(connection: Connection, known: Sequence[JobRecord]) -> list[JobRecord]:
    """Every write to a job raises its version; its last run has a status."""
    marks = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(_MARKS)}
    same = {
        key: record
        for record in known
        if marks.get(key := record.id.replace("-", "")) == _mark(record)
    }
    others = [key for key in marks if key not in same]
    if len(others) > _FEW:
        return read_jobs(connection)
    ids = [job_id_of(key) for key in others]
    return [*same.values(), *(read_jobs(connection, JOB.c.id.in_(ids)) if ids else ())]


def _mark(record: JobRecord) -> tuple[object, ...]:
    last = record.last_result
    return record.version, *((None, None) if last is None else (last.no, str(last.status)))


def read_jobs(connection: Connection, *where: ColumnElement[bool]) -> list[JobRecord]:
    """The jobs that meet the conditions, in no order (SQLite sorts wide rows slowly)."""
    queue_names = {
        row[0]: row[1] for row in connection.execute(select(JOB_QUEUE.c.id, JOB_QUEUE.c.name))
    }
    rows = connection.execute(_statement().where(*where)).all()
    assigned = _assignments(connection, [row[0] for row in rows])
    return [_record(tuple(row), queue_names, assigned) for row in rows]


@cache  # built once: composing it costs more than running it (a run reads its job)
def _statement() -> Select[*tuple[Any, ...]]:
    job, last, other = JOB, JOB_RESULT, JOB_RESULT.alias("other")
    newest = select(func.max(other.c.no)).where(other.c.job_id == job.c.id).scalar_subquery()
    return select(
        *(job.c[name] for name in (*_BEFORE_QUEUES, *_AFTER_QUEUES)),
        *(last.c[name] for name in _LAST),
    ).select_from(job.outerjoin(last, last.c.no == newest))


def _assignments(connection: Connection, job_ids: list[str]) -> dict[str, list[str]]:
    """The queue names of each job, by its id as stored: spelling ids out is slow."""
    link, queue = JOB_QUEUE_ASSIGNMENT, JOB_QUEUE
    statement = (
        select(type_coerce(link.c.job_id, String), queue.c.name)
        .join(queue, queue.c.id == link.c.queue_id)
        .order_by(link.c.job_id, link.c.position)
    )
    if len(job_ids) < _FEW:
        statement = statement.where(link.c.job_id.in_(job_ids))
    assigned: dict[str, list[str]] = {}
    for job_id, name in connection.execute(statement).all():
        assigned.setdefault(job_id, []).append(name)
    return assigned


def _record(
    row: tuple[Any, ...], queue_names: dict[str, str], assigned: dict[str, list[str]]
) -> JobRecord:
    (queue_id, overrides, source_values, description, generation, file, line, code_version,
     reviewed_version, warnings, error, version) = row[_SPLIT:_END]  # fmt: skip
    return JobRecord(
        *row[:_SPLIT],
        job_queues=tuple(assigned.get(row[0].replace("-", ""), ())),
        default_job_queue=queue_names[queue_id],
        overrides=tuple(overrides),
        source_values=source_values,
        description_json=description,
        generation=generation,
        file=file,
        line=line,
        code_version=code_version,
        reviewed_version=reviewed_version,
        warnings=tuple(warnings),
        error=None if error is None else JobError(**error),
        last_result=_last_result(row[_END:]),
        version=version,
    )


def _last_result(values: tuple[Any, ...]) -> LastResult | None:
    no, result_id, status, date_done, date_created, user, date_started = values
    if no is None:
        return None
    return LastResult(
        ResultNo(no), ResultId(result_id), status, date_done, date_created, user, date_started
    )


def job_id_of(text: str) -> JobId | None:
    """The id that the text spells; None when it is no id at all."""
    digits = text.replace("-", "").lower()
    if len(digits) != 32 or not all(letter in "0123456789abcdef" for letter in digits):
        return None
    return JobId(f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}")
