"""The filter line of the Jobs page: a search field and the chips."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from jobdesk.ui.jobs.filter_help import FilterHelp
from jobdesk.ui.jobs.query import parse_query
from jobdesk.ui.jobs.rows import CHIPS, RowFilter
from jobdesk.ui.jobs.state import FAVOURITES, RECENT, PageState
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.chip import ANY, ChoiceChip, TriStateChip
from jobdesk.ui.widgets.chip_row import ChipRow
from jobdesk.ui.widgets.labels import label, set_role

_SEARCH_CHARACTERS = 20
HELP_TIP = "What can be typed here (Ctrl+?)"
ONLY = {"Favourites": FAVOURITES, "Recently used": RECENT}


class SearchField(QLineEdit):
    """A field that filters while one types; Esc empties it, Down goes to the table.

    Signals:
        left_downwards(): Down was pressed.
        help_requested(): what can be typed?
    """

    left_downwards = Signal()
    help_requested = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setProperty("size", "compact")
        icon = QAction(Theme.current().icon("action/filter", "text3"), "", self)
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._help = QAction(Theme.current().icon("question", "text3"), HELP_TIP, self)
        self._help.triggered.connect(self.help_requested)
        self.addAction(self._help, QLineEdit.ActionPosition.TrailingPosition)
        # Qt's own clear button is black in the dark theme.
        self._clear = QAction(Theme.current().icon("x-circle-fill", "text3"), "Clear", self)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(self._on_text_changed)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        # An invisible action still shows its button (Qt 6.11), so it is taken away.
        comes, goes = (self._clear, self._help) if text else (self._help, self._clear)
        if comes not in self.actions():
            self.removeAction(goes)
            self.addAction(comes, QLineEdit.ActionPosition.TrailingPosition)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Wide enough for some words."""
        width = QFontMetrics(self.font()).averageCharWidth() * _SEARCH_CHARACTERS
        return QSize(width, super().sizeHint().height())

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
        self._good = ""  # what was typed last and can be used
        self.search = SearchField("Filter jobs")
        self.chips = {name: TriStateChip(title, state) for name, title, state in CHIPS}
        self.source = ChoiceChip("Source")
        self.label = ChoiceChip("Label")
        self.only = ChoiceChip("Only")
        self.only.set_choices(tuple(ONLY))
        self.problem = label("", "cell", "bad", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 8)
        column.setSpacing(4)
        self.row = ChipRow(self.search, self._all_chips())
        column.addWidget(self.row)
        column.addWidget(self.problem)
        self.problem.hide()
        self.row.offer(self.source, is_offered=False)
        self.row.offer(self.label, is_offered=False)
        for chip in self._all_chips():
            chip.changed.connect(self._on_chip_changed)
        self.search.textChanged.connect(self._on_typed)
        self.search.left_downwards.connect(self.left_downwards)
        self.search.help_requested.connect(self.open_help)

    def _all_chips(self) -> tuple[TriStateChip | ChoiceChip, ...]:
        return (*self.chips.values(), self.source, self.label, self.only)

    def wanted(self, favourites: Collection[str]) -> RowFilter:
        """What the line says now; of a search that is wrong, what was right last."""
        states = {name: chip.state for name, chip in self.chips.items()}
        only = favourites if self.only_wanted == FAVOURITES else None
        return RowFilter(states, self.source.value, self._good, self.label.value, only)

    @property
    def only_wanted(self) -> str:
        """FAVOURITES, RECENT or nothing."""
        return ONLY.get(self.only.value, "")

    def show_choices(self, sources: Sequence[str], labels: Sequence[str]) -> None:
        """Offer these sources and labels; a chosen one stays offered."""
        self.source.set_choices(sources)
        is_choice = len(sources) > 1 or bool(self.source.value)
        self.row.offer(self.source, is_offered=is_choice)
        self.label.set_choices(labels)
        self.row.offer(self.label, is_offered=bool(labels or self.label.value))

    def show_similar(self, *, is_similar: bool) -> None:
        """Say that what is shown has names like the search only."""
        if parse_query(self.search.text()).problem:
            return
        words = f"No job has “{self._good}”; these have names like it." if is_similar else ""
        set_role(self.problem, "text2" if is_similar else "bad")
        if self.problem.text() != words:
            self.problem.setText(words)
        self.problem.setVisible(is_similar)

    def widen(self) -> None:
        """Leave nothing out of what is looked for."""
        self.blockSignals(True)
        for chip in self.chips.values():
            chip.set_state(ANY)
        self.source.set_value("")
        self.blockSignals(False)
        self.changed.emit()

    def clear(self) -> None:
        """Look for nothing, leave nothing out."""
        self.blockSignals(True)
        self.search.clear()
        self.label.set_value("")
        self.only.set_value("")
        self.blockSignals(False)
        self.widen()

    def take(self, state: PageState) -> None:
        """Stand like this; says nothing."""
        self.blockSignals(True)
        for name, chip in self.chips.items():
            chip.set_state(state.chips[name])
        self.source.set_value(state.source)
        self.label.set_value(state.label)
        for chip, value in ((self.label, state.label), (self.source, state.source)):
            self.row.offer(chip, is_offered=bool(value) or self.row.is_offered(chip))
        words = {value: word for word, value in ONLY.items()}
        self.only.set_value(words.get(state.only, ""))
        self.search.setText(state.search)
        self.blockSignals(False)

    def state(self) -> PageState:
        """What the line says, as part of the page's state."""
        return replace(
            PageState(),
            search=self.search.text(),
            chips={name: chip.state for name, chip in self.chips.items()},
            source=self.source.value,
            label=self.label.value,
            only=self.only_wanted,
        )

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        problem = parse_query(text).problem
        if problem:
            set_role(self.problem, "bad")
            self.problem.setText(problem)
            self.problem.show()
        self.search.setAccessibleDescription(problem)
        if not problem:
            self._good = text
        self.changed.emit()

    @Slot()
    def open_help(self) -> None:
        """Show what can be typed."""
        FilterHelp(self).open_below(self.search)

    @Slot()
    def _on_chip_changed(self) -> None:
        self.changed.emit()
