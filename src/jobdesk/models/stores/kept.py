"""What a person keeps between sessions: drafts, presets, saved views, favourites."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Delete, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import KEPT_ITEM


class KeptStore:
    """JSON values by person, kind and key. May be called from any thread.

    Values of sensitive jobs never come here (DESIGN §11): who calls decides that.
    """

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def all(self, user_id: str, kind: str) -> dict[str, Any]:
        """Everything of one kind, what was put last first."""
        item = KEPT_ITEM
        with self._database.reading() as connection:
            rows = connection.execute(
                select(item.c.key, item.c.value)
                .where(item.c.user_id == user_id, item.c.kind == kind)
                .order_by(item.c.updated.desc(), item.c.key)
            )
            return {row.key: row.value for row in rows}

    def get(self, user_id: str, kind: str, key: str) -> Any:
        """One value; None when there is none."""
        item = KEPT_ITEM
        with self._database.reading() as connection:
            return connection.execute(
                select(item.c.value).where(
                    item.c.user_id == user_id, item.c.kind == kind, item.c.key == key
                )
            ).scalar_one_or_none()

    def put(self, user_id: str, kind: str, key: str, value: Any) -> None:
        """Keep a value; None forgets it."""
        self.put_all(user_id, kind, {key: value})

    def put_all(self, user_id: str, kind: str, values: Mapping[str, Any]) -> None:
        """Keep values by key, all in one transaction; None forgets one."""
        if not values:
            return
        now = datetime.now(UTC)
        rows = [
            {"user_id": user_id, "kind": kind, "key": key, "value": value, "updated": now}
            for key, value in values.items()
            if value is not None
        ]
        gone = [{"gone": key} for key, value in values.items() if value is None]
        with self._database.writing() as connection:
            if rows:
                statement = insert(KEPT_ITEM)
                news = {name: statement.excluded[name] for name in ("value", "updated")}
                connection.execute(
                    statement.on_conflict_do_update(
                        index_elements=["user_id", "kind", "key"], set_=news
                    ),
                    rows,
                )
            if gone:
                connection.execute(_forgetting(user_id, kind), gone)

    def forget(self, user_id: str, kind: str, key: str) -> None:
        """Forget one value; one that is not there is no fault."""
        self.put_all(user_id, kind, {key: None})


def _forgetting(user_id: str, kind: str) -> Delete:
    """Forget the value of the key `gone`."""
    item = KEPT_ITEM
    return delete(item).where(
        item.c.user_id == user_id, item.c.kind == kind, item.c.key == bindparam("gone")
    )
