"""FindingLine: a line that offers what there is by the name that is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from jobdesk.ui.inventory.suggestions import Suggestion, SuggestionList

_TYPING_MS = 90


class FindingLine(QLineEdit):
    """Down and a click into the empty line offer what there is, typing what fits.

    Signals:
        wanted(str): what has this text in its name is wanted: answer by `offer`.
        changed(): the text is other, or another one is taken.
        chosen(str): the key of one of those that were offered.
        picked(): it was taken.
    """

    wanted = Signal(str)
    changed = Signal()
    chosen = Signal(str)
    picked = Signal()

    def __init__(self, what: str, hint: str = "Find by name") -> None:
        super().__init__()
        self._list = SuggestionList(self, what)
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._timer.timeout.connect(self.look)
        self.setPlaceholderText(hint)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._timer.stop)  # who has left it looks for nothing
        self._list.chosen.connect(self.chosen)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        del text
        self.changed.emit()
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Ask for what fits now."""
        self.wanted.emit(self.text().strip())

    def offer(self, items: Sequence[Suggestion], *, is_all: bool = False) -> None:
        """Show what there is to choose from: what fits, or all whatever the text is."""
        typed = "" if is_all else self.text().strip()
        self._list.offer(items, typed, is_first_chosen=bool(typed))

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether the open list wants a key before the cell does."""
        return self._list.takes_key(event)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down offers what there is."""
        if event.key() == Qt.Key.Key_Down:
            self.look()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click into an empty line does, too."""
        super().mousePressEvent(event)
        if not self.text():
            self.look()
