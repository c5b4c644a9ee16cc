"""Entries of the change log, page by page: of a run, of an object, of everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jobdesk.errors import JobDeskError
from jobdesk.inventory.history.kinds import labels, type_id, words_for
from jobdesk.inventory.history.records import (
    CREATE,
    DELETE,
    PAGE,
    UPDATE,
    ChangeFilter,
    ChangePage,
    ChangeRow,
    Cursor,
    FilterChoices,
    KindCount,
    Outline,
)
from jobdesk.inventory.history.values import names_of

_ANY = ChangeFilter()
_WINDOWS = (2_000, 50_000)  # newest entries that are looked through before all are
_FEW = 10_000  # entries that an index finds, and that are sorted, in some milliseconds
_COLUMNS = (
    "pk",
    "time",
    "user_name",
    "action",
    "changed_object_type_id",
    "changed_object_id",
    "object_repr",
    "change_context",
    "change_context_detail",
    "result_no",
    "request_id",
    "related_object_type_id",
    "related_object_id",
)


def page(
    wanted: ChangeFilter,
    after: Cursor | None = None,
    limit: int = PAGE,
) -> ChangePage:
    """The newest entries that fit, or those before `after`: any page costs the same."""
    found = _before(fitting(wanted), after).order_by("-time", "-pk")
    rows = _newest(wanted, found, after, limit + 1)
    if len(rows) <= limit:
        return ChangePage(rows, None)
    last = rows[limit - 1]
    return ChangePage(rows[:limit], Cursor(last.time, last.id))


def _before(found: Any, after: Cursor | None) -> Any:
    from django.db.models import Q

    if after is None:
        return found
    later = Q(time=after.time) & Q(pk__gte=after.id)
    return found.filter(time__lte=after.time).exclude(later)


def _newest(
    wanted: ChangeFilter, found: Any, after: Cursor | None, many: int
) -> tuple[ChangeRow, ...]:
    """The first entries: among the newest of all where many fit, else by what an index finds.

    In a log of a million entries most are of runs: to find and sort these takes two seconds.
    """
    is_told_apart = wanted.result_no >= 0 or wanted.request_id or wanted.object_id
    is_by_time = replace(wanted, text="", since=None, until=None) == _ANY
    if is_told_apart or is_by_time:
        return rows_of(found[:many])
    for window in _WINDOWS:
        newest = _before(fitting(replace(_ANY, until=wanted.until)), after)
        newest = newest.order_by("-time", "-pk").values("pk")[:window]
        rows = rows_of(found.filter(pk__in=newest)[:many])
        if len(rows) == many:
            return rows
        if not wanted.text and not found.order_by()[_FEW : _FEW + 1].exists():
            break
    return rows_of(found[:many])


def outline(wanted: ChangeFilter) -> Outline:
    """How many entries fit, by kind and action."""
    from django.db.models import Count, Min

    found = fitting(wanted).order_by()
    grouped = found.values_list("changed_object_type_id", "action")
    counts: dict[int, dict[str, int]] = {}
    first: dict[int, Any] = {}
    for key, action, many, began in grouped.annotate(many=Count("pk"), began=Min("time")):
        counts.setdefault(key, {})[action] = many
        first[key] = min(began, first.get(key, began))
    names = labels()
    return Outline(
        tuple(
            _kind_count(names.get(key, ""), counts[key])
            for key in sorted(counts, key=first.__getitem__)
        )
    )


def _kind_count(label: str, counts: dict[str, int]) -> KindCount:
    created, updated, deleted = (counts.get(one, 0) for one in (CREATE, UPDATE, DELETE))
    return KindCount(label, words_for(label), created, updated, deleted)


def of_kind(
    wanted: ChangeFilter, model: str, start: int, limit: int = PAGE
) -> tuple[ChangeRow, ...]:
    """Entries of one kind in the order in which they were made, from the `start`-th on.

    For the list of a run, whose length is known from its outline.
    """
    found = fitting(wanted).filter(changed_object_type_id=type_id(model))
    return rows_of(found.order_by("time", "pk")[start : start + limit])


def row(change_id: str) -> ChangeRow:
    """One entry.

    Raises:
        JobDeskError: it is gone.
    """
    found = rows_of(_entries().filter(pk=change_id))
    if not found:
        raise JobDeskError("This entry of the change log is there no more.")
    return found[0]


def count(wanted: ChangeFilter) -> int:
    """How many entries fit."""
    return fitting(wanted).count()


def choices() -> FilterChoices:
    """Users and kinds that have entries, for the filter."""
    entries = _entries().order_by()
    names = labels()
    users = sorted(entries.values_list("user_name", flat=True).distinct())
    keys = entries.values_list("changed_object_type_id", flat=True).distinct()
    kinds = {names.get(key, "") for key in keys}
    words = [(label, words_for(label)) for label in kinds if label]
    return FilterChoices(tuple(users), tuple(sorted(words, key=lambda one: one[1])))


def _entries() -> Any:
    from jobdesk.inventory.extras.changelog import ObjectChange

    return ObjectChange.objects


def fitting(wanted: ChangeFilter) -> Any:
    """The entries that fit, as a queryset without an order of its own."""
    found = _entries()
    if wanted.result_no >= 0:
        found = found.filter(result_no=wanted.result_no)
    if wanted.by_run is not None:
        found = found.filter(result_no__gt=0) if wanted.by_run else found.filter(result_no=0)
    if wanted.request_id:
        found = found.filter(request_id=wanted.request_id)
    if wanted.actions:
        found = found.filter(action__in=wanted.actions)
    if wanted.user:
        found = found.filter(user_name=wanted.user)
    if wanted.since is not None:
        found = found.filter(time__gte=wanted.since)
    if wanted.until is not None:
        found = found.filter(time__lt=wanted.until)
    return _about(wanted, found)


def _about(wanted: ChangeFilter, found: Any) -> Any:
    from django.db.models import Q

    from jobdesk.inventory.filters.search import holds

    if wanted.model:
        key = type_id(wanted.model)
        if wanted.object_id:
            found = found.filter(
                Q(changed_object_type_id=key, changed_object_id=wanted.object_id)
                | Q(related_object_type_id=key, related_object_id=wanted.object_id)
            )
        else:
            found = found.filter(changed_object_type_id=key)
    for word in wanted.text.split():
        about = holds(found.model, "object_repr", word)
        if wanted.result_no < 1:  # all entries of a run have the same
            about |= holds(found.model, "change_context_detail", word)
        found = found.filter(about)
    return found


def rows_of(found: Any) -> tuple[ChangeRow, ...]:
    """Entries of a queryset as plain rows; their snapshots are not read."""
    kinds = labels()
    values = list(found.values_list(*_COLUMNS))
    parents = [_parent(one, kinds) for one in values]
    named = names_of(key for key in parents if key is not None)
    return tuple(
        _row(one, kinds, "" if key is None else named.get(key, ""))
        for one, key in zip(values, parents, strict=True)
    )


def _parent(values: tuple[Any, ...], kinds: dict[int, str]) -> tuple[str, str] | None:
    type_key, key = values[-2:]
    return None if key is None else (kinds.get(type_key, ""), str(key))


def _row(values: tuple[Any, ...], kinds: dict[int, str], parent: str) -> ChangeRow:
    key, time, user, action, type_key, object_id, name, context, detail, no, request = values[
        :-2
    ]
    label = kinds.get(type_key, "")
    return ChangeRow(
        str(key),
        time,
        user,
        action,
        label,
        words_for(label),
        str(object_id),
        name,
        context,
        detail,
        no,
        str(request),
        parent,
    )
