"""Searching: a text in what the objects of a long list are called by.

Names of ports and the like repeat: the different ones are read from the index, from one to the
next, and looked through; what has one of these is then found by the same index. A column with a
different value in each row is gone through in its index, which is a tenth of the table.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jobdesk.inventory.core.indexes import is_said
from jobdesk.inventory.core.orm import Condition, Q, models
from jobdesk.inventory.desk.moments import moment_of_reading
from jobdesk.inventory.desk.rownumbers import among_those, answers
from jobdesk.inventory.filters.reading import has_column
from jobdesk.inventory.filters.search import (
    condition_for,
    holds,
    is_number,
    searched_fields,
)

_MOST_VALUES = 500
_DIFFERENT = 5_000  # values of a column that are read one by one
_KEPT = 32  # answers
_VALUES = """
WITH RECURSIVE found(v) AS (
    SELECT (SELECT {column} FROM {table} {said} ORDER BY {column} LIMIT 1)
    UNION ALL SELECT (
        SELECT {column} FROM {table} WHERE {column} > found.v {also} ORDER BY {column} LIMIT 1
    ) FROM found WHERE found.v IS NOT NULL
) SELECT v FROM found WHERE v IS NOT NULL LIMIT %s
"""


def text_condition(model: Any, text: str) -> Condition:
    """Objects that `q` means: as the filter of that name says, only quicker in long tables."""
    text = text.strip()
    fields = searched_fields(model)
    if not text.isascii() or not all(_index_of(model, name) for name in fields):
        return condition_for(model)([text])
    found = condition_for(model, without=frozenset(fields))([text])
    for name in fields:
        found |= _by_values(model, name, text) or among_those(_holding(model, name, text))
    return found


def field_condition(model: Any, name: str, text: str) -> Condition:
    """Objects with a text in one field."""
    return _by_values(model, name, text) or _condition(model, name, text)


def is_text(model: Any, name: str) -> bool:
    """It is a column of text."""
    if not has_column(model, name):
        return False
    return isinstance(model._meta.get_field(name), (models.CharField, models.TextField))


def _condition(model: Any, name: str, text: str) -> Condition:
    """As of the filter; and that anything is said, without which its index is not used."""
    field, found = _index_of(model, name), holds(model, name, text)
    if not text or field is None or is_number(model, name):
        return found
    found &= Q((f"{name}__gt", ""))
    return found & ~Q((name, "")) if is_said(field) else found


def _holding(model: Any, name: str, text: str) -> Any:
    return model._base_manager.order_by().filter(_condition(model, name, text))


def _by_values(model: Any, name: str, text: str) -> Condition | None:
    """By the values that have the text in them; None where there are too many, or no index."""
    values = fitting_values(model, name, text)
    if values is None:
        return None
    fitting = Q((f"{name}__in", values))
    return fitting & ~Q((name, "")) if is_said(model._meta.get_field(name)) else fitting


def fitting_values(model: Any, name: str, text: str) -> list[Any] | None:
    """The different values of a column with the text in them, as an index finds them at once.

    None where there are too many, or no index.
    """
    field = _index_of(model, name)
    if field is None or not text or not text.isascii():
        return None
    moment, column = moment_of_reading(), f'"{field.column}"'
    values = _different(moment, f'"{model._meta.db_table}"', column, is_said=is_said(field))
    if values is None:
        return None
    if is_number(model, name):
        found = [value for value in values if str(value).startswith(text)]
    else:
        found = [value for value in values if text.lower() in value.lower()]
    return None if len(found) > _MOST_VALUES else found


@lru_cache(_KEPT)
def _different(
    moment: object, table: str, column: str, *, is_said: bool
) -> tuple[Any, ...] | None:
    """All values of a column, each once; None where they are many.

    One list asks several times: for its first rows, the others, and their number.
    """
    del moment  # it tells the cache that something was written
    said = f"NOT ({column} = '')" if is_said else ""
    where, also = (
        (f"WHERE {said}", f"AND {said}") if said else ("", f"AND {column} IS NOT NULL")
    )
    query = _VALUES.format(table=table, column=column, said=where, also=also)
    found = answers(query, [_DIFFERENT + 1])
    return None if len(found) > _DIFFERENT else tuple(row[0] for row in found)


def _index_of(model: Any, name: str) -> Any:
    """The column, when it is a text or number with an index of its own."""
    if not is_text(model, name) and not is_number(model, name):
        return None
    field = model._meta.get_field(name)
    has_own = any(
        tuple(one.fields) == (name,) and one.condition is None for one in model._meta.indexes
    )
    return field if field.db_index or field.unique or has_own or is_said(field) else None
