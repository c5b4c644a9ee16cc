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

from jobdesk.inventory.core.names import without_index
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.desk.columns import (
    in_order,
    is_served,
    order_paths,
    sorted_set,
)
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.desk.moments import moment_of_reading
from jobdesk.inventory.desk.narrowing import Named, is_unusual, narrowed
from jobdesk.inventory.desk.records import GridQuery
from jobdesk.inventory.desk.rownumbers import among, inside, numbers_of
from jobdesk.inventory.desk.starting import from_start
from jobdesk.inventory.desk.tiers import first_numbers

_FIRST, _MOST = 1_000, 16_000  # rows of a step
_WELL = 20  # times as much as was found at a glance is a page
# Of processor time for a walk: before it is known how many fit, and when these are many.
_GLANCE_S, _PATIENCE_S = 0.004, 0.03
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
    if _is_served_with_its_term(query):
        one = narrowed(model_of(query.kind), query.terms)
        return Found(numbers_of(sorted_set(one, query.sort)[start : start + limit]))
    numbers = _held(query, start)
    if numbers is None and not start:
        return _first(query, limit)
    if numbers is None:
        numbers = _whole(query)
    return Found(numbers[start : start + limit], len(numbers))


def _is_served_with_its_term(query: GridQuery) -> bool:
    """An index has those with one value in this order."""
    if len(query.terms) != 1:
        return False
    model = model_of(query.kind)
    wanted = (query.terms[0][0], *order_paths(model, query.sort))
    return any(
        tuple(index.fields) == wanted
        and (index.condition is None or is_unusual(model, query.terms))
        for index in model._meta.indexes
    )


def _held(query: GridQuery, start: int) -> array[int] | None:
    """Who goes on in a list finds it as it began, though others write meanwhile."""
    for one in _kept.orders:
        if one.asked == _asked(query) and (start or one.moment == moment_of_reading()):
            return one.numbers
    return None


def _asked(query: GridQuery) -> tuple[object, ...]:
    return query.kind, query.terms, query.sort


def _whole(query: GridQuery) -> array[int]:
    """The whole list."""
    model, moment, named = model_of(query.kind), moment_of_reading(), Named()
    if query.terms:
        some = numbers_of(narrowed(model, query.terms, named=named).order_by()[: _FEW + 1])
        if len(some) <= _FEW:
            return _keep(query, moment, _sorted(query, some))
    found = narrowed(model, query.terms, in_passing=True, named=named)
    return _keep(query, moment, in_order(found, query.sort, without_index))


def _keep(query: GridQuery, moment: object, ordered: Any) -> array[int]:
    """Read a list, and keep it for the pages that follow."""
    numbers = array("q", numbers_of(ordered))
    others = [one for one in _kept.orders if one.asked != _asked(query)]
    _kept.orders = [_Held(_asked(query), moment, numbers), *others][:_KEPT]
    return numbers


def _first(query: GridQuery, limit: int) -> Found:
    """The first rows: seen at a glance, else compared among those that fit.

    Where these are too many it is gone on with the glance for a while.
    """
    model, terms = model_of(query.kind), query.terms
    moment, named = moment_of_reading(), Named()
    found = narrowed(model, terms, in_passing=True, named=named)
    if not terms:
        some = first_numbers(model, query.sort, limit)
        ordered = in_order(found, query.sort, models.F)
        return Found(numbers_of(ordered[:limit]) if some is None else some)
    walk = _Walk(found, query, limit) if is_served(model, query.sort) else None
    if walk is not None and walk.is_full_within(_GLANCE_S):
        return Found(walk.numbers, walk.total)
    if walk is None or not walk.goes_well:
        compared = _compared(query, narrowed(model, terms, named=named), limit, moment)
        if compared is not None:
            return compared
    if walk is not None and walk.is_full_within(_PATIENCE_S):
        return Found(walk.numbers, walk.total)
    return Found(numbers_of(in_order(found, query.sort, without_index)[:limit]))


def _compared(query: GridQuery, found: Any, limit: int, moment: object) -> Found | None:
    """The first of all rows that fit; None where they are too many. A short list is kept."""
    began = time.thread_time()
    some = numbers_of(found.order_by()[: _SOME + 1])
    if len(some) > _SOME:
        return None
    if len(some) <= _FEW:
        numbers = _keep(query, moment, _sorted(query, some))
        return Found(numbers[:limit], len(some))
    is_indexed = time.thread_time() - began < _PATIENCE_S  # then they are found again as fast
    ordered = in_order(found, query.sort, without_index) if is_indexed else _sorted(query, some)
    return Found(numbers_of(ordered[:limit]), len(some))


def _sorted(query: GridQuery, some: Sequence[int]) -> Any:
    """Rows by their numbers, in the order of the list."""
    return in_order(among(model_of(query.kind), some), query.sort, without_index)


class _Walk:
    """Going through the order of a list until a page is full.

    Attributes:
        numbers: of the rows that fit so far; the first `limit`.
        total: how many there are in all, once the end of the list was reached.
    """

    def __init__(self, found: Any, query: GridQuery, limit: int) -> None:
        part = found.model.objects.filter(from_start(found.model, query.terms, query.sort))
        self._order = sorted_set(part, query.sort)
        self._found = found.order_by()
        self._limit = limit
        self._start, self._step = 0, _FIRST
        self.numbers: list[int] = []
        self.total: int | None = None

    @property
    def goes_well(self) -> bool:
        """So many fit that a page is full soon."""
        return len(self.numbers) * _WELL >= self._limit

    def is_full_within(self, seconds: float) -> bool:
        """Go on for some time; whether there is a page now, or nothing more."""
        end = time.thread_time() + seconds
        while len(self.numbers) < self._limit:
            if time.thread_time() >= end:
                return False
            here = self._order[self._start : self._start + self._step]
            some, fitting = numbers_of(here), set(numbers_of(inside(self._found, here)))
            self.numbers += [one for one in some if one in fitting]
            if len(some) < self._step:
                self.total = len(self.numbers)
                break
            self._start, self._step = self._start + self._step, min(self._step * 2, _MOST)
        del self.numbers[self._limit :]
        return True
