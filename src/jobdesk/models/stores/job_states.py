"""What people decide about a job, as one value: enabled, reviewed, overrides.

Everything here runs inside the caller's transaction.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, select

from jobdesk.errors import JobNotFound, Outdated
from jobdesk.models.desk import JOB
from jobdesk.models.names import free_name
from jobdesk.models.plans import JobEdit
from jobdesk.models.records import JobRecord
from jobdesk.models.stores.job_rows import read_jobs
from jobdesk.models.stores.job_writing import (
    assign_queues,
    columns_of,
    ensure_queues,
    queues_named,
    touch,
)

State = Mapping[str, Any]  # enabled, reviewed_version, overrides by field; fit for JSON
_SLICE = 5000  # ids in one statement, far below what SQLite takes


class Planned(NamedTuple):
    """A record and the state that it is to have."""

    record: JobRecord
    after: State


def read_by_id(connection: Connection, job_ids: Sequence[str]) -> dict[str, JobRecord]:
    """The records that are there, by id."""
    job = JOB
    found: dict[str, JobRecord] = {}
    for start in range(0, len(job_ids), _SLICE):
        part = job_ids[start : start + _SLICE]
        found.update((one.id, one) for one in read_jobs(connection, job.c.id.in_(part)))
    return found


def stand_still(connection: Connection, records: Sequence[JobRecord]) -> bool:
    """Nobody has written to these records since they were read."""
    job = JOB
    for start in range(0, len(records), _SLICE):
        part = {record.id: record.version for record in records[start : start + _SLICE]}
        found = connection.execute(select(job.c.id, job.c.version).where(job.c.id.in_(part)))
        if {row.id: row.version for row in found} != part:
            return False
    return True


def state_of(record: JobRecord) -> State:
    """What people decided about this job so far."""
    return {
        "enabled": record.enabled,
        "reviewed_version": record.reviewed_version,
        "overrides": {name: _plain(getattr(record, name)) for name in record.overrides},
    }


def planned(connection: Connection, edits: Sequence[JobEdit]) -> list[Planned]:
    """The records of the edits and their states afterwards.

    Raises:
        JobNotFound: one of the jobs is gone.
        Outdated: one of them has another version than its edit expects.
    """
    records = read_by_id(connection, [edit.id for edit in edits])
    found: list[Planned] = []
    for edit in edits:
        record = records.get(edit.id)
        if record is None:
            raise JobNotFound
        if edit.expect_version not in (None, record.version):
            raise Outdated(
                f"“{record.name}” was changed by somebody else in the meantime; "
                "look again and repeat."
            )
        found.append(Planned(record, _after(record, edit)))
    return found


def _after(record: JobRecord, edit: JobEdit) -> State:
    before = state_of(record)
    overrides = {
        name: value for name, value in before["overrides"].items() if name not in edit.clear
    }
    overrides.update((name, _plain(value)) for name, value in edit.values.items())
    reviewed = edit.reviewed_version
    return {
        "enabled": record.enabled if edit.enabled is None else edit.enabled,
        "reviewed_version": record.reviewed_version if reviewed is None else reviewed,
        "overrides": overrides,
    }


def write_states(connection: Connection, plans: Sequence[Planned]) -> None:
    """Give records their new states; the version of each is one higher afterwards."""
    if not plans:
        return
    taken: set[str] = set()
    if any("name" in _given_back(one) for one in plans):
        taken.update(connection.execute(select(JOB.c.name)).scalars())
    changes = {str(one.record.id): _changed_values(one, taken) for one in plans}
    named = [name for values in changes.values() for name in queues_named(values)]
    queue_ids = ensure_queues(connection, named)
    rows: dict[tuple[str, ...], list[dict[str, Any]]] = {}  # a statement names its columns
    for one in plans:
        columns = columns_of(changes[one.record.id], queue_ids) | {
            "enabled": one.after["enabled"],
            "reviewed_version": one.after["reviewed_version"],
            "overrides": sorted(one.after["overrides"]),
        }
        rows.setdefault(tuple(sorted(columns)), []).append({"key": one.record.id, **columns})
    for alike in rows.values():
        touch(connection, alike)
    assign_queues(connection, _queues(plans, changes), queue_ids)


def _given_back(plan: Planned) -> set[str]:
    """The fields that follow the code again."""
    return set(plan.record.overrides) - set(plan.after["overrides"])


def _changed_values(plan: Planned, taken: set[str]) -> dict[str, Any]:
    """The fields whose value changes: overridden anew, or given back to the code."""
    record = plan.record
    values = {
        name: value
        for name, value in plan.after["overrides"].items()
        if name not in record.overrides or _plain(getattr(record, name)) != value
    }
    given_back = _given_back(plan)
    if given_back:  # the code's values are parsed when they are looked at
        known = given_back & {*record.source_values}
        values.update((name, record.source_values[name]) for name in known)
    if "name" in given_back:
        taken.discard(record.name)
        values["name"] = free_name(values.get("name", record.name), taken)
        taken.add(values["name"])
    return values


def _queues(
    plans: Sequence[Planned], changes: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[str]]:
    """The queues of the jobs whose queues change."""
    found: dict[str, list[str]] = {}
    for plan in plans:
        changed = changes[plan.record.id]
        if changed.keys() & {"job_queues", "default_job_queue"}:
            standing = {
                "job_queues": plan.record.job_queues,
                "default_job_queue": plan.record.default_job_queue,
            }
            found[plan.record.id] = queues_named({**standing, **changed})
    return found


def _plain(value: Any) -> Any:
    """A value as JSON gives it back."""
    if isinstance(value, list | tuple):
        return [str(part) for part in cast("list[object]", value)]
    return str(value) if isinstance(value, str) else value
