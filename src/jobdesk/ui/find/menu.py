"""The menus of the page: what can be done with lines, and earlier searches."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from jobdesk.ui.actions import add_choices, new_action
from jobdesk.ui.find.actions import (
    COPY,
    COPY_AS,
    FOLD_ALL,
    FORGET,
    NEXT,
    OPEN,
    OPEN_ALL,
    PREVIOUS,
    RECENT_ONE,
    SELECT_ALL,
)
from jobdesk.ui.find.asked import Asked
from jobdesk.ui.log.copying import COPY_FORMS

if TYPE_CHECKING:
    from jobdesk.ui.find.page import FindPage

_SHOWN_CHARS = 60


class _Doer(QObject):
    """Does what was chosen; lives as long as its menu."""

    def __init__(self, menu: QMenu, page: "FindPage") -> None:
        super().__init__(menu)
        self._page = page
        menu.triggered.connect(self._on_triggered)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        what = action.data()
        if isinstance(what, Asked):
            self._page.ask(what)
        elif what == FORGET.name:
            self._page.memory.forget()
        elif what == OPEN.name:
            self._page.list.act(self._page.list.current_row)
        elif what == SELECT_ALL.name:
            self._page.list.selectAll()
        elif isinstance(what, str):
            self._page.pane.copy_as(what)


def lines_menu(page: "FindPage") -> QMenu:
    """What can be done with the selected lines."""
    menu = QMenu(page)
    has_row = page.list.current_row >= 0
    has_lines = bool(page.list.selected_lines())
    for command, data, usable in ((OPEN, OPEN.name, has_row), (COPY, "text", has_lines)):
        action = new_action(command, menu)
        action.setData(data)
        action.setEnabled(usable)
        menu.addAction(action)
    more = menu.addMenu("Copy as")
    more.setEnabled(has_lines)
    forms = {"message": "Message only", **COPY_FORMS}
    add_choices(more, COPY_AS, [(words, form) for form, words in forms.items()])
    menu.addSeparator()
    page.actions_here.fill(menu, NEXT.name, PREVIOUS.name, "", FOLD_ALL.name, OPEN_ALL.name)
    action = new_action(SELECT_ALL, menu)
    action.setData(SELECT_ALL.name)
    menu.addAction(action)
    _Doer(menu, page)
    return menu


def recent_menu(page: "FindPage") -> QMenu:
    """Earlier searches, the last first; one that is chosen keeps the scope there is."""
    menu = QMenu(page)
    recent = page.memory.recent
    words = [(_words(each), page.in_scope(each)) for each in recent]
    add_choices(menu, RECENT_ONE, words)
    if not recent:
        none = new_action(RECENT_ONE, menu, "No search was made yet")
        none.setEnabled(False)
        menu.addAction(none)
    else:
        menu.addSeparator()
        forget = new_action(FORGET, menu)
        forget.setData(FORGET.name)
        menu.addAction(forget)
    _Doer(menu, page)
    return menu


def _words(asked: Asked) -> str:
    text = (
        asked.text if len(asked.text) <= _SHOWN_CHARS else asked.text[: _SHOWN_CHARS - 1] + "…"
    )
    switches = "  Aa" * asked.case_sensitive + "  .*" * asked.regex
    return text.replace("&", "&&") + switches
