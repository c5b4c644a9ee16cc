"""The line of tools over the log: level chips, search, stepping, follow, export."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from jobdesk.ui.actions import add_choices
from jobdesk.ui.log.commands import EXPORT_AS
from jobdesk.ui.log.copying import FORMS
from jobdesk.ui.log.level_chip import LevelChips
from jobdesk.ui.log.query import LogQuery, levels_of
from jobdesk.ui.log.reading_place import ReadingPlace
from jobdesk.ui.log.search_field import SearchField
from jobdesk.ui.widgets.buttons import button

_SEARCH_PX = 300  # a query has this room at least
_EXPORTS = {"all": "All lines", "shown": "Lines shown", "selected": "Selected lines"}


class LogToolLine(QWidget):
    """Where the user says what to see of the log.

    Signals:
        step_requested(int): 1 for the next match, -1 for the one before.
        export_requested(str, str): form; "all" lines, those "shown" or "selected".
    """

    step_requested = Signal(int)
    export_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = LevelChips()
        self.search = SearchField()
        self.previous = button("", "icon", icon="caret-up", tip="Previous match (Shift+F3)")
        self.next = button("", "icon", icon="caret-down", tip="Next match (F3)")
        self.follow = button("Follow", icon="action/follow", tip="Stay at the end (End)")
        self.follow.setCheckable(True)
        self.export = button("Export", icon="action/export", tip="Save the log as a file")
        self.export_menu = QMenu(self)
        self._exports: dict[str, QMenu] = {}
        self._fill_export_menu()
        self.export.setMenu(self.export_menu)
        tools = self._tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        steps = QHBoxLayout()
        steps.setSpacing(0)
        steps.addWidget(self.previous)
        steps.addWidget(self.next)
        tools.addLayout(steps)
        self._more = QHBoxLayout()
        self._more.setSpacing(0)
        tools.addLayout(self._more)
        tools.addWidget(self.follow)
        tools.addWidget(self.export)
        chips = QHBoxLayout()
        chips.addWidget(self.chips)
        chips.addStretch(0)
        self._line = QVBoxLayout(self)
        self._line.setContentsMargins(20, 8, 20, 8)
        self._line.setSpacing(8)
        self._line.addLayout(chips)
        self._line.addLayout(tools)
        self._line.setStretch(1, 1)
        self.setMinimumWidth(self.chips.width_for(is_compact=True) + 40)
        self.search.step_requested.connect(self.step_requested)
        self.previous.clicked.connect(self._on_previous_clicked)
        self.next.clicked.connect(self._on_next_clicked)

    @property
    def query(self) -> LogQuery:
        """What is asked for."""
        return LogQuery(
            levels_of(self.chips.chosen),
            self.search.text(),
            self.search.case_switch.isChecked(),
            self.search.regex_switch.isChecked(),
        )

    def take(self, place: ReadingPlace) -> None:
        """Show what a log was filtered by, without telling."""
        self.chips.choose(place.chips)
        self.search.take(place.text, (place.case_sensitive, place.regex, place.only))

    def told(self, place: ReadingPlace) -> ReadingPlace:
        """The place with what is asked for."""
        search = self.search
        return replace(
            place,
            text=search.text(),
            case_sensitive=search.case_switch.isChecked(),
            regex=search.regex_switch.isChecked(),
            only=search.only_switch.isChecked(),
            chips=tuple(sorted(self.chips.chosen)),
        )

    def add(self, tool: QWidget) -> None:
        """Take one more tool, before follow."""
        self._more.addWidget(tool)

    def show_steps(self, words: str, *, is_possible: bool) -> None:
        """Say inside the field how many matches there are, or which one is current."""
        self.search.show_hits(words)
        for each in (self.previous, self.next):
            each.setEnabled(is_possible)

    def _fill_export_menu(self) -> None:
        for which, title in _EXPORTS.items():
            menu = self.export_menu.addMenu(title)
            self._exports[which] = menu
            choices = [(f"{words}…", (form, which)) for form, (words, _) in FORMS.items()]
            add_choices(menu, EXPORT_AS, choices)
        self.export_menu.triggered.connect(self._on_export_triggered)

    def say_exports(self, total: int, shown: int, selected: int) -> None:
        """Say how many lines each export would save; without lines it is off."""
        counts = {"all": total, "shown": shown, "selected": selected}
        for which, count in counts.items():
            menu = self._exports[which]
            menu.setTitle(f"{_EXPORTS[which]} ({count:,})")
            menu.setEnabled(count > 0)

    @Slot(QAction)
    def _on_export_triggered(self, action: QAction) -> None:
        form, which = action.data()
        self.export_requested.emit(form, which)

    @Slot()
    def _on_previous_clicked(self) -> None:
        self.step_requested.emit(-1)

    @Slot()
    def _on_next_clicked(self) -> None:
        self.step_requested.emit(1)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line where there is room, else two."""
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Other numbers or tools may need more room, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange(self.width())
        return super().event(event)

    def _arrange(self, width: int) -> None:
        """Words of the chips give way to the search field, then it goes to its own line."""
        margins = self._line.contentsMargins()
        rest = self._tools.minimumSize().width() + self._line.spacing()
        rest += margins.left() + margins.right() + _SEARCH_PX - self.search.minimumWidth()
        is_whole = width >= rest + self.chips.width_for(is_compact=False)
        is_wide = is_whole or width >= rest + self.chips.width_for(is_compact=True)
        self.chips.set_compact(is_wide and not is_whole)
        direction = (
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )
        if self._line.direction() != direction:
            self._line.setDirection(direction)
