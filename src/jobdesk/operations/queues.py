"""Queues: what waits and runs in them, and every change of them. A change counts at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jobdesk.errors import InputErrors, NotFound, Refused, ResultNotFound
from jobdesk.models.records import QueueRecord, ResultRecord, UserRecord
from jobdesk.operations.permissions import require
from jobdesk.operations.services import Services

_NAMED = 3  # jobs that a refusal names; of the others it says how many
_MOST = 999  # runs of one queue at once; more than any computer has slots


@dataclass(frozen=True, slots=True)
class QueueState:
    """One queue as it stands."""

    name: str
    concurrency: int  # 0: as many as there are slots
    slots: int  # how many of its runs may go on at once here
    is_paused: bool
    is_draining: bool
    running: int
    waiting: int
    waiting_since: datetime | None  # when the oldest of those that wait was asked for


@dataclass(frozen=True, slots=True)
class Board:
    """All queues, by name, and the runs that are under way, oldest first."""

    queues: tuple[QueueState, ...]
    going: tuple[ResultRecord, ...]
    slots: int


def read_board(services: Services) -> Board:
    """How all queues stand."""
    going = services.results.going()
    lineups = services.results.lineups()
    running = Counter(one.queue for one in going)
    known = {one.name: one for one in services.queues.all()}
    strays = {name: QueueRecord(name, 0) for name in {*running, *lineups} - known.keys()}
    slots = services.settings.slot_count
    states: list[QueueState] = []
    for name, record in sorted({**known, **strays}.items()):
        lineup = lineups.get(name)
        states.append(
            QueueState(
                name,
                record.concurrency,
                min(record.concurrency or slots, slots),
                record.paused,
                record.draining,
                running[name],
                0 if lineup is None else lineup.count,
                None if lineup is None else lineup.since,
            )
        )
    return Board(tuple(states), tuple(going), slots)


def list_queues(services: Services) -> tuple[QueueState, ...]:
    """All queues, by name."""
    return read_board(services).queues


def find_queue(services: Services, name: str) -> QueueState:
    """The queue with this name.

    Raises:
        NotFound: there is none; the sentence names those that are there.
    """
    queues = list_queues(services)
    for one in queues:
        if one.name == name:
            return one
    names = ", ".join(one.name for one in queues) or "none yet"
    raise NotFound(f"There is no queue called {name}; the queues are: {names}.")


def waiting_runs(services: Services, name: str, limit: int) -> list[ResultRecord]:
    """The first runs that wait in a queue, the next one first."""
    return services.results.waiting_in(name, limit)


def create_queue(services: Services, actor: UserRecord, name: str) -> QueueState:
    """Make a queue; jobs are given to it by their settings.

    Raises:
        InputErrors: it cannot be called so.
        Refused: it is there already.
    """
    from jobdesk.operations.overrides import read_overrides

    require(actor, "create", "queues")
    values, wrong = read_overrides({"default_job_queue": name}, ())
    if wrong:
        raise InputErrors({"name": wrong["default_job_queue"]})
    name = str(values["default_job_queue"])
    if any(one.name == name for one in services.queues.all()):
        raise Refused(f"There is a queue called {name} already.")
    services.queues.ensure([name])
    services.host.announce("queues")
    return find_queue(services, name)


def change_queue(
    services: Services,
    actor: UserRecord,
    name: str,
    *,
    concurrency: int | None = None,
    paused: bool | None = None,
    draining: bool | None = None,
) -> QueueState:
    """Change what is given; who may start now starts at once.

    Args:
        services: the workspace.
        actor: who changes it.
        name: which queue.
        concurrency: how many of its runs may go on at once; 0 is as many as there are slots.
        paused: nothing that waits starts; what runs goes on.
        draining: no new run is taken; what waits and runs goes on.

    Raises:
        NotFound: there is no such queue.
        Refused: no queue can have such a concurrency.
    """
    require(actor, "change", "queues")
    find_queue(services, name)
    if concurrency is not None and not 0 <= concurrency <= _MOST:
        raise Refused(
            f"A queue's concurrency is a number from 1 to {_MOST}, or 0 for all slots."
        )
    if concurrency is not None:
        services.queues.set_concurrency(name, concurrency)
    if paused is not None:
        services.queues.set_paused(name, paused)
    if draining is not None:
        services.queues.set_draining(name, draining)
    services.host.announce("queues")
    return find_queue(services, name)


def pause_all(services: Services, actor: UserRecord) -> tuple[QueueState, ...]:
    """Let nothing start anywhere; what runs goes on."""
    return _set_all_paused(services, actor, is_paused=True)


def resume_all(services: Services, actor: UserRecord) -> tuple[QueueState, ...]:
    """Let all queues go on."""
    return _set_all_paused(services, actor, is_paused=False)


def _set_all_paused(
    services: Services, actor: UserRecord, *, is_paused: bool
) -> tuple[QueueState, ...]:
    require(actor, "change", "queues")
    services.queues.set_all_paused(is_paused)
    services.host.announce("queues")
    return list_queues(services)


def delete_queue(services: Services, actor: UserRecord, name: str) -> None:
    """Delete a queue that nothing uses.

    Raises:
        NotFound: there is no such queue.
        Refused: jobs use it (they are named), or runs wait or run in it.
    """
    require(actor, "delete", "queues")
    state = find_queue(services, name)
    users = services.queues.jobs_of(name)
    if users:
        raise Refused(
            f"Queue {name} is used by {_names(users)}; give "
            f"{'it' if len(users) == 1 else 'them'} another queue first."
        )
    if state.running or state.waiting:
        count = state.running + state.waiting
        raise Refused(
            f"{count:,} run{' has' if count == 1 else 's have'} not ended in queue {name}; "
            "wait for the end or cancel."
        )
    services.queues.delete(name)
    services.host.announce("queues")


def _names(names: Sequence[str]) -> str:
    shown, rest = list(names[:_NAMED]), len(names) - _NAMED
    if rest > 0:
        shown.append(f"{rest:,} more job{'' if rest == 1 else 's'}")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def move_run(
    services: Services, actor: UserRecord, no: int, before_no: int | None = None
) -> None:
    """Let a waiting run start before another one of its queue; None: after all of them.

    Raises:
        ResultNotFound: there is no such run.
        Refused: one of them does not wait any more, or they wait in different queues.
    """
    require(actor, "move", "runs")
    services.results.move(no, before_no)
    services.host.announce("queues")


def move_to_top(services: Services, actor: UserRecord, no: int) -> None:
    """Let a waiting run be the next of its queue.

    Raises:
        ResultNotFound: there is no such run.
        Refused: it does not wait any more.
    """
    record = services.results.by_no(no)
    if record is None:
        raise ResultNotFound(f"There is no run {no} in this workspace.")
    first = services.results.waiting_in(record.queue, 1)
    move_run(services, actor, no, first[0].no if first else None)
