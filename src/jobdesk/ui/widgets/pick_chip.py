"""PickChip: a filter chip with so many choices that they are searched in a drop-down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jobdesk.ui.widgets.chip import ChoiceChip
from jobdesk.ui.widgets.pick_list import PickItem
from jobdesk.ui.widgets.pick_popup import PickPopup

_ANY = "any"


class PickChip(ChoiceChip):
    """Any, or one of many things that are known by a key.

    Signals:
        opened(): the drop-down is shown; `offer` what there is to choose.
    """

    opened = Signal()

    def __init__(self, title: str, empty: str, parent: QWidget | None = None) -> None:
        """Make it; `empty` is the sentence when there is nothing to choose."""
        super().__init__(title, parent)
        self._key = ""
        self._empty = empty
        self.popup: PickPopup | None = None  # made when it is first wanted

    @property
    def key(self) -> str:
        """The key of the chosen thing; empty for any."""
        return self._key

    def choose(self, key: str, word: str) -> None:
        """Choose a thing, or nothing; says `changed` when it is another."""
        is_namesake = key != self._key and word == self.value
        self._key = key
        self.set_value(word)
        if is_namesake:
            self.changed.emit(word)

    def offer(self, items: Sequence[PickItem]) -> None:
        """Take what there is to choose, after any."""
        if self.popup is None:
            return
        self.popup.say(self._empty)
        self.popup.show_items([PickItem(_ANY, f"Any {self.title.lower()}"), *items])

    def open_list(self) -> None:
        """Show the drop-down, with what was offered last."""
        if self.popup is None:
            self.popup = PickPopup(self, self.title, "Reading…")
            self.popup.begins_left = True
            self.popup.chosen.connect(self._on_picked)
        self.popup.open_under(self)
        self.opened.emit()

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        item = (
            self.popup.model.item(self.popup.list.currentIndex().row()) if self.popup else None
        )
        if key == _ANY or item is None:
            self.choose("", "")
        else:
            self.choose(key, item.title)

    @Slot()
    def _on_clicked(self) -> None:
        self.open_list()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, as Space does."""
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
        else:
            super().keyPressEvent(event)
