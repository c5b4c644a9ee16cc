"""Writes the template that new inventories are made from: SQL, one statement a line.

Text, so that a change of a model is read in a review. It is the same whenever it is written:
keys of what an inventory begins with follow from their names, times are those of its making.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from jobdesk.inventory import defaults, migrating, schema

_NOW = "strftime('%Y-%m-%d %H:%M:%f000','now')"  # six digits, as both mappers write them
_TIMES = ("created", "last_updated", "applied")


def made_template() -> str:
    """The template of the models as they are; in a process with an empty inventory."""
    migrating.create_tables()
    migrating.note_all_as_done()
    defaults.fill()
    with connection.cursor() as cursor:
        return "\n".join(_statements(cursor)) + "\n"


def _statements(cursor: Any) -> Iterator[str]:
    cursor.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
        "AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name"
    )
    made = cursor.fetchall()
    yield from (" ".join(sql.split()) for _, _, sql in made)
    for kind, name, _ in made:
        if kind == "table":
            yield from _rows(cursor, name)
    yield f"PRAGMA application_id = {schema.APPLICATION_ID}"
    yield f"PRAGMA user_version = {schema.NUMBER}"


def _rows(cursor: Any, table: str) -> Iterator[str]:
    cursor.execute(f'PRAGMA table_info("{table}")')
    names = [str(row[1]) for row in cursor.fetchall()]
    values = " || ',' || ".join(
        f"'{_quoted(_NOW)}'" if name in _TIMES else f'quote("{name}")' for name in names
    )
    columns = ", ".join(f'"{name}"' for name in names)
    cursor.execute(f'SELECT {values} FROM "{table}" ORDER BY 1')  # noqa: S608 - our own tables
    for (row,) in cursor.fetchall():
        yield f'INSERT INTO "{table}" ({columns}) VALUES ({row})'  # noqa: S608


def _quoted(text: str) -> str:
    return text.replace("'", "''")
