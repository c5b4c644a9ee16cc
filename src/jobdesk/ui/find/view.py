"""FoundList: the results as Qt's table (keys, selection, accessibility), painted by us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from jobdesk.models.records import LogLine
from jobdesk.ui.find.found import FoundRuns
from jobdesk.ui.find.model import FoundModel
from jobdesk.ui.find.paint import FoundPainter
from jobdesk.ui.log.painter import RowState
from jobdesk.ui.log.query import Marker
from jobdesk.ui.log.view import plain_tip
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.times import exact_text

_TIP_CHARS = 1200
_Index = QModelIndex | QPersistentModelIndex
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FoundList(QTableView):
    """Runs that fold, and their lines.

    Signals:
        open_requested(int, int): show this run at this line.
        more_requested(int): more lines of this run (its place among those found).
        copy_requested(): Ctrl+C or Space.
        menu_requested(QPoint): the context menu, at a global point.
        left(): Esc, or Up on the first row: back to the field.
    """

    open_requested = Signal(int, int)
    more_requested = Signal(int)
    copy_requested = Signal()
    menu_requested = Signal(QPoint)
    left = Signal()

    def __init__(self, model: FoundModel) -> None:
        super().__init__()
        self._found_model = model
        self.painter = FoundPainter()
        self._hovered = -1
        self.setModel(model)
        self.setAccessibleName("Lines found")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(1)
        self._measure()
        model.rows_came.connect(self._on_rows_came)
        model.modelReset.connect(self._on_reset)
        Theme.current().changed.connect(self._on_theme_changed)

    @property
    def found(self) -> FoundRuns:
        """What is shown."""
        return self._found_model.found

    @property
    def current_row(self) -> int:
        """The row that has the keyboard; -1 for none."""
        return self.currentIndex().row()

    def current_line(self) -> LogLine | None:
        """The current line; None on a run."""
        return self.found.line(self.current_row)

    def selected_lines(self) -> list[LogLine]:
        """The selected lines, top down; a selected run that is closed stands for its lines."""
        lines: list[LogLine] = []
        for rows in sorted(self._selected_ranges(), key=lambda part: part.start):
            for row in rows:
                line, run = self.found.line(row), self.found.group(row)
                if line is not None:
                    lines.append(line)
                elif run is not None and run.is_folded:
                    lines.extend(run.lines)
        return lines

    def set_marker(self, marker: Marker | None) -> None:
        """Mark what matches in the messages."""
        self.painter.set_marker(marker)
        self.viewport().update()

    def choose(self, row: int) -> None:
        """Make a row current and bring it into view."""
        index = self._found_model.index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def step(self, by: int) -> bool:
        """Go to the next line (1) or the one before (-1); False at the end."""
        at = self.current_row
        row = self.found.hit_beside(at if at >= 0 or by > 0 else self.found.count, by)
        if row < 0:
            return False
        self.choose(row)
        return True

    def add_lines(self, group: int, lines: Sequence[LogLine], has_more: bool) -> None:
        """More lines of a run came; who asked for them goes on with the first of them."""
        offer, row = self.current_row, self.found.row(self.current_row)
        was_current = self.found.is_offer(offer) and row is not None and row.group == group
        self._found_model.add_lines(group, lines, has_more=has_more)
        if was_current:
            self.choose(offer)

    # Folding

    def set_folded(self, group: int, *, is_folded: bool) -> None:
        """Close or open a run; a line that goes leaves its run current."""
        row = self.found.row(self.current_row)
        is_inside = row is not None and row.group == group
        self._found_model.set_folded(group, is_folded=is_folded)
        if is_inside and is_folded:
            self.choose(self.found.head_of(group))

    def set_all_folded(self, *, is_folded: bool) -> None:
        """Close or open all runs; the current run stays so."""
        row = self.found.row(self.current_row)
        self._found_model.set_all_folded(is_folded=is_folded)
        if row is not None:
            self.choose(self.found.head_of(row.group))

    @Slot()
    def fold_all(self) -> None:
        """Show runs only."""
        self.set_all_folded(is_folded=True)

    @Slot()
    def open_all(self) -> None:
        """Show the lines of all runs."""
        self.set_all_folded(is_folded=False)

    # Rows

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.painter.line_height)

    @Slot(int, int)
    def _on_rows_came(self, first: int, last: int) -> None:
        lines, height = self.verticalHeader(), self.painter.head_height
        blocked = QSignalBlocker(lines)  # the view would take each of thousands to heart
        for row in range(first, last + 1):
            if self.found.is_head(row):
                lines.resizeSection(row, height)
        blocked.unblock()
        self.scheduleDelayedItemsLayout()

    @Slot()
    def _on_reset(self) -> None:
        self._hovered = -1

    @Slot()
    def _on_theme_changed(self) -> None:
        self.painter.refresh()
        self._measure()
        if self.found.count:
            self._on_rows_came(0, self.found.count - 1)
        self.viewport().update()

    def _selected_ranges(self) -> list[range]:
        found = self.selectionModel().selection()
        parts = [found.at(place) for place in range(found.size())]
        return [range(part.top(), part.bottom() + 1) for part in parts]

    def _rows_in(self, area: QRect) -> range:
        first = max(0, self.rowAt(area.top()))
        last = self.rowAt(area.bottom())
        return range(first, (self.found.count - 1 if last < 0 else last) + 1)

    def _row_rect(self, row: int) -> QRectF:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        return QRectF(0, top, self.viewport().width(), height)

    def _state(self, row: int, selected: Sequence[range]) -> RowState:
        is_current = row == self.current_row and self.hasFocus()
        return RowState(
            is_selected=any(row in rows for rows in selected),
            is_current=is_current,
            is_hovered=row == self._hovered,
            has_focus=self.hasFocus(),
        )

    def _paint_rows(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area, Theme.current().color("canvas"))
        if not self.found.count:
            return
        rows, now = self._rows_in(area), datetime.now(UTC)
        lines = [line for row in rows if (line := self.found.line(row)) is not None]
        if self.painter.layout.see(lines):  # a column became wider
            self.viewport().update()
        selected = self._selected_ranges()
        drawn: list[tuple[QRectF, LogLine, RowState]] = []
        for row in rows:
            rect, state = self._row_rect(row), self._state(row, selected)
            line, run = self.found.line(row), self.found.group(row)
            if line is not None:
                drawn.append((rect, line, state))
            elif run is not None and self.found.is_head(row):
                self.painter.paint_head(painter, rect, run, state, now)
            elif run is not None:
                self.painter.paint_offer(painter, rect, run, state)
        self.painter.paint_lines(painter, drawn, self.viewport().width())

    # What is asked of a row

    def act(self, row: int) -> None:
        """Open the run of a row at its line, or bring more lines."""
        at, run = self.found.row(row), self.found.group(row)
        if at is None or run is None:
            return
        if self.found.is_offer(row):
            self.more_requested.emit(at.group)
            return
        line = self.found.line(row)
        seq = line.seq if line is not None else run.lines[0].seq if run.lines else 0
        self.open_requested.emit(int(run.hits.no), seq)

    def _fold_by_key(self, key: int) -> bool:
        """Left closes or goes to the run, Right opens or goes into it."""
        at, run = self.found.row(self.current_row), self.found.group(self.current_row)
        if at is None or run is None:
            return False
        is_head = self.found.is_head(self.current_row)
        if key == Qt.Key.Key_Left and not is_head:
            self.choose(self.found.head_of(at.group))
        elif is_head and run.is_folded == (key == Qt.Key.Key_Right):
            self.set_folded(at.group, is_folded=not run.is_folded)
        elif is_head and key == Qt.Key.Key_Right:
            self.choose(self.current_row + 1)
        return True

    def _on_space(self) -> None:
        at, run = self.found.row(self.current_row), self.found.group(self.current_row)
        if at is not None and run is not None and self.found.is_head(self.current_row):
            self.set_folded(at.group, is_folded=not run.is_folded)
        else:
            self.copy_requested.emit()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Left and Right fold, Ctrl+C and Space copy, Esc leaves."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif key in _ENTER_KEYS:
            self.act(self.current_row)
        elif key == Qt.Key.Key_Space and not event.modifiers():
            self._on_space()
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self.current_row <= 0):
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self._fold_by_key(key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a run folds it; on an offer it brings more lines."""
        super().mousePressEvent(event)
        row = self.rowAt(event.position().toPoint().y())
        at, run = self.found.row(row), self.found.group(row)
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if not is_plain or at is None or run is None:
            return
        if self.found.is_head(row):
            self.set_folded(at.group, is_folded=not run.is_folded)
        elif self.found.is_offer(row):
            self.more_requested.emit(at.group)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the run at the line; a run itself folds as with one click."""
        row = self.rowAt(event.position().toPoint().y())
        if self.found.is_head(row):
            self.mousePressEvent(event)
        elif self.found.line(row) is not None and event.button() == Qt.MouseButton.LeftButton:
            self.act(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            is_quiet = self.found.is_head(row) or self.found.is_offer(row)
            shape = (
                Qt.CursorShape.PointingHandCursor if is_quiet else Qt.CursorShape.ArrowCursor
            )
            self.viewport().setCursor(shape)
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the pointer, or at the current row when a key asked."""
        point = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self._row_rect(max(0, self.current_row)).toRect()
            point = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(40, 0))
        self.menu_requested.emit(point)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 -- Qt's name
        """Repaint whole rows."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 -- Qt's name
        """Repaint whole rows."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what a row leaves out."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, position: QPoint) -> str:
        """The whole message where it is cut; of a run when it was asked for."""
        row = self.rowAt(position.y())
        line, run = self.found.line(row), self.found.group(row)
        if line is not None:
            is_cut = self.painter.is_cut(line, self.viewport().width())
            text = line.message[:_TIP_CHARS] + "…" * (len(line.message) > _TIP_CHARS)
            return plain_tip(text) if is_cut else ""
        if run is None or self.found.is_offer(row):
            return ""
        return plain_tip(
            f"Asked for {exact_text(run.hits.date_created)}. Double-click a line to open it."
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are touched."""
        painter = QPainter(self.viewport())
        try:
            self._paint_rows(painter, event.rect())
        finally:
            painter.end()
