"""RackView: a rack from the front and the rear, unit by unit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from jobdesk.inventory.desk.drawings import FRONT, REAR, RackDevice, RackDrawing
from jobdesk.ui.actions import add_entry
from jobdesk.ui.background import run_in_background
from jobdesk.ui.changes.painted_rows import Index, PaintedRows, RowLook
from jobdesk.ui.inventory.drawing_words import not_drawn
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import ElidedLabel, hairline
from jobdesk.ui.widgets.row_commands import OPEN
from jobdesk.ui.widgets.row_menu import RowMenu

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_STORE = "inventory reader"
_FACES = (FRONT, REAR)
_UNIT_PX, _GAP_PX, _RIGHT_PX, _EDGE_PX, _PADDING_PX = 44, 12, 16, 5, 12


def device_words(device: RackDevice) -> str:
    """`ber-core-02, C9500, Core, Active, unit 32 to 33`."""
    units = f"unit {device.position}"
    if device.height > 1:
        units += f" to {device.top}"
    parts = (device.name, device.type, device.role, device.status, units)
    return ", ".join(part for part in parts if part)


class RackModel(QAbstractTableModel):
    """A row for each unit, from the top."""

    def __init__(self) -> None:
        super().__init__()
        self.drawing: RackDrawing | None = None

    def show_drawing(self, drawing: RackDrawing | None) -> None:
        """Show another rack; None: there is none."""
        self.beginResetModel()
        self.drawing = drawing
        self.endResetModel()

    def device(self, row: int, face: str) -> RackDevice | None:
        """What is seen in a row from a face."""
        if self.drawing is None or not 0 <= row < len(self.drawing.units):
            return None
        return self.drawing.device_at(self.drawing.units[row], face)

    def free_words(self, row: int) -> str:
        """What a unit without a device says."""
        if self.drawing is None:
            return ""
        return self.drawing.reserved.get(self.drawing.units[row], "")

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The units."""
        return 0 if parent.isValid() or self.drawing is None else len(self.drawing.units)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """One: rows are painted as wholes."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is in a unit, from both faces."""
        if role not in _TEXT_ROLES or self.drawing is None:
            return None
        row, parts = index.row(), [f"Unit {self.drawing.units[index.row()]}"]
        for face in _FACES:
            device = self.device(row, face)
            free = self.free_words(row) or "free"
            parts.append(f"{face}: {free if device is None else device_words(device)}")
        return "; ".join(parts)


class _RackUnits(PaintedRows):
    """Both faces beside each other; Left and Right choose the face.

    Signals:
        device_requested(str): open the device with this key.
        told(str): what is under the keyboard or the mouse, in words.
    """

    device_requested = Signal(str)
    told = Signal(str)
    styles = ("cell", "rowTitle", "label", "caption")
    row_size = "rowLog"
    frames_current = False  # one face of the row has the keyboard

    def __init__(self, model: RackModel) -> None:
        super().__init__("Units of the rack")
        self._rack = model
        self.face = FRONT
        self.setModel(model)
        self.setSelectionMode(PaintedRows.SelectionMode.SingleSelection)

    def _columns(self, rect: QRectF) -> dict[str, QRectF]:
        width = (rect.width() - _UNIT_PX - _GAP_PX - _RIGHT_PX) / 2
        left = rect.left() + _UNIT_PX
        front = QRectF(left, rect.top(), width, rect.height())
        return {FRONT: front, REAR: front.translated(width + _GAP_PX, 0)}

    def paint_row(self, painter: QPainter, rect: QRectF, row: int, look: RowLook) -> None:
        """Draw a unit from both faces."""
        drawing = self._rack.drawing
        if drawing is None:
            return
        number = QRectF(rect)
        words = str(drawing.units[row])
        number.setLeft(rect.left() + _UNIT_PX - 10 - self.pen.width(words, "caption"))
        self.pen.write(painter, number, words, "caption", "text2")
        for face, room in self._columns(rect).items():
            device = self._rack.device(row, face)
            if device is None:
                self._paint_free(painter, room, row)
            else:
                self._paint_device(painter, room, row, face, device)
            if look.has_focus and face == self.face:
                self._paint_focus(painter, room, row)

    def _paint_focus(self, painter: QPainter, room: QRectF, row: int) -> None:
        """A frame around the unit with the keyboard, or the whole device in it."""
        here, face = self.current_row, self.face
        device = self._rack.device(here, face)
        if row != here and (device is None or self._rack.device(row, face) is not device):
            return
        frame = room.adjusted(1, 1, -1, -1)
        painter.setPen(QPen(Theme.current().color("accent"), 2))
        painter.drawLine(frame.topLeft(), frame.bottomLeft())
        painter.drawLine(frame.topRight(), frame.bottomRight())
        if device is None or self._rack.device(row - 1, face) is not device:
            painter.drawLine(frame.topLeft(), frame.topRight())
        if device is None or self._rack.device(row + 1, face) is not device:
            painter.drawLine(frame.bottomLeft(), frame.bottomRight())

    def _paint_free(self, painter: QPainter, room: QRectF, row: int) -> None:
        theme, words = Theme.current(), self._rack.free_words(row)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("warnTint") if words else Qt.BrushStyle.NoBrush)
        painter.drawRect(room.adjusted(0.5, 0, -0.5, 0))
        inner = room.adjusted(_PADDING_PX, 0, -_PADDING_PX, 0)
        self.pen.write(painter, inner, words, "caption", "text2")

    def _paint_device(
        self, painter: QPainter, room: QRectF, row: int, face: str, device: RackDevice
    ) -> None:
        theme = Theme.current()
        is_here = device.face == face
        painter.fillRect(room, theme.color("raised" if is_here else "sunken"))
        edge = QRectF(room.left(), room.top(), _EDGE_PX, room.height())
        color = QColor(f"#{device.color}") if device.color else theme.color("idleFill")
        painter.fillRect(edge, color)
        painter.setPen(QPen(theme.color("lineStrong"), 1))
        painter.drawLine(room.topLeft(), room.bottomLeft())
        painter.drawLine(room.topRight(), room.bottomRight())
        is_first = self._rack.device(row - 1, face) is not device
        is_last = self._rack.device(row + 1, face) is not device
        if is_first:
            painter.drawLine(room.topLeft(), room.topRight())
            inner = room.adjusted(_PADDING_PX, 0, -_PADDING_PX, 0)
            ink = "text" if is_here else "text2"
            end = self.pen.write(painter, inner, device.name, "rowTitle", ink)
            inner.setLeft(end + 8)
            what = device.role if is_here else "from behind"
            if self.pen.width(what, "caption") <= inner.width():  # a beginning says nothing
                self.pen.write(painter, inner, what, "caption", "text2")
        if is_last:
            painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _tell(self, row: int, face: str) -> None:
        device = self._rack.device(row, face)
        if device is not None:
            self.told.emit(device_words(device))
        elif self._rack.drawing is not None and row >= 0:
            unit = self._rack.drawing.units[row]
            self.told.emit(f"unit {unit}, {face}: {self._rack.free_words(row) or 'free'}")

    def open_current(self) -> None:
        """Open the device under the keyboard."""
        device = self._rack.device(self.current_row, self.face)
        if device is not None:
            self.device_requested.emit(device.key)

    # Qt overrides

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 -- Qt's name
        """Say what is there."""
        super().currentChanged(current, previous)
        self._tell(current.row(), self.face)
        self.viewport().update()  # a device of several units has one frame

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the face that was clicked."""
        whole = QRectF(0, 0, self.viewport().width(), 1)
        is_rear = event.position().x() >= self._columns(whole)[REAR].left()
        self.face = REAR if is_rear else FRONT
        super().mousePressEvent(event)
        self._tell(self.current_row, self.face)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to the front and the rear."""
        faces = {Qt.Key.Key_Left: FRONT, Qt.Key.Key_Right: REAR}
        face = faces.get(Qt.Key(event.key()))
        if face is None:
            super().keyPressEvent(event)
            return
        self.face = face
        self._tell(self.current_row, face)
        self.viewport().update()


