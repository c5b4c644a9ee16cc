"""Saved edits of job records: each is one step that can be undone and redone."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from jobdesk.errors import NotFound, Refused
from jobdesk.models.database import DeskDatabase
from jobdesk.models.plans import JobEdit
from jobdesk.models.records import EditRecord, JobId, JobRecord
from jobdesk.models.stores import label_steps, record_steps
from jobdesk.models.stores.edit_steps import (
    Change,
    Step,
    add_step,
    changes_text,
    drop_step,
    names_were,
    next_step,
    peek,
    turn_step,
)
from jobdesk.models.stores.job_states import (
    Planned,
    planned,
    read_by_id,
    stand_still,
    state_of,
    write_states,
)


class _Turn(NamedTuple):
    """What undoing or redoing a step would write, worked out before the file is locked."""

    step: Step
    records: dict[str, JobRecord]
    plans: list[Planned]
    changes: str
    refusal: str = ""

    @property
    def is_gone(self) -> bool:
        """One of its jobs was deleted, so it can never be turned again."""
        return any(change["job"] not in self.records for change in self.step.changes)


class EditStore:
    """Edits of one workspace's jobs. May be called from any thread.

    Law: the records and the step that tells how to undo the edit are one transaction. A step is
    undone only where each job stands as the step left it: it carries the version that it
    expects, and a job of another version must at least have the same settings (a refresh
    raises versions, too).

    What thousands of jobs need is read and worked out before the file is locked; under the lock
    a look at the versions tells whether that still holds, and if not it is done again there.
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
        with self._database.reading() as connection:
            found = planned(connection, edits)
        plans, changes = _changing(found)
        with self._database.writing() as connection:
            if not stand_still(connection, [one.record for one in found]):
                plans, changes = _changing(planned(connection, edits))
            if not plans:
                return None
            _write(connection, plans)
            return add_step(connection, user_id, title, changes)

    def save_label(
        self, user_id: str, title: str, job_ids: Collection[JobId], word: str, *, is_added: bool
    ) -> EditRecord | None:
        """Give a label to jobs, or take it, as one step; None when it changes nothing."""
        with self._database.writing() as connection:
            changes = label_steps.label_changes(connection, job_ids, word, is_added=is_added)
            if not changes:
                return None
            label_steps.write_labels(connection, changes, "after")
            return add_step(connection, user_id, title, changes_text(changes))

    def next_steps(self, user_id: str) -> tuple[EditRecord | None, EditRecord | None]:
        """What undo would undo, and what redo would do again."""
        with self._database.reading() as connection:
            return (
                peek(connection, user_id, is_undo=True),
                peek(connection, user_id, is_undo=False),
            )

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
        with self._database.reading() as connection:
            step = _wanted(next_step(connection, user_id, is_undo=is_undo), no, is_undo=is_undo)
            is_small = label_steps.is_of_label(step.changes[0]) or record_steps.is_of_record(
                step.changes[0]
            )
            turn = None if is_small else _planned_turn(connection, step, is_undo=is_undo)
        with self._database.writing() as connection:
            there = peek(connection, user_id, is_undo=is_undo)
            if there is None or there.no != step.no:
                raise NotFound(_nothing(is_undo=is_undo))
            if turn is None and record_steps.is_of_record(step.changes[0]):
                is_gone = _turn_records(connection, step, is_undo=is_undo)
            elif turn is None:
                is_gone = _turn_labels(connection, step, is_undo=is_undo)
            else:
                is_gone = self._turn_states(connection, turn, is_undo=is_undo)
        if is_gone:  # said after the commit: such a step must not stay in the way of others
            raise Refused(
                f"{is_gone} deleted since, so “{step.title}” can no longer be "
                f"{'undone' if is_undo else 'redone'}."
            )
        return EditRecord(step.no, step.title, is_undone=is_undo)

    def _turn_states(self, connection: Connection, turn: _Turn, *, is_undo: bool) -> str:
        """Write what was planned; says which jobs are gone, where some are."""
        if not stand_still(connection, list(turn.records.values())):
            turn = _planned_turn(connection, turn.step, is_undo=is_undo)
        step = turn.step
        if turn.is_gone:
            drop_step(connection, step.no)
            gone = [one["name"] for one in step.changes if one["job"] not in turn.records]
            return names_were(gone)
        if turn.refusal:
            raise Refused(turn.refusal)
        _write(connection, turn.plans)
        turn_step(connection, step.no, turn.changes, is_undone=is_undo)
        return ""


