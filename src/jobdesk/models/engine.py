"""The one way to open a SQLite file with SQLAlchemy.

WAL, foreign keys, synchronous NORMAL, a busy timeout, and BEGIN IMMEDIATE for writes: a
transaction that reads first and writes later would fail at once with BUSY_SNAPSHOT.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from jobdesk.models.schema import BUSY_TIMEOUT, connect

_WRITES = "jobdesk_writes"
_CHECKPOINT_PAGES = 4000  # PERF, recommended architecture 2


def make_engine(
    path: Path,
    mode: str = "rw",
    *,
    foreign_keys: bool = True,
    busy_timeout: float = BUSY_TIMEOUT,
    cache_kib: int = 8192,
) -> Engine:
    """The engine of a SQLite file; `mode` is ro, rw or rwc (create)."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, mode, busy_timeout=busy_timeout),
        poolclass=QueuePool,
    )
    pragmas = [
        "PRAGMA synchronous = NORMAL",
        f"PRAGMA foreign_keys = {int(foreign_keys)}",
        f"PRAGMA cache_size = -{cache_kib}",
        f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}",
    ]
    if mode != "ro":
        pragmas.insert(0, "PRAGMA journal_mode = WAL")

    def set_pragmas(connection: sqlite3.Connection, record: object) -> None:
        del record
        for pragma in pragmas:
            connection.execute(pragma)

    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def write_transaction(engine: Engine) -> Generator[Connection]:
    """All of the block or, when it raises, nothing."""
    with engine.connect() as connection:
        writer = connection.execution_options(**{_WRITES: True})
        with writer.begin():
            yield writer


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