class RackView(QWidget):
    """The elevation of a rack; the session must be loaded.

    Signals:
        object_requested(str, str): open an object: label of its kind and its key.
    """

    object_requested = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._session = session
        self.model = RackModel()
        self.units = _RackUnits(self.model)
        self.menu = RowMenu(self.units, self._offer)
        self.said = ElidedLabel("", "cell", "text2")
        self.told = ElidedLabel("", "cell", "text")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_with_room(self.said))
        column.addWidget(hairline())
        column.addWidget(self.units, 1)
        column.addWidget(hairline())
        column.addLayout(_with_room(self.told))
        hand_focus(self, self.units)
        self.units.told.connect(self.told.setText)
        self.units.opened.connect(self._on_opened)
        self.units.device_requested.connect(self._on_device_requested)

    def show_object(self, kind: str, key: str) -> None:
        """Show a rack.

        Args:
            kind: "dcim.rack".
            key: its key.
        """
        del kind
        door = self._session.ready.inventory

        def work() -> RackDrawing:
            from jobdesk.inventory.desk.racks import rack

            return door.ask(partial(rack, key))

        done, failed = self.show_drawing, self._on_failed
        run_in_background(self, work, done, store=_STORE, name="rack", failed=failed)

    def _on_failed(self, error: BaseException) -> None:
        """What is drawn still is of another rack, or not true any more."""
        self.model.show_drawing(None)
        self.told.setText("")
        self.said.setText(not_drawn(error))

    def show_drawing(self, drawing: RackDrawing) -> None:
        """Show a rack that was read; the keyboard stays where it is when nothing changed."""
        if drawing == self.model.drawing:
            return
        self.model.show_drawing(drawing)
        self.told.setText("")
        total = len(drawing.units)
        parts = [
            f"{drawing.used} of {total} units taken",
            "front at the left, rear at the right",
        ]
        if drawing.loose:
            names = ", ".join(name for _, name in drawing.loose[:3])
            more = len(drawing.loose) - 3
            parts.append(
                f"without a position: {names}{f' and {more} more' if more > 0 else ''}"
            )
        self.said.setText("; ".join(parts))

    def _offer(self, menu: QMenu) -> None:
        is_free = self.model.device(self.units.current_row, self.units.face) is None
        reason = "No device is here." if is_free else ""
        add_entry(menu, OPEN, self.units.open_current, reason=reason)

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        del row
        self.units.open_current()

    @Slot(str)
    def _on_device_requested(self, key: str) -> None:
        self.object_requested.emit("dcim.device", key)


def _with_room(words: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(16, 8, 16, 8)
    line.addWidget(words)
    return line
