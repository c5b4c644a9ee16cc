"""ColumnChoice: which columns the log shows and what its times say; both are remembered."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from jobdesk.ui.actions import add_choices
from jobdesk.ui.log.commands import COLUMN, TIMES_AS
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.log.menu import new_menu
from jobdesk.ui.log.time_column import CLOCK, TIMES, TimeColumn
from jobdesk.ui.log.view import LogView

_COLUMNS = {"group": "Group", "object": "Object"}


class ColumnChoice(QObject):
    """Applies the choice to every view of one log; all logs share it."""

    def __init__(
        self,
        view: LogView,
        memory: LogMemory,
        find_first: Callable[[], datetime | None],
        *,
        name: str = "",
    ) -> None:
        """`find_first` reads the time of the first line; `name` keeps a console's apart."""
        super().__init__(view)
        self._views = [view]
        self._memory = memory
        self._find_first = find_first
        self._name = name
        kept = memory.word(f"{name}hidden_columns", "").split()
        self.hidden = frozenset(each for each in kept if each in _COLUMNS)
        self.times = memory.word(f"{name}times", CLOCK)
        view.head_menu_requested.connect(self._on_menu_requested)
        self._apply(view)

    def add_view(self, view: LogView) -> None:
        """One more view of the same log."""
        self._views.append(view)
        self._apply(view)

    def fill(self, menu: QMenu) -> None:
        """Put the choices into a menu."""
        if not self._name:
            shown = add_choices(menu, COLUMN, [(text, name) for name, text in _COLUMNS.items()])
            for action in shown:
                action.setChecked(action.data() not in self.hidden)
            menu.addSeparator()
        choices = [(words, f"times:{mode}") for mode, (words, _) in TIMES.items()]
        for action in add_choices(menu, TIMES_AS, choices):
            action.setChecked(action.data() == f"times:{self.times}")
        menu.triggered.connect(self._on_triggered)

    def show_column(self, name: str, *, is_shown: bool) -> None:
        """Show or hide a column."""
        self.hidden = self.hidden - {name} if is_shown else self.hidden | {name}
        self._memory.keep(f"{self._name}hidden_columns", " ".join(sorted(self.hidden)))
        self._apply_all()

    def show_times(self, mode: str) -> None:
        """Let the first column say other times."""
        self.times = mode if mode in TIMES else CLOCK
        self._memory.keep(f"{self._name}times", self.times)
        self._apply_all()

    def _apply_all(self) -> None:
        for view in self._views:
            self._apply(view)

    def _apply(self, view: LogView) -> None:
        times = TimeColumn()
        times.use(self.times, self._find_first)
        view.set_columns(self.hidden, times)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        what, _, mode = str(action.data() or "").partition(":")
        if what == "times":
            self.show_times(mode)
        elif what in _COLUMNS:
            self.show_column(what, is_shown=action.isChecked())

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        menu = new_menu(self._views[0])
        self.fill(menu)
        menu.popup(point)
