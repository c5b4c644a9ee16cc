"""What can be done with the rows of a list: its menu, and what is possible just now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui.actions import ActionRegistry, add_choices, set_usable
from jobdesk.ui.inventory.actions import CONNECT, COPY_AS
from jobdesk.ui.inventory.copying import FORMS

_MENU = (
    *("inventory.show", "inventory.open", "inventory.follow", ""),
    *("inventory.edit_cell", "inventory.edit", "inventory.clone", "inventory.add"),
    *("inventory.connect", ""),
    *("inventory.filter_by", "inventory.copy_cell", "inventory.copy", ""),
    "inventory.delete",
)
_ON_LIST = ("inventory.add", "inventory.columns", "inventory.filters")
_ON_OBJECT = (
    *("inventory.show", "inventory.open", "inventory.edit", "inventory.clone"),
    *("inventory.delete", "inventory.copy", "inventory.copy_cell", "inventory.filter_by"),
    *("inventory.edit_cell", "inventory.follow"),
)


def show_usable(
    actions: ActionRegistry, why_no_cable: str, *, has_row: bool, has_list: bool
) -> None:
    """Enable what can be done; the rest says why it cannot."""
    for name in _ON_OBJECT:
        set_usable(actions[name], "" if has_row else "Nothing is selected.")
    for name in _ON_LIST:
        set_usable(actions[name], "" if has_list else "There is no list to work on.")
    set_usable(actions[CONNECT.name], why_no_cable)


def make_menu(
    parent: QWidget, actions: ActionRegistry, copy_as: Callable[[QAction], None]
) -> QMenu:
    """All that can be done with the rows that are selected."""
    menu = actions.fill(QMenu(parent), *_MENU)
    copies = QMenu(COPY_AS.words, menu)
    add_choices(copies, COPY_AS, [(form, form) for form in FORMS])
    copies.triggered.connect(copy_as)
    menu.insertMenu(menu.actions()[-2], copies)
    return menu
