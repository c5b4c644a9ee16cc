"""The menu in which the palette is chosen."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui.actions import add_choices, declare
from jobdesk.ui.theming import CHOICES, ThemeChoice

THEME = declare("theme", "&Theme", tip="Light, dark, high contrast or as the system")


class ThemeMenu(QMenu):
    """Follow the system, Light, Dark, High contrast; what holds is checked."""

    def __init__(self, theming: ThemeChoice, parent: QWidget) -> None:
        super().__init__(THEME.text, parent)
        self._theming = theming
        self._group = QActionGroup(self)
        choices = [(words, name) for name, words in CHOICES.items()]
        for action in add_choices(self, THEME, choices):
            action.setCheckable(True)
            self._group.addAction(action)
        self._group.triggered.connect(self._on_triggered)
        theming.changed.connect(self._on_changed)
        self._on_changed(theming.chosen)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self._theming.choose(str(action.data()))

    @Slot(str)
    def _on_changed(self, chosen: str) -> None:
        for action in self._group.actions():
            action.setChecked(action.data() == chosen)
