"""RowMenu: the menu of a list: what its owner offers for the current row, then copying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import ismethod
from typing import Any
from weakref import WeakMethod

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.widgets.row_commands import CONTEXT, COPY, COPY_ALL

_NOTHING = "There is nothing to copy."


class RowMenu(QObject):
    """Gives a list a menu, with the mouse and with the Menu key, and the keys for copying.

    Qt asks for the menu at the current row when the Menu key is pressed; a click with the
    right button has made the row under the mouse the current one.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        offer: Callable[[QMenu], None] | None = None,
        *,
        text: Callable[[Sequence[int]], str] | None = None,
        is_whole: bool = True,
    ) -> None:
        """Put it on a list.

        Args:
            view: the list; it owns this object.
            offer: puts what can be done with the current row into the menu, before copying.
            text: these rows for the clipboard; without one a table with tabs.
            is_whole: all rows are there, so that all can be copied.
        """
        super().__init__(view)
        self._view = view
        self._offer = _kept(offer)
        self._text = _kept(text)
        self._is_whole = is_whole
        self.actions_here = ActionRegistry(view, CONTEXT)
        self.actions_here.make(COPY, self.copy, on=view)
        self.actions_here.make(COPY_ALL, self.copy_all)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_requested)

    def make_menu(self) -> QMenu:
        """All that can be done now."""
        menu = QMenu(self._view)
        menu.setToolTipsVisible(True)
        offer = self._offer()
        if offer is not None:
            offer(menu)
            if menu.actions():
                menu.addSeparator()
        has_rows = self._count() > 0
        self.actions_here.disable(COPY.name, "" if self._rows() else _NOTHING)
        self.actions_here.disable(COPY_ALL.name, "" if has_rows else _NOTHING)
        names = (COPY.name, COPY_ALL.name) if self._is_whole else (COPY.name,)
        return self.actions_here.fill(menu, *names)

    @Slot()
    def copy(self) -> None:
        """Put the selected rows on the clipboard, or the current one."""
        self._copy(self._rows())

    @Slot()
    def copy_all(self) -> None:
        """Put all rows on the clipboard."""
        self._copy(range(self._count()))

    def _count(self) -> int:
        return self._view.model().rowCount(self._view.rootIndex())

    def _rows(self) -> list[int]:
        rows = {one.row() for one in self._view.selectionModel().selectedIndexes()}
        current = self._view.currentIndex()
        return sorted(rows) or ([current.row()] if current.isValid() else [])

    def _copy(self, rows: Sequence[int]) -> None:
        text = (self._text() or self._table)(rows) if rows else ""
        if text:
            QGuiApplication.clipboard().setText(text)
            messages.show("Copied." if len(rows) == 1 else f"Copied {len(rows):,} rows.")

    def _table(self, rows: Sequence[int]) -> str:
        return table_text(self._view, rows)

    @Slot(QPoint)
    def _on_requested(self, point: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(point))


def _kept(given: Callable[..., Any] | None) -> Callable[[], Callable[..., Any] | None]:
    """A method without its object: a list that held its page would keep it from being freed."""
    return WeakMethod(given) if ismethod(given) else lambda: given


def table_text(view: QAbstractItemView, rows: Sequence[int]) -> str:
    """Rows as lines with tabs between the columns that are shown, under their titles."""
    model, root = view.model(), view.rootIndex()
    shown = [
        column
        for column in range(model.columnCount(root))
        if not (isinstance(view, QTableView) and view.isColumnHidden(column))
    ]
    lines = [[model.index(row, column, root).data() for column in shown] for row in rows]
    if isinstance(view, QTableView) and view.horizontalHeader().isVisibleTo(view):
        sides = Qt.Orientation.Horizontal
        lines.insert(0, [model.headerData(column, sides) for column in shown])
    return "".join("\t".join(_word(one) for one in line) + "\n" for line in lines)


def _word(found: object) -> str:
    """A value on one line."""
    return "" if found is None else " ".join(str(found).split())
