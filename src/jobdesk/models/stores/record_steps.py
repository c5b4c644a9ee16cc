"""Hooks and buttons as rows, and their edits as steps that can be turned back.

Everything here runs inside the caller's transaction. A change of a record names its `record`
kind, its `id` and what it said `before` and says `after`; None where it is not there.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from jobdesk.errors import NotFound, Outdated, Refused
from jobdesk.models.desk import JOB, JOB_BUTTON, JOB_HOOK
from jobdesk.models.hook_records import Batching, ButtonFields, HookFields
from jobdesk.models.stores.edit_steps import Change


class Kind(NamedTuple):
    """One of the two sorts of records: its table and its fields."""

    name: str
    table: Table[Any]
    fields: type[HookFields] | type[ButtonFields]
    words: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, which are those of their columns."""
        return tuple(self.fields.__dataclass_fields__)


HOOK = Kind("hook", JOB_HOOK, HookFields, "job hook")
BUTTON = Kind("button", JOB_BUTTON, ButtonFields, "job button")
_KINDS = {kind.name: kind for kind in (HOOK, BUTTON)}
_LISTS = frozenset({"object_types", "conditions"})


def is_of_record(change: Change) -> bool:
    """The change is of a hook or a button."""
    return "record" in change


def document(fields: HookFields | ButtonFields) -> dict[str, Any]:
    """The fields as JSON."""
    found = asdict(fields)
    return {
        name: [dict(v) if name == "conditions" else v for v in value]
        if name in _LISTS
        else value
        for name, value in found.items()
    }


def fields_of(kind: Kind, values: dict[str, Any]) -> Any:
    """The fields of a document."""
    values = {**values, "object_types": tuple(values["object_types"])}
    if kind is HOOK:
        values["conditions"] = tuple(values["conditions"])
        values["batching"] = Batching(values["batching"])
    return kind.fields(**values)


def read_one(connection: Connection, kind: Kind, key: str) -> Row[Any] | None:
    """The row with this id."""
    row = kind.table
    return connection.execute(select(row).where(row.c.id == key)).one_or_none()


def row_document(kind: Kind, row: Row[Any]) -> dict[str, Any]:
    """What a row says."""
    return {name: getattr(row, name) for name in kind.columns}


def plan_change(
    connection: Connection,
    kind: Kind,
    key: str,
    fields: HookFields | ButtonFields | None,
    version: int | None,
) -> Change | None:
    """What writing these fields changes; None for nothing.

    Raises:
        NotFound: it is gone.
        Outdated: it is of another version than the given one.
    """
    row = read_one(connection, kind, key)
    if version is not None and row is None:
        raise NotFound(f"This {kind.words} was deleted in the meantime.")
    if row is not None and version not in (None, row.version):
        raise Outdated(f"Somebody else changed “{row.name}” meanwhile; look again.")
    before = None if row is None else row_document(kind, row)
    after = None if fields is None else document(fields)
    if before == after:
        return None
    named = after or before or {}
    return {
        "record": kind.name, "id": key, "name": named["name"],
        "version": 1 if row is None else row.version + 1,
        "before": before, "after": after,
    }  # fmt: skip


def write_change(connection: Connection, change: Change, wanted: str) -> None:
    """Write what stands under `wanted` (before or after).

    Raises:
        Refused: the name is taken.
    """
    kind = _KINDS[change["record"]]
    row, values, key = kind.table, change[wanted], change["id"]
    if values is None:
        connection.execute(delete(row).where(row.c.id == key))
        return
    values = {**values, "job_id": _job_there(connection, values["job_id"])}
    if kind is HOOK:
        values["batching"] = Batching(values["batching"])
    now = datetime.now(UTC)
    old = read_one(connection, kind, key)
    if kind is HOOK and values["enabled"] and (old is None or not old.enabled):
        values["since"] = now  # what changed while it was off never fires it
    try:
        if old is None:
            values.setdefault("since", now)
            if kind is not HOOK:
                del values["since"]
            stamps = {"version": change["version"], "created": now, "updated": now}
            connection.execute(insert(row).values(id=key, **values, **stamps))
        else:
            stamps = {"version": old.version + 1, "updated": now}
            connection.execute(update(row).where(row.c.id == key).values(**values, **stamps))
    except IntegrityError as error:
        raise Refused(f"Another {kind.words} is already called “{values['name']}”.") from error


def _job_there(connection: Connection, job_id: str | None) -> str | None:
    """The job, unless its record was deleted since."""
    job = JOB
    return connection.execute(select(job.c.id).where(job.c.id == job_id)).scalar()


def changed_by_others(
    connection: Connection, changes: Sequence[Change], stands: str
) -> list[str]:
    """The names of the records that do not stand as the step left them."""
    return [one["name"] for one in changes if not _is_as_left(connection, one, stands)]


def _is_as_left(connection: Connection, change: Change, stands: str) -> bool:
    kind = _KINDS[change["record"]]
    row = read_one(connection, kind, change["id"])
    now = None if row is None else row_document(kind, row)
    return now == change[stands]
