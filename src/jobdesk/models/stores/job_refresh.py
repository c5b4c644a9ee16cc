"""A refresh plan to statements; everything runs inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from jobdesk.errors import Outdated
from jobdesk.models.desk import BROKEN_SOURCE_FILE, JOB, JOB_QUEUE, JOB_QUEUE_ASSIGNMENT
from jobdesk.models.plans import OVERRIDABLE, JobUpdate, RefreshPlan
from jobdesk.models.stores.job_writing import (
    add_jobs,
    assign_queues,
    code_columns,
    columns_of,
    ensure_queues,
    error_columns,
    queues_named,
    touch,
)


def apply_refresh(connection: Connection, source: str, plan: RefreshPlan) -> None:
    """Write a whole plan."""
    codes = [new.code for new in plan.create] + [known.code for known in plan.update]
    named = [name for code in codes for name in queues_named(code.values)]
    queue_ids = ensure_queues(connection, [*plan.queues, *named])
    touch(
        connection, [{"key": key, "installed": False, "error": None} for key in plan.uninstall]
    )
    touch(
        connection, [{"key": key, "error": error_columns(e)} for key, e in plan.broken.items()]
    )
    _change_jobs(connection, source, plan, queue_ids)
    add_jobs(connection, source, plan.create, queue_ids)
    files = BROKEN_SOURCE_FILE
    connection.execute(delete(files).where(files.c.source == source))
    if plan.broken_files:
        connection.execute(
            insert(files),
            [
                {"source": source, "module_name": file.module_name, **error_columns(file.error)}
                for file in plan.broken_files
            ],
        )


def _change_jobs(
    connection: Connection, source: str, plan: RefreshPlan, queue_ids: Mapping[str, str]
) -> None:
    """Update and rename; what is overridden by now is left alone."""
    if not plan.update and not plan.rename:
        return
    known = _standing(connection)
    renamed = [
        {"key": key, "name": name}
        for key, name in plan.rename.items()
        if key in known and "name" not in known[key]["overrides"]
    ]
    rows: list[dict[str, Any]] = []
    queues: dict[str, list[str]] = {}
    for change in plan.update:
        if change.id not in known:
            raise Outdated
        values = _values(change, known[change.id])
        wanted = list(dict.fromkeys(queues_named(values)))
        if wanted != known[change.id]["job_queues"]:
            queues[change.id] = wanted
        columns = code_columns(change.code) | columns_of(values, queue_ids)
        rows.append({"key": change.id, "source": source, **columns})
    _vacate_names(connection, [row for row in renamed + rows if _is_renamed(row, known)])
    touch(connection, renamed)
    touch(connection, rows)
    assign_queues(connection, queues, queue_ids)


def _values(change: JobUpdate, standing: dict[str, Any]) -> dict[str, Any]:
    kept = {name: standing[name] for name in standing["overrides"]}
    return {**change.code.values, **kept}


def _is_renamed(row: dict[str, Any], known: dict[str, dict[str, Any]]) -> bool:
    return row["name"] != known[row["key"]]["name"]


def _vacate_names(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Two jobs may swap their names: nobody holds a name while they are handed out."""
    vacated = [{"key": row["key"], "name": f"\x00{row['key']}"} for row in rows]
    touch(connection, vacated, counted=False)


def _standing(connection: Connection) -> dict[str, dict[str, Any]]:
    """The overridable values of all jobs as they are now, by id."""
    job, link, queue = JOB, JOB_QUEUE_ASSIGNMENT, JOB_QUEUE
    names = {row.id: row.name for row in connection.execute(select(queue.c.id, queue.c.name))}
    plain = [name for name in OVERRIDABLE if name not in ("job_queues", "default_job_queue")]
    found: dict[str, dict[str, Any]] = {}
    columns = [job.c[name] for name in plain]
    rows: Sequence[Any] = connection.execute(
        select(job.c.id, job.c.overrides, job.c.default_job_queue_id, *columns)
    ).all()
    for key, overrides, default_id, *values in rows:
        found[key] = {
            **dict(zip(plain, values, strict=True)),
            "overrides": overrides,
            "default_job_queue": names[default_id],
            "job_queues": [],
        }
    for key, queue_id in connection.execute(
        select(link.c.job_id, link.c.queue_id).order_by(link.c.job_id, link.c.position)
    ):
        found[key]["job_queues"].append(names[queue_id])
    return found
