"""Walking: the keys of a long list that no index serves as a whole.

A filter that leaves little is answered as a whole. One that leaves much is answered by going
through the order of the list, some thousand rows at a time, until a page is full; where that
takes too long, all that fit are compared. For the pages that follow the list is put in order
once and kept, eight bytes a row, by each thread.
"""

from __future__ import annotations

import threading
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.desk.columns import (
    in_order,
    is_served,
    row_number,
    sorted_set,
    without_index,
)
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.desk.narrowing import narrowed
from jobdesk.inventory.desk.records import GridQuery

_FIRST, _MOST = 1_000, 16_000  # rows of a step
_PATIENCE_S = 0.04  # of processor time for a walk
_FEW = 3_000  # rows of a list that is read as a whole at once
_SOME = 50_000  # rows that are read one by one sooner than all of a table in a row
_KEPT = 3  # lists


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of a list by their numbers.

    Attributes:
        numbers: some, in the order of the list.
        total: how many there are in all, where that is known.
    """

    numbers: Sequence[int]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """All rows of a list in its order, as they were at a moment."""

    asked: tuple[object, ...]
    moment: object
    numbers: array[int]


class _Kept(threading.local):
    def __init__(self) -> None:
        self.orders: list[_Held] = []


_kept = _Kept()


def page_of(query: GridQuery, start: int, limit: int) -> Found:
    """A page of a long list.

    Args:
        query: the list.
        start: of the first row.
        limit: how many rows.

    Raises:
        InputErrors: a term of the query means nothing.
    """
    numbers = _held(query, start) or _few(query)
    if numbers is None and not start:
        return _first(query, limit)
    if numbers is None:
        numbers = _all(query)
    return Found(numbers[start : start + limit], len(numbers))


def _held(query: GridQuery, start: int) -> array[int] | None:
    """Who goes on in a list finds it as it began, though others write meanwhile."""
    for one in _kept.orders:
        if one.asked == _asked(query) and (start or one.moment == _moment()):
            return one.numbers
    return None


def _asked(query: GridQuery) -> tuple[object, ...]:
    return query.kind, query.terms, query.sort


def _moment() -> object:
    """Another one as soon as somebody has written."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        version = cursor.fetchone()
    return str(connection.settings_dict["NAME"]), version, connection.connection.total_changes


def _few(query: GridQuery) -> array[int] | None:
    """The whole list where it is short; None where it is not."""
    if not query.terms:
        return None
    moment = _moment()
    found = narrowed(model_of(query.kind), query.terms)
    some = _numbers(found.order_by()[: _FEW + 1])
    if len(some) > _FEW:
        return None
    return _keep(query, moment, in_order(_among(found.model, some), query.sort, without_index))


def _all(query: GridQuery) -> array[int]:
    """The whole list."""
    moment = _moment()
    found = narrowed(model_of(query.kind), query.terms, in_passing=True)
    return _keep(query, moment, in_order(found, query.sort, without_index))


def _keep(query: GridQuery, moment: object, ordered: Any) -> array[int]:
    """Read a list, and keep it for the pages that follow."""
    numbers = array("q", _as_numbers(ordered).iterator())
    others = [one for one in _kept.orders if one.asked != _asked(query)]
    _kept.orders = [_Held(_asked(query), moment, numbers), *others][:_KEPT]
    return numbers


def _first(query: GridQuery, limit: int) -> Found:
    """The first rows: found one after the other where that is quick, else among all."""
    found = narrowed(model_of(query.kind), query.terms, in_passing=True)
    if query.terms and is_served(found.model, query.sort):
        numbers = _walked(found, query.sort, limit)
        if len(numbers) == limit:
            return Found(numbers)
        found = _compared(query) or found
    column = without_index if query.terms else models.F
    return Found(_numbers(in_order(found, query.sort, column)[:limit]))


def _compared(query: GridQuery) -> Any:
    """The objects that fit, as an index finds them; None where all rows are read sooner."""
    found = narrowed(model_of(query.kind), query.terms)
    return None if found.order_by()[_SOME : _SOME + 1].exists() else found


def _walked(found: Any, sort: str, limit: int) -> list[int]:
    """The first rows that fit; fewer where it takes too long."""
    order = _as_numbers(sorted_set(found.model.objects.all(), sort))
    numbers: list[int] = []
    start, step, end = 0, _FIRST, time.thread_time() + _PATIENCE_S
    while len(numbers) < limit and time.thread_time() < end:
        some = list(order[start : start + step])
        fitting = set(_numbers(_with(found.order_by(), some)))
        numbers += [one for one in some if one in fitting]
        start, step = start + step, min(step * 2, _MOST)
    return numbers[:limit]


def _among(model: Any, some: Sequence[int]) -> Any:
    return _with(model._base_manager.order_by(), some)


def _with(found: Any, some: Sequence[int]) -> Any:
    """Those of the rows with some of the numbers."""
    return found.alias(place=row_number(found.model)).filter(place__in=some)


def _as_numbers(rows: Any) -> Any:
    return rows.values_list(row_number(rows.model), flat=True)


def _numbers(rows: Any) -> list[int]:
    return list(_as_numbers(rows))


def keys_at(model: Any, numbers: Sequence[int]) -> list[Any]:
    """The keys of rows; those that are gone are left out."""
    rows = _among(model, numbers).values_list(row_number(model), "pk")
    by_number = dict(rows)
    return [by_number[one] for one in numbers if one in by_number]
