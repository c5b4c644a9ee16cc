"""Undoing: one edit of a person is taken back as a whole, from what the change log kept of it.

Undoing is an edit too: what it gives is undone again by the next (redo).
"""

from __future__ import annotations

from jobdesk.errors import NotFound, Outdated
from jobdesk.inventory.desk.edit_records import Edited
from jobdesk.inventory.desk.editing import step_now
from jobdesk.inventory.history.plan import plan
from jobdesk.inventory.history.records import BESIDE, REFUSED, ChangeFilter
from jobdesk.inventory.history.revert import revert


def undo(step: str) -> Edited:
    """Take an edit back, all of it.

    Raises:
        Outdated: somebody changed one of its objects since; names it.
        NotFound: the change log does not know the edit.
        NotReverted: a rule of the inventory forbids it; says which.
    """
    wanted = ChangeFilter(request_id=step)
    items = plan(wanted).items
    if not items:
        raise NotFound("The change log no longer knows this edit.")
    for item in items:
        if item.state in (REFUSED, BESIDE):
            raise Outdated(f"{item.row.name}: {item.reason} The edit is not undone.")
    revert(wanted)
    keys = tuple(item.row.object_id for item in items)
    return Edited(step_now(), keys, items[-1].row.name)
