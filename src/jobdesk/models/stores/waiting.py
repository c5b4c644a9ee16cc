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
    Subquery,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
)

from jobdesk.errors import Refused, ResultNotFound
from jobdesk.models.desk import JOB_RESULT, RUN_PLACE
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
    result = JOB_RESULT
    return (result.c.status == Status.PENDING) & result.c.claimed_at.is_(None)


def read_places(connection: Connection) -> dict[int, float]:
    """The places that somebody gave to runs, by number; most workspaces have none."""
    place = RUN_PLACE
    return {
        row[0]: row[1] for row in connection.execute(select(place.c.result_no, place.c.place))
    }


def read_waiting(connection: Connection, queue: str, limit: int) -> list[ResultRecord]:
    """The first runs that wait in a queue, the next one first."""
    result = JOB_RESULT
    statement = result_statement(is_waiting(), result.c.queue == queue).limit(limit)
    if connection.exec_driver_sql(_ANY_PLACE).scalar():
        return read_results(connection, _by_place(statement))
    return read_results(connection, statement.order_by(result.c.no))


def _by_place(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    result, place = JOB_RESULT, RUN_PLACE
    return statement.outerjoin(place, place.c.result_no == result.c.no).order_by(
        func.coalesce(place.c.place, result.c.no), result.c.no
    )


def read_going(connection: Connection) -> list[ResultRecord]:
    """The runs that a host has taken and that have not ended, oldest first."""
    result = JOB_RESULT
    return read_results(
        connection,
        result_statement(
            result.c.status.in_(_UNFINISHED),
            or_(result.c.status == Status.STARTED, result.c.claimed_at.is_not(None)),
        ).order_by(result.c.no),
    )


def read_lineups(connection: Connection) -> dict[str, Lineup]:
    """How many runs wait in each queue and since when; queues without any are left out."""
    result = JOB_RESULT
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
    moved = _waiter(connection, no)
    if before_no == no:
        return
    if before_no is None:
        after = _last(connection, moved)
        if after is None:
            return  # alone in its queue
        low, high = after.place, _next_place(connection, after, moved)
    else:
        before = _waiter(connection, before_no)
        if before.queue != moved.queue:
            raise Refused(
                f"Run {no} waits in queue {moved.queue}, run {before_no} in {before.queue}; "
                "a run keeps its queue."
            )
        low, high = _place_before(connection, before, moved), before.place
    middle = low + (high - low) / 2
    if low < middle < high:
        _put(connection, {no: middle})
    else:
        _renumber(connection, moved, before_no)


def _line() -> Subquery:
    """All that wait, with their places."""
    result, place = JOB_RESULT, RUN_PLACE
    return (
        select(
            result.c.no,
            result.c.queue,
            func.coalesce(place.c.place, result.c.no).label("place"),
        )
        .outerjoin(place, place.c.result_no == result.c.no)
        .where(is_waiting())
        .subquery()
    )


def _waiter(connection: Connection, no: int) -> _Waiter:
    line = _line()
    row = connection.execute(select(line).where(line.c.no == no)).first()
    if row is not None:
        return _Waiter(*row)
    found = read_results(connection, result_statement(JOB_RESULT.c.no == no))
    if not found:
        raise ResultNotFound(f"There is no run {no} in this workspace.")
    has = "has already ended" if found[0].status.is_ready else "has already started"
    raise Refused(f"Run {no} {has}; only runs that wait can be moved.")


def _last(connection: Connection, moved: _Waiter) -> _Waiter | None:
    """The last one of a run's queue, itself left out."""
    line = _line()
    row = connection.execute(
        select(line)
        .where(line.c.queue == moved.queue, line.c.no != moved.no)
        .order_by(line.c.place.desc(), line.c.no.desc())
        .limit(1)
    ).first()
    return None if row is None else _Waiter(*row)


def _place_before(connection: Connection, one: _Waiter, moved: _Waiter) -> float:
    """The place of whoever, in any queue, stands right before this one."""
    line = _line()
    is_before = (line.c.place < one.place) | (
        (line.c.place == one.place) & (line.c.no < one.no)
    )
    found = connection.execute(
        select(func.max(line.c.place)).where(is_before, line.c.no != moved.no)
    ).scalar()
    return one.place - 2 if found is None else found


def _next_place(connection: Connection, one: _Waiter, moved: _Waiter) -> float:
    """The place of whoever, in any queue, stands right behind this one."""
    line = _line()
    is_behind = (line.c.place > one.place) | (
        (line.c.place == one.place) & (line.c.no > one.no)
    )
    found = connection.execute(
        select(func.min(line.c.place)).where(is_behind, line.c.no != moved.no)
    ).scalar()
    return _ceiling(connection) if found is None else found


def _ceiling(connection: Connection) -> float:
    """The number of the next run: what is asked for later comes after all places."""
    result = JOB_RESULT
    return (connection.execute(select(func.max(result.c.no))).scalar() or 0) + 1


def _renumber(connection: Connection, moved: _Waiter, before_no: int | None) -> None:
    """Give all that wait new places with room between them, the moved run at its own."""
    line = _line()
    rows = connection.execute(
        select(line).where(line.c.no != moved.no).order_by(line.c.place, line.c.no)
    )
    order = [_Waiter(*row) for row in rows]
    if before_no is not None:
        at = next(at for at, one in enumerate(order) if one.no == before_no)
    else:
        at = 1 + max(at for at, one in enumerate(order) if one.queue == moved.queue)
    order.insert(at, moved)
    step = _ceiling(connection) / (len(order) + 1)
    _put(connection, {one.no: step * at for at, one in enumerate(order, 1)})


def _put(connection: Connection, places: Mapping[int, float]) -> None:
    """Write places, and forget those of runs that do not wait any more."""
    place, result = RUN_PLACE, JOB_RESULT
    waits = exists().where(result.c.no == place.c.result_no, result.c.status == Status.PENDING)
    connection.execute(delete(place).where(~waits))
    connection.execute(
        insert(place).prefix_with("OR REPLACE"),
        [{"result_no": no, "place": where} for no, where in places.items()],
    )
