"""Starting: from where in the order of a long list its filters can leave something.

A million ports are in the order of their names, and names repeat: those with a text in them are
known at once, so a list that is searched for "vlan" is gone through from the first of these on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from jobdesk.inventory.core.orm import Condition, Q, models
from jobdesk.inventory.desk.columns import order_paths
from jobdesk.inventory.desk.records import Terms
from jobdesk.inventory.desk.searching import fitting_values
from jobdesk.inventory.filters.reading import as_uuid
from jobdesk.inventory.filters.search import searched_fields

_NAME, _INTO = "name", "__ic"
_FEW = 5_000  # rows that are read to find the first of them


def from_start(model: Any, terms: Terms, sort: str) -> Condition:
    """The part of the order in which all that fits is; no condition where that is not known."""
    paths = order_paths(model, sort)
    if not paths or paths[0] not in (_NAME, f"_{_NAME}"):
        return Q()
    path, is_down, found = paths[0], sort.startswith("-"), Q()
    for key in {key for key, _ in terms}:
        texts = [text for one, text in terms if one == key]
        ends = [_end(model, key, text, path, is_down=is_down) for text in texts]
        known = [end for end in ends if end is not None]
        if len(known) == len(ends):
            way = "lte" if is_down else "gte"
            found &= Q((f"{path}__{way}", max(known) if is_down else min(known)))
    return found


def _end(model: Any, key: str, text: str, path: str, *, is_down: bool) -> str | None:
    """The first value of the order among what a term leaves; None: it is not known."""
    if key == f"{_NAME}{_INTO}":
        names = [_NAME]
    elif key == "q" and _NAME in searched_fields(model) and as_uuid(text.strip()) is None:
        names = list(searched_fields(model))
    else:
        return None
    found: list[str] = []
    for name in names:
        some = _ends_by(model, name, text.strip(), path)
        if some is None:
            return None
        found += some
    if not found:
        return None
    return max(found) if is_down else min(found)


def _ends_by(model: Any, name: str, text: str, path: str) -> Sequence[str] | None:
    values = fitting_values(model, name, text)
    if values is None:
        return None
    if name == _NAME:
        return _of_names(model, values, path)
    rows = model._base_manager.filter(Q((f"{name}__in", values)) & ~Q((name, "")))
    if rows.order_by()[_FEW : _FEW + 1].exists():
        return None
    ends = rows.aggregate(first=models.Min(path), last=models.Max(path))
    return [end for end in ends.values() if end is not None]


def _of_names(model: Any, names: Sequence[str], path: str) -> Sequence[str]:
    """Each name has one place in the order."""
    from django.db import connection

    table, column = model._meta.db_table, model._meta.get_field(path).column
    query = (
        f'SELECT (SELECT "{column}" FROM "{table}" WHERE "{_NAME}" = known.value LIMIT 1) '  # noqa: S608 - names of our own
        "FROM json_each(%s) AS known"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [json.dumps(names)])
        return [row[0] for row in cursor.fetchall() if row[0] is not None]
