"""What state desk.db and logs.db are in, and bringing them to the present one.

The schema number lives in `PRAGMA user_version`, so a normal start imports neither SQLAlchemy
nor alembic here. Who calls `prepare` holds host.lock, and no worker is alive.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from urllib.parse import quote

from jobdesk.errors import StoreTooNew, StoreUnavailable
from jobdesk.models.refusals import in_words, missing, not_ours
from jobdesk.paths import WorkspacePaths

APPLICATION_ID = 0x4A44534B  # "JDSK", in the header of every file that JobDesk makes
BUSY_TIMEOUT = 20.0  # seconds to wait for another writer
_MIGRATIONS = Path(__file__).with_name("migrations")


@dataclass(frozen=True, slots=True)
class StoreKind:
    """What a store is called, its schema number now, and where its migrations lie.

    The alembic revision of schema number 7 is called "0007".
    """

    name: str
    number: int
    migrations: Path

    @property
    def revision(self) -> str:
        """The head revision."""
        return f"{self.number:04d}"


DESK = StoreKind("desk", 4, _MIGRATIONS / "desk")
LOGS = StoreKind("logs", 1, _MIGRATIONS / "logs")


class State(Enum):
    """What a file is to this program; newer and foreign ones are refused instead."""

    MISSING = auto()  # no file, or one in which nothing has been created yet
    OLDER = auto()
    CURRENT = auto()


def stores(paths: WorkspacePaths) -> list[tuple[StoreKind, Path]]:
    """The two stores of a workspace with their files."""
    return [(DESK, paths.desk_db), (LOGS, paths.logs_db)]


def is_current(paths: WorkspacePaths) -> bool:
    """Nothing is to be created or migrated; refuses in words what cannot be used at all."""
    return all(state_of(path, kind) is State.CURRENT for kind, path in stores(paths))


def prepare(paths: WorkspacePaths) -> None:
    """Create what is missing and migrate what is older, with a backup first."""
    todo = [(kind, path, state_of(path, kind)) for kind, path in stores(paths)]
    if all(state is State.CURRENT for _, _, state in todo):
        return
    from jobdesk.models import migration

    for kind, path, state in todo:
        if state is State.MISSING:
            migration.create(path, kind)
        elif state is State.OLDER:
            migration.migrate(path, kind, paths.backups)


def state_of(path: Path, kind: StoreKind, busy_timeout: float = BUSY_TIMEOUT) -> State:
    """Look at the file; StoreTooNew and StoreUnavailable are raised in words."""
    with in_words(path):
        if not path.exists():
            return State.MISSING
        with plain_connection(path, busy_timeout=busy_timeout) as connection:
            number = int(connection.execute("PRAGMA user_version").fetchone()[0])
            owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
            is_empty = not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    if owner == 0 and number == 0 and is_empty:
        return State.MISSING
    if owner != APPLICATION_ID:
        raise not_ours(path)
    if number > kind.number:
        raise StoreTooNew(
            f"{path.name} in {path.parent} was written by a newer JobDesk (schema {number}, "
            f"this program knows {kind.number}). Update the program to open this workspace."
        )
    return State.CURRENT if number == kind.number else State.OLDER


def require_current(path: Path, kind: StoreKind, busy_timeout: float = BUSY_TIMEOUT) -> None:
    """Refuse a file that is not there or not of this program's schema."""
    state = state_of(path, kind, busy_timeout)
    if state is State.MISSING:
        raise missing(path)
    if state is State.OLDER:
        raise StoreUnavailable(
            f"{path.name} was written by an older JobDesk and is not up to date yet. Close "
            "every JobDesk that uses this workspace, then open it again."
        )


def damage(path: Path) -> list[str]:
    """What SQLite's own check finds wrong with the file; empty when it is sound."""
    with in_words(path), plain_connection(path) as connection:
        found = [row[0] for row in connection.execute("PRAGMA quick_check(20)")]
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    problems = [] if found == ["ok"] else [str(line) for line in found]
    return problems + [
        f"{name}: row {row} refers to a missing {other}" for name, row, other, _ in strays
    ]


def copy_into(source: Path, target: Path) -> None:
    """A complete copy of a store that others may be using; `target` must not exist yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with in_words(target), in_words(source), plain_connection(source) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def uri_of(path: Path, mode: str) -> str:
    """The file as SQLite's URI; `mode` is ro, rw or rwc."""
    return f"file:{quote(path.absolute().as_posix())}?mode={mode}"


def connect(
    path: Path, mode: str = "rw", *, busy_timeout: float = BUSY_TIMEOUT
) -> sqlite3.Connection:
    """A plain connection in autocommit mode; used by one thread at a time."""
    return sqlite3.connect(
        uri_of(path, mode),
        uri=True,
        timeout=busy_timeout,
        isolation_level=None,
        check_same_thread=False,
    )


@contextmanager
def plain_connection(
    path: Path, mode: str = "rw", *, busy_timeout: float = BUSY_TIMEOUT
) -> Generator[sqlite3.Connection]:
    """A connection that is closed at the end of the block."""
    connection = connect(path, mode, busy_timeout=busy_timeout)
    try:
        yield connection
    finally:
        connection.close()
