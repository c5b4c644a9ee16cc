"""What a run has committed to the inventory, read without Django by the host.

Standard library only; the file is opened for reading, and the gate is not touched.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_BUSY_S = 1.0
_ACTIONS = {"create": "created", "update": "updated", "delete": "deleted"}


@dataclass(frozen=True, slots=True)
class Committed:
    """The changes of one run that are in the inventory for good.

    Attributes:
        created: objects.
        updated: objects.
        deleted: objects.
        is_any: it committed something, also where no entry of the change log tells of it.
    """

    created: int = 0
    updated: int = 0
    deleted: int = 0
    is_any: bool = False

    @property
    def total(self) -> int:
        """Entries in the change log."""
        return self.created + self.updated + self.deleted

    def __str__(self) -> str:
        if self.total:
            changes = "1 change" if self.total == 1 else f"{self.total:,} changes"
            return f"{changes} had been committed"
        if self.is_any:
            return "something without an entry in the change log had been committed"
        return "nothing was committed"

    def counts(self) -> dict[str, int]:
        """By kind, as a result keeps them."""
        return {name: getattr(self, name) for name in _ACTIONS.values()}


def committed_by(database: Path, result_no: int) -> Committed | None:
    """What a run has committed; None where there is no inventory that could be read."""
    try:
        with closing(_opened(database)) as connection:
            rows = connection.execute(
                "SELECT action, count(*) FROM extras_objectchange WHERE result_no = ? "
                "GROUP BY action",
                (result_no,),
            ).fetchall()
            noted = connection.execute(
                "SELECT 1 FROM extras_runcommit WHERE result_no = ?", (result_no,)
            ).fetchone()
    except sqlite3.Error:
        return None
    counts = {_ACTIONS[action]: number for action, number in rows if action in _ACTIONS}
    return Committed(**counts, is_any=bool(rows) or noted is not None)


def highest_run(database: Path) -> int:
    """The highest number of a run that wrote; a restored desk.db must not use it again."""
    try:
        with closing(_opened(database)) as connection:
            numbers = connection.execute(
                "SELECT max(result_no) FROM extras_objectchange "
                "UNION ALL SELECT max(result_no) FROM extras_runcommit"
            )
            return max(number or 0 for (number,) in numbers)
    except sqlite3.Error:
        return 0


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True, timeout=_BUSY_S)
