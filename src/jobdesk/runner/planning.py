"""Who runs next: a pure decision over what waits and what runs. Standard library only."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Waiting:
    """A run that waits for its turn, or runs.

    `alone` is what only one run at a time may hold (the class path of a singleton); empty: any
    number. `queues_up` tells whether a second one waits (policy queue) or is refused. `turn` is
    what runs have one after the other, and always wait for; empty: none.
    """

    no: int
    queue: str
    alone: str = ""
    queues_up: bool = False
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """What a queue allows; concurrency 0 means all slots."""

    concurrency: int = 0
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now: runs to start, in order, and singletons to refuse (no → its holder)."""

    start: tuple[int, ...]
    refuse: Mapping[int, int]


_NOBODY_MOVED: Mapping[int, float] = MappingProxyType({})


def in_order(waiting: Iterable[Waiting], places: Mapping[int, float]) -> list[Waiting]:
    """Those who wait, the first to start first."""
    if not places:
        return sorted(waiting, key=lambda one: one.no)
    return sorted(waiting, key=lambda one: (places.get(one.no, one.no), one.no))


def next_runs(
    waiting: Iterable[Waiting],
    running: Iterable[Waiting],
    lanes: Mapping[str, Lane],
    slots: int,
    places: Mapping[int, float] = _NOBODY_MOVED,
) -> Plan:
    """Choose the next runs: by the place somebody gave them, else by number, oldest first.

    A full or paused queue holds back only its own runs; a singleton that waits for its
    predecessor holds back nobody.
    """
    now = list(running)
    free = slots - len(now)
    used = Counter(one.queue for one in now)
    holders = {one.alone: one.no for one in now if one.alone}
    turns = {one.turn for one in now if one.turn}
    start: list[int] = []
    refuse: dict[int, int] = {}
    for one in in_order(waiting, places):
        if not _has_room(one.queue, used, lanes):
            continue
        if one.alone in holders:
            if not one.queues_up:
                refuse[one.no] = holders[one.alone]
            continue
        if free <= 0 or one.turn in turns:
            continue
        free -= 1
        used[one.queue] += 1
        start.append(one.no)
        if one.alone:
            holders[one.alone] = one.no
        if one.turn:
            turns.add(one.turn)
    return Plan(tuple(start), refuse)


def _has_room(queue: str, used: Counter[str], lanes: Mapping[str, Lane]) -> bool:
    lane = lanes.get(queue, Lane())
    if lane.is_paused:
        return False
    return not lane.concurrency or used[queue] < lane.concurrency
