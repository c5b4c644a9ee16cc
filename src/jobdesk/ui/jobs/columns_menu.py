"""The menu of columns: which are seen, and for each its order, place and width."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui.actions import Command, add_choices, add_entry
from jobdesk.ui.jobs import actions
from jobdesk.ui.jobs.columns import COLUMNS, FIXED, NAME, PLACES, Column
from jobdesk.ui.jobs.header import JobsHeader
from jobdesk.ui.jobs.sorting import Sorting, next_sorting


class ColumnsMenu(QMenu):
    """All that can be done with the columns, by mouse or keyboard.

    Signals:
        sorting_chosen(object): another order.
    """

    sorting_chosen = Signal(object)

    def __init__(
        self, header: JobsHeader, column: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent or header)
        self._header = header
        self.setTitle("Columns")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setToolTipsVisible(True)
        if column and COLUMNS[PLACES[column]].title:
            self._add_arrangement(self, COLUMNS[PLACES[column]])
            self.addSeparator()
        self._add_shown()
        self.addSeparator()
        if not column:
            for one in self._seen():
                self._add_arrangement(self.addMenu(one.title), one)
            self.addSeparator()
        add_entry(self, actions.COLUMNS_RESET, header.reset_columns)

    def _seen(self) -> list[Column]:
        header = self._header
        places = [header.logicalIndex(place) for place in range(header.count())]
        return [
            COLUMNS[p] for p in places if COLUMNS[p].title and not header.isSectionHidden(p)
        ]

    def _add_shown(self) -> None:
        choices = [(one.title, one.key) for p, one in enumerate(COLUMNS) if p not in FIXED]
        for action in add_choices(self, actions.COLUMN_SHOWN, choices):
            action.setChecked(action.data() not in self._header.columns.hidden)
            action.triggered.connect(self._on_toggled)

    def _add_arrangement(self, menu: QMenu, column: Column) -> None:
        place = PLACES[column.key]

        def add(command: Command, work: Callable[[], None]) -> None:
            add_entry(menu, command, work)

        if column.is_sortable:
            add(actions.SORT_UP, lambda: self._sort(((column.key, False),)))
            add(actions.SORT_DOWN, lambda: self._sort(((column.key, True),)))
            added = next_sorting(self._header.sorting, column.key, is_added=True)
            add(actions.SORT_THEN, lambda: self._sort(added))
        header = self._header
        if place not in FIXED or place == NAME:
            add(actions.COLUMN_LEFT, lambda: header.move_by(column.key, -1))
            add(actions.COLUMN_RIGHT, lambda: header.move_by(column.key, 1))
        if place not in FIXED:
            add(actions.COLUMN_WIDER, lambda: header.widen(column.key, 1))
            add(actions.COLUMN_NARROWER, lambda: header.widen(column.key, -1))

    def _sort(self, sorting: Sorting) -> None:
        self.sorting_chosen.emit(sorting)

    @Slot()
    def _on_toggled(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._header.toggle(str(action.data()))
