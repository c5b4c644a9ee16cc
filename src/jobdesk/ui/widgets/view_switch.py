"""ViewSwitch: a few words of which one is chosen; what it names is shown below it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from jobdesk.ui.widgets.buttons import button


class ViewSwitch(QWidget):
    """One button per choice; arrow keys go from one to the next.

    Signals:
        chosen(str): the user chose another one.
    """

    chosen = Signal(str)

    def __init__(self, words: Mapping[str, str], name: str, tips: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QAbstractButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for key, word in words.items():
            made = button(word, "ghost", tip=tips.get(key, f"Show as {word.lower()}"))
            made.setCheckable(True)
            made.setProperty("choice", key)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(made)
            self._buttons[key] = made
            line.addWidget(made)
        self._group.buttonToggled.connect(self._on_toggled)
        self._current = ""

    @property
    def current(self) -> str:
        """What is chosen."""
        return self._current

    @property
    def choices(self) -> list[str]:
        """What can be chosen now."""
        return [key for key, each in self._buttons.items() if not each.isHidden()]

    def offer(self, choices: Sequence[str]) -> None:
        """Offer these only; without a choice to make nothing is seen."""
        for key, each in self._buttons.items():
            each.setVisible(key in choices)
        self.setVisible(len(choices) > 1)

    def choose(self, key: str) -> None:
        """Take a choice without saying so."""
        self._current = key
        self._buttons[key].setChecked(True)

    @Slot(QAbstractButton, bool)
    def _on_toggled(self, pressed: QAbstractButton, is_on: bool) -> None:
        key = str(pressed.property("choice"))
        if is_on and key != self._current:
            self._current = key
            self.chosen.emit(key)
