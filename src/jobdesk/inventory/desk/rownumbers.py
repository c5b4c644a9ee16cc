"""Row numbers: how the objects of long lists are told apart while they are put in order.

Eight bytes each, in the order in which the objects were made, and a key in every index.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from jobdesk.inventory.core.orm import models


def row_number(model: Any) -> Any:
    """The number of a row: objects have them in the order in which they were made."""
    from django.db.models.expressions import RawSQL

    table = model._meta.db_table
    return RawSQL(f'"{table}"."rowid"', (), models.IntegerField())  # noqa: S611 - a table's own name


def among(model: Any, some: Sequence[int]) -> Any:
    """The rows with some of the numbers; these travel as one value, however many they are."""
    from django.db.models.expressions import RawSQL

    numbers = RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(some))])
    places = model._base_manager.order_by().alias(place=row_number(model))
    return places.filter(place__in=numbers)


def inside(found: Any, numbers: Any) -> Any:
    """Those of the rows whose numbers another question answers; no number leaves SQLite."""
    return found.filter(among_those(numbers))


def among_those(numbers: Any) -> Any:
    """Rows whose numbers another question has; a condition."""
    from django.db.models.expressions import RawSQL

    sql, params = numbers.values_list(row_number(numbers.model)).query.sql_with_params()
    table = numbers.model._meta.db_table
    return models.Q(RawSQL(f'"{table}"."rowid" IN ({sql})', params, models.BooleanField()))  # noqa: S611 - our own question


def numbers_of(rows: Any) -> list[int]:
    """As SQLite gives them: what Django does with each row takes longer than finding it."""
    return [row[0] for row in rows_of(rows)]


def rows_of(rows: Any, *names: str) -> list[tuple[Any, ...]]:
    """The numbers of rows and what is in some of their columns, as SQLite has it."""
    from django.core.exceptions import EmptyResultSet

    wanted = rows.values_list(row_number(rows.model), *names)
    try:
        return answers(*wanted.query.sql_with_params())
    except EmptyResultSet:  # its terms leave nothing
        return []


def answers(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What a question of our own is answered with."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def keys_at(model: Any, numbers: Sequence[int]) -> list[Any]:
    """The keys of rows; those that are gone are left out."""
    rows = among(model, numbers).values_list(row_number(model), "pk")
    by_number = dict(rows)
    return [by_number[one] for one in numbers if one in by_number]
