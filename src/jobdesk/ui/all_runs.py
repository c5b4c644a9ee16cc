"""AllRuns: the search in all runs: its page, the runs that it opens, from line to line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.find.actions import FIND_ALL, NEXT_HIT, PREVIOUS_HIT
from jobdesk.ui.opening import Opener
from jobdesk.ui.session import Session

if TYPE_CHECKING:  # made when it is first asked for
    from jobdesk.ui.find.page import FindPage

_KEY = "find"  # of its tab; there is one at most
_NOTHING = "Search all runs first (Ctrl+Shift+A); then F4 goes from line to line."


class AllRuns(QObject):
    """Puts its commands into the registry of the window, and does them."""

    def __init__(self, session: Session, opener: Opener, actions: ActionRegistry) -> None:
        super().__init__(opener)
        self._session = session
        self._opener = opener
        opener.add_maker(_KEY, self._again)
        opener.everywhere_requested.connect(self.search_for)
        actions.make(FIND_ALL, self.open)
        actions.make(NEXT_HIT, self._on_next_hit)
        actions.make(PREVIOUS_HIT, self._on_previous_hit)

    @Slot()
    def open(self) -> None:
        """Show the page, ready to be typed in."""
        if self._session.services is not None:
            self._page().focus_search()

    @Slot(str)
    def search_for(self, text: str) -> None:
        """Search all runs for a text of the log language."""
        self._page().search_for(text)

    def step(self, by: int) -> None:
        """Go to the next line that was found (1), or the one before (-1).

        While the page is in front its list moves, else the run of the line is opened.
        """
        page = self._known()
        if page is None or not page.model.rowCount():
            messages.show(_NOTHING)
        elif page.isVisible() and page.isActiveWindow():
            page.step(by)
        elif page.list.step(by):
            page.list.act(page.list.current_row)
        else:
            messages.show("There is no other line." if by > 0 else "This is the first line.")

    def _known(self) -> FindPage | None:
        from jobdesk.ui.find.page import FindPage

        found = self._opener.page(_KEY)
        return found if isinstance(found, FindPage) else None

    def _page(self) -> FindPage:
        page = self._known()
        if page is None:
            return self._add()
        self._opener.show_page(_KEY)
        return page

    def _again(self, kept: Mapping[str, Any]) -> QWidget | None:
        """The page that was open when the window closed."""
        del kept
        return None if self._known() is not None else self._add(in_front=False)

    def _add(self, *, in_front: bool = True) -> FindPage:
        from jobdesk.ui.find.page import FindPage

        page = FindPage(self._session)
        page.open_requested.connect(self._on_open_requested)
        page.title_changed.connect(self._on_title_changed)
        page.counts_changed.connect(self._on_counts_changed)
        self._opener.add_page(_KEY, page, page.title, "file-search", in_front=in_front)
        return page

    @Slot(int, int)
    def _on_open_requested(self, no: int, seq: int) -> None:
        page = self._known()
        if page is not None:
            self._opener.open_run_at(no, seq, page.asked.query)

    @Slot(str)
    def _on_title_changed(self, title: str) -> None:
        self._opener.rename_page(_KEY, title)

    @Slot(str)
    def _on_counts_changed(self, words: str) -> None:
        self._opener.counts_changed.emit(self.sender(), words)

    @Slot()
    def _on_next_hit(self) -> None:
        self.step(1)

    @Slot()
    def _on_previous_hit(self) -> None:
        self.step(-1)
