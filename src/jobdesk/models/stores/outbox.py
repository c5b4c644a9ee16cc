"""How far the change log was read for hooks, and the runs that reading it led to."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import JOB_HOOK, JOB_RESULT
from jobdesk.models.desk_outbox import HOOK_BATCH, HOOK_TRACE, OUTBOX_POSITION, OUTBOX_RUN
from jobdesk.models.hook_records import HookRun, OutboxState, OutboxStep, TracePlan
from jobdesk.models.records import Status
from jobdesk.models.stores.result_rows import new_run_columns

KEPT_TRACES = 500  # of one hook
_SLICE = 5000  # numbers in one statement, far below what SQLite takes
_ROW = 1  # the table has one
_UNFINISHED = (Status.PENDING, Status.STARTED)
_Key = tuple[str, str]


class OutboxStore:
    """The position of the outbox and what goes with it. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def state(self) -> OutboxState | None:
        """How far the log was read; None: never."""
        place, run = OUTBOX_POSITION, OUTBOX_RUN
        with self._database.reading() as connection:
            row = connection.execute(
                select(
                    place.c.change_row, place.c.change_id, place.c.change_time, place.c.run_no
                )
            ).first()
            if row is None:
                return None
            runs = connection.execute(
                select(run.c.result_no, run.c.change_row).order_by(run.c.result_no)
            )
            return OutboxState(*row, runs={row.result_no: row.change_row for row in runs})

    def runs_beyond(self, no: int) -> tuple[int, set[int]]:
        """The highest number of a run, and those above `no` that have not ended."""
        result = JOB_RESULT
        with self._database.reading() as connection:
            highest = connection.execute(select(func.max(result.c.no))).scalar() or 0
            going = connection.execute(
                select(result.c.no).where(result.c.no > no, result.c.status.in_(_UNFINISHED))
            )
            return highest, set(going.scalars())

    def ended_since(self, nos: Collection[int], since: datetime) -> dict[int, int]:
        """Of these runs those that have ended, not before `since`, with their depth.

        The depth is how many hooks stand between a person and the run.
        """
        result = JOB_RESULT
        found: dict[int, int] = {}
        wanted = sorted(nos)
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _SLICE):
                rows = connection.execute(
                    select(result.c.no, result.c.hook_depth).where(
                        result.c.no.in_(wanted[start : start + _SLICE]),
                        result.c.status.not_in(_UNFINISHED),
                        result.c.date_done >= since,
                    )
                )
                found |= {row.no: row.hook_depth for row in rows}
        return found

    def unfinished(self, nos: Collection[int]) -> set[int]:
        """Of these runs those that go on."""
        result = JOB_RESULT
        with self._database.reading() as connection:
            rows = connection.execute(
                select(result.c.no).where(result.c.status.in_(_UNFINISHED))
            )
            return set(rows.scalars()) & set(nos)

    def settle(self, step: OutboxStep) -> list[int]:
        """Write runs, trace and position in one transaction; the numbers of the new runs.

        A run whose hook and change have one already is left out, so that a step can be
        repeated.
        """
        with self._database.writing() as connection:
            there = _hooks(connection, step)
            made: dict[_Key, int] = {}
            for run in step.runs:
                if run.hook_id in there:
                    no = add_run(connection, run)
                    if no is not None:
                        made |= {(run.hook_id, change): no for change in run.change_ids}
            add_traces(connection, [t for t in step.traces if t.hook_id in there], made)
            _put_state(connection, step.state)
            return sorted(set(made.values()))


def _hooks(connection: Connection, step: OutboxStep) -> set[str]:
    """Of the hooks of a step those that were not deleted meanwhile."""
    hook = JOB_HOOK
    wanted = {one.hook_id for one in (*step.runs, *step.traces)}
    if not wanted:
        return set()
    return set(connection.execute(select(hook.c.id).where(hook.c.id.in_(wanted))).scalars())


def add_run(connection: Connection, run: HookRun, *, is_replay: bool = False) -> int | None:
    """Store a run as pending; None when hook and change have theirs. A replay is no hook's."""
    values = {
        **new_run_columns(run.job, run.user, run.options, run.code_version),
        "inputs": None,  # they are the changes, which the row names
        "is_sensitive": run.job.has_sensitive_variables,
        "hook_id": None if is_replay else run.hook_id,
        "change_id": run.change_ids[0],
        "hook_depth": run.depth,
    }
    done = connection.execute(
        insert_or(JOB_RESULT)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["hook_id", "change_id"])
        .returning(JOB_RESULT.c.no)
    ).scalar()
    if done is not None and len(run.change_ids) > 1:
        batch = {"result_no": done, "change_ids": list(run.change_ids)}
        connection.execute(insert(HOOK_BATCH).values(**batch))
    return done


def add_traces(
    connection: Connection, traces: Iterable[TracePlan], made: dict[_Key, int]
) -> None:
    """Write lines of the trace, with the runs that were made, and drop the oldest."""
    now = datetime.now(UTC)
    rows = [
        {
            "hook_id": one.hook_id,
            "moment": now,
            "change_id": one.change_id,
            "action": one.action,
            "object_type": one.object_type,
            "object_text": one.object_text,
            "user_name": one.user,
            "is_fired": one.is_fired,
            "reason": one.reason,
            "result_no": made.get((one.hook_id, one.change_id)),
        }
        for one in traces
    ]
    if not rows:
        return
    connection.execute(insert(HOOK_TRACE), rows)
    for hook_id in {row["hook_id"] for row in rows}:
        _prune(connection, str(hook_id))


def _prune(connection: Connection, hook_id: str) -> None:
    trace = HOOK_TRACE
    newest = (
        select(trace.c.no)
        .where(trace.c.hook_id == hook_id)
        .order_by(trace.c.no.desc())
        .limit(1)
        .offset(KEPT_TRACES)
        .scalar_subquery()
    )
    connection.execute(delete(trace).where(trace.c.hook_id == hook_id, trace.c.no <= newest))


def _put_state(connection: Connection, state: OutboxState) -> None:
    row = {
        "change_row": state.change_row,
        "change_id": state.change_id,
        "change_time": state.change_time,
        "run_no": state.run_no,
    }
    statement = insert_or(OUTBOX_POSITION).values(id=_ROW, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))
    _put_runs(connection, state.runs)


def _put_runs(connection: Connection, wanted: Mapping[int, int]) -> None:
    """Write what differs: thousands of runs may wait."""
    run = OUTBOX_RUN
    there = {
        row.result_no: row.change_row
        for row in connection.execute(select(run.c.result_no, run.c.change_row))
    }
    gone = [{"no": no} for no in there.keys() - wanted.keys()]
    if gone:
        connection.execute(delete(run).where(run.c.result_no == bindparam("no")), gone)
    news = [
        {"result_no": no, "change_row": done}
        for no, done in wanted.items()
        if there.get(no) != done
    ]
    if news:
        connection.execute(insert(run).prefix_with("OR REPLACE"), news)
