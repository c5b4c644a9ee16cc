"""Giving and taking labels as changes that can be turned back.

Everything here runs inside the caller's transaction. A change of a label names `label` and
whether the job had it `before` and has it `after`.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from jobdesk.models.desk import JOB, JOB_LABEL
from jobdesk.models.records import JobId
from jobdesk.models.stores.edit_steps import Change

_SLICE = 5000  # ids in one statement, far below what SQLite takes


def is_of_label(change: Change) -> bool:
    """The change is of a label."""
    return "label" in change


def label_changes(
    connection: Connection, job_ids: Collection[JobId], word: str, *, is_added: bool
) -> list[Change]:
    """What giving a label to jobs, or taking it, changes; jobs that stand so are left out."""
    holders = _holders(connection, word)
    return [
        {"job": key, "name": name, "label": word, "before": not is_added, "after": is_added}
        for key, name in _names(connection, list(job_ids)).items()
        if (key in holders) is not is_added
    ]


def missing_jobs(connection: Connection, changes: Sequence[Change]) -> list[str]:
    """The names of the jobs that are gone."""
    there = _names(connection, [change["job"] for change in changes])
    return [change["name"] for change in changes if change["job"] not in there]


def changed_by_others(
    connection: Connection, changes: Sequence[Change], stands: str
) -> list[str]:
    """The names of the jobs that do not stand as the step left them."""
    holders = _holders(connection, changes[0]["label"])
    return [one["name"] for one in changes if (one["job"] in holders) is not one[stands]]


def write_labels(connection: Connection, changes: Sequence[Change], wanted: str) -> None:
    """Give or take the label, as it stands under `wanted` (before or after)."""
    label = JOB_LABEL
    given = [{"job_id": one["job"], "label": one["label"]} for one in changes if one[wanted]]
    taken = [{"job": one["job"], "word": one["label"]} for one in changes if not one[wanted]]
    if given:
        connection.execute(insert(JOB_LABEL).on_conflict_do_nothing(), given)
    if taken:
        connection.execute(
            delete(label).where(
                label.c.job_id == bindparam("job"), label.c.label == bindparam("word")
            ),
            taken,
        )


def _holders(connection: Connection, word: str) -> set[str]:
    label = JOB_LABEL
    found = connection.execute(select(label.c.job_id).where(label.c.label == word))
    return {str(key) for key in found.scalars()}


def _names(connection: Connection, job_ids: Sequence[str]) -> dict[str, str]:
    job = JOB
    found: dict[str, str] = {}
    for start in range(0, len(job_ids), _SLICE):
        part: Any = job_ids[start : start + _SLICE]
        rows = connection.execute(select(job.c.id, job.c.name).where(job.c.id.in_(part)))
        found.update((str(key), name) for key, name in rows)
    return found
