"""Entries of a job's menu that work on all selected jobs, or delete a record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from jobdesk.ui.actions import add_entry
from jobdesk.ui.jobs.admin_actions import DELETE, DISABLE_MANY, ENABLE_MANY, OVERRIDE_MANY
from jobdesk.ui.jobs.commands import JobCommands

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord

CODE_IS_THERE: Final = "Its code is there; disable it instead."


def add_admin_entries(menu: QMenu, records: Sequence[JobRecord], commands: JobCommands) -> None:
    """Put them at the end of a menu that lives only while it is open."""
    if len(records) > 1:
        _add_many(menu, records, commands)
    elif records:
        menu.addSeparator()
        is_there = records[0].installed
        add_entry(
            menu,
            DELETE,
            partial(commands.admin.delete_requested.emit, str(records[0].id)),
            reason=CODE_IS_THERE if is_there else "",
        )


def _add_many(menu: QMenu, records: Sequence[JobRecord], commands: JobCommands) -> None:
    number = len(records)
    keys = [str(record.id) for record in records]
    are_on = [record.enabled for record in records]
    menu.addSeparator()
    add_entry(
        menu,
        ENABLE_MANY,
        partial(commands.switch, keys, on=True),
        text=f"Enable {number} jobs",
        reason=f"All {number} are enabled." if all(are_on) else "",
    )
    add_entry(
        menu,
        DISABLE_MANY,
        partial(commands.switch, keys, on=False),
        text=f"Disable {number} jobs",
        reason="" if any(are_on) else f"None of the {number} is enabled.",
    )
    add_entry(
        menu,
        OVERRIDE_MANY,
        partial(commands.admin.bulk_requested.emit, keys),
        text=f"Override {number} jobs…",
    )
