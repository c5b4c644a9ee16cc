"""Which rows differ between the inventory, as it was when it was copied, and the copy.

Standard library only. The original is held as of that moment by an open read, so that what
others write meanwhile is no difference.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

_PAGES = 4_000  # copied in one piece


class CopiedDatabase:
    """A copy and what it was copied from."""

    def __init__(self, original: Path, copy: Path) -> None:
        """Copy it; others may be writing the original."""
        self._database = sqlite3.connect(
            _read_only(original), uri=True, isolation_level=None, check_same_thread=False
        )
        self._database.row_factory = sqlite3.Row
        self._database.execute("BEGIN")
        self._database.execute("SELECT 1 FROM sqlite_master").fetchone()  # from here on as now
        self._copy_pages(copy)
        self._database.execute("ATTACH ? AS copied", (_read_only(copy),))

    def _copy_pages(self, copy: Path) -> None:
        """Page by page: five times as fast as VACUUM INTO, which builds each index anew."""
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            target.execute("PRAGMA synchronous = OFF")  # nobody misses it after a crash
            target.execute("PRAGMA journal_mode = OFF")
            # Between two pieces Python looks for signals, so that a run can be stopped here.
            self._database.backup(target, pages=_PAGES, progress=_go_on)

    def tables(self) -> list[str]:
        """The tables of the copy."""
        found = self._database.execute(
            "SELECT name FROM copied.sqlite_master "
            "WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        return [str(row[0]) for row in found]

    def changed_keys(self, table: str, key: str) -> list[Any]:
        """The keys of rows that are new, other than before, or gone."""
        columns = [f'"{name}"' for name in self._columns(table) if name != key]
        is_other = " OR ".join(f"b.{name} IS NOT a.{name}" for name in columns) or "0"
        found = self._database.execute(
            f'SELECT a."{key}" FROM copied."{table}" a LEFT JOIN main."{table}" b '  # noqa: S608 - names of our own tables
            f'ON b."{key}" = a."{key}" WHERE b."{key}" IS NULL OR {is_other} UNION ALL '
            f'SELECT b."{key}" FROM main."{table}" b WHERE NOT EXISTS '
            f'(SELECT 1 FROM copied."{table}" a WHERE a."{key}" = b."{key}")'
        )
        return [row[0] for row in found]

    def before_and_after(
        self, table: str, key: str, value: Any
    ) -> tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]:
        """One row by column; None where there was or is none."""
        return self._row("main", table, key, value), self._row("copied", table, key, value)

    def _row(self, where: str, table: str, key: str, value: Any) -> Mapping[str, Any] | None:
        found = self._database.execute(
            f'SELECT * FROM {where}."{table}" WHERE "{key}" = ?',  # noqa: S608 - as above
            (value,),
        ).fetchone()
        return None if found is None else dict(found)

    def _columns(self, table: str) -> Iterable[str]:
        return [
            row[1] for row in self._database.execute(f'PRAGMA copied.table_info("{table}")')
        ]

    def close(self) -> None:
        """Let go of both."""
        self._database.close()


def _go_on(*_progress: int) -> None:
    """Nothing is said."""


def _read_only(path: Path) -> str:
    return f"file:{quote(str(path))}?mode=ro"
