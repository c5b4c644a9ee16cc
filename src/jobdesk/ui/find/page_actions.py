"""The actions of the page, and the buttons for them beside its field."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from jobdesk.ui.actions import ActionRegistry, set_usable
from jobdesk.ui.find.actions import (
    AGAIN,
    FIND,
    FOLD_ALL,
    NEXT,
    OPEN_ALL,
    PREVIOUS,
    RECENT,
    STOP,
)
from jobdesk.ui.widgets.buttons import action_button

if TYPE_CHECKING:
    from jobdesk.ui.find.page import FindPage


class FindActions(ActionRegistry):
    """What can be done with a search; a button to stop stands where else one repeats it."""

    def __init__(self, page: "FindPage") -> None:
        super().__init__(page, FIND)
        self._page = page
        recent = self.make(RECENT, page.history.open_menu)
        previous = self.make(PREVIOUS, self._on_previous)
        following = self.make(NEXT, self._on_next)
        again = self.make(AGAIN, page.search)
        stop = self.make(STOP, page.stop)
        self.make(FOLD_ALL, page.list.fold_all)
        self.make(OPEN_ALL, page.list.open_all)
        tools = page.head.tools
        for action in (recent, previous, following):
            tools.addWidget(action_button(action, "icon", ""))
        self.again, self.stop = (action_button(each, "icon", "") for each in (again, stop))
        tools.addWidget(self.again)
        tools.addWidget(self.stop)

    def say(self) -> None:
        """Turn off what cannot be done now, with the reason."""
        nothing = "" if self._page.model.rowCount() else "Nothing was found yet"
        for command in (NEXT, PREVIOUS, FOLD_ALL, OPEN_ALL):
            set_usable(self[command.name], nothing)
        asked = self._page.head.asked.text
        set_usable(self[AGAIN.name], "" if asked else "Nothing was asked yet")
        is_searching = self._page.finder.is_searching
        set_usable(self[STOP.name], "" if is_searching else "No search is going on")
        shown, hidden = (self.stop, self.again) if is_searching else (self.again, self.stop)
        had_focus = hidden.hasFocus()
        shown.show()
        hidden.hide()
        if had_focus:
            shown.setFocus()

    @Slot()
    def _on_next(self) -> None:
        self._page.step(1)

    @Slot()
    def _on_previous(self) -> None:
        self._page.step(-1)
