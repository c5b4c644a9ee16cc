"""ColumnsMenu: which columns a list has; by the head's menu, by the button, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from jobdesk.ui.actions import add_choices, new_action
from jobdesk.ui.inventory.actions import (
    COLUMN,
    HIDE_COLUMN,
    RESET_COLUMNS,
    SORT,
)

if TYPE_CHECKING:
    from jobdesk.ui.inventory.kind_list import KindList


class ColumnsMenu(QObject):
    """Offers all fields of the kind; those that are shown are ticked."""

    def __init__(self, page: KindList) -> None:
        super().__init__(page)
        self._page = page
        self._at = -1

    @Slot(int, QPoint)
    def open_at(self, section: int, point: QPoint) -> None:
        """Open it for a column; -1 for none."""
        self._at = section
        menu = self.make_menu(section)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    def make_menu(self, section: int) -> QMenu:
        """The menu of a column."""
        self._at = section
        page, menu = self._page, QMenu(self._page)
        menu.setToolTipsVisible(True)
        field = page.model.field(section)
        if field is not None and field.name in page.grid.sortable:
            for words, sort in (("&Ascending", field.name), ("&Descending", f"-{field.name}")):
                action = new_action(SORT, menu, words)
                action.setData(sort)
                action.triggered.connect(self._on_sort)
                menu.addAction(action)
        if field is not None and len(page.model.fields) > 1:
            hide = new_action(HIDE_COLUMN, menu)
            hide.triggered.connect(self._on_hide)
            menu.addAction(hide)
        if menu.actions():
            menu.addSeparator()
        shape = page.shape
        if shape is not None:
            shown = set(page.grid.column_names())
            fields = [(one.title.replace("&", "&&"), one.name) for one in shape.columns]
            columns = QMenu("&Columns", menu)
            for action in add_choices(columns, COLUMN, fields):
                action.setChecked(action.data() in shown)
            columns.triggered.connect(self._on_column)
            menu.addMenu(columns)
        reset = new_action(RESET_COLUMNS, menu)
        reset.triggered.connect(self._on_reset)
        menu.addAction(reset)
        return menu

    @Slot()
    def _on_sort(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._page.sort_by(str(action.data()))

    @Slot()
    def _on_hide(self) -> None:
        field = self._page.model.field(self._at)
        if field is not None:
            self._toggle(field.name)

    @Slot(QAction)
    def _on_column(self, action: QAction) -> None:
        self._toggle(str(action.data()))

    def _toggle(self, name: str) -> None:
        names = self._page.grid.column_names()
        if name in names and len(names) > 1:
            names.remove(name)
        elif name not in names:
            names.append(name)
        self._page.choose_columns(names)

    @Slot()
    def _on_reset(self) -> None:
        self._page.choose_columns([])
