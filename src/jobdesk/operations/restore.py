"""Put a backup in the place of what a workspace holds now.

Nothing is touched before the backup has been read whole and found sound; what was there is
kept aside until the new files are in place, and goes to the trash then.
"""

import json
import shutil
import sqlite3
import tempfile
import uuid
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from jobdesk.errors import JobDeskError, Refused, StoreUnavailable
from jobdesk.operations.agents import stop_agent
from jobdesk.operations.backup import DATABASES, FORMAT, MANIFEST, NEEDED, RUNS
from jobdesk.paths import WorkspacePaths

_LOCK_S = 5.0
_BUSY_S = 1.0
_NOT_ENDED = "It had not ended when the backup was made."


def restore(paths: WorkspacePaths, file: Path) -> None:
    """Restore `file` into the workspace; an idle agent is ended first.

    Runs that had not ended when the backup was made are closed, never started again.

    Raises:
        Refused: it is no backup, or the workspace is in use; nothing was changed.
        StoreTooNew: it was made by a newer program; nothing was changed.
    """
    paths.create()
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=paths.home) as folder:
        fresh = Path(folder)
        _unpack(file, fresh)
        _require_sound(file, fresh)
        stop_agent(paths, only_idle=True)
        with _held_lock(paths):
            _require_unused(paths)
            _swap(paths, fresh)
            _bring_up(paths)


def _unpack(file: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            _require_backup(file, archive)
            for member in archive.infolist():
                if not member.is_dir():
                    _unpack_one(archive, member, target / _safe_name(file, member.filename))
    except FileNotFoundError:
        raise Refused(f"{file}: there is no such file.") from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise Refused(f"{file} is not a backup of JobDesk, or it is damaged: {error}") from None
    except OSError as error:
        raise Refused(f"{file} cannot be restored: {error.strerror or error}.") from None


def _require_backup(file: Path, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    lacking = [name for name in (MANIFEST, *NEEDED) if name not in names]
    if lacking:
        raise Refused(f"{file} is not a backup of JobDesk: it has no {lacking[0]}.")
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        number = int(manifest["format"])
    except (ValueError, KeyError, TypeError):
        raise Refused(f"{file} is not a backup of JobDesk: {MANIFEST} is damaged.") from None
    if number > FORMAT:
        raise Refused(f"{file} was made by a newer JobDesk; update the program to restore it.")


def _safe_name(file: Path, name: str) -> Path:
    """Where a member goes; a name that leads elsewhere is refused."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    is_known = len(parts) == 1 and name in (*DATABASES, MANIFEST, "settings.toml")
    is_of_run = len(parts) > 2 and parts[0] == RUNS and ".." not in parts
    if not (is_known or is_of_run) or any(":" in part for part in parts[:1]):
        raise Refused(f"{file} is not a backup of JobDesk: it holds {name!r}.")
    return Path(*parts)


def _unpack_one(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as reader, target.open("xb") as writer:
        shutil.copyfileobj(reader, writer, 1024 * 1024)


def _require_sound(file: Path, fresh: Path) -> None:
    from jobdesk.models.schema import State, damage, state_of, stores

    for kind, path in stores(WorkspacePaths(fresh)):
        if state_of(path, kind) is State.MISSING:
            raise Refused(f"{file}: {path.name} in it is empty.")
        if found := damage(path):
            raise Refused(f"{file}: {path.name} in it is damaged: {found[0]}")


@contextmanager
def _held_lock(paths: WorkspacePaths) -> Generator[None]:
    from jobdesk.runner.hostlock import HostLock

    lock = HostLock(paths.host_lock)
    if not lock.acquire(_LOCK_S):
        raise Refused("Another JobDesk hosts runs in this workspace; end it and try again.")
    with lock:
        yield


def _require_unused(paths: WorkspacePaths) -> None:
    """Refuse while another program has a database open: it would go on in the old file."""
    from jobdesk.models.schema import plain_connection

    for name in DATABASES:
        path = paths.home / name
        if not path.is_file():
            continue
        try:
            with plain_connection(path, busy_timeout=_BUSY_S) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")  # needs the file for itself
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise Refused(
                    f"{name} is in use; close every window on this workspace and try again."
                ) from None
        except sqlite3.DatabaseError:
            continue  # a damaged file is what a restore is for


def _swap(paths: WorkspacePaths, fresh: Path) -> None:
    """Old files aside, new ones in; the other way round when that fails."""
    old = paths.trash / f"before-restore-{uuid.uuid4().hex[:8]}"
    old.mkdir(parents=True)
    names = [*(n + end for n in DATABASES for end in ("", "-wal", "-shm")), RUNS]
    names.append(paths.settings_file.name)
    aside: list[str] = []
    placed: list[str] = []
    try:
        for name in names:
            if (paths.home / name).exists():
                (paths.home / name).rename(old / name)
                aside.append(name)
        for name in names:
            if (fresh / name).exists():
                (fresh / name).rename(paths.home / name)
                placed.append(name)
    except OSError as error:
        for name in placed:
            (paths.home / name).rename(fresh / name)
        for name in aside:
            (old / name).rename(paths.home / name)
        raise Refused(f"The files cannot be exchanged: {error.strerror or error}.") from None
    paths.create()


def _bring_up(paths: WorkspacePaths) -> None:
    """Migrate what is older, and close runs that must not start a second time."""
    from jobdesk.models.database import DeskDatabase
    from jobdesk.models.plans import Ending
    from jobdesk.models.records import Status
    from jobdesk.models.schema import prepare
    from jobdesk.models.stores.results import ResultStore

    try:
        prepare(paths)
        with DeskDatabase.open(paths.desk_db) as desk:
            results = ResultStore(desk)
            for record in results.unfinished():
                is_waiting = record.status is Status.PENDING
                status = Status.REVOKED if is_waiting else Status.FAILURE
                ending = Ending(status, date_done=datetime.now(UTC), reason=_NOT_ENDED)
                results.close(record.no, ending)
    except JobDeskError as error:
        raise StoreUnavailable(
            f"The backup is in place but cannot be used: {error} "
            f"What was there before is in {paths.trash}."
        ) from None
