"""The context menu of the lines that were found."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from jobdesk.ui.actions import add_choices, new_action
from jobdesk.ui.find.actions import (
    COPY,
    COPY_AS,
    FOLD_ALL,
    NEXT,
    OPEN,
    OPEN_ALL,
    PREVIOUS,
    SELECT_ALL,
)
from jobdesk.ui.log.copying import COPY_FORMS

if TYPE_CHECKING:
    from jobdesk.ui.find.page import FindPage


class _Doer(QObject):
    """Does what was chosen; lives as long as its menu."""

    def __init__(self, menu: QMenu, page: "FindPage") -> None:
        super().__init__(menu)
        self._page = page
        menu.triggered.connect(self._on_triggered)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        what = action.data()
        if what == OPEN.name:
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
