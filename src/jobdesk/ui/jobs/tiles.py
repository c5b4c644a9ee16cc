"""Jobs as tiles: Qt's selection and accessibility, our keys and painting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from jobdesk.ui.jobs.groups_model import AnyIndex
from jobdesk.ui.jobs.paint import RowLook
from jobdesk.ui.jobs.rows import Group, JobRow
from jobdesk.ui.jobs.rows_view import RowsView
from jobdesk.ui.jobs.tile_paint import (
    GAP_PX,
    LEAST_WIDTH_PX,
    card_rect,
    paint_tile,
    tile_height,
    tile_parts,
)
from jobdesk.ui.jobs.tiles_model import TilesModel

_EDGE_PX = 20
_Move = QAbstractItemView.CursorAction


class JobsTiles(RowsView):
    """As many cards side by side as fit, under headings that fold."""

    def __init__(self) -> None:
        super().__init__("Jobs as tiles")
        self.tiles_model = TilesModel(self)
        self.rows = self.tiles_model
        self.setModel(self.tiles_model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(1)
        self.tiles_model.modelReset.connect(self._on_model_reset)

    @Slot()
    def _on_model_reset(self) -> None:
        places, height = self.tiles_model.heading_rows(), self.painter.heading_height() + 4
        self._size_rows(tile_height(self.painter), places, height)
        self._hovered = QModelIndex()
        self.look_again()

    def _selection_of(self, keys: Collection[str]) -> QItemSelection:
        """Full lines beside each other are one range; thousands of ranges take Qt long."""
        model, found, start = self.tiles_model, QItemSelection(), -1
        for row in range(model.rowCount() + 1):
            line = model.line(row)
            cells = () if isinstance(line, Group) else line
            chosen = [place for place, entry in enumerate(cells) if entry.key in keys]
            is_full = len(chosen) == model.across
            if start >= 0 and not is_full:
                found.select(model.index(start, 0), model.index(row - 1, model.across - 1))
                start = -1
            if is_full:
                start = row if start < 0 else start
            else:
                for column in chosen:
                    found.select(model.index(row, column), model.index(row, column))
        return found

    # Places

    def _cell(self, index: AnyIndex) -> QRect:
        width = self._cell_width()
        return QRect(
            _EDGE_PX + index.column() * width,
            self.rowViewportPosition(index.row()),
            width,
            self.rowHeight(index.row()),
        )

    def _cell_width(self) -> int:
        return max(
            1, (self.viewport().width() - 2 * _EDGE_PX + GAP_PX) // self.tiles_model.across
        )

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """The cell there; Qt's own columns begin at the edge of the view."""
        row = self.rowAt(pos.y())
        if row < 0:
            return QModelIndex()
        column = (pos.x() - _EDGE_PX) // self._cell_width()
        if isinstance(self.tiles_model.line(row), Group):
            return self.tiles_model.index(row, 0)
        return self.tiles_model.index(row, column)

    def visualRect(self, index: AnyIndex) -> QRect:
        """Where a cell is."""
        return self._cell(index) if index.isValid() else QRect()

    def part_at(self, position: QPoint) -> tuple[QModelIndex, str]:
        """What is there: an index, and switch, run, star, heading, row or nothing."""
        index = self.indexAt(position)
        entry = self.tiles_model.entry_at(index)
        if entry is None:
            return QModelIndex(), ""
        if isinstance(entry, Group):
            return self.tiles_model.index(index.row(), 0), "heading"
        cell = self._cell(index)
        for part, place in tile_parts(cell).items():
            if place.adjusted(-5, -5, 5, 5).contains(position):
                return index, part
        return (index, "row") if card_rect(cell).contains(position) else (QModelIndex(), "")

    def _lines_in_view(self) -> range:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (self.tiles_model.rowCount() - 1 if last < 0 else last) + 1)

    def _keys_in_view(self) -> list[str]:
        lines = (self.tiles_model.line(row) for row in self._lines_in_view())
        return [row.key for line in lines if not isinstance(line, Group) for row in line]

    # Painting

    def _look_of(self, index: QModelIndex) -> RowLook:
        return RowLook(
            rect=self._cell(index),
            cells={},
            is_selected=self.selectionModel().isSelected(index),
            is_active=self.isActiveWindow(),
            is_hovered=index == self._hovered,
            is_current=self.hasFocus() and index == QModelIndex(self.currentIndex()),
        )

    def _paint_lines(self, painter: QPainter) -> None:
        self.painter.now = datetime.now(UTC)
        for row in self._lines_in_view():
            line = self.tiles_model.line(row)
            if isinstance(line, Group):
                self._paint_heading(painter, row, line)
                continue
            for column, entry in enumerate(line):
                index = self.tiles_model.index(row, column)
                paint_tile(self.painter, painter, self._look_of(index), entry)

    def _paint_heading(self, painter: QPainter, row: int, group: Group) -> None:
        look = self._look_of(self.tiles_model.index(row, 0))
        whole = replace(look, rect=QRect(0, look.rect.y(), self.width(), look.rect.height()))
        is_folded = group.name in self.tiles_model.folded
        self.painter.paint_heading(painter, whole, group, is_folded=is_folded)

    # Keys

    def moveCursor(  # noqa: N802 -- Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Left and Right go on over the ends of lines; Up and Down over headings."""
        model, present = self.tiles_model, self.currentIndex()
        is_far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if not present.isValid():
            return model.first_job()
        row, column = present.row(), present.column()
        if action in (_Move.MoveRight, _Move.MoveNext):
            return self._beside(row, column, 1)
        if action in (_Move.MoveLeft, _Move.MovePrevious):
            return self._beside(row, column, -1)
        if action in (_Move.MoveHome, _Move.MoveEnd):
            is_end = action == _Move.MoveEnd
            row = (model.rowCount() - 1 if is_end else 0) if is_far else row
            return self._place(row, model.across if is_end else 0)
        page = max(1, self.viewport().height() // max(1, self.rowHeight(row)))
        steps = {
            _Move.MoveUp: -1,
            _Move.MoveDown: 1,
            _Move.MovePageUp: -page,
            _Move.MovePageDown: page,
        }
        return self._place(row + steps.get(action, 0), column)

    def _beside(self, row: int, column: int, step: int) -> QModelIndex:
        line = self.tiles_model.line(row)
        length = 1 if isinstance(line, Group) else len(line)
        if 0 <= column + step < length:
            return self.tiles_model.index(row, column + step)
        if not 0 <= row + step < self.tiles_model.rowCount():
            return self._place(row, column)
        return self._place(row + step, 0 if step > 0 else self.tiles_model.across)

    def _place(self, row: int, column: int) -> QModelIndex:
        """The nearest place that there is."""
        row = min(max(0, row), self.tiles_model.rowCount() - 1)
        line = self.tiles_model.line(row)
        last = 0 if isinstance(line, Group) else len(line) - 1
        return self.tiles_model.index(row, min(column, last))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles that are seen."""
        del event
        painter = QPainter(self.viewport())
        try:
            self._paint_lines(painter)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more or fewer tiles."""
        super().resizeEvent(event)
        room = self.viewport().width() - 2 * _EDGE_PX + GAP_PX
        across = max(1, room // (LEAST_WIDTH_PX + GAP_PX))
        if across != self.tiles_model.across:
            keys, key = self.selected_keys(), self.current_key()
            self.tiles_model.set_across(across)
            self.choose_again(keys, key)
        self.look_again()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a new theme or font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.painter.parts.forget()
            heights = (tile_height(self.painter), self.painter.heading_height() + 4)
            if self._heights != heights:
                self._on_model_reset()  # another font; colours leave all in its place

    def _tip_of(self, row: JobRow, index: QModelIndex) -> str:
        del index
        parts = [row.title, row.subtitle, ", ".join(flag.word for flag in row.flags)]
        parts.append(", ".join(row.labels))
        return "\n".join(part for part in parts if part)
