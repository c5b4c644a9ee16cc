"""Rows of the table of saved edits: the step that comes next, a new one, its other version.

Everything here runs inside the caller's transaction.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from jobdesk.models.desk import EDIT_STEP
from jobdesk.models.records import EditRecord
from jobdesk.models.types import write_json

KEPT_STEPS = 200  # of one person; older ones can no longer be undone
_NAMED = 3  # jobs that a refusal names

Change = dict[str, Any]


class Step(NamedTuple):
    """A row of the table; all its changes are of one kind."""

    no: int
    title: str
    changes: list[Change]


def changes_text(changes: Sequence[Change]) -> str:
    """Changes as they are stored; those of many jobs are written before the file is locked."""
    return write_json(list(changes))


def add_step(connection: Connection, user_id: str, title: str, changes: str) -> EditRecord:
    """Put a step behind the others; what was undone before can no longer be redone."""
    step = EDIT_STEP
    connection.execute(
        delete(step).where(step.c.user_id == user_id, step.c.is_undone.is_(True))
    )
    no = connection.execute(
        insert(step)
        .values(
            user_id=user_id,
            created=datetime.now(UTC),
            title=title,
            changes=type_coerce(changes, Text()),
            is_undone=False,
        )
        .returning(step.c.no)
    ).scalar_one()
    _prune(connection, user_id)
    return EditRecord(no, title)


def turn_step(connection: Connection, no: int, changes: str, *, is_undone: bool) -> None:
    """A step was undone or redone."""
    step = EDIT_STEP
    connection.execute(
        update(step)
        .where(step.c.no == no)
        .values(is_undone=is_undone, changes=type_coerce(changes, Text()))
    )


def drop_step(connection: Connection, no: int) -> None:
    """A step can no longer be turned."""
    connection.execute(delete(EDIT_STEP).where(EDIT_STEP.c.no == no))


def peek(connection: Connection, user_id: str, *, is_undo: bool) -> EditRecord | None:
    """The step that is undone, or redone, next; its changes may be large and are not read."""
    step = EDIT_STEP
    statement = select(step.c.no, step.c.title, step.c.is_undone)
    row = connection.execute(statement.where(*_next_of(user_id, is_undo=is_undo))).one_or_none()
    return None if row is None else EditRecord(*row)


def next_step(connection: Connection, user_id: str, *, is_undo: bool) -> Step | None:
    """The same with its changes."""
    step = EDIT_STEP
    statement = select(step.c.no, step.c.title, step.c.changes)
    row = connection.execute(statement.where(*_next_of(user_id, is_undo=is_undo))).one_or_none()
    return None if row is None else Step(*row)


def _next_of(user_id: str, *, is_undo: bool) -> tuple[ColumnElement[bool], ...]:
    """Conditions that only the step meets which is undone, or redone, next."""
    step = EDIT_STEP
    mine = (step.c.user_id == user_id, step.c.is_undone.is_(not is_undo))
    end = func.max(step.c.no) if is_undo else func.min(step.c.no)
    return (step.c.no == select(end).where(*mine).scalar_subquery(),)


def _prune(connection: Connection, user_id: str) -> None:
    step = EDIT_STEP
    newest = (
        select(step.c.no)
        .where(step.c.user_id == user_id)
        .order_by(step.c.no.desc())
        .limit(KEPT_STEPS)
    )
    connection.execute(delete(step).where(step.c.user_id == user_id, step.c.no.not_in(newest)))


def names_were(names: Sequence[str]) -> str:
    """`“A” was`, `“A” and “B” were`, `“A”, “B”, “C” and 9 more were`."""
    shown = [f"“{name}”" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        return f"{', '.join(shown)} and {len(names) - _NAMED} more were"
    if len(shown) == 1:
        return f"{shown[0]} was"
    return f"{', '.join(shown[:-1])} and {shown[-1]} were"
