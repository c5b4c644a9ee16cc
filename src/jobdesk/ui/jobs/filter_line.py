"""The filter line of the Jobs page: a search field and the chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jobdesk.ui.jobs.rows import CHIPS, RowFilter
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.chip import ANY, ChoiceChip, TriStateChip

_SEARCH_PX = (152, 260)


class SearchField(QLineEdit):
    """A field that filters while one types; Esc empties it, Down goes to the table.

    Signals:
        left_downwards(): Down was pressed.
    """

    left_downwards = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setProperty("size", "compact")
        icon = QAction(Theme.current().icon("action/filter", "text3"), "", self)
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        # Qt's own clear button is black in the dark theme.
        self._clear = QAction(Theme.current().icon("x-circle-fill", "text3"), "Clear", self)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(self._on_text_changed)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        # An invisible action still shows its button (Qt 6.11), so it is taken away.
        is_there = self._clear in self.actions()
        if text and not is_there:
            self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        elif is_there and not text:
            self.removeAction(self._clear)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties, Down leaves."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class FilterLine(QWidget):
    """Search and chips; nothing is left out without a chip that says so.

    Signals:
        changed(): the filter is another one.
        left_downwards(): Down was pressed in the search field.
    """

    changed = Signal()
    left_downwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField("Filter jobs")
        self.search.setMinimumWidth(_SEARCH_PX[0])
        self.search.setMaximumWidth(_SEARCH_PX[1])
        self.chips = {name: TriStateChip(title, state) for name, title, state in CHIPS}
        self.source = ChoiceChip("Source")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 20, 8)
        line.setSpacing(6)
        line.addWidget(self.search, 1)
        line.addSpacing(2)
        for chip in (*self.chips.values(), self.source):
            line.addWidget(chip)
            chip.changed.connect(self._on_chip_changed)
        line.addStretch(1)
        self.search.textChanged.connect(self._on_chip_changed)
        self.search.left_downwards.connect(self.left_downwards)

    @property
    def wanted(self) -> RowFilter:
        """What the line says now."""
        states = {name: chip.state for name, chip in self.chips.items()}
        return RowFilter(states, self.source.value, self.search.text())

    def show_sources(self, names: Sequence[str]) -> None:
        """Offer these sources."""
        self.source.set_choices(names)

    def widen(self) -> None:
        """Leave nothing out."""
        self._set(dict.fromkeys(self.chips, ANY), "")

    def set_states(self, states: Mapping[str, str], source: str = "") -> None:
        """Take these states."""
        self._set(states, source)

    def _set(self, states: Mapping[str, str], source: str) -> None:
        self.blockSignals(True)
        for name, chip in self.chips.items():
            chip.set_state(states.get(name, chip.state))
        self.source.set_value(source)
        self.blockSignals(False)
        self.changed.emit()

    def save(self, store: QSettings) -> None:
        """Remember the chips."""
        for name, chip in self.chips.items():
            store.setValue(f"jobs/chip_{name}", chip.state)
        store.setValue("jobs/source", self.source.value)

    def restore(self, store: QSettings) -> None:
        """Stand as they stood when the window was closed."""
        states = {
            name: str(store.value(f"jobs/chip_{name}", chip.state))
            for name, chip in self.chips.items()
        }
        self._set(states, str(store.value("jobs/source", "")))

    @Slot()
    def _on_chip_changed(self) -> None:
        self.changed.emit()
