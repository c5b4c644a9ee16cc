"""Which columns of the jobs table are seen: the user's choice, then what there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from jobdesk.ui.jobs.columns import COLUMNS, ENABLED, NAME, RUN

_NAME_LEAST_PX = 200  # below that, other columns give way


class ColumnChooser(QObject):
    """Sets up the header of a table, offers its columns and lets them give way."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._header = table.horizontalHeader()
        self._turned_off: set[int] = set()
        self._set_up(self._header)

    def _set_up(self, header: QHeaderView) -> None:
        header.setAccessibleName("Columns")
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for place in (ENABLED, RUN):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
        for place, column in enumerate(COLUMNS):
            if column.width:
                header.resizeSection(place, column.width)
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_menu_requested)

    def hidden(self) -> list[str]:
        """The columns that the user turned off."""
        return [COLUMNS[place].key for place in sorted(self._turned_off)]

    def hide(self, keys: Sequence[str]) -> None:
        """Turn columns off, all others on."""
        self._turned_off = {p for p, column in enumerate(COLUMNS) if column.key in keys}
        self.fit()

    def fit(self) -> None:
        """Let columns give way, the least needed first, until the names have room."""
        wanted = [p for p in range(len(COLUMNS)) if p != NAME and p not in self._turned_off]
        taken = sum(COLUMNS[p].width for p in wanted)
        room = self._table.viewport().width() - _NAME_LEAST_PX
        gone = set(self._turned_off)
        for place in sorted(wanted, key=lambda p: COLUMNS[p].gives_way):
            if COLUMNS[place].gives_way and taken > room:
                gone.add(place)
                taken -= COLUMNS[place].width
        for place in range(len(COLUMNS)):
            if self._table.isColumnHidden(place) != (place in gone):
                self._table.setColumnHidden(place, place in gone)

    @Slot(QPoint)
    def _on_menu_requested(self, position: QPoint) -> None:
        menu = self.make_menu()
        menu.popup(self._header.mapToGlobal(position))

    def make_menu(self) -> QMenu:
        """The menu that turns columns on and off."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(COLUMNS):
            if place in (ENABLED, NAME, RUN):
                continue
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(place not in self._turned_off)
            action.setData(place)
        menu.triggered.connect(self._on_toggled)
        return menu

    @Slot(QAction)
    def _on_toggled(self, action: QAction) -> None:
        self._turned_off ^= {int(action.data())}
        self.fit()
