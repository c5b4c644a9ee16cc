"""LogView: the log with a current row, selection, keyboard, pill and tooltips."""

from collections.abc import Callable, Container

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, Qt, QTimerEvent, QUrl, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from jobdesk.models.records import LogLine
from jobdesk.ui.accessible import Role, tell_value
from jobdesk.ui.log.ansi import plain
from jobdesk.ui.log.canvas import LogCanvas
from jobdesk.ui.log.painter import PLAIN, RowPainter, RowState
from jobdesk.ui.log.selection import RowSelection
from jobdesk.ui.log.shown import is_web_link
from jobdesk.ui.log.source import LogSource
from jobdesk.ui.widgets.pill import Pill

_PILL_BOTTOM_PX = 14
_TIP_CHARS = 1200
_DRAG_SCROLL_MS = 40
_FOLD_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Left)
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LogView(LogCanvas):
    """What the user works with: one current row, a run of selected rows.

    Signals:
        current_changed(int): another row is current; -1 for none.
        opened(int): Return or a double click asked for this row in full.
        fold_requested(int, bool): the fold of this row is to be opened, or closed.
        copy_requested(): Ctrl+C.
        zoom_requested(int): Ctrl and the wheel ask for larger (1) or smaller (-1) text.
        menu_requested(QPoint): the context menu, at a global point.
    """

    accessible_role = Role.List

    current_changed = Signal(int)
    opened = Signal(int)
    fold_requested = Signal(int, bool)
    copy_requested = Signal()
    zoom_requested = Signal(int)
    menu_requested = Signal(QPoint)

    def __init__(
        self, parent: QWidget | None = None, row_painter: RowPainter | None = None
    ) -> None:
        super().__init__(parent, row_painter)
        self._selection = RowSelection()
        self._hovered = -1
        self._marks: Container[int] = ()
        self._may_match: Callable[[int], bool] | None = None
        self._fold_of: Callable[[int], tuple[str, str]] | None = None
        self._drag_timer = QBasicTimer()
        self._drag_y = 0.0
        self._pill = Pill("arrow-down", "End", self)
        self._pill.hide()
        self._pill.clicked.connect(self._on_pill_clicked)
        self.scrolled.connect(self._on_scrolled)
        self.follow_changed.connect(self._on_scrolled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Log")
        self.current_changed.connect(self._on_tell_current)

    @property
    def selection(self) -> RowSelection:
        """The current row and those selected with it."""
        return self._selection

    @property
    def pill(self) -> Pill:
        """Says how many lines came below."""
        return self._pill

    def current_line(self) -> LogLine | None:
        """The line of the current row; None without one or while it is not held."""
        return self.line(self._selection.current)

    def accessible_value(self) -> str:
        """The current line, as a screen reader says it."""
        line = self.current_line()
        return "" if line is None else f"{line.level}, {line.message}"

    @Slot()
    def _on_tell_current(self) -> None:
        tell_value(self, self.accessible_value())

    def show_source(self, source: LogSource, *, following: bool) -> None:
        """Show another source; nothing is selected."""
        self._selection.clear()
        super().show_source(source, following=following)
        self.current_changed.emit(-1)

    def refresh(self) -> None:
        """Look at the source again."""
        super().refresh()
        self._selection.limit(self.count)

    def select_row(self, row: int, *, extend: bool = False, centre: bool = False) -> None:
        """Make a row current and bring it into view."""
        if not 0 <= row < self.count:
            return
        self._selection.move(row, extend=extend)
        if row not in self._whole_rows():
            half = self._position.visible // 2
            near = self._position.first_to_show(row)
            self.scroll_to(row - half if centre else near)
        self.viewport().update()
        self.current_changed.emit(row)

    def select_all(self) -> None:
        """Select every row; the view stays where it is."""
        if self.count:
            self._selection.select_all(self.count)
            self.viewport().update()
            self.current_changed.emit(self._selection.current)

    def row_state(self, row: int) -> RowState:
        """How a row stands."""
        is_selected = not self._selection.is_empty and row in self._selection.rows
        is_hovered = row == self._hovered
        is_marked = self._is_marked(row)
        fold, level = self._fold_of(row) if self._fold_of is not None else ("", "")
        is_no_match = self._is_no_match(row)
        if not (is_selected or is_hovered or is_marked or is_no_match or fold):
            return PLAIN
        return RowState(
            is_no_match=is_no_match,
            fold=fold,
            fold_level=level,
            is_marked=is_marked,
            is_selected=is_selected,
            is_current=row == self._selection.current,
            is_hovered=is_hovered,
            has_focus=self.hasFocus(),
        )

    def set_matching(self, may_match: Callable[[int], bool] | None) -> None:
        """Mark texts only in lines that match, by their numbers; None marks them anywhere."""
        self._may_match = may_match
        self.viewport().update()

    def _is_no_match(self, row: int) -> bool:
        line = self.line(row) if self._may_match is not None else None
        return (
            line is not None and self._may_match is not None and not self._may_match(line.seq)
        )

    def set_folds(self, fold_of: Callable[[int], tuple[str, str]] | None) -> None:
        """Show what is folded: its words and level by row, empty for a line of its own."""
        self._fold_of = fold_of

    def reload(self) -> None:
        """Read everything again."""
        self._selection.limit(self._source.count if self._source is not None else 0)
        super().reload()

    def _is_on_fold(self, row: int, x: float) -> bool:
        if self._fold_of is None:
            return False
        fold, _ = self._fold_of(row)
        start = self._columns.message
        return bool(fold) and start <= x <= start + self._layout.mono.horizontalAdvance(fold)

    def set_marks(self, marks: Container[int]) -> None:
        """Show which lines are marked, by their numbers."""
        self._marks = marks
        self.viewport().update()

    def _is_marked(self, row: int) -> bool:
        line = self.line(row) if self._marks else None
        return line is not None and line.seq in self._marks

    def _whole_rows(self) -> range:
        return range(self._position.first, self._position.first + self._position.visible)

    def go_to_end(self) -> None:
        """Follow the end from now on."""
        self._selection.clear()
        self.set_following(True)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for each in (before, row):
                self.viewport().update(self.row_rect(each))

    def _is_on_link(self, pos: QPoint) -> LogLine | None:
        row = self._position.first + pos.y() // self.row_height
        line = self.line(row)
        columns = self._columns
        if line is None or not line.object or not is_web_link(line.url):
            return None
        is_inside = columns.object <= pos.x() <= columns.object + columns.object_width
        return line if is_inside else None

    def _place_pill(self) -> None:
        area = self.viewport().geometry()
        x = area.center().x() - self._pill.width() // 2
        self._pill.move(x, area.bottom() - self._pill.height() - _PILL_BOTTOM_PX)

    @Slot()
    def _on_pill_clicked(self) -> None:
        self.go_to_end()

    @Slot()
    def _on_scrolled(self) -> None:
        self._hover(-1)
        new = self.new_lines
        self._pill.setVisible(new > 0)
        if new:
            self._pill.say(f"{new:,} new line{'s' if new > 1 else ''}")
            self._place_pill()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, pages, Home and End; with Shift they extend the selection."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() in _OPEN_KEYS and not self._selection.is_empty:
            self.opened.emit(self._selection.current)
        elif event.key() == Qt.Key.Key_Escape and not self._selection.is_empty:
            self._selection.clear()
            self.viewport().update()
            self.current_changed.emit(-1)
        elif not self._move_by_key(event):
            super().keyPressEvent(event)

    def _move_by_key(self, event: QKeyEvent) -> bool:
        key, is_extending = (
            Qt.Key(event.key()),
            bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
        )
        if key == Qt.Key.Key_End and not is_extending:
            self.go_to_end()
            return True
        if key in _FOLD_KEYS and self._fold_of is not None and not is_extending:
            self.fold_requested.emit(self._selection.current, key == Qt.Key.Key_Right)
            return True
        row = self._row_after_key(key)
        if row is None:
            return False
        self.select_row(max(0, min(row, self.count - 1)), extend=is_extending)
        return True

    def _row_after_key(self, key: Qt.Key) -> int | None:
        current, page = self._selection.current, self._position.visible - 1
        if current < 0:
            rows = self.rows_in_view()
            down, up = rows.start, rows.start + self._position.visible - 1
        else:
            down, up = current + 1, current - 1
        return {
            Qt.Key.Key_Down: down,
            Qt.Key.Key_Up: up,
            Qt.Key.Key_PageDown: max(current, self._position.first) + page,
            Qt.Key.Key_PageUp: (current if current >= 0 else self._position.first) - page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count - 1,
        }.get(key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the row current; with Shift extend to it; open a link."""
        pos = event.position().toPoint()
        row = self._position.first + pos.y() // self.row_height
        if row >= self.count:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            line = self._is_on_link(pos)
            if line is not None:
                QDesktopServices.openUrl(QUrl(line.url))
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.select_row(row, extend=shift)
            if self._is_on_fold(row, pos.x()):
                self.fold_requested.emit(row, bool(self.row_state(row).fold_level))
        elif row not in self._selection.rows:
            self.select_row(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the row in full."""
        row = self._position.first + event.position().toPoint().y() // self.row_height
        if event.button() == Qt.MouseButton.LeftButton and row < self.count:
            self.opened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection while dragging, else show what is under the pointer."""
        pos = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton and not self._selection.is_empty:
            self._drag_y = event.position().y()
            self._drag()
            if not self._drag_timer.isActive():
                self._drag_timer.start(_DRAG_SCROLL_MS, self)
            return
        self._hover(self._position.first + pos.y() // self.row_height)
        is_link = self._is_on_link(pos) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _drag(self) -> None:
        row = self.row_at(self._drag_y)
        if row != self._selection.current:
            self.select_row(row, extend=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End dragging."""
        del event
        self._drag_timer.stop()

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll on while the pointer is dragged beyond an edge."""
        if event.timerId() == self._drag_timer.timerId():
            self._drag()
        else:
            super().timerEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the pointer, or at the current row when a key asked."""
        point = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.row_rect(max(self._selection.current, self._position.first))
            point = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(40, 0))
        self.menu_requested.emit(point)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole message in a tooltip where it does not fit."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        row = self._position.first + event.pos().y() // self.row_height
        line = self.line(row)
        if line is None or not self.is_cut(line):
            QToolTip.hideText()
            return
        message = plain(line.message)
        text = message[:_TIP_CHARS] + "…" * (len(message) > _TIP_CHARS)
        QToolTip.showText(event.globalPos(), plain_tip(text), self.viewport())

    def is_cut(self, line: LogLine) -> bool:
        """The row does not show the whole message."""
        room = self._painter.room(self._columns)
        return len(plain(line.message)) > room or "\n" in line.message

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the selection as active."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the selection as inactive."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned:
                self.zoom_requested.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in view and the pill above the lower edge."""
        row = self._selection.current
        was_in_view = row in self._whole_rows()
        super().resizeEvent(event)
        if was_in_view and row not in self._whole_rows():
            self.scroll_to(self._position.first_to_show(row))
        self._place_pill()


def plain_tip(text: str) -> str:
    """Text for a tooltip: Qt would read it as rich text when it looks like it."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<p>{safe}</p>"
