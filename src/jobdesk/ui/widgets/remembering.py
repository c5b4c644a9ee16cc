"""Sizes and columns that people choose, kept from one start to the next.

Law: what is kept is written when it changes; a layout that is reset, or taken back, is read
again (`taken` of the store).
"""

from PySide6.QtCore import QByteArray, QObject, QSettings, Slot
from PySide6.QtWidgets import QHeaderView, QSplitter

from jobdesk.ui.layout_state import LayoutState


class PartMemory(QObject):
    """Keeps the state of one part under one key."""

    def __init__(self, part: QSplitter | QHeaderView, store: QSettings, key: str) -> None:
        super().__init__(part)
        self._part = part
        self._store = store
        self._key = key
        self._usual = part.saveState()
        self._is_taking = False
        self.take()
        if isinstance(store, LayoutState):
            store.taken.connect(self.take)

    @Slot()
    def take(self) -> None:
        """Look as it was kept; as usual where nothing was."""
        kept = self._store.value(self._key)
        self._is_taking = True
        is_taken = isinstance(kept, QByteArray) and self._part.restoreState(kept)
        if not is_taken and self._part.saveState() != self._usual:
            self._part.restoreState(self._usual)
        self._is_taking = False

    @Slot()
    def keep(self) -> None:
        """Remember how it looks now."""
        if not self._is_taking:
            self._store.setValue(self._key, self._part.saveState())


def remember_splitter(splitter: QSplitter, store: QSettings | None, key: str) -> None:
    """Give the panes their sizes back; call it when they are in and have their usual ones."""
    if store is not None:
        splitter.splitterMoved.connect(PartMemory(splitter, store, key).keep)


def remember_columns(head: QHeaderView, store: QSettings, key: str) -> PartMemory:
    """Give a table its columns and its order back; call it when they stand as usual.

    Who hides a column calls `keep` of what is returned.
    """
    memory = PartMemory(head, store, key)
    head.sectionResized.connect(memory.keep)
    head.sectionMoved.connect(memory.keep)
    head.sortIndicatorChanged.connect(memory.keep)
    return memory
