"""FiltersMenu: the kept filters of the kind that is shown, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu

from jobdesk.ui import messages
from jobdesk.ui.actions import add_choices, add_entry
from jobdesk.ui.inventory import terms
from jobdesk.ui.inventory.actions import (
    DELETE_FILTER,
    RENAME_FILTER,
    SAVE_FILTER,
    SAVED_FILTER,
)
from jobdesk.ui.inventory.saved_filters import FilterShelf, SavedFilter, clean_name

if TYPE_CHECKING:
    from jobdesk.ui.inventory.kind_list import KindList


class FiltersMenu(QObject):
    """Uses, keeps, renames and deletes filters; deleting asks nothing, it can be undone."""

    def __init__(self, kind_list: KindList, shelf: FilterShelf) -> None:
        super().__init__(kind_list)
        self._list = kind_list
        self.shelf = shelf

    @property
    def _kind(self) -> str:
        shape = self._list.shape
        return "" if shape is None else shape.kind.label

    @property
    def text(self) -> str:
        """The filter that is set now, as it is kept."""
        return terms.text_of(self._list.filter.wanted())

    @property
    def current(self) -> SavedFilter | None:
        """The kept filter that the list is narrowed down to."""
        return self.shelf.alike(self._kind, self.text) if self.text else None

    def open_at(self, point: QPoint) -> None:
        """Open the menu."""
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    def make_menu(self) -> QMenu:
        """The filters, then what can be done with the one that is set."""
        menu, current = QMenu(self._list), self.current
        kept = self.shelf.of(self._kind)
        pairs = [(one.name.replace("&", "&&"), one.key) for one in kept]
        for action, one in zip(add_choices(menu, SAVED_FILTER, pairs), kept, strict=True):
            action.setChecked(current is not None and one.key == current.key)
            action.setToolTip(one.text)
            action.triggered.connect(self._on_chosen)
        menu.addSeparator()
        reason = "" if self.text else "The list is not filtered."
        if self._list.filter.problem():
            reason = "The filter is not right yet."
        add_entry(menu, SAVE_FILTER, self.ask_name, reason=reason)
        reason = "" if current is not None else "None of them is in use."
        name = "" if current is None else f" “{current.name.replace('&', '&&')}”"
        add_entry(
            menu, RENAME_FILTER, self.ask_other_name, text=f"&Rename{name}…", reason=reason
        )
        add_entry(menu, DELETE_FILTER, self.delete, text=f"&Delete{name}", reason=reason)
        return menu

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        key = str(action.data()) if isinstance(action, QAction) else ""
        found = next((one for one in self.shelf.of(self._kind) if one.key == key), None)
        if found is not None:
            self.use(found)

    def use(self, saved: SavedFilter) -> None:
        """Narrow the list down to a kept filter, in its order."""
        lists = self._list
        is_other_order = saved.sort != lists.sort
        lists.choices.change(saved.kind, sort=saved.sort)
        is_same = saved.text == self.text
        lists.filter.set_terms(terms.read_terms(saved.text))
        if is_same and is_other_order:
            lists.begin()

    # Names

    def ask_name(self) -> QInputDialog:
        """Ask under which name the filter is kept."""
        present = self.current
        return self._ask("Save the filter", "" if present is None else present.name, "Save")

    def ask_other_name(self) -> QInputDialog | None:
        """Ask how the filter in use is called from now on."""
        present = self.current
        if present is None:
            return None
        return self._ask("Rename the filter", present.name, "Rename", present)

    def _ask(
        self, title: str, text: str, verb: str, renamed: SavedFilter | None = None
    ) -> QInputDialog:
        dialog = QInputDialog(self._list)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText("Name of the filter")
        dialog.setTextValue(text)
        dialog.setOkButtonText(verb)
        _Answer(dialog, partial(self._on_named, renamed))
        dialog.open()
        return dialog

    def _on_named(self, renamed: SavedFilter | None, text: str) -> None:
        name = clean_name(text)
        if not name or not self._kind:
            return
        if renamed is not None:
            self.shelf.rename(renamed, name)
            return
        before = self.shelf.named(self._kind, name)
        made = self.shelf.keep(self._kind, name, self.text, self._list.sort)
        if before is not None and before != made:
            back = partial(self._put_back, before)
            messages.offer_undo(f"The filter “{made.name}” is another one now.", back)
        else:
            messages.show(f"The filter is kept as “{made.name}”.")

    def delete(self) -> None:
        """Delete the filter in use; the list stays as it is."""
        present = self.current
        if present is not None:
            self.shelf.forget(present)
            back = partial(self._put_back, present)
            messages.offer_undo(f"The filter “{present.name}” is deleted.", back)

    def _put_back(self, saved: SavedFilter) -> None:
        if shiboken6.isValid(self.shelf):
            self.shelf.put(saved)


class _Answer(QObject):
    """Takes the name that was typed; goes with its question."""

    def __init__(self, dialog: QInputDialog, take: Callable[[str], None]) -> None:
        super().__init__(dialog)
        self._take = take
        dialog.textValueSelected.connect(self._on_named)

    @Slot(str)
    def _on_named(self, text: str) -> None:
        self._take(text)
