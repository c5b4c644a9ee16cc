"""PathView: the way of cables from a port, point by point, with what is between them."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from jobdesk.inventory.desk.drawings import (
    CABLE,
    OPEN,
    PathDrawing,
    PathLink,
    PathPoint,
)
from jobdesk.ui.actions import add_entry
from jobdesk.ui.background import run_in_background
from jobdesk.ui.changes.painted_rows import PaintedRows, RowLook
from jobdesk.ui.inventory.drawing_words import not_drawn
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets import row_commands
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import ElidedLabel, hairline
from jobdesk.ui.widgets.row_menu import RowMenu

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_STORE = "inventory reader"
_LEFT_PX, _LINE_PX, _GAP_PX, _DOT_PX, _ICON_PX = 20, 14, 14, 5, 13


class PathRow(NamedTuple):
    """A point of the way, or what leads on from it."""

    point: PathPoint | None = None
    link: PathLink | None = None

    @property
    def words(self) -> str:
        """As one line of text."""
        if self.point is not None:
            return f"{self.point.owner} {self.point.name}".strip()
        if self.link is None:
            return ""
        parts = (self.link.words, self.link.length, self.link.status)
        start = "The way ends: " if self.link.how == OPEN else ""
        return start + ", ".join(part for part in parts if part)

    @property
    def target(self) -> tuple[str, str]:
        """The object to open: label of its kind and its key."""
        one = self.point or self.link
        return ("", "") if one is None else (one.kind, one.key)


def rows_of(drawing: PathDrawing) -> list[PathRow]:
    """Points and links in turn."""
    rows: list[PathRow] = []
    for at, point in enumerate(drawing.points):
        rows.append(PathRow(point=point))
        if at < len(drawing.links):
            rows.append(PathRow(link=drawing.links[at]))
    return rows


class PathModel(QAbstractTableModel):
    """The rows of a way."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PathRow] = []

    def show_drawing(self, drawing: PathDrawing) -> None:
        """Show another way; the keyboard stays where it is when it is the same."""
        rows = rows_of(drawing)
        if rows == self.rows:
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Points and links."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """One: rows are painted as wholes."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        return self.rows[index.row()].words if role in _TEXT_ROLES else None


class _PathList(PaintedRows):
    """A line from the first point to the last, with what lies on it."""

    def __init__(self, model: PathModel) -> None:
        super().__init__("Cable path")
        self._path = model
        self.setModel(model)

    def paint_row(self, painter: QPainter, rect: QRectF, row: int, look: RowLook) -> None:
        """Draw a point or what leads on from it."""
        del look
        one = self._path.rows[row]
        x = rect.left() + _LEFT_PX + _LINE_PX / 2
        room = QRectF(rect)
        room.setLeft(x + _LINE_PX + _GAP_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if one.point is not None:
            self._paint_point(painter, room, x, row, one.point)
        elif one.link is not None:
            self._paint_link(painter, room, x, one.link)

    def _line(self, row: int) -> QPen:
        """The line of a link: a cable's in its colour, all else dashed."""
        theme = Theme.current()
        link = self._path.rows[row].link if 0 <= row < len(self._path.rows) else None
        if link is None:
            return QPen(Qt.PenStyle.NoPen)
        if link.how == OPEN:
            return QPen(theme.color("warn"), 2, Qt.PenStyle.DotLine)
        if link.how != CABLE:
            return QPen(theme.color("text3"), 2, Qt.PenStyle.DashLine)
        return QPen(QColor(f"#{link.color}") if link.color else theme.color("accent"), 3)

    def _paint_point(
        self, painter: QPainter, room: QRectF, x: float, row: int, point: PathPoint
    ) -> None:
        theme, middle = Theme.current(), room.center().y()
        for other, end in ((row - 1, room.top()), (row + 1, room.bottom())):
            painter.setPen(self._line(other))
            painter.drawLine(QPointF(x, middle), QPointF(x, end))
        painter.setPen(QPen(theme.color("text"), 2))
        painter.setBrush(theme.color("canvas"))
        painter.drawEllipse(QPointF(x, middle), _DOT_PX, _DOT_PX)
        end = self.pen.write(painter, room, point.owner or point.name, "rowTitle", "text")
        rest = QRectF(room)
        rest.setLeft(end + 8)
        if point.owner:
            self.pen.write(painter, rest, point.name, "cell", "text")

    def _paint_link(self, painter: QPainter, room: QRectF, x: float, link: PathLink) -> None:
        row = next(at for at, one in enumerate(self._path.rows) if one.link is link)
        painter.setPen(self._line(row))
        ends_here = link.how == OPEN
        bottom = room.center().y() if ends_here else room.bottom()
        painter.drawLine(QPointF(x, room.top()), QPointF(x, bottom))
        inner = QRectF(room)
        if ends_here:
            end = self.pen.picture(painter, room.left(), room, "warning-fill", "warn", _ICON_PX)
            inner.setLeft(end + 6)
        words = ", ".join(part for part in (link.words, link.length) if part)
        end = self.pen.write(painter, inner, words, "cell", "warn" if ends_here else "text2")
        if link.status:
            inner.setLeft(end + 10)
            self.pen.write(painter, inner, link.status, "label", "warn")


class PathView(QWidget):
    """The way from a port or of a cable; the session must be loaded.

    Signals:
        object_requested(str, str): open an object: label of its kind and its key.
    """

    object_requested = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._session = session
        self.model = PathModel()
        self.list = _PathList(self.model)
        self.menu = RowMenu(self.list, self._offer)
        self.said = ElidedLabel("", "cell", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 20, 8)
        head.addWidget(self.said)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.list, 1)
        hand_focus(self, self.list)
        self.list.opened.connect(self._on_opened)

    def show_object(self, kind: str, key: str) -> None:
        """Show the way that begins at a port, or that a cable is part of.

        Args:
            kind: label of its kind: "dcim.interface", "dcim.cable".
            key: its key.
        """
        door = self._session.ready.inventory

        def work() -> PathDrawing:
            from jobdesk.inventory.desk.paths import path

            return door.ask(partial(path, kind, key))

        done, failed = self.show_drawing, self._on_failed
        run_in_background(self, work, done, store=_STORE, name="path", failed=failed)

    def _on_failed(self, error: BaseException) -> None:
        """What is drawn still is of another object, or not true any more."""
        self.model.show_drawing(PathDrawing((), ()))
        self.said.setText(not_drawn(error))

    def show_drawing(self, drawing: PathDrawing) -> None:
        """Show a way."""
        self.model.show_drawing(drawing)
        cables = sum(one.how == CABLE for one in drawing.links)
        parts = [f"{cables} cable" if cables == 1 else f"{cables} cables"]
        if drawing.length:
            parts.append(f"{drawing.length} in all")
        parts.append("leads to an end" if drawing.is_whole else "ends in the open")
        self.said.setText(", ".join(parts))

    def _offer(self, menu: QMenu) -> None:
        row = self.list.current_row
        if 0 <= row < len(self.model.rows):
            _, key = self.model.rows[row].target
            reason = "" if key else "No object stands here."
            add_entry(menu, row_commands.OPEN, partial(self._on_opened, row), reason=reason)

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        kind, key = self.model.rows[row].target
        if key:
            self.object_requested.emit(kind, key)
