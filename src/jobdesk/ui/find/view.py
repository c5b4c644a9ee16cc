"""FoundList: what keys and mouse do with the results."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip

from jobdesk.models.records import LogLine
from jobdesk.ui.find.rows_view import FoundRows
from jobdesk.ui.log.view import plain_tip
from jobdesk.ui.widgets.times import exact_text

_TIP_CHARS = 1200
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FoundList(FoundRows):
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
        y = event.position().toPoint().y()
        row = self.row_at(y)
        if row != self.rowAt(y):  # the run that stands over its lines
            self.choose(row)
            return
        super().mousePressEvent(event)
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
        row = self.row_at(event.position().toPoint().y())
        if self.found.is_head(row):
            self.mousePressEvent(event)
        elif self.found.line(row) is not None and event.button() == Qt.MouseButton.LeftButton:
            self.act(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.row_at(event.position().toPoint().y()))

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

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what a row leaves out."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, position: QPoint) -> str:
        """The whole message where it is cut; of a run when it was asked for."""
        row = self.row_at(position.y())
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
