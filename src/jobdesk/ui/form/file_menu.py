"""The menu of a file field: choose, paste, recent files, copy, take away."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui.actions import Command, add_choices, new_action, set_usable
from jobdesk.ui.form.actions import RECENT_FILE


class FileMenu(QMenu):
    """Lives while it is open; `chosen` is called with a recent file."""

    def __init__(self, parent: QWidget, chosen: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._chosen = chosen

    def add(self, command: Command, slot: Callable[[], object], reason: str = "") -> None:
        """Put a command in; off where there is a reason."""
        action = new_action(command, self)
        action.triggered.connect(slot)
        set_usable(action, reason)
        self.addAction(action)

    def add_recent(self, paths: Sequence[str]) -> None:
        """Put recent files in, by name; the tooltip has the path."""
        self.setToolTipsVisible(True)
        names = [Path(path).name for path in paths]
        words = [
            name if names.count(name) == 1 else f"{name} in {Path(path).parent.name}"
            for name, path in zip(names, paths, strict=True)
        ]
        for action in add_choices(self, RECENT_FILE, zip(words, paths, strict=True)):
            action.setToolTip(str(action.data()))
            action.triggered.connect(self._on_recent_triggered)

    @Slot()
    def _on_recent_triggered(self) -> None:
        action: QObject | None = self.sender()
        if isinstance(action, QAction):
            self._chosen(str(action.data()))
