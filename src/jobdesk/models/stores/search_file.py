"""search.db: a text index of finished runs, made from logs.db and free to be deleted any time.

One document is a block of about 128 lines, which may belong to several short runs; `part` says
to which. Blocks lie in segments, each an FTS5 table of its own: FTS5 cannot forget a document
without its text, so a segment is dropped whole and its runs are read again.
"""

import logging
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from jobdesk.models.schema import APPLICATION_ID, connect

_log = logging.getLogger(__name__)

VERSION = 1
SEGMENT_BITS = 24  # block n of segment s is document (s << 24) | n
_PAGE = 8192
_CACHE_KIB = 8192
_CHECKPOINT_PAGES = 1000

_TABLES = """
CREATE TABLE run (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL, segment INTEGER NOT NULL,
    lines INTEGER NOT NULL, is_done INTEGER NOT NULL);
CREATE INDEX ix_run_segment ON run (segment);
CREATE TABLE part (
    block INTEGER NOT NULL, no INTEGER NOT NULL, first INTEGER NOT NULL,
    stop INTEGER NOT NULL, PRIMARY KEY (block, no)) WITHOUT ROWID;
CREATE TABLE segment (
    no INTEGER PRIMARY KEY, owner INTEGER NOT NULL, blocks INTEGER NOT NULL,
    thin INTEGER NOT NULL, is_full INTEGER NOT NULL, is_dead INTEGER NOT NULL);
"""

# 0.5 MB of words are kept in memory before they are sorted in: steps stay below 50 ms.
_BLOCKS = """
CREATE VIRTUAL TABLE {name} USING fts5(
    text, content='', columnsize=0, detail=none, tokenize='trigram');
INSERT INTO {name} ({name}, rank) VALUES ('hashsize', 524288);
"""


def blocks_table(segment: int) -> str:
    """The name of a segment's table."""
    return f"block_{segment}"


def create_blocks(connection: sqlite3.Connection, segment: int) -> None:
    """The table of a new segment; inside the caller's transaction."""
    for statement in _BLOCKS.format(name=blocks_table(segment)).split(";\n"):
        if statement.strip():
            connection.execute(statement)


def open_for_reading(path: Path) -> sqlite3.Connection | None:
    """A connection to an index of this version; None when there is none."""
    if not path.is_file():
        return None
    connection = connect(path, "ro")
    try:
        if _is_ours(connection):
            return connection
    except sqlite3.Error:
        connection.close()
        raise
    connection.close()
    return None


def open_for_writing(path: Path, model: Path, *, is_checked: bool) -> sqlite3.Connection:
    """The one writer's connection; what cannot be used is dropped and begun anew.

    Args:
        path: the index.
        model: the file whose permissions it gets.
        is_checked: it was found sound before; a look takes 0.1 s for a million lines.

    Raises:
        sqlite3.Error: this SQLite has no such index, or the drive is full.
        OSError: the file cannot be replaced.
    """
    if path.is_file() and not is_sound(path, is_checked=is_checked):
        _log.warning("%s is damaged or of another version; it is built again", path.name)
        remove(path)
    if not path.is_file():
        remove(path)  # a WAL file that was left would be played into the new one
        _create(path, stat.S_IMODE(model.stat().st_mode))
    connection = connect(path)
    for pragma in (
        "synchronous = NORMAL",
        f"cache_size = -{_CACHE_KIB}",
        f"wal_autocheckpoint = {_CHECKPOINT_PAGES}",
        "secure_delete = ON",  # words of deleted runs are overwritten
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def is_sound(path: Path, *, is_checked: bool = False) -> bool:
    """It is of this version and, unless that is known, SQLite finds nothing wrong with it."""
    try:
        with closing(connect(path)) as connection:
            if not _is_ours(connection):
                return False
            return is_checked or (
                connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            )
    except sqlite3.DatabaseError:
        return False


def remove(path: Path) -> None:
    """Delete the index with all that belongs to it."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _create(path: Path, mode: int) -> None:
    fresh = path.with_name(f".{path.name}.new")  # nobody ever sees a half-made one
    remove(fresh)
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    fresh.chmod(mode)
    with closing(connect(fresh)) as connection:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    fresh.replace(path)


def _is_ours(connection: sqlite3.Connection) -> bool:
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    return owner == APPLICATION_ID and (
        connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    )
