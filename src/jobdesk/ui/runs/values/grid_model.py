"""GridModel: a table from a value, in the order that was worked out for it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jobdesk.ui.runs.cells import QUIET_ROLE
from jobdesk.ui.runs.values.grid_data import Grid, cell_start, right_columns

_NO_PARENT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SHOWN_CHARS = 300
_TIP_CHARS = 2000

_Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """Cells as words; rows are shown in `order`."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid((), ())
        self._order: Sequence[int] = ()
        self._right: frozenset[int] = frozenset()

    def show_grid(self, grid: Grid) -> None:
        """Take another table, in the order it has."""
        self.beginResetModel()
        self.grid = grid
        self._order = range(len(grid.rows))
        self._right = frozenset(right_columns(grid))
        self.endResetModel()

    def show_order(self, order: Sequence[int]) -> None:
        """Show these rows, in this order."""
        self.beginResetModel()
        self._order = order
        self.endResetModel()

    def part(self, rows: Sequence[int], columns: Sequence[int]) -> Grid:
        """Shown rows and columns as a table of its own."""
        return self.grid.part((self._order[row] for row in rows), columns)

    def cell(self, row: int, column: int) -> Any:
        """The value of a cell."""
        return self.grid.rows[self._order[row]][column]

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The rows that are shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """The columns of the table."""
        return 0 if parent.isValid() else len(self.grid.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, and row numbers of the table as it was given."""
        if orientation == Qt.Orientation.Vertical:
            is_row = role == Qt.ItemDataRole.DisplayRole and section < len(self._order)
            return f"{self._order[section] + 1:,}" if is_row else None
        if not 0 <= section < len(self.grid.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.grid.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self._right else _LEFT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell."""
        if not index.isValid() or index.row() >= len(self._order):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in self._right else _LEFT
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(cell_start(cell, _SHOWN_CHARS).splitlines())
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell_start(cell, _TIP_CHARS)
        if role == QUIET_ROLE:
            return isinstance(cell, dict | list)
        return None
