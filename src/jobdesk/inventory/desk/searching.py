"""Searching: a text in what the objects of a long list are called by.

Names of ports and the like repeat: the different ones are read from the index, which skips from
one to the next, and looked through; what has one of these is then found by the same index. A
column with a different value in each row is gone through as it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jobdesk.inventory.core.indexes import is_said
from jobdesk.inventory.core.orm import Condition, Q
from jobdesk.inventory.desk.moments import moment_of_reading
from jobdesk.inventory.filters.reading import has_column
from jobdesk.inventory.filters.search import condition_for, holds, searched_fields

_MOST_VALUES = 500
_KEPT = 32  # answers


def text_condition(model: Any, text: str) -> Condition:
    """Objects that `q` means: as the filter of that name says, only quicker in long tables."""
    text = text.strip()
    fields = searched_fields(model)
    quick = {name: found for name in fields if (found := _by_values(model, name, text))}
    if not quick:
        return condition_for(model)([text])
    return condition_for(model, without=frozenset(quick))([text]) | _any(quick.values())


def field_condition(model: Any, name: str, text: str) -> Condition:
    """Objects with a text in one field."""
    return _by_values(model, name, text) or holds(model, name, text)


def is_text(model: Any, name: str) -> bool:
    """It is a column of text."""
    from jobdesk.inventory.core.orm import models

    if not has_column(model, name):
        return False
    return isinstance(model._meta.get_field(name), (models.CharField, models.TextField))


def _any(conditions: Any) -> Condition:
    found = Q(pk__in=[])
    for one in conditions:
        found |= one
    return found


def _by_values(model: Any, name: str, text: str) -> Condition | None:
    """By the values that have the text in them; None where there are too many, or no index."""
    values = fitting_values(model, name, text)
    if values is None:
        return None
    fitting = Q((f"{name}__in", values))
    return fitting & ~Q((name, "")) if is_said(model._meta.get_field(name)) else fitting


def fitting_values(model: Any, name: str, text: str) -> list[str] | None:
    """The different values of a column with the text in them, as an index finds them at once.

    None where there are too many, or no index.
    """
    field = _indexed_text(model, name)
    if field is None or not text or not text.isascii():
        return None
    said = f"WHERE NOT (\"{field.column}\" = '')" if is_said(field) else ""
    found = _read_values(
        moment_of_reading(), model._meta.db_table, field.column, said, text.lower()
    )
    return None if len(found) > _MOST_VALUES else list(found)


@lru_cache(_KEPT)
def _read_values(
    moment: object, table: str, column: str, said: str, text: str
) -> tuple[str, ...]:
    """One list asks several times: for its first rows, the others, and their number."""
    from django.db import connection

    del moment  # it tells the cache that something was written
    # The limit inside keeps SQLite from looking through all rows for the text.
    query = (
        f'SELECT v FROM (SELECT DISTINCT "{column}" AS v FROM "{table}" {said} LIMIT -1) '  # noqa: S608
        f"WHERE INSTR(LOWER(v), %s) > 0 LIMIT {_MOST_VALUES + 1}"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [text])
        return tuple(row[0] for row in cursor.fetchall())


def _indexed_text(model: Any, name: str) -> Any:
    """The column, when it is text with an index of its own."""
    if not is_text(model, name):
        return None
    field = model._meta.get_field(name)
    return field if field.db_index or field.unique or is_said(field) else None
