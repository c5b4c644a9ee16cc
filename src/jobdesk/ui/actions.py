"""The registry of actions: each is made once and used by menus, buttons, shortcuts and help."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from jobdesk.ui.theme import Theme


class ActionRegistry(QObject):
    """All actions of one window, by name.

    A disabled action says why: `disable(name, reason)` puts the reason into its tooltip.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._tips: dict[str, str] = {}

    def add(
        self,
        name: str,
        text: str,
        triggered: Callable[[], object],
        *,
        shortcut: str | QKeySequence.StandardKey = "",
        icon: str = "",
        tip: str = "",
    ) -> QAction:
        """Make an action; `triggered` is a bound method of an object on the main thread."""
        action = QAction(text, self.parent())
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        if icon:
            action.setIcon(Theme.current().icon(icon))
        action.setProperty("action_name", name)
        action.triggered.connect(triggered)
        self._actions[name] = action
        self._tips[name] = tip or text.replace("&", "").rstrip("…")
        self._describe(action, name)
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def names(self) -> list[str]:
        """All names, in the order they were added."""
        return list(self._actions)

    @Slot(str, str)
    def disable(self, name: str, reason: str) -> None:
        """Turn an action off and say why."""
        self._actions[name].setEnabled(False)
        self._actions[name].setToolTip(reason)

    @Slot(str)
    def enable(self, name: str) -> None:
        """Turn an action on again."""
        self._actions[name].setEnabled(True)
        self._describe(self._actions[name], name)

    def _describe(self, action: QAction, name: str) -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{self._tips[name]} ({keys})" if keys else self._tips[name])
