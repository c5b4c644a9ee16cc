"""What is wrong with the file of an inventory, in one sentence with the way out.

Standard library only: the agent and the command line ask before Django is loaded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from jobdesk.errors import Refused, StoreUnavailable

WAY_OUT = (
    "Jobs that use no objects go on as before. “jobdesk new-inventory” puts it aside and "
    "begins an empty one; nothing is deleted."
)
_DAMAGED = "The inventory ({path}) is damaged and cannot be read."
_EMPTY = "The inventory ({path}) has lost its contents: the file is empty."
_NO_ENTRY = (
    "The inventory ({path}) cannot be opened: it is no file that you may read and write."
)
_SENTENCES = {
    sqlite3.SQLITE_CORRUPT: f"{_DAMAGED} {WAY_OUT}",
    sqlite3.SQLITE_NOTADB: f"{_DAMAGED} {WAY_OUT}",
    sqlite3.SQLITE_CANTOPEN: f"{_NO_ENTRY} {WAY_OUT}",
    sqlite3.SQLITE_READONLY: (
        "The inventory ({path}) cannot be written: the file or its folder is read-only. Allow "
        "yourself to write there, then try again."
    ),
    sqlite3.SQLITE_FULL: (
        "There is no space left on the drive of {path}, so the inventory was not changed. Free "
        "some space, then try again."
    ),
    sqlite3.SQLITE_IOERR: (
        "The drive of {path} reported an error ({detail}). Check it and the free space on it, "
        "then try again."
    ),
}
_BESIDE = ("-wal", "-shm")


@contextmanager
def in_words(path: Path) -> Generator[None]:
    """Turn the world's faults with this file into StoreUnavailable; ours pass as they are."""
    try:
        yield
    except Exception as error:
        told = sentence(path, error)
        if told is None:
            raise
        raise StoreUnavailable(told) from error


def sentence(path: Path, error: BaseException) -> str | None:
    """The sentence for an error of SQLite, direct or wrapped; None when the fault is ours."""
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    found = None if code is None else _SENTENCES.get(code & 0xFF)
    return None if found is None else found.format(path=path, detail=cause)


def require_contents(path: Path) -> None:
    """See whether something is left of the file; one that was cut off SQLite tells itself.

    It is not opened for that: who closes a file gives up all locks of its process on it, also
    those of SQLite's other connections (sqlite.org/howtocorrupt.html, 2.2).

    Raises:
        StoreUnavailable: nothing is left of it.
    """
    if path.exists() and not _size(path) and not _size(path.with_name(path.name + "-wal")):
        raise StoreUnavailable(f"{_EMPTY} {WAY_OUT}".format(path=path))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def trouble_with(path: Path) -> str:
    """What is wrong with the file, by reading all of it; empty: nothing."""
    from jobdesk.inventory import schema

    try:
        with in_words(path):
            schema.is_current(path)
            require_contents(path)
            if path.exists():
                _read_through(path)
    except StoreUnavailable as error:
        return str(error)
    return ""


def _read_through(path: Path) -> None:
    uri = f"file:{quote(path.absolute().as_posix())}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreUnavailable(f"{_DAMAGED} {WAY_OUT}".format(path=path))


def is_settled(path: Path) -> bool:
    """Nothing is to be done for the file, or nothing can be: who uses it is told why."""
    from jobdesk.inventory import schema

    try:
        with in_words(path):
            return schema.is_current(path)
    except StoreUnavailable:
        return True


def put_aside(path: Path) -> Path:
    """Rename the file, and what SQLite keeps beside it; where it is now.

    Raises:
        Refused: it cannot be renamed.
    """
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}-put-aside-{moment}{path.suffix}")
    try:
        path.rename(target)
        for end in _BESIDE:
            beside = path.with_name(path.name + end)
            if beside.exists():
                beside.rename(target.with_name(target.name + end))
    except OSError as error:
        raise Refused(f"{path} cannot be put aside: {error.strerror or error}.") from error
    return target
