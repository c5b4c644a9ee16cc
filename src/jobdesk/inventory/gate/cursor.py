"""The cursor of the gated database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.backends.sqlite3 import base as stock


class GateCursor:
    """A cursor that passes the gate statement by statement."""

    def __init__(self, wrapper: Any) -> None:
        self._wrapper = wrapper
        self._inner: Any = None
        self._rows: list[Any] | None = None  # of a statement that was committed with its rows

    def execute(self, query: str, params: Any = None) -> GateCursor:
        """Send one statement."""
        return self._send("execute", query, params)

    def executemany(self, query: str, param_list: Any) -> GateCursor:
        """Send one statement with many parameters."""
        return self._send("executemany", query, param_list)

    def _send(self, verb: str, query: str, params: Any) -> GateCursor:
        self._rows = None
        self._wrapper.note_statement(query)
        with self._wrapper.passage(query) as (connection, is_single):
            self._inner = connection.cursor(factory=stock.SQLiteCursorWrapper)
            getattr(self._inner, verb)(query, params)
            if is_single and self._inner.description is not None:
                self._rows = self._inner.fetchall()
        return self

    def fetchone(self) -> Any:
        """The next row."""
        if self._rows is None:
            return self._inner.fetchone()
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows."""
        if self._rows is None:
            return self._inner.fetchmany(size)
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        if self._rows is None:
            return self._inner.fetchall()
        taken, self._rows = self._rows, []
        return taken

    def close(self) -> None:
        """Nothing more is read."""
        if self._inner is not None:
            self._inner.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall() if self._rows is not None else self._inner)

    def __getattr__(self, name: str) -> Any:
        if self._inner is None:
            self._inner = self._wrapper.connection.cursor(factory=stock.SQLiteCursorWrapper)
        return getattr(self._inner, name)
