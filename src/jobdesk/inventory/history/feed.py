"""Entries of the change log, page by page: of a run, of an object, of everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jobdesk.errors import JobDeskError
from jobdesk.inventory.history.kinds import alias_of, labels, type_id, words_for
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
)


def page(
    wanted: ChangeFilter,
    after: Cursor | None = None,
    limit: int = PAGE,
    copy: Path | None = None,
) -> ChangePage:
    """The newest entries that fit, or those before `after`: any page costs the same."""
    alias = alias_of(copy)
    found = fitting(wanted, alias)
    if after is not None:
        from django.db.models import Q

        found = found.filter(time__lte=after.time).exclude(
            Q(time=after.time) & Q(pk__gte=after.id)
        )
    rows = rows_of(found.order_by("-time", "-pk")[: limit + 1], alias)
    if len(rows) <= limit:
        return ChangePage(rows, None)
    last = rows[limit - 1]
    return ChangePage(rows[:limit], Cursor(last.time, last.id))


def outline(wanted: ChangeFilter, copy: Path | None = None) -> Outline:
    """How many entries fit, by kind and action."""
    from django.db.models import Count, Min

    alias = alias_of(copy)
    found = fitting(wanted, alias).order_by()
    grouped = found.values_list("changed_object_type_id", "action")
    counts: dict[int, dict[str, int]] = {}
    first: dict[int, Any] = {}
    for key, action, many, began in grouped.annotate(many=Count("pk"), began=Min("time")):
        counts.setdefault(key, {})[action] = many
        first[key] = min(began, first.get(key, began))
    names = labels(alias)
    return Outline(
        tuple(
            _kind_count(names.get(key, ""), counts[key])
            for key in sorted(counts, key=first.__getitem__)
        )
    )


def _kind_count(label: str, counts: dict[str, int]) -> KindCount:
    figures = (counts.get(action, 0) for action in (CREATE, UPDATE, DELETE))
    return KindCount(label, words_for(label), *figures)


def of_kind(
    wanted: ChangeFilter, model: str, start: int, limit: int = PAGE, copy: Path | None = None
) -> tuple[ChangeRow, ...]:
    """Entries of one kind in the order in which they were made, from the `start`-th on.

    For the list of a run, whose length is known from its outline.
    """
    alias = alias_of(copy)
    found = fitting(wanted, alias).filter(changed_object_type_id=type_id(model, alias))
    return rows_of(found.order_by("time", "pk")[start : start + limit], alias)


def row(change_id: str, copy: Path | None = None) -> ChangeRow:
    """One entry.

    Raises:
        JobDeskError: it is gone.
    """
    alias = alias_of(copy)
    found = rows_of(_entries(alias).filter(pk=change_id), alias)
    if not found:
        raise JobDeskError("This entry of the change log is there no more.")
    return found[0]


def count(wanted: ChangeFilter, copy: Path | None = None) -> int:
    """How many entries fit."""
    return fitting(wanted, alias_of(copy)).count()


def choices() -> FilterChoices:
    """Users and kinds that have entries, for the filter."""
    entries = _entries("default").order_by()
    names = labels()
    users = sorted(entries.values_list("user_name", flat=True).distinct())
    keys = entries.values_list("changed_object_type_id", flat=True).distinct()
    kinds = {names.get(key, "") for key in keys}
    words = [(label, words_for(label)) for label in kinds if label]
    return FilterChoices(tuple(users), tuple(sorted(words, key=lambda one: one[1])))


def _entries(alias: str) -> Any:
    from jobdesk.inventory.extras.changelog import ObjectChange

    return ObjectChange.objects.using(alias)


def fitting(wanted: ChangeFilter, alias: str) -> Any:
    """The entries that fit, as a queryset without an order of its own."""
    found = _entries(alias)
    if wanted.result_no >= 0:
        found = found.filter(result_no=wanted.result_no)
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
    return _about(wanted, found, alias)


def _about(wanted: ChangeFilter, found: Any, alias: str) -> Any:
    from django.db.models import Q

    if wanted.model:
        key = type_id(wanted.model, alias)
        if wanted.object_id:
            found = found.filter(
                Q(changed_object_type_id=key, changed_object_id=wanted.object_id)
                | Q(related_object_type_id=key, related_object_id=wanted.object_id)
            )
        else:
            found = found.filter(changed_object_type_id=key)
    for word in wanted.text.split():
        found = found.filter(
            Q(object_repr__icontains=word) | Q(change_context_detail__icontains=word)
        )
    return found


def rows_of(found: Any, alias: str) -> tuple[ChangeRow, ...]:
    """Entries of a queryset as plain rows; their snapshots are not read."""
    names = labels(alias)
    words = {label: words_for(label) for label in names.values()}
    rows: list[ChangeRow] = []
    for values in found.values_list(*_COLUMNS):
        key, time, user, action, type_key, object_id, name, context, detail, no, request = (
            values
        )
        label = names.get(type_key, "")
        rows.append(
            ChangeRow(
                str(key),
                time,
                user,
                action,
                label,
                words.get(label, ""),
                str(object_id),
                name,
                context,
                detail,
                no,
                str(request),
            )
        )
    return tuple(rows)
