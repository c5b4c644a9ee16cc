"""What the menu of a list of changes offers for one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QMenu

from jobdesk.inventory.history.records import DELETE, ChangeRow
from jobdesk.ui.actions import add_entry
from jobdesk.ui.changes.actions import OPEN_OBJECT, OPEN_RUN, REVERT_ONE
from jobdesk.ui.changes.detail_pane import DetailPane
from jobdesk.ui.changes.words import rows_text


def offer_object(
    menu: QMenu, entry: ChangeRow, detail: DetailPane, asked: SignalInstance
) -> None:
    """Open the object of an entry, where it is still there."""
    found = detail.found
    is_read = found is not None and found.row.id == entry.id
    is_there = found.is_there if found is not None and is_read else entry.action != DELETE
    reason = "" if is_there else "This object is not in the inventory."
    open_ = partial(asked.emit, entry.model, entry.object_id)
    add_entry(menu, OPEN_OBJECT, open_, reason=reason)


def offer_run(menu: QMenu, entry: ChangeRow, asked: SignalInstance) -> None:
    """Open the run that did it, where one did."""
    reason = "" if entry.result_no else "No run did this."
    add_entry(menu, OPEN_RUN, partial(asked.emit, entry.result_no), reason=reason)


def entries_text(rows: Sequence[ChangeRow], detail: DetailPane) -> str:
    """Entries for the clipboard; one alone with its fields, where these are read."""
    found = detail.found
    is_shown = found is not None and [found.row.id] == [one.id for one in rows]
    return detail.text() if is_shown else rows_text(rows)


def offer_revert(menu: QMenu, revert: Callable[[], object]) -> None:
    """Look at what taking it back would do."""
    menu.addSeparator()
    add_entry(menu, REVERT_ONE, revert)
