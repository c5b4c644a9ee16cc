"""Narrowing: which objects of a list are meant, by parameters as the REST interface has them.

`(("location", "Berlin"), ("role__n", "Endpoint"), ("q", "core"))`: the same key twice means
either, different keys mean all. The filters themselves are those of job variables.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jobdesk.errors import InputErrors
from jobdesk.inventory.desk.records import Terms
from jobdesk.inventory.filters.params import parts
from jobdesk.inventory.filters.sets import filterset_for

SEARCH = "q"


def narrowed(model: Any, terms: Terms) -> Any:
    """The objects that fit all terms.

    Raises:
        InputErrors: a key or a value means nothing, by key.
    """
    by_key: dict[str, list[str]] = {}
    for key, value in terms:
        by_key.setdefault(key, []).append(value)
    found, wrong = model.objects.all(), dict[str, list[str]]()
    for part in parts(model, by_key):
        if part.problem:
            wrong[part.name] = [part.problem]
        else:
            found = part.on(found)
    if wrong:
        raise InputErrors(wrong)
    return found


_ENDINGS = ("", "__n", "__ic", "__nic", "__gt", "__gte", "__lt", "__lte", "__isnull")


def filter_names(model: Any, custom: Iterable[str]) -> frozenset[str]:
    """The keys that mean something; those of custom fields are made when they are asked for."""
    known: Any = filterset_for(model).base_filters
    own = (f"{name}{ending}" for name in custom for ending in _ENDINGS)
    return frozenset((*known, *(name for name in own if known.get(name) is not None)))
