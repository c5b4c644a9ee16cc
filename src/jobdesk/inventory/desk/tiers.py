"""Tiers: the first rows of a long list that no index has as a whole, put together from parts.

A million ports by their devices: those of the first device, then those of the second, each by
the index of the reference (`links`). By a column that is empty in most: the empty ones, then
the others by their index. What cannot be told within some milliseconds is left to who compares
all rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jobdesk.inventory.core.indexes import Usual, usual_of
from jobdesk.inventory.core.orm import Q, models
from jobdesk.inventory.desk.columns import in_order, order_paths
from jobdesk.inventory.desk.links import link_behind
from jobdesk.inventory.desk.rownumbers import numbers_of, rows_of

Tier = Callable[[int], list[int] | None]
"""Its first rows, so many at most; None where these cannot be told quickly."""

_STEPS = (500, 20_000)  # rows among which those that are as most are looked for


def first_numbers(model: Any, sort: str, limit: int) -> list[int] | None:
    """The first rows in the order of a column by their numbers; None where it has no tiers."""
    paths = order_paths(model, sort)
    if not paths:
        return None
    is_down = sort.startswith("-")
    link = link_behind(model, paths, is_down=is_down)
    if link is not None:
        tiers = [link.nothing, link.something]
    else:
        usual = None if "__" in paths[0] else usual_of(model._meta.get_field(paths[0]))
        if usual is None:
            return None
        tiers = _by_value(model, sort, usual)
    return _filled(tiers[::-1] if is_down else tiers, limit)


def _filled(tiers: Sequence[Tier], limit: int) -> list[int] | None:
    found: list[int] = []
    for tier in tiers:
        some = tier(limit - len(found))
        if some is None:
            return None
        found += some
        if len(found) >= limit:
            break
    return found


def _by_value(model: Any, sort: str, usual: Usual) -> list[Tier]:
    """What is below the usual value, the usual ones, what is above it."""

    def others(way: str) -> Tier:
        rows = model._base_manager.filter(usual.others & _beyond(model, sort, usual, way))
        return lambda limit: numbers_of(in_order(rows, sort, models.F)[:limit])

    return [others("lt"), lambda limit: _usual_ones(model, sort, usual, limit), others("gt")]


def _beyond(model: Any, sort: str, usual: Usual, way: str) -> Any:
    if usual.value is None:  # nothing is below it
        return Q() if way == "gt" else Q(pk__in=[])
    return Q((f"{order_paths(model, sort)[0]}__{way}", usual.value))


def _usual_ones(model: Any, sort: str, usual: Usual, limit: int) -> list[int] | None:
    """The first that are as most are; None where they are too few to be among the first."""
    path, *then = order_paths(model, sort)
    ordered = in_order(model._base_manager.all(), sort, models.F, then)
    for step in _STEPS:
        some = rows_of(ordered[:step], path)
        found = [number for number, value in some if value == usual.value]
        if len(found) >= limit or len(some) < step:
            return found[:limit]
    rows = model._base_manager.order_by()
    return [] if rows.filter(usual.others).count() == rows.count() else None
