"""What taking changes back would do: read only, so that it can be looked at first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jobdesk.inventory.history.feed import fitting, rows_of
from jobdesk.inventory.history.kinds import labels, model_of
from jobdesk.inventory.history.records import (
    BESIDE,
    CREATE,
    DELETE,
    NOTHING,
    READY,
    REFUSED,
    UPDATE,
    ChangeFilter,
    ChangeRow,
    RevertItem,
    RevertPlan,
)
from jobdesk.inventory.history.references import Key, missing, references_in, uses_of
from jobdesk.inventory.history.state import chunks, differing, restorable, settable, stored
from jobdesk.inventory.history.values import label_of_field, names_of

_UNDOES = {CREATE: DELETE, UPDATE: UPDATE, DELETE: CREATE}
_NAMED = 3  # fields or objects named in a reason; the rest is a number


@dataclass(slots=True)
class Step:
    """One entry on its way to being taken back."""

    row: ChangeRow
    model: Any
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    now: Mapping[str, Any] | None
    state: str = READY
    reason: str = ""
    names: tuple[str, ...] = ()
    needs: set[Key] = field(default_factory=set[Key])
    around: Mapping[Key, Any] = field(default_factory=dict[Key, Any])

    @property
    def key(self) -> Key:
        """The object."""
        return self.row.model, self.row.object_id

    @property
    def does(self) -> str:
        """What is done to the object."""
        return _UNDOES[self.row.action]

    def refuse(self, reason: str) -> None:
        """It cannot be taken back."""
        self.state, self.reason = REFUSED, reason

    def settle(self, reason: str) -> None:
        """There is nothing to do."""
        self.state, self.reason = NOTHING, reason


def plan(
    wanted: ChangeFilter, only: frozenset[str] = frozenset(), *, beside: bool = False
) -> RevertPlan:
    """What taking back the entries that fit (or of these `only` some) would do.

    Args:
        wanted: the entries: a run's, a change context's, an object's.
        only: ids of entries; empty: all that fit.
        beside: also where other fields of the object have changed since.
    """
    steps = steps_for(wanted, only, beside=beside)
    items = tuple(
        RevertItem(one.row, one.does, one.state, one.reason, _shown_fields(one))
        for one in steps
    )
    return RevertPlan(items, fingerprint(steps))


def _shown_fields(one: Step) -> tuple[str, ...]:
    return _labels(one.model, one.names) if one.does == UPDATE else ()


def fingerprint(steps: Sequence[Step]) -> str:
    """Changes when an object of the plan, or what can be done with it, does."""
    found = hashlib.sha256()
    for one in steps:
        now = sorted((one.now or {}).items())
        found.update(repr((one.row.id, one.state, now)).encode())
    return found.hexdigest()


def steps_for(wanted: ChangeFilter, only: frozenset[str], *, beside: bool) -> list[Step]:
    """The steps, the last change first, each with what can be done."""
    steps = _read(wanted, only)
    for one in steps:
        _judge(one)
        if one.state == BESIDE and beside:
            one.state = READY
    _tell_who(one for one in steps if one.state in (REFUSED, BESIDE))
    _look_for_users(steps)
    _look_for_references(steps)
    _spread_refusals(steps)
    return steps


def _read(wanted: ChangeFilter, only: frozenset[str]) -> list[Step]:
    found = fitting(wanted).order_by("-time", "-pk")
    rows = [one for one in rows_of(found) if not only or one.id in only]
    data = _data_of(rows)
    now = _now(rows)
    return [
        Step(one, model_of(one.model), *data[one.id], now.get((one.model, one.object_id)))
        for one in rows
    ]


def _data_of(rows: Sequence[ChangeRow]) -> dict[str, tuple[Any, Any]]:
    from jobdesk.inventory.extras.changelog import ObjectChange

    found: dict[str, tuple[Any, Any]] = {}
    for some in chunks([one.id for one in rows]):
        held = ObjectChange.objects.filter(pk__in=some)
        for key, before, after in held.values_list("pk", "before_data", "object_data"):
            found[str(key)] = (before, after)
    return found


def _now(rows: Sequence[ChangeRow]) -> dict[Key, Mapping[str, Any]]:
    by_kind: dict[str, list[str]] = {}
    for one in rows:
        by_kind.setdefault(one.model, []).append(one.object_id)
    found: dict[Key, Mapping[str, Any]] = {}
    for label, keys in by_kind.items():
        model = model_of(label)
        if model is not None:
            held = stored(model, keys)
            found.update({(label, key): data for key, data in held.items()})
    return found


# One entry by itself


def _judge(one: Step) -> None:
    if one.model is None:
        one.refuse("Objects of this kind are there no more.")
    elif one.row.action == CREATE:
        _judge_created(one)
    elif one.row.action == UPDATE:
        _judge_updated(one)
    else:
        _judge_deleted(one)


def _judge_created(one: Step) -> None:
    if one.now is None:
        one.settle("It is deleted already.")
        return
    touched = differing(one.model, one.now, one.after)
    if touched:
        one.refuse(f"{_named(_labels(one.model, touched))} changed since")


def _judge_deleted(one: Step) -> None:
    if one.now is not None:
        one.settle("It is there again.")
        return
    data = one.before or one.after
    one.names = tuple(name for name in restorable(one.model) if name in data)


def _judge_updated(one: Step) -> None:
    if one.now is None:
        one.refuse("It is deleted since")
        return
    before = one.before or {}
    mine = differing(one.model, before, one.after)
    touched = set(differing(one.model, one.now, one.after))
    if all(one.now.get(name) == before[name] for name in mine):
        one.settle("It is as it was before.")
        return
    one.names = mine
    both = [name for name in mine if name in touched]
    if both:
        one.refuse(f"{_named(_labels(one.model, both))} changed since")
    elif touched:
        one.state = BESIDE
        others = [name for name in settable(one.model) if name in touched]
        one.reason = f"{_named(_labels(one.model, others))} changed since"


def _labels(model: Any, names: Iterable[str]) -> tuple[str, ...]:
    if model is None:
        return ()
    fields = settable(model)
    return tuple(label_of_field(name, fields[name]) for name in names if name in fields)


def _named(words: Sequence[str]) -> str:
    shown = ", ".join(words[:_NAMED])
    more = len(words) - _NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _tell_who(steps: Iterable[Step]) -> None:
    """Add who changed the object last."""
    from jobdesk.inventory.extras.changelog import ObjectChange

    by_object = {one.row.object_id: one for one in steps if not one.reason.endswith(".")}
    for some in chunks(by_object):
        rows = ObjectChange.objects.filter(changed_object_id__in=some).order_by("time")
        for key, request, user, no in rows.values_list(
            "changed_object_id", "request_id", "user_name", "result_no"
        ):
            one = by_object[str(key)]
            if str(request) != one.row.request_id:
                by = f" by {user}" + (f" in run {no}" if no else "")
                one.reason = one.reason.partition(" by ")[0] + by
    for one in by_object.values():
        one.reason += "."


# What hangs together


def _look_for_users(steps: Sequence[Step]) -> None:
    """What was created can go when all that refers to it goes or changes as well."""
    by_kind: dict[Any, dict[str, Step]] = {}
    for one in steps:
        if one.state == READY and one.does == DELETE:
            by_kind.setdefault(one.model, {})[one.row.object_id] = one
    planned = {one.key for one in steps}
    for model, held in by_kind.items():
        for use in uses_of(model, list(held)):
            one = held[use.used[1]]
            if use.moves_up and (one.now or {}).get("parent"):
                continue  # it goes to the prefix around this one
            one.needs.add(use.user)
            if use.user not in planned and one.state == READY:
                name = names_of([use.user]).get(use.user, "")
                one.refuse(f"It is used by {use.words} {name}.")
    _look_for_cables(steps)


def _look_for_cables(steps: Sequence[Step]) -> None:
    """A port that was created cannot go with a cable of somebody else in it."""
    for one in steps:
        cable = (one.now or {}).get("cable")
        if cable and one.state == READY and one.does == DELETE:
            one.needs.add(("dcim.cable", str(cable)))


def _look_for_references(steps: Sequence[Step]) -> None:
    """What comes back refers to what is there, or comes back too."""
    kinds = labels()
    wanted: dict[Key, list[tuple[Step, str]]] = {}
    for one in steps:
        if one.state == READY and one.does != DELETE:
            data = one.before or one.after
            names = [name for name in one.names if name in settable(one.model)]
            for key, name in references_in(one.model, data, names, kinds):
                wanted.setdefault(key, []).append((one, name))
    coming = {one.key for one in steps if one.state == READY and one.does == CREATE}
    gone = missing(set(wanted))
    names = names_of(gone - coming)
    for key in gone:
        for one, field_name in wanted[key]:
            if key in coming:
                one.needs.add(key)
            elif one.state == READY:
                label = _named(_labels(one.model, [field_name]))
                one.refuse(f"{label} was {names.get(key, 'something')}, which is gone.")


def _spread_refusals(steps: Sequence[Step]) -> None:
    """Who needs one that stays as it is stays as well."""
    while True:
        ready = {one.key for one in steps if one.state == READY}
        gone = {one.key for one in steps if one.state == NOTHING}
        stuck = [
            (one, need)
            for one in steps
            if one.state == READY
            for need in sorted(one.needs - ready - gone)[:1]
        ]
        if not stuck:
            return
        names = names_of([need for _, need in stuck])
        for one, need in stuck:
            one.refuse(f"It hangs together with {names.get(need, 'another')}, which stays.")
