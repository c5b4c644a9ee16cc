"""What hangs on a job's record: runs, labels, hooks, buttons, what people keep of it.

Everything here runs inside the caller's transaction.
"""

from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from jobdesk.models.desk import (
    JOB_BUTTON,
    JOB_HOOK,
    JOB_LABEL,
    JOB_RESULT,
    KEPT_ITEM,
)
from jobdesk.models.records import JobId, JobTies


def read_ties(connection: Connection, job_id: JobId) -> JobTies:
    """Count them."""
    run, label, item = JOB_RESULT, JOB_LABEL, KEPT_ITEM
    runs, last = connection.execute(
        select(func.count(), func.max(run.c.no)).where(run.c.job_id == job_id)
    ).one()
    last_run = None
    if last is not None:
        last_run = connection.execute(
            select(run.c.date_created).where(run.c.no == last)
        ).scalar_one()
    labels = connection.execute(
        select(label.c.label).where(label.c.job_id == job_id).order_by(label.c.label)
    )
    kept = connection.execute(
        select(item.c.kind, func.count()).where(item.c.key == job_id).group_by(item.c.kind)
    )
    return JobTies(
        runs=int(runs),
        last_run=last_run,
        labels=tuple(labels.scalars()),
        kept={kind: int(number) for kind, number in kept},
        hooks=_names(connection, JOB_HOOK, job_id),
        buttons=_names(connection, JOB_BUTTON, job_id),
    )


def _names(connection: Connection, named: Table[Any], job_id: JobId) -> tuple[str, ...]:
    names = select(named.c.name).where(named.c.job_id == job_id).order_by(named.c.name)
    return tuple(connection.execute(names).scalars())


def move_ties(connection: Connection, job_id: JobId, into_id: JobId) -> int:
    """Hang all of it on another record; how many runs there were.

    What somebody keeps of the other job already stays as it is.
    """
    run, label, item = JOB_RESULT, JOB_LABEL, KEPT_ITEM
    moved = connection.execute(
        update(run).where(run.c.job_id == job_id).values(job_id=into_id)
    ).rowcount
    words = connection.execute(select(label.c.label).where(label.c.job_id == job_id)).scalars()
    rows = [{"job_id": into_id, "label": word} for word in words]
    if rows:
        connection.execute(insert(JOB_LABEL).on_conflict_do_nothing(), rows)
    for started in (JOB_HOOK, JOB_BUTTON):
        connection.execute(
            update(started).where(started.c.job_id == job_id).values(job_id=into_id)
        )
    connection.execute(
        update(item)
        .where(item.c.key == job_id)
        .values(key=into_id)
        .prefix_with("OR IGNORE", dialect="sqlite")
    )
    forget_kept(connection, job_id)
    return moved


def forget_kept(connection: Connection, job_id: JobId) -> None:
    """Drafts, presets and stars of a job that is no more."""
    item = KEPT_ITEM
    connection.execute(delete(item).where(item.c.key == job_id))
