"""A table that paints its cells itself.

Qt's own painting asks the model for flags, counts and options of each cell: two thirds of the
25 to 35 ms that a page of 200 cells took (measured). Here a cell is one call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QCursor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView


class CellState(NamedTuple):
    """How a cell stands in its table.

    Attributes:
        is_first: it is the leftmost of its row.
        is_active: its table has the keyboard.
    """

    is_first: bool
    is_selected: bool
    is_active: bool
    is_hovered: bool
    has_focus: bool


class CellPainter(Protocol):
    """A delegate whose cells a `PaintedTable` asks for."""

    def paint_cell(
        self,
        painter: QPainter,
        rect: QRect,
        state: CellState,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        ...


def state_of(option: QStyleOptionViewItem, *, is_first: bool) -> CellState:
    """The state that Qt tells a delegate."""
    flags: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
    states = QStyle.StateFlag
    told = (states.State_Selected, states.State_Active, states.State_MouseOver)
    return CellState(is_first, *(bool(flags & one) for one in (*told, states.State_HasFocus)))


def paint_ground(
    painter: QPainter, rect: QRect, state: CellState, color: Callable[[str], QColor]
) -> None:
    """Draw what is behind a cell: chosen, under the pointer, or nothing."""
    if state.is_selected:
        painter.fillRect(rect, color("selected" if state.is_active else "selectedIdle"))
        if state.is_active and state.is_first:
            painter.fillRect(QRect(rect.x(), rect.y(), 2, rect.height()), color("accent"))
    elif state.is_hovered:
        painter.fillRect(rect, color("hover"))


class PaintedTable(QTableView):
    """A table of whole rows without lines or spans; its delegate is a `CellPainter`."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that are to be seen anew; Qt clips the others."""
        painter = QPainter(self.viewport())
        try:
            self._paint_part(painter, event.rect())
        finally:
            painter.end()

    def _paint_part(self, painter: QPainter, part: QRect) -> None:
        model = cast("QAbstractTableModel", self.model())
        delegate = cast("CellPainter", self.itemDelegate())
        first, last = self._rows_in(part)
        columns = self._columns_in(part)
        current = self.currentIndex() if self.hasFocus() else QModelIndex()
        hovered, selected = self._hovered(), self._selected_rows()
        is_active = self.hasFocus() and self.isActiveWindow()
        for row in range(first, last + 1):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            is_selected = any(row in rows for rows in selected)
            for column, left, width, is_first in columns:
                index = model.createIndex(row, column)
                state = CellState(
                    is_first, is_selected, is_active, index == hovered, index == current
                )
                delegate.paint_cell(painter, QRect(left, top, width, height), state, index)

    def _rows_in(self, part: QRect) -> tuple[int, int]:
        first, last = self.rowAt(part.top()), self.rowAt(part.bottom())
        if first < 0:
            return 0, -1
        return first, last if last >= 0 else self.model().rowCount() - 1

    def _columns_in(self, part: QRect) -> list[tuple[int, int, int, bool]]:
        """Column, left edge, width, and whether it is the leftmost one."""
        head = self.horizontalHeader()
        found: list[tuple[int, int, int, bool]] = []
        for column in range(head.count()):
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            if left <= part.right() and left + width > part.left() and width:
                found.append((column, left, width, head.visualIndex(column) == 0))
        return found

    def _hovered(self) -> QModelIndex:
        if not self.viewport().underMouse():
            return QModelIndex()
        return self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))

    def _selected_rows(self) -> list[range]:
        chosen = self.selectionModel().selection()
        parts = (chosen.at(at) for at in range(chosen.size()))
        return [range(part.top(), part.bottom() + 1) for part in parts]
