"""A line of text in the settings, and the list of names that completes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate

_SHOWN = 10


class FieldEdit(QLineEdit):
    """A line whose Ctrl+Z belongs to the page: undo there knows of all fields."""

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the actions of the page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)


class NameCompleter(QCompleter):
    """A list of the names that hold what is typed."""

    def __init__(self, parent: QObject, name: str) -> None:
        super().__init__(parent)
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(_SHOWN)
        popup = self.popup()
        if popup is not None:
            popup.setObjectName("completions")
            popup.setItemDelegate(QStyledItemDelegate(popup))
            popup.setAccessibleName(name)

    def offer(self, names: Sequence[str]) -> None:
        """Take other names."""
        self._names.setStringList(list(names))

    @property
    def has_choice(self) -> bool:
        """A name of the list is chosen, so that Enter takes it."""
        popup = self.popup()
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()
