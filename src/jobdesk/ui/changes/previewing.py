"""PreviewSource: the changes that a preview found, read from the run's folder once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobdesk.errors import JobDeskError
from jobdesk.ui.changes.source import EXPORTS

if TYPE_CHECKING:
    from pathlib import Path

    from jobdesk.inventory.history.export import Told
    from jobdesk.inventory.history.previewed import Preview
    from jobdesk.inventory.history.records import (
        ChangeDetail,
        ChangeFilter,
        ChangeRow,
        KindCount,
        Outline,
    )
    from jobdesk.operations.inventory import InventoryDoor


class PreviewSource:
    """A preview as a list of changes; called in threads."""

    def __init__(self, door: InventoryDoor, folder: Path) -> None:
        self._door = door
        self._folder = folder
        self._preview: Preview | None = None

    def _read(self) -> Preview:
        """The preview, in the inventory's thread.

        Raises:
            JobDeskError: it is not there any more.
        """
        from jobdesk.inventory.history.previewed import Preview
        from jobdesk.inventory.preview import read_preview

        if self._preview is None:
            result = read_preview(self._folder)
            if result is None:
                raise JobDeskError("What this preview found is not there any more.")
            self._preview = Preview(result)
        return self._preview

    def outline(self, wanted: ChangeFilter) -> Outline:
        """How many changes fit, by kind."""
        return self._door.ask(lambda: self._read().outline(wanted))

    def rows(self, wanted: ChangeFilter, kind: KindCount, start: int) -> tuple[ChangeRow, ...]:
        """A page of one kind, from the `start`-th change on."""
        return self._door.ask(lambda: self._read().rows(wanted, kind, start))

    def detail(self, change_id: str) -> ChangeDetail:
        """A change with its fields."""
        return self._door.ask(lambda: self._read().detail(change_id))

    def export(self, wanted: ChangeFilter, form: str, target: Path, told: Told) -> int:
        """Write the changes that fit to a file; how many."""
        from jobdesk.inventory.history.export import write

        def work() -> int:
            return write(self._read().details(wanted), form, target, told)

        return self._door.ask(work, where=EXPORTS)
