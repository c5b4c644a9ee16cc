"""What the list of runs is filtered by, kept from one start to the next."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtWidgets import QLineEdit

from jobdesk.ui.widgets.chip import ChoiceChip

_TEXT = "runs/filter_text"


class FilterMemory(QObject):
    """Fills search field and chips when it is made, and keeps each change of them."""

    def __init__(
        self,
        store: QSettings,
        search: QLineEdit,
        chips: Mapping[str, ChoiceChip],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._search = search
        self._chips = chips
        search.setText(str(store.value(_TEXT, "")))
        for name, chip in chips.items():
            value = str(store.value(f"runs/filter_{name}", ""))
            if value:
                chip.set_value(value)
            chip.changed.connect(self._on_changed)
        search.textChanged.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self._store.setValue(_TEXT, self._search.text())
        for name, chip in self._chips.items():
            self._store.setValue(f"runs/filter_{name}", chip.value)
