"""What SQLite's errors mean for people. Standard library only.

The world's fault (damaged, locked, read-only, full) becomes StoreUnavailable with a way out;
anything else is ours and passes as it is.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from jobdesk.errors import StoreUnavailable

_DAMAGED = (
    "{name} is damaged and cannot be read. Close JobDesk and put back a copy from the folder "
    "“backups” of the workspace, or use “jobdesk restore FILE”; “jobdesk doctor” says more."
)
_IN_USE = (
    "{name} is in use by another program. Close what holds it (a database browser, a backup, "
    "another JobDesk) and try again."
)
_READ_ONLY = (
    "{name} cannot be written: the file or its folder is read-only. Allow yourself to write in "
    "{folder}, or open another workspace."
)
_NO_SPACE = (
    "There is no space left on the drive of {folder}, so {name} could not be written. Free "
    "some space and try again; what had been saved is safe."
)
_NO_ENTRY = "{name} cannot be opened. Check that {folder} exists and that you may write there."
_DRIVE = (
    "The drive of {folder} reported an error while {name} was in use ({detail}). Check the "
    "drive and the free space on it, then try again."
)
_NOT_OURS = "{name} is not a database of JobDesk. Move {path} away, or open another workspace."

_SENTENCES: dict[int, str] = {
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_PROTOCOL: _IN_USE,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_FULL: _NO_SPACE,
    sqlite3.SQLITE_CANTOPEN: _NO_ENTRY,
    sqlite3.SQLITE_PERM: _NO_ENTRY,
    sqlite3.SQLITE_AUTH: _NO_ENTRY,
    sqlite3.SQLITE_IOERR: _DRIVE,
}


def refusal(path: Path, error: BaseException) -> StoreUnavailable | None:
    """The sentence for an error of SQLite, direct or wrapped; None when the fault is ours."""
    cause = getattr(error, "orig", None) or error
    if not isinstance(cause, sqlite3.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", None)
    sentence = None if code is None else _SENTENCES.get(code & 0xFF)
    if sentence is None:
        return None
    return StoreUnavailable(
        sentence.format(name=path.name, folder=path.parent, path=path, detail=cause)
    )


def not_ours(path: Path) -> StoreUnavailable:
    """A file that SQLite reads but JobDesk did not write."""
    return StoreUnavailable(_NOT_OURS.format(name=path.name, path=path))


def missing(path: Path) -> StoreUnavailable:
    """No file at all."""
    return StoreUnavailable(f"{path.name} is missing in {path.parent}.")


@contextmanager
def in_words(path: Path) -> Generator[None]:
    """Turn the world's faults with this database into StoreUnavailable."""
    try:
        yield
    except Exception as error:
        refused = refusal(path, error)
        if refused is None:
            raise
        raise refused from error
