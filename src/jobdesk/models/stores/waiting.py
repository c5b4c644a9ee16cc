"""The runs that wait, and their order: by place where somebody moved them, else by number.

Everything here runs inside the caller's transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
)

from jobdesk.errors import Refused, ResultNotFound
from jobdesk.models.desk import JobResult, RunPlace, table
from jobdesk.models.records import Lineup, ResultRecord, Status
from jobdesk.models.stores.result_rows import read_results, result_statement

_UNFINISHED = (Status.PENDING, Status.STARTED)
_ANY_PLACE = "SELECT EXISTS (SELECT 1 FROM run_place)"


@dataclass(frozen=True, slots=True)
class _Waiter:
    no: int
    queue: str
    place: float


def is_waiting() -> ColumnElement[bool]:
    """Asked for, and nobody has taken it."""
    result = table(JobResult)
    return (result.c.status == Status.PENDING) & result.c.claimed_at.is_(None)


def read_places(connection: Connection) -> dict[int, float]:
    """The places that somebody gave to runs, by number; most workspaces have none."""
    place = table(RunPlace)
    return {
        row[0]: row[1] for row in connection.execute(select(place.c.result_no, place.c.place))
    }


def read_waiting(connection: Connection, queue: str, limit: int) -> list[ResultRecord]:
    """The first runs that wait in a queue, the next one first."""
    result = table(JobResult)
    statement = result_statement(is_waiting(), result.c.queue == queue).limit(limit)
    if connection.exec_driver_sql(_ANY_PLACE).scalar():
        return read_results(connection, _by_place(statement))
    return read_results(connection, statement.order_by(result.c.no))


def _by_place(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    result, place = table(JobResult), table(RunPlace)
    return statement.outerjoin(place, place.c.result_no == result.c.no).order_by(
        func.coalesce(place.c.place, result.c.no), result.c.no
    )


def read_going(connection: Connection) -> list[ResultRecord]:
    """The runs that a host has taken and that have not ended, oldest first."""
    result = table(JobResult)
    return read_results(
        connection,
        result_statement(
            result.c.status.in_(_UNFINISHED),
            or_(result.c.status == Status.STARTED, result.c.claimed_at.is_not(None)),
        ).order_by(result.c.no),
    )


def read_lineups(connection: Connection) -> dict[str, Lineup]:
    """How many runs wait in each queue and since when; queues without any are left out."""
    result = table(JobResult)
    rows = connection.execute(
        select(result.c.queue, func.count(), func.min(result.c.date_created))
        .where(is_waiting())
        .group_by(result.c.queue)
    )
    return {queue: Lineup(count, since) for queue, count, since in rows}


def move_waiting(connection: Connection, no: int, before_no: int | None) -> None:
    """Let a waiting run start before another one of its queue, or after all of them.

    Raises:
        ResultNotFound: there is no such run.
        Refused: one of them does not wait, or they wait in different queues.
    """
    waiters = _waiters(connection)
    moved = _waiter(connection, waiters, no)
    if before_no == no:
        return
    if before_no is not None:
        other = _waiter(connection, waiters, before_no)
        if other.queue != moved.queue:
            raise Refused(
                f"Run {no} waits in queue {moved.queue}, run {before_no} in {other.queue}; "
                "a run keeps its queue."
            )
    rest = [one for one in waiters if one.no != no]
    at = _gap(rest, moved.queue, before_no)
    if at is None:
        return  # alone in its queue
    place = _between(rest, at, _ceiling(connection))
    if place is None:
        _renumber(connection, [*rest[:at], moved, *rest[at:]])
    else:
        _put(connection, {no: place})


def _waiters(connection: Connection) -> list[_Waiter]:
    """All that wait, in the order in which they would start."""
    result, place = table(JobResult), table(RunPlace)
    rows = connection.execute(
        _by_place(
            select(
                result.c.no, result.c.queue, func.coalesce(place.c.place, result.c.no)
            ).where(is_waiting())
        )
    )
    return [_Waiter(*row) for row in rows]


def _waiter(connection: Connection, waiters: list[_Waiter], no: int) -> _Waiter:
    for one in waiters:
        if one.no == no:
            return one
    found = read_results(connection, result_statement(table(JobResult).c.no == no))
    if not found:
        raise ResultNotFound(f"There is no run {no} in this workspace.")
    has = "has already ended" if found[0].status.is_ready else "has already started"
    raise Refused(f"Run {no} {has}; only runs that wait can be moved.")


def _gap(rest: list[_Waiter], queue: str, before_no: int | None) -> int | None:
    """Where among the others the run goes: right before its new successor, or last."""
    if before_no is not None:
        return next(at for at, one in enumerate(rest) if one.no == before_no)
    same = [at for at, one in enumerate(rest) if one.queue == queue]
    return same[-1] + 1 if same else None


def _between(rest: list[_Waiter], at: int, ceiling: float) -> float | None:
    """A place in the gap; None when no number fits between its neighbours any more."""
    high = rest[at].place if at < len(rest) else ceiling
    low = rest[at - 1].place if at else high - 2
    middle = low + (high - low) / 2
    return middle if low < middle < high else None


def _ceiling(connection: Connection) -> float:
    """The number of the next run: what is asked for later comes after all places."""
    result = table(JobResult)
    return (connection.execute(select(func.max(result.c.no))).scalar() or 0) + 1


def _renumber(connection: Connection, waiters: list[_Waiter]) -> None:
    step = _ceiling(connection) / (len(waiters) + 1)
    _put(connection, {one.no: step * at for at, one in enumerate(waiters, 1)})


def _put(connection: Connection, places: Mapping[int, float]) -> None:
    """Write places, and forget those of runs that do not wait any more."""
    place, result = table(RunPlace), table(JobResult)
    waits = exists().where(result.c.no == place.c.result_no, result.c.status == Status.PENDING)
    connection.execute(delete(place).where(~waits))
    connection.execute(
        insert(place).prefix_with("OR REPLACE"),
        [{"result_no": no, "place": where} for no, where in places.items()],
    )
