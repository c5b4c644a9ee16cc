"""LogView: the log under keyboard and mouse, with its pill and tooltips."""

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, Qt, QTimerEvent, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from jobdesk.models.records import LogLine
from jobdesk.ui.accessible import Role
from jobdesk.ui.log.ansi import plain
from jobdesk.ui.log.painter import RowPainter
from jobdesk.ui.log.selecting import SelectingView
from jobdesk.ui.log.shown import is_cut, is_web_link
from jobdesk.ui.widgets.opening import open_link
from jobdesk.ui.widgets.pill import Pill

_PILL_BOTTOM_PX = 14
_TIP_CHARS = 1200
_DRAG_SCROLL_MS = 40
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDES = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class LogView(SelectingView):
    """What the user works with.

    Signals:
        opened(int): Return or a double click asked for this row in full.
        fold_requested(int, bool): the fold of this row is to be opened, or closed.
        copy_requested(): Ctrl+C.
        drag_requested(): the selected rows are dragged away.
        zoom_requested(int): Ctrl and the wheel ask for larger (1) or smaller (-1) text.
        menu_requested(QPoint): the context menu, at a global point.
    """

    accessible_role = Role.List

    opened = Signal(int)
    fold_requested = Signal(int, bool)
    copy_requested = Signal()
    drag_requested = Signal()
    zoom_requested = Signal(int)
    menu_requested = Signal(QPoint)

    def __init__(
        self, parent: QWidget | None = None, row_painter: RowPainter | None = None
    ) -> None:
        super().__init__(parent, row_painter)
        self._drag_timer = QBasicTimer()
        self._drag_y = 0.0
        self._pressed: QPoint | None = (
            None  # on a selected row: it is dragged, or selected alone
        )
        self._pill = Pill("arrow-down", "End", self)
        self._pill.hide()
        self._pill.clicked.connect(self._on_pill_clicked)
        self.scrolled.connect(self._on_scrolled)
        self.follow_changed.connect(self._on_scrolled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Log")
        self.current_changed.connect(self._mark_focus)

    @Slot()
    def _mark_focus(self) -> None:
        """A current row shows that the keyboard is here; without one the head does."""
        is_unseen = self.hasFocus() and self._selection.is_empty
        self._head.set_focused(is_focused=is_unseen)

    @property
    def pill(self) -> Pill:
        """Says how many lines came below."""
        return self._pill

    def go_to_end(self) -> None:
        """Follow the end from now on."""
        self.clear_selection()
        self.set_following(True)

    def is_cut(self, line: LogLine) -> bool:
        """The row does not show the whole message."""
        return is_cut(line.message, self._painter.room(self._columns))

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

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, pages, Home and End; with Shift they extend, with Ctrl they only go."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() in _OPEN_KEYS and self._selection.current >= 0:
            self.opened.emit(self._selection.current)
        elif event.key() == Qt.Key.Key_Escape and self._selection.current >= 0:
            self.clear_selection()
        elif not (self._side_key(event) or self._move_by_key(event)):
            super().keyPressEvent(event)

    def _side_key(self, event: QKeyEvent) -> bool:
        """Right and Left: folds, and with Ctrl words; Ctrl+Space selects one row more."""
        by, current = _SIDES.get(Qt.Key(event.key()), 0), self._selection.current
        if event.key() == Qt.Key.Key_Space and event.modifiers() == _CTRL:
            self.toggle_row(current)
        elif by and event.modifiers() & _CTRL:
            self.step_word(by)
        elif by and self._fold_of is not None and not event.modifiers() & _SHIFT:
            self.fold_requested.emit(current, by > 0)
        else:
            return False
        return True

    def _move_by_key(self, event: QKeyEvent) -> bool:
        key, keys = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_End and not keys & _SHIFT:
            self.go_to_end()
            return True
        row = self._row_after_key(key)
        if row is None:
            return False
        row = max(0, min(row, self.count - 1))
        is_extending, is_adding = bool(keys & _SHIFT), bool(keys & _CTRL)
        if is_adding and not is_extending:
            self.walk_to(row)
        else:
            self.select_row(row, extend=is_extending, add=is_adding)
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

    # Mouse

    def _row_under(self, pos: QPoint) -> int:
        return self._position.first + pos.y() // self.row_height

    def _link_at(self, pos: QPoint) -> LogLine | None:
        line, columns = self.line(self._row_under(pos)), self._columns
        if line is None or not line.object or not is_web_link(line.url):
            return None
        is_inside = columns.object <= pos.x() <= columns.object + columns.object_width
        return line if is_inside else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the row current; Shift extends to it, Ctrl takes it too; open a link."""
        pos, keys = event.position().toPoint(), event.modifiers()
        row, self._pressed, self._is_selecting = self._row_under(pos), None, False
        if row >= self.count:
            return
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and keys & (_CTRL | _SHIFT):
            self._select_more(row, keys)
        elif row in self._selection:
            self._pressed = pos if is_left else None
            self.walk_to(row)
            self._take_cell(pos.x())
        else:
            self._select_one(row, pos, is_left=is_left)
        self._is_selecting = is_left and self._pressed is None

    def _select_more(self, row: int, keys: Qt.KeyboardModifier) -> None:
        if keys & _SHIFT:
            self.select_row(row, extend=True, add=bool(keys & _CTRL))
        else:
            self.toggle_row(row)

    def _select_one(self, row: int, pos: QPoint, *, is_left: bool) -> None:
        line = self._link_at(pos) if is_left else None
        if line is not None:
            open_link(line.url)
        self.select_row(row)
        self._take_cell(pos.x())
        if is_left and self._is_on_fold(row, pos.x()):
            self.fold_requested.emit(row, bool(self.row_state(row).fold_level))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the row in full."""
        row = self._row_under(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and row < self.count:
            self.opened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the selected rows away, or extend the selection, or tell what is here."""
        pos = event.position().toPoint()
        is_held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if is_held and self._pressed is not None:
            far = (pos - self._pressed).manhattanLength()
            if far >= QApplication.startDragDistance():
                self._pressed = None
                self.drag_requested.emit()
        elif is_held and self._is_selecting and not self._selection.is_empty:
            self._drag_y = event.position().y()
            self._drag()
            if not self._drag_timer.isActive():
                self._drag_timer.start(_DRAG_SCROLL_MS, self)
        elif not is_held:
            self._hover(self._row_under(pos))
            is_link = self._link_at(pos) is not None
            shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    def _drag(self) -> None:
        row = self.row_at(self._drag_y)
        if row != self._selection.current:
            self.select_row(row, extend=True, add=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End dragging; a row of many that was only clicked is selected alone."""
        self._drag_timer.stop()
        pressed, self._pressed = self._pressed, None
        if pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            self._select_one(self._row_under(pressed), pressed, is_left=True)

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        turned = event.angleDelta().y()
        if event.modifiers() & _CTRL:
            if turned:
                self.zoom_requested.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # Other Qt overrides

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole message in a tooltip where it does not fit."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        line = self.line(self._row_under(event.pos()))
        if line is None or not self.is_cut(line):
            QToolTip.hideText()
            return
        message = plain(line.message[: _TIP_CHARS * 8])
        text = message[:_TIP_CHARS] + "…" * (len(message) > _TIP_CHARS)
        QToolTip.showText(event.globalPos(), plain_tip(text), self.viewport())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the selection as active."""
        super().focusInEvent(event)
        self._mark_focus()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the selection as inactive."""
        super().focusOutEvent(event)
        self._mark_focus()
        self.viewport().update()

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
