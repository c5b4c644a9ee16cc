"""Users: who asks for runs."""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import insert, select, update

from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import USER
from jobdesk.models.records import UserRecord


class UserStore:
    """The users of a workspace. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def all(self) -> list[UserRecord]:
        """Every user, by name."""
        user = USER
        with self._database.reading() as connection:
            rows = connection.execute(
                select(user.c.id, user.c.username, user.c.is_superuser).order_by(
                    user.c.username
                )
            )
            return [UserRecord(*row) for row in rows]

    def by_name(self, username: str) -> UserRecord | None:
        """The user called so."""
        user = USER
        with self._database.reading() as connection:
            row = connection.execute(
                select(user.c.id, user.c.username, user.c.is_superuser).where(
                    user.c.username == username
                )
            ).one_or_none()
        return None if row is None else UserRecord(*row)

    def ensure_superuser(self, username: str) -> UserRecord:
        """The user called so, created or raised to superuser where needed."""
        known = self.by_name(username)
        if known is not None and known.is_superuser:
            return known
        user = USER
        with self._database.writing() as connection:
            done = connection.execute(
                update(user).where(user.c.username == username).values(is_superuser=True)
            )
            if done.rowcount == 0:
                connection.execute(
                    insert(user).values(
                        id=str(uuid4()),
                        username=username,
                        is_superuser=True,
                        created=datetime.now(UTC),
                    )
                )
        found = self.by_name(username)
        assert found is not None
        return found
