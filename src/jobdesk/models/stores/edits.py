"""Saved edits of job records: each is one step that can be undone and redone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from jobdesk.errors import NotFound, Refused
from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import EditStep, table
from jobdesk.models.plans import JobEdit
from jobdesk.models.records import EditRecord, JobRecord
from jobdesk.models.stores.job_states import (
    Planned,
    planned,
    read_by_id,
    state_of,
    write_states,
)

KEPT_STEPS = 200  # of one person; older ones can no longer be undone
_NAMED = 3  # jobs that a refusal names


class _Step(NamedTuple):
    """A row of the table."""

    no: int
    title: str
    changes: list[dict[str, Any]]


class EditStore:
    """Edits of one workspace's jobs. May be called from any thread.

    Law: the records and the step that tells how to undo the edit are one transaction. A step is
    undone only where each job stands as the step left it: it carries the version that it
    expects, and a job of another version must at least have the same settings (a refresh
    raises versions, too).
    """

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def save(self, user_id: str, title: str, edits: Sequence[JobEdit]) -> EditRecord | None:
        """Write all edits as one step; None when they change nothing.

        What was undone before can no longer be redone.

        Raises:
            JobNotFound: one of the jobs is gone.
            Outdated: somebody wrote to one of them since.
            Refused: a name is taken.
        """
        with self._database.writing() as connection:
            found = planned(connection, edits)
            plans = [one for one in found if state_of(one.record) != one.after]
            if not plans:
                return None
            _write(connection, plans)
            step = table(EditStep)
            connection.execute(
                delete(step).where(step.c.user_id == user_id, step.c.is_undone.is_(True))
            )
            changes = [_change(one) for one in plans]
            no = connection.execute(
                insert(step)
                .values(
                    user_id=user_id,
                    created=datetime.now(UTC),
                    title=title,
                    changes=changes,
                    is_undone=False,
                )
                .returning(step.c.no)
            ).scalar_one()
            _prune(connection, user_id)
            return EditRecord(no, title)

    def next_steps(self, user_id: str) -> tuple[EditRecord | None, EditRecord | None]:
        """What undo would undo, and what redo would do again."""
        step = table(EditStep)  # its changes may be large, so they are not read here
        found: list[EditRecord | None] = []
        with self._database.reading() as connection:
            for is_undo in (True, False):
                statement = select(step.c.no, step.c.title, step.c.is_undone)
                row = connection.execute(
                    statement.where(*_next_of(user_id, is_undo=is_undo))
                ).one_or_none()
                found.append(None if row is None else EditRecord(*row))
        return found[0], found[1]

    def undo(self, user_id: str, no: int | None = None) -> EditRecord:
        """Bring back what stood before the last step that is not undone.

        Raises:
            NotFound: there is nothing to undo, or it is another step than `no` by now.
            Refused: somebody else changed one of its jobs since; nothing was written.
        """
        return self._turn(user_id, no, is_undo=True)

    def redo(self, user_id: str, no: int | None = None) -> EditRecord:
        """Do again what was undone last.

        Raises:
            NotFound: there is nothing to redo, or it is another step than `no` by now.
            Refused: somebody else changed one of its jobs since; nothing was written.
        """
        return self._turn(user_id, no, is_undo=False)

    def _turn(self, user_id: str, no: int | None, *, is_undo: bool) -> EditRecord:
        verb = "undo" if is_undo else "redo"
        with self._database.writing() as connection:
            row = _next_row(connection, user_id, is_undo=is_undo)
            if row is None or no not in (None, row.no):
                raise NotFound(f"There is nothing to {verb} by now; look again.")
            records = read_by_id(connection, [change["job"] for change in row.changes])
            is_gone = any(change["job"] not in records for change in row.changes)
            if is_gone:
                connection.execute(
                    delete(table(EditStep)).where(table(EditStep).c.no == row.no)
                )
            else:
                self._write_turn(connection, row, records, is_undo=is_undo)
        if is_gone:  # said after the commit: such a step must not stay in the way of others
            names = [c["name"] for c in row.changes if c["job"] not in records]
            raise Refused(
                f"{_names(names)} deleted since, so “{row.title}” can no longer be "
                f"{'undone' if is_undo else 'redone'}."
            )
        return EditRecord(row.no, row.title, is_undone=is_undo)

    def _write_turn(
        self,
        connection: Connection,
        row: _Step,
        records: dict[str, JobRecord],
        *,
        is_undo: bool,
    ) -> None:
        stands, wanted = ("after", "before") if is_undo else ("before", "after")
        others = [
            records[change["job"]].name
            for change in row.changes
            if not _is_as_left(records[change["job"]], change, stands)
        ]
        if others:
            raise Refused(
                f"{_names(others)} changed by somebody else since “{row.title}”, so nothing "
                f"was {'undone' if is_undo else 'redone'}. Look at the settings first."
            )
        _write(connection, [Planned(records[one["job"]], one[wanted]) for one in row.changes])
        changes = [{**one, "version": records[one["job"]].version + 1} for one in row.changes]
        step = table(EditStep)
        connection.execute(
            update(step).where(step.c.no == row.no).values(is_undone=is_undo, changes=changes)
        )


def _write(connection: Connection, plans: Sequence[Planned]) -> None:
    try:
        write_states(connection, plans)
    except IntegrityError as error:
        names = [str(one.after["overrides"].get("name", "")) for one in plans]
        told = next((name for name in names if name), plans[0].record.name)
        raise Refused(f"Another job is already called “{told}”.") from error


def _change(plan: Planned) -> dict[str, Any]:
    return {
        "job": plan.record.id,
        "name": plan.record.name,
        "version": plan.record.version + 1,
        "before": state_of(plan.record),
        "after": plan.after,
    }


def _is_as_left(record: JobRecord, change: dict[str, Any], stands: str) -> bool:
    return record.version == change["version"] or state_of(record) == change[stands]


def _next_of(user_id: str, *, is_undo: bool) -> tuple[ColumnElement[bool], ...]:
    """Conditions that only the step meets which is undone, or redone, next."""
    step = table(EditStep)
    mine = (step.c.user_id == user_id, step.c.is_undone.is_(not is_undo))
    end = func.max(step.c.no) if is_undo else func.min(step.c.no)
    return (step.c.no == select(end).where(*mine).scalar_subquery(),)


def _next_row(connection: Connection, user_id: str, *, is_undo: bool) -> _Step | None:
    step = table(EditStep)
    statement = select(step.c.no, step.c.title, step.c.changes)
    row = connection.execute(statement.where(*_next_of(user_id, is_undo=is_undo))).one_or_none()
    return None if row is None else _Step(*row)


def _prune(connection: Connection, user_id: str) -> None:
    step = table(EditStep)
    newest = (
        select(step.c.no)
        .where(step.c.user_id == user_id)
        .order_by(step.c.no.desc())
        .limit(KEPT_STEPS)
    )
    connection.execute(delete(step).where(step.c.user_id == user_id, step.c.no.not_in(newest)))


def _names(names: Sequence[str]) -> str:
    """`“A” was`, `“A” and “B” were`, `“A”, “B”, “C” and 9 more were`."""
    shown = [f"“{name}”" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        return f"{', '.join(shown)} and {len(names) - _NAMED} more were"
    if len(shown) == 1:
        return f"{shown[0]} was"
    return f"{', '.join(shown[:-1])} and {shown[-1]} were"
