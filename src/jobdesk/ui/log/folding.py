"""LogFolding: groups of the log folded into one row each, opened by key or click."""

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.ui.log.lookup import LogLookup
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.log.view import LogView


class LogFolding(QObject):
    """Keeps a view in step with what is folded; whether groups are folded is remembered.

    Signals:
        changed(bool): groups are folded, or every line is shown.
    """

    changed = Signal(bool)

    def __init__(
        self, lookup: LogLookup, view: LogView, memory: LogMemory, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._view = view
        self._memory = memory
        lookup.folded.advanced.connect(self._on_advanced)
        view.fold_requested.connect(self._on_fold_requested)

    @property
    def is_on(self) -> bool:
        """Groups are folded."""
        return self._lookup.is_folding

    def begin(self) -> None:
        """Fold as it was the last time."""
        self.set_on(self._memory.flag("folded", usual=False))

    @Slot(bool)
    def set_on(self, is_on: bool) -> None:
        """Fold the groups, or show every line."""
        if is_on != self.is_on:
            self._memory.keep("folded", is_on)
            self._lookup.set_folding(is_on)
            self.changed.emit(is_on)

    def look(self) -> None:
        """Another source is about to be shown."""
        is_folded = self._lookup.shown is self._lookup.folded
        self._view.set_folds(self._lookup.folded.fold_of if is_folded else None)

    def show_line(self, seq: int) -> None:
        """Open the fold that hides a line."""
        lookup = self._lookup
        if lookup.shown is lookup.folded and lookup.folded.show_line(seq):
            self._view.reload()

    @Slot()
    def _on_advanced(self) -> None:
        if self._lookup.shown is self._lookup.folded:
            self._view.viewport().update()  # the last fold has more lines

    @Slot(int, bool)
    def _on_fold_requested(self, row: int, is_open: bool) -> None:
        if row < 0:
            return
        found = self._lookup.folded.set_open(row, is_open)
        if found >= 0:
            self._view.reload()
            self._view.select_row(found)
