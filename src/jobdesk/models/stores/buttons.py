"""Job buttons: jobs that are offered on the pages of objects."""

from typing import Any
from uuid import uuid4

from sqlalchemy import Row, func, select

from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import JOB_BUTTON
from jobdesk.models.hook_records import ButtonFields, ButtonId, ButtonRecord
from jobdesk.models.records import EditRecord
from jobdesk.models.stores.edit_steps import add_step, changes_text
from jobdesk.models.stores.record_steps import (
    BUTTON,
    fields_of,
    plan_change,
    row_document,
    write_change,
)


class ButtonStore:
    """The job buttons of a workspace. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def all(self) -> list[ButtonRecord]:
        """Every button, in the order of pages: group, weight, name; no group comes first."""
        button = JOB_BUTTON
        with self._database.reading() as connection:
            rows = connection.execute(
                select(button).order_by(
                    func.lower(button.c.group_name), button.c.weight, func.lower(button.c.name)
                )
            )
            return [_record(row) for row in rows]

    def find(self, ref: str) -> ButtonRecord | None:
        """The button with this name or id."""
        return next((one for one in self.all() if ref in (one.name, one.id)), None)

    def save(
        self,
        user_id: str,
        title: str,
        fields: ButtonFields | None,
        *,
        key: ButtonId | None = None,
        version: int | None = None,
    ) -> tuple[ButtonId, EditRecord | None]:
        """Write a button as one step that can be undone; no step when nothing changes.

        Args:
            user_id: who does it.
            title: what stands behind Undo.
            fields: what it says now; None deletes it.
            key: which one; None makes a new one.
            version: what the edit was made on; another one by now is refused.

        Raises:
            NotFound: it is gone.
            Outdated: somebody else changed it since.
            Refused: the name is taken.
        """
        key = key or ButtonId(str(uuid4()))
        with self._database.writing() as connection:
            change = plan_change(connection, BUTTON, key, fields, version)
            if change is None:
                return key, None
            write_change(connection, change, "after")
            return key, add_step(connection, user_id, title, changes_text([change]))


def _record(row: Row[Any]) -> ButtonRecord:
    return ButtonRecord(row.id, fields_of(BUTTON, row_document(BUTTON, row)), row.version)
