"""A field that filters while one types, after a moment."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from jobdesk.ui.theme import Theme

_TYPING_MS = 180


class FilterField(QLineEdit):
    """Says what was typed once one pauses.

    Signals:
        wanted(str): another text.
    """

    wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setProperty("place", "compact")
        self.setMinimumWidth(150)
        self.setMaximumWidth(280)
        place = QLineEdit.ActionPosition.LeadingPosition
        self.addAction(Theme.current().icon("action/filter", "text3"), place)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._pause.timeout.connect(self._on_paused)
        self._told = ""
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._on_paused)

    @Slot()
    def _on_text_changed(self) -> None:
        self._pause.start()

    @Slot()
    def _on_paused(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.wanted.emit(text)