def _changing(found: Sequence[Planned]) -> tuple[list[Planned], str]:
    """Those that change something, and the changes as text."""
    plans = [one for one in found if state_of(one.record) != one.after]
    return plans, changes_text([_change(one) for one in plans])


def _wanted(step: Step | None, no: int | None, *, is_undo: bool) -> Step:
    if step is None or no not in (None, step.no):
        raise NotFound(_nothing(is_undo=is_undo))
    return step


def _nothing(*, is_undo: bool) -> str:
    return f"There is nothing to {'undo' if is_undo else 'redo'} by now; look again."


def _planned_turn(connection: Connection, step: Step, *, is_undo: bool) -> _Turn:
    stands, wanted = ("after", "before") if is_undo else ("before", "after")
    records = read_by_id(connection, [change["job"] for change in step.changes])
    turn = _Turn(step, records, [], "")
    if turn.is_gone:
        return turn
    others = [
        records[change["job"]].name
        for change in step.changes
        if not _is_as_left(records[change["job"]], change, stands)
    ]
    if others:
        return turn._replace(refusal=_refusal(others, step, is_undo=is_undo))
    changes = [{**one, "version": records[one["job"]].version + 1} for one in step.changes]
    plans = [Planned(records[one["job"]], one[wanted]) for one in step.changes]
    return turn._replace(plans=plans, changes=changes_text(changes))


def _turn_labels(connection: Connection, step: Step, *, is_undo: bool) -> str:
    """Give or take the label again; says which jobs are gone, where some are."""
    stands, wanted = ("after", "before") if is_undo else ("before", "after")
    if gone := label_steps.missing_jobs(connection, step.changes):
        drop_step(connection, step.no)
        return names_were(gone)
    if others := label_steps.changed_by_others(connection, step.changes, stands):
        raise Refused(_refusal(others, step, is_undo=is_undo))
    label_steps.write_labels(connection, step.changes, wanted)
    turn_step(connection, step.no, changes_text(step.changes), is_undone=is_undo)
    return ""


def _turn_records(connection: Connection, step: Step, *, is_undo: bool) -> str:
    """Bring hooks and buttons back to what they were; also those that were deleted."""
    stands, wanted = ("after", "before") if is_undo else ("before", "after")
    if others := record_steps.changed_by_others(connection, step.changes, stands):
        raise Refused(_refusal(others, step, is_undo=is_undo))
    for change in step.changes:
        record_steps.write_change(connection, change, wanted)
    turn_step(connection, step.no, changes_text(step.changes), is_undone=is_undo)
    return ""


def _refusal(others: Sequence[str], step: Step, *, is_undo: bool) -> str:
    return (
        f"{names_were(others)} changed by somebody else since “{step.title}”, so nothing "
        f"was {'undone' if is_undo else 'redone'}. Look at the settings first."
    )


def _write(connection: Connection, plans: Sequence[Planned]) -> None:
    try:
        write_states(connection, plans)
    except IntegrityError as error:
        names = [str(one.after["overrides"].get("name", "")) for one in plans]
        told = next((name for name in names if name), plans[0].record.name)
        raise Refused(f"Another job is already called “{told}”.") from error


def _change(plan: Planned) -> Change:
    return {
        "job": plan.record.id,
        "name": plan.record.name,
        "version": plan.record.version + 1,
        "before": state_of(plan.record),
        "after": plan.after,
    }


def _is_as_left(record: JobRecord, change: Change, stands: str) -> bool:
    return record.version == change["version"] or state_of(record) == change[stands]
