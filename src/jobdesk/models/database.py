"""An open store file. Every transaction of the stores goes through `reading` or `writing`.

Connections are pooled and used by one thread at a time, so stores may be called from
any thread.
"""

import sqlite3
import threading
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection

from jobdesk.errors import StoreUnavailable
from jobdesk.models.engine import make_engine, write_transaction
from jobdesk.models.refusals import in_words
from jobdesk.models.schema import BUSY_TIMEOUT, DESK, StoreKind, connect, require_current


class Database:
    """One SQLite file at the present schema."""

    def __init__(
        self,
        path: Path,
        kind: StoreKind,
        mode: str = "rw",
        *,
        busy_timeout: float = BUSY_TIMEOUT,
        cache_kib: int = 8192,
    ) -> None:
        """Open the file; StoreUnavailable or StoreTooNew when it cannot be used."""
        self.path = path
        require_current(path, kind, busy_timeout)
        self._engine = make_engine(path, mode, busy_timeout=busy_timeout, cache_kib=cache_kib)
        self._watch: sqlite3.Connection | None = None
        self._watch_lock = threading.Lock()
        try:
            self._require_wal()
        except StoreUnavailable:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """One consistent view of the file."""
        with in_words(self.path), self._engine.connect() as connection:
            yield connection

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of one hand-written SELECT, as plain tuples: for the log path."""
        with in_words(self.path), closing(self._engine.raw_connection()) as pooled:
            connection = pooled.driver_connection
            assert isinstance(connection, sqlite3.Connection)
            return connection.execute(statement, values).fetchall()

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One write transaction: all of it or, when the block raises, nothing."""
        with in_words(self.path), write_transaction(self._engine) as connection:
            yield connection

    def data_version(self) -> int:
        """A number that changes when anybody commits to this file; cheap enough for a timer."""
        with self._watch_lock, in_words(self.path):
            if self._watch is None:
                self._watch = connect(self.path, "ro")
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close all connections; calling it twice is harmless."""
        with self._watch_lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _require_wal(self) -> None:
        with self.reading() as connection:
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        if mode != "wal":
            raise StoreUnavailable(
                f"{self.path.name} cannot be shared between programs on this drive (a network "
                "drive?). Open a workspace on a local drive."
            )


class DeskDatabase(Database):
    """desk.db: JobDesk's own records."""

    @classmethod
    def open(cls, path: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> Self:
        """Open it; StoreUnavailable or StoreTooNew in words."""
        return cls(path, DESK, busy_timeout=busy_timeout)
