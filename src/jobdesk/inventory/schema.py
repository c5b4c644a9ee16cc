"""The tables of an inventory: made from the shipped template, brought up to date, refused.

The schema number is in `PRAGMA user_version`, so that a normal start imports no migrations. No
Django at the top of this file: the agent asks for the state of a file too.
"""

from __future__ import annotations

import pkgutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jobdesk.errors import StoreTooNew, StoreUnavailable
from jobdesk.inventory.trouble import WAY_OUT, in_words, require_contents

NUMBER = 3
"""Of the schema that this program knows; raised with each set of migrations."""

APPLICATION_ID = 0x4A44534B  # "JDSK", in the header of every file that JobDesk makes
TEMPLATE = "template.sql"
_BUSY_S = 20.0


def make_ready() -> None:
    """Make the file with all that an inventory holds, where it is missing; after `start`.

    Of two processes that come at once the second finds the work done. Who is killed meanwhile
    leaves no file of that name: one without contents has lost them.

    Raises:
        StoreTooNew: a newer program wrote the file.
        StoreUnavailable: an older program wrote it, and it is not up to date yet.
    """
    from django.db import connection

    path = Path(connection.settings_dict["NAME"])
    with in_words(path):
        if connection.connection is None:
            if not path.exists():
                _make_file(path)
            require_contents(path)
        _make_ready(connection)


def _make_file(path: Path) -> None:
    """Make it under another name, and give it its own when it is whole and on the drive."""
    from jobdesk.inventory.gate.base import gate_of

    lock, aside = gate_of().lock, path.with_name(f"{path.name}.new")
    lock.acquire()
    try:
        if path.exists():
            return
        aside.unlink(missing_ok=True)  # of a process that was killed
        with closing(sqlite3.connect(aside, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = MEMORY")  # no second file to be left over
            database.execute("BEGIN")
            for statement in template():
                database.execute(statement)
            database.execute("COMMIT")
        aside.replace(path)
    finally:
        lock.release()


def _make_ready(connection: Any) -> None:
    from jobdesk.inventory.core.orm import transaction

    if _is_current(connection):
        return
    with transaction.atomic():
        connection.open_gate()
        if not _is_current(connection):
            for statement in template():
                _said(connection, statement)
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.clear_cache()


def template() -> Iterator[str]:
    """The statements that make a new inventory; `packaging/make_inventory.py` wrote them."""
    data = pkgutil.get_data("jobdesk.inventory", TEMPLATE)
    if data is None:
        raise StoreUnavailable(
            "The template of a new inventory is missing: install JobDesk anew."
        )
    yield from data.decode().splitlines()


def is_current(path: Path) -> bool:
    """Nothing is to be done for this file: it is not there yet, or up to date.

    Raises:
        StoreTooNew: a newer program wrote it.
    """
    if not path.exists():
        return True
    uri = f"file:{quote(path.absolute().as_posix())}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_S)) as connection:
        number = int(connection.execute("PRAGMA user_version").fetchone()[0])
        is_empty = not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    return is_empty or _is_number_current(number, path)


def bring_up_to_date(path: Path, backups: Path) -> Path | None:
    """Migrate an older file; gives the copy that was made before, None where nothing was due.

    Who calls it holds host.lock, and no worker is alive.
    """
    if is_current(path):
        return None
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    copy = backups / f"inventory-{moment}.db"
    backups.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=_BUSY_S)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    from jobdesk.inventory.migrating import migrate

    try:
        migrate(path)
    except Exception as error:
        raise StoreUnavailable(
            f"{path.name} could not be brought up to date ({error}). As it was before it is in "
            f"{copy}."
        ) from error
    return copy


def _is_number_current(number: int, path: Path) -> bool:
    if number > NUMBER:
        raise StoreTooNew(
            f"{path.name} in {path.parent} was written by a newer JobDesk (schema {number}, "
            f"this program knows {NUMBER}). Update the program to use it. {WAY_OUT}"
        )
    return number == NUMBER


def _is_current(connection: Any) -> bool:
    path = Path(connection.settings_dict["NAME"])
    number = _said(connection, "PRAGMA user_version")[0]
    if _is_number_current(number, path):
        return True
    if number or _said(connection, "SELECT 1 FROM sqlite_schema LIMIT 1"):
        raise StoreUnavailable(
            f"{path.name} was written by an older JobDesk and is not up to date yet. Close "
            "every JobDesk that uses this workspace, then open it again."
        )
    return False


def _said(connection: Any, statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


def stamp(connection: Any) -> None:
    """Write the schema number into a file that has just been made or migrated."""
    _said(connection, f"PRAGMA application_id = {APPLICATION_ID}")
    _said(connection, f"PRAGMA user_version = {NUMBER}")


def create_tables() -> None:
    """All tables as the models say, without the template: for who makes it, and tests."""
    from jobdesk.inventory.migrating import create_tables as create

    create()
