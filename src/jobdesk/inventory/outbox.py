"""The change log, read from outside: no Django, no lock, read-only. Standard library only.

A change of an editor is complete when its row can be seen; those of a run are when the run has
ended (its entries may still be merged or go while it runs).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

_BUSY_S = 5.0
_PAGE = 200  # rows in memory at once; each may hold two snapshots of an object
_COLUMNS = (
    "c.rowid, c.id, c.time, c.user_name, c.request_id, c.action, "
    "t.app_label || '.' || t.model, c.changed_object_id, c.change_context, "
    "c.change_context_detail, c.object_repr, c.result_no, c.before_data, c.object_data"
)
_FROM = (
    "FROM extras_objectchange c JOIN django_content_type t ON t.id = c.changed_object_type_id"
)
_NAME_COLUMNS = ("name", "model", "cid", "username", "host")  # what people call an object by


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log.

    Attributes:
        row: its place; later entries of the same kind have higher ones.
        object_type: "app.model", lower case.
        result_no: the run that did it; 0 for an editor.
        before: the object before; empty for what was created.
        after: the object afterwards; empty for what was deleted.
        names: what the keys in `before` and `after` stand for: field, key -> name.
    """

    row: int
    id: str
    time: datetime
    user: str
    request_id: str
    action: str
    object_type: str
    object_id: str
    context: str
    detail: str
    object_text: str
    result_no: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    names: Mapping[tuple[str, Any], str] = field(default_factory=dict[tuple[str, Any], str])

    def shown(self, name: str, value: Any) -> Any:
        """The value as people read it: the name of what a key points to."""
        try:
            return self.names.get((name, value), value)
        except TypeError:  # a list or a document is no key
            return value

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """The fields that differ; of a new or deleted object those that hold something."""
        names = {**self.before, **self.after}
        empty = (None, "", [], {})
        if not self.before or not self.after:
            return tuple(name for name, value in names.items() if value not in empty)
        return tuple(n for n in names if self.before.get(n) != self.after.get(n))


