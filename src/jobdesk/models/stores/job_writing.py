"""Writing jobs: values to columns, queues to assignments.

Everything here runs inside the caller's transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Connection,
    Delete,
    Insert,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from jobdesk.models.desk import JOB, JOB_QUEUE, JOB_QUEUE_ASSIGNMENT
from jobdesk.models.names import GROUPING_LENGTH, NAME_LENGTH
from jobdesk.models.plans import JobCode, NewJob
from jobdesk.models.records import JobError, SingletonPolicy

_LENGTHS = {"name": NAME_LENGTH, "grouping": GROUPING_LENGTH}


def ensure_queues(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """Create the queues that are missing; gives the ids of all queues by name."""
    ids = {
        row.name: row.id for row in connection.execute(select(JOB_QUEUE.c.name, JOB_QUEUE.c.id))
    }
    fresh = {name: str(uuid4()) for name in dict.fromkeys(names) if name not in ids}
    if fresh:
        connection.execute(
            insert(JOB_QUEUE),
            [
                {
                    "id": key,
                    "name": name,
                    "concurrency": 0,
                    "is_paused": False,
                    "is_draining": False,
                }
                for name, key in fresh.items()
            ],
        )
    return ids | fresh


def queues_named(values: Mapping[str, Any]) -> list[str]:
    """The queue names in values of a job, the default one included."""
    default = values.get("default_job_queue")
    return [*values.get("job_queues", ()), *([default] if default else [])]


def columns_of(values: Mapping[str, Any], queue_ids: Mapping[str, str]) -> dict[str, Any]:
    """Overridable values as columns of the table `job`; `job_queues` has a table of its own."""
    columns = {name: value for name, value in values.items() if name != "job_queues"}
    for name in _LENGTHS.keys() & columns.keys():
        columns[name] = columns[name][: _LENGTHS[name]]
    if "default_job_queue" in columns:
        columns["default_job_queue_id"] = queue_ids[columns.pop("default_job_queue")]
    if "singleton_policy" in columns:
        columns["singleton_policy"] = SingletonPolicy(columns["singleton_policy"])
    return columns


def assign_queues(
    connection: Connection, queues: Mapping[str, Sequence[str]], queue_ids: Mapping[str, str]
) -> None:
    """Give each job exactly these queues, in this order."""
    if not queues:
        return
    link = JOB_QUEUE_ASSIGNMENT
    gone = delete(link).where(link.c.job_id == bindparam("job"))
    _execute_many(connection, gone, [{"job": key} for key in queues])
    rows = [
        {"job_id": job, "queue_id": queue_ids[name], "position": position}
        for job, names in queues.items()
        for position, name in enumerate(dict.fromkeys(names))
    ]
    if rows:
        given = insert(link).values({name: bindparam(name) for name in rows[0]})
        _execute_many(connection, given, rows)


def add_jobs(
    connection: Connection, source: str, jobs: Sequence[NewJob], queue_ids: Mapping[str, str]
) -> list[str]:
    """Insert new records; gives their ids."""
    if not jobs:
        return []
    now = datetime.now(UTC)
    rows: list[dict[str, Any]] = []
    queues: dict[str, list[str]] = {}
    for job in jobs:
        key = str(uuid4())
        queues[key] = queues_named(job.code.values)
        rows.append(
            {
                "id": key,
                "source": source,
                "module_name": job.module_name,
                "job_class_name": job.job_class_name,
                "enabled": job.enabled,
                "reviewed_version": job.code.code_version if job.enabled else "",
                "overrides": [],
                "version": 1,
                "created": now,
                "updated": now,
                **code_columns(job.code),
                **columns_of(job.code.values, queue_ids),
            }
        )
    connection.execute(insert(JOB), rows)
    assign_queues(connection, queues, queue_ids)
    return list(queues)


def touch(
    connection: Connection, rows: Sequence[dict[str, Any]], *, counted: bool = True
) -> None:
    """Update jobs by `key`; all rows name the same columns."""
    if not rows:
        return
    job = JOB
    changes: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "key"}
    if counted:
        changes |= {"version": job.c.version + 1, "updated": datetime.now(UTC)}
    _execute_many(
        connection, update(job).where(job.c.id == bindparam("key")).values(changes), rows
    )


def _execute_many(
    connection: Connection, statement: Update | Delete | Insert, rows: Sequence[dict[str, Any]]
) -> None:
    """Run it for each row; Core takes twice as long to hand ten thousand rows to the driver."""
    dialect = connection.dialect
    compiled = statement.compile(dialect=dialect)
    same = compiled.params
    kinds = {name: bind.type for bind, name in compiled.bind_names.items()}
    columns: list[list[Any]] = []
    for name in compiled.positiontup or ():
        store = kinds[name].dialect_impl(dialect).bind_processor(dialect)
        values = [row.get(name, same.get(name)) for row in rows]
        columns.append(values if store is None else [store(value) for value in values])
    connection.exec_driver_sql(compiled.string, list(zip(*columns, strict=True)))


def code_columns(code: JobCode) -> dict[str, Any]:
    """What always follows the code; the job is there, and not broken."""
    return {
        "installed": True,
        "is_job_hook_receiver": code.is_job_hook_receiver,
        "is_job_button_receiver": code.is_job_button_receiver,
        "read_only": code.read_only,
        "supports_dryrun": code.supports_dryrun,
        "commit_default": code.commit_default,
        "source_values": dict(code.source_values),
        "description_json": dict(code.description_json),
        "generation": code.generation,
        "file": code.file,
        "line": code.line,
        "code_version": code.code_version,
        "warnings": list(code.warnings),
        "error": None,
    }


def error_columns(error: JobError) -> dict[str, Any]:
    """Why a file does not load."""
    return {
        "file": error.file,
        "line": error.line,
        "message": error.message,
        "traceback": error.traceback,
    }
