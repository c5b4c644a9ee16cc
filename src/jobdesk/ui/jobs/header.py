"""The header of the jobs table: columns are dragged, made wider, ordered by, turned off.

What somebody chose is kept; what there is no room for only gives way until there is.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.jobs.columns import COLUMNS, ENABLED, FIXED, LABELS, NAME, PLACES, RUN
from jobdesk.ui.jobs.sorting import BY_NAME, Sorting
from jobdesk.ui.jobs.state import ColumnsState, with_all_columns
from jobdesk.ui.theme import Theme

_NAME_LEAST_PX = 180  # below that, other columns give way
_WIDTH_STEP_PX = 16
_LEAST_PX = 40
_MARK_PX = 10


class JobsHeader(QHeaderView):
    """Titles with marks of the order.

    Signals:
        sort_requested(str, bool): a title was clicked; True with Shift.
        columns_changed(): somebody chose, moved or resized a column.
        menu_requested(str, QPoint): a context menu for a column, global position.
    """

    sort_requested = Signal(str, bool)
    columns_changed = Signal()
    menu_requested = Signal(str, QPoint)

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._state = ColumnsState()
        self._sorting: Sorting = BY_NAME
        self._has_labels = False
        self._is_adjusting = True
        self._has_shift = False

    def set_up(self) -> None:
        """Take the table's columns; once, after the table has its model and this header."""
        self.setAccessibleName("Columns")
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for place in (ENABLED, RUN):
            self.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
        self.sectionClicked.connect(self._on_clicked)
        self.sectionMoved.connect(self._on_moved)
        self.sectionResized.connect(self._on_resized)
        self.take_columns(self._state)

    # Order

    @property
    def sorting(self) -> Sorting:
        """The columns that the jobs are ordered by."""
        return self._sorting

    def show_sorting(self, sorting: Sorting) -> None:
        """Mark these columns."""
        self._sorting = sorting
        self.viewport().update()

    # Columns

    @property
    def columns(self) -> ColumnsState:
        """What somebody chose."""
        return self._state

    def take_columns(self, state: ColumnsState) -> None:
        """Show these columns so."""
        self._state = state
        self._is_adjusting = True
        for place, key in enumerate(with_all_columns(list(state.order))):
            self.moveSection(self.visualIndex(PLACES[key]), place)
        for place, column in enumerate(COLUMNS):
            if column.width:
                self.resizeSection(place, state.widths.get(column.key, column.width))
        self._is_adjusting = False
        self.fit()

    def toggle(self, key: str) -> None:
        """Turn a column off or on."""
        hidden = self._state.hidden ^ {key}
        self._choose(ColumnsState(self._state.order, hidden, self._state.widths))

    def move_by(self, key: str, step: int) -> None:
        """Move a column over the next one that is seen, to the left (-1) or right (1)."""
        place = self.visualIndex(PLACES[key]) + step
        while 0 < place < self.count() - 1 and self.isSectionHidden(self.logicalIndex(place)):
            place += step
        if 0 < place < self.count() - 1:
            self.moveSection(self.visualIndex(PLACES[key]), place)

    def widen(self, key: str, step: int) -> None:
        """Make a column wider (1) or narrower (-1)."""
        width = self._width(PLACES[key]) + step * _WIDTH_STEP_PX
        widths = {**self._state.widths, key: max(_LEAST_PX, width)}
        self._choose(ColumnsState(self._state.order, self._state.hidden, widths))

    @Slot()
    def reset_columns(self) -> None:
        """All columns as they were at first."""
        self._choose(ColumnsState())

    def show_labels(self, has_labels: bool) -> None:
        """The labels have a column when there are any."""
        if has_labels != self._has_labels:
            self._has_labels = has_labels
            self.fit()

    def fit(self) -> None:
        """Let columns give way, the least needed first, until the names have room."""
        gone = {PLACES[key] for key in self._state.hidden}
        if not self._has_labels:
            gone.add(LABELS)
        wanted = [p for p in range(len(COLUMNS)) if p != NAME and p not in gone]
        taken = sum(self._width(place) for place in wanted)
        room = self._table.viewport().width() - _NAME_LEAST_PX
        for place in sorted(wanted, key=lambda p: COLUMNS[p].gives_way):
            if COLUMNS[place].gives_way and taken > room:
                gone.add(place)
                taken -= self._width(place)
        self._is_adjusting = True
        for place in range(len(COLUMNS)):
            if self.isSectionHidden(place) != (place in gone):
                self.setSectionHidden(place, place in gone)
        self._is_adjusting = False

    def _width(self, place: int) -> int:
        return self._state.widths.get(COLUMNS[place].key, COLUMNS[place].width)

    def _choose(self, state: ColumnsState) -> None:
        self.take_columns(state)
        self.columns_changed.emit()

    # Slots

    @Slot(int)
    def _on_clicked(self, section: int) -> None:
        if COLUMNS[section].is_sortable:
            self.sort_requested.emit(COLUMNS[section].key, self._has_shift)

    @Slot(int, int, int)
    def _on_moved(self, section: int, before: int, after: int) -> None:
        del section, before, after
        if self._is_adjusting:
            return
        seen = [COLUMNS[self.logicalIndex(place)].key for place in range(self.count())]
        order = with_all_columns(seen)  # the last column stays the last
        self._choose(ColumnsState(order, self._state.hidden, self._state.widths))

    @Slot(int, int, int)
    def _on_resized(self, section: int, before: int, after: int) -> None:
        if self._is_adjusting or section in FIXED or not before or not after:
            return
        widths = {**self._state.widths, COLUMNS[section].key: after}
        self._state = ColumnsState(self._state.order, self._state.hidden, widths)
        self.columns_changed.emit()

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember Shift: a title that is clicked with it is added to the order."""
        self._has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was made wider may leave others without room."""
        super().mouseReleaseEvent(event)
        self.fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu about the column under the pointer."""
        place = self.logicalIndexAt(event.pos())
        self.menu_requested.emit(COLUMNS[place].key if place >= 0 else "", event.globalPos())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 -- Qt's names
        """Qt's own, and the mark of the order with its number."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        keys = [key for key, _ in self._sorting]
        column = COLUMNS[logicalIndex]
        if column.key in keys:
            self._paint_mark(painter, rect, column.title, keys.index(column.key))

    def _paint_mark(self, painter: QPainter, rect: QRect, title: str, place: int) -> None:
        theme = Theme.current()
        font = theme.font("caption")
        left = rect.left() + (20 if rect.left() == 0 else 6)
        x = left + QFontMetrics(font).horizontalAdvance(title) + 5
        number = str(place + 1) if len(self._sorting) > 1 else ""
        if x + _MARK_PX > rect.right():
            return
        square = QRectF(x, rect.center().y() - _MARK_PX / 2 + 0.5, _MARK_PX, _MARK_PX)
        glyph = "caret-down" if self._sorting[place][1] else "caret-up"
        paint_icon(painter, square, glyph, theme.color("text2"))
        if number:
            painter.setFont(font)
            painter.setPen(theme.color("text2"))
            words = QRectF(square.right() + 1, rect.top(), 12, rect.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, number)