class ChangeReader:
    """One connection to the change log; used by one thread at a time."""

    def __init__(self, database: Path) -> None:
        """Open the file.

        Raises:
            sqlite3.Error: it is not there or cannot be read.
        """
        place = f"file:{quote(database.absolute().as_posix())}?mode=ro"
        self._connection = sqlite3.connect(
            place, uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
        )
        self._links: dict[str, dict[str, tuple[str, str]]] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def data_version(self) -> int:
        """A number that changes when anybody commits to the file."""
        return int(self._one("PRAGMA data_version")[0])

    @property
    def is_ready(self) -> bool:
        """The tables are there."""
        query = "SELECT count(*) FROM sqlite_schema WHERE name = ?"
        return bool(self._one(query, "extras_objectchange")[0])

    def row_of(self, change_id: str) -> int | None:
        """The row that a change stands in now."""
        found = self._rows(
            "SELECT rowid FROM extras_objectchange WHERE id = ?", _bare(change_id)
        )
        return found[0][0] if found else None

    def last_edit_until(self, moment: datetime) -> int:
        """The row of the last change of an editor that is not later than this."""
        text = moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
        found = self._rows(
            "SELECT rowid FROM extras_objectchange WHERE result_no = 0 AND time <= ? "
            "ORDER BY rowid DESC LIMIT 1",
            text,
        )
        return found[0][0] if found else 0

    def runs_beyond(self, no: int, until: int) -> list[int]:
        """The runs between these numbers, the last included, that have entries."""
        found: list[int] = []
        query = "SELECT min(result_no) FROM extras_objectchange WHERE result_no > ?"
        while (no := self._one(query, no)[0] or until + 1) <= until:
            found.append(no)
        return found

    def with_changes(self, nos: Iterable[int]) -> set[int]:
        """Of these runs those that have entries."""
        query = "SELECT 1 FROM extras_objectchange WHERE result_no = ? LIMIT 1"
        return {no for no in nos if self._rows(query, no)}

    def edits_after(self, row: int) -> Iterator[Change]:
        """The changes of editors behind a row, oldest first."""
        return self._pages("c.result_no = 0", row)

    def of_run(self, no: int, row: int = 0) -> Iterator[Change]:
        """The changes of a run behind a row, oldest first."""
        return self._pages("c.result_no = ?", row, no)

    def of_request(self, request_id: str) -> Iterator[Change]:
        """The changes of one edit, oldest first."""
        return self._pages("c.request_id = ?", 0, _bare(request_id))

    def one(self, change_id: str) -> Change | None:
        """The change with this id."""
        return next(self._pages("c.id = ?", 0, _bare(change_id)), None)

    def newest(self, object_types: Sequence[str], limit: int) -> list[Change]:
        """The newest changes of objects of these types; of all when none are named."""
        where, values = "1", list[Any]()
        if object_types:
            marks = ", ".join("?" * len(object_types))
            where, values = f"t.app_label || '.' || t.model IN ({marks})", list(object_types)
        query = f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY c.time DESC LIMIT ?"
        return self._changes(self._rows(query, *values, limit))

    def object_types(self) -> dict[str, int]:
        """How many entries there are of each type."""
        query = f"SELECT t.app_label || '.' || t.model, count(*) {_FROM} GROUP BY 1 ORDER BY 1"
        return {str(label): int(count) for label, count in self._rows(query)}

    def _pages(self, where: str, row: int, *values: Any) -> Iterator[Change]:
        query = (
            f"SELECT {_COLUMNS} {_FROM} WHERE {where} AND c.rowid > ? ORDER BY c.rowid LIMIT ?"
        )
        while rows := self._rows(query, *values, row, _PAGE):
            yield from self._changes(rows)
            row = rows[-1][0]
            if len(rows) < _PAGE:
                return

    def _changes(self, rows: Sequence[Sequence[Any]]) -> list[Change]:
        found: list[Change] = []
        for row in rows:
            (no, key, time, user, request, action, kind, about, context, detail, text,
             result_no, old, new) = row  # fmt: skip
            before = {} if old is None or action == "create" else json.loads(old)
            after = {} if action == "delete" else json.loads(new)
            if action == "delete" and not before:
                before = json.loads(new)
            found.append(
                Change(
                    row=no,
                    id=_dashed(key),
                    time=datetime.fromisoformat(time).replace(tzinfo=UTC),
                    user=user,
                    request_id=_dashed(request),
                    action=action,
                    object_type=kind,
                    object_id=_dashed(about),
                    context=context,
                    detail=detail,
                    object_text=text,
                    result_no=result_no,
                    before=before,
                    after=after,
                    names=self._names(kind, before, after),
                )
            )
        return found

    def _names(
        self, kind: str, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> dict[tuple[str, Any], str]:
        names: dict[tuple[str, Any], str] = {}
        for name, (table, column) in self._links_of(kind).items():
            keys = {data.get(name) for data in (before, after)} - {None}
            for key in keys:
                wanted = _bare(key) if isinstance(key, str) else key
                query = f'SELECT "{column}" FROM "{table}" WHERE id = ?'  # noqa: S608 - schema
                if rows := self._rows(query, wanted):
                    names[name, key] = str(rows[0][0])
        return names

    def _links_of(self, kind: str) -> Mapping[str, tuple[str, str]]:
        """The fields of a type that point to one object which has a name: table and column."""
        if kind not in self._links:
            self._links[kind] = self._read_links(kind.replace(".", "_"))
        return self._links[kind]

    def _read_links(self, table: str) -> dict[str, tuple[str, str]]:
        links: dict[str, tuple[str, str]] = {}
        query = 'SELECT "table", "from" FROM pragma_foreign_key_list(?)'
        for target, column in self._rows(query, table):
            info = self._rows("SELECT name FROM pragma_table_info(?)", target)
            there = {name for (name,) in info}
            shown = next((name for name in _NAME_COLUMNS if name in there), None)
            if shown is not None:
                links[str(column).removesuffix("_id")] = (str(target), shown)
        return links

    def _one(self, query: str, *values: Any) -> Sequence[Any]:
        return self._rows(query, *values)[0]

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with closing(self._connection.execute(query, values)) as cursor:
            return cursor.fetchall()


def _bare(key: str) -> str:
    return key.replace("-", "").lower()


def _dashed(key: str) -> str:
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
