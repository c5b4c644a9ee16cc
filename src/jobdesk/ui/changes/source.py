"""Where a list of changes reads them: the inventory's change log, or the preview of a run.

Called in threads (`run_in_background`); no Qt in this file.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from jobdesk.inventory.history.export import Told
    from jobdesk.inventory.history.records import (
        ChangeDetail,
        ChangeFilter,
        ChangePage,
        ChangeRow,
        Cursor,
        KindCount,
        Outline,
    )
    from jobdesk.operations.inventory import InventoryDoor

STORE = "inventory reader"
"""The executor of `run_in_background` for all that is read here."""

EXPORTS = "exports"
"""The lane of what is written into files: it takes long, and others read meanwhile."""

DEEDS = "inventory"
"""The one for what is done to its end when the window closes."""


class ChangeSource(Protocol):
    """What the list of a run asks."""

    def outline(self, wanted: ChangeFilter) -> Outline:
        """How many entries fit, by kind."""
        ...

    def rows(self, wanted: ChangeFilter, kind: KindCount, start: int) -> tuple[ChangeRow, ...]:
        """A page of one kind, from the `start`-th entry on."""
        ...

    def detail(self, change_id: str) -> ChangeDetail:
        """An entry with its fields."""
        ...

    def export(self, wanted: ChangeFilter, form: str, target: Path, told: Told) -> int:
        """Write the entries that fit to a file, as `csv` or `json`; how many."""
        ...


class LogSource:
    """The change log of a workspace."""

    def __init__(self, door: InventoryDoor) -> None:
        self._door = door

    def outline(self, wanted: ChangeFilter) -> Outline:
        """How many entries fit, by kind."""
        from jobdesk.inventory.history import feed

        return self._door.ask(partial(feed.outline, wanted))

    def rows(self, wanted: ChangeFilter, kind: KindCount, start: int) -> tuple[ChangeRow, ...]:
        """A page of one kind, from the `start`-th entry on."""
        from jobdesk.inventory.history import feed

        return self._door.ask(partial(feed.of_kind, wanted, kind.model, start))

    def page(self, wanted: ChangeFilter, after: Cursor | None) -> ChangePage:
        """A page of all kinds, the newest first."""
        from jobdesk.inventory.history import feed

        return self._door.ask(partial(feed.page, wanted, after))

    def detail(self, change_id: str) -> ChangeDetail:
        """An entry with its fields."""
        from jobdesk.inventory.history.detail import detail

        return self._door.ask(partial(detail, change_id))

    def export(self, wanted: ChangeFilter, form: str, target: Path, told: Told) -> int:
        """Write the entries that fit to a file, as `csv` or `json`; how many."""
        from jobdesk.inventory.history.export import export

        return self._door.ask(partial(export, wanted, form, target, told), where=EXPORTS)
