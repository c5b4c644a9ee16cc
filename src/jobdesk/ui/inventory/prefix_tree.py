"""PrefixTree: prefixes inside prefixes, how much of each is used, and what is free."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from jobdesk.inventory.desk.drawings import PrefixBranch, PrefixNode
from jobdesk.ui.actions import add_entry
from jobdesk.ui.background import run_in_background
from jobdesk.ui.changes.painted_rows import PaintedRows, RowLook
from jobdesk.ui.inventory.drawing_words import not_drawn
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.row_commands import FOLD, OPEN, UNFOLD
from jobdesk.ui.widgets.row_menu import RowMenu

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_STORE = "inventory reader"
_LEFT_PX, _INDENT_PX, _CARET_PX, _GAP_PX, _RIGHT_PX = 14, 18, 11, 8, 16
_BAR_PX, _BAR_SHARE, _BAR_HEIGHT_PX = 110, 0.17, 6
_WARN, _FULL = 0.8, 0.95
_BIG = 10_000_000


class TreeRow(NamedTuple):
    """A node and how deep it is."""

    node: PrefixNode
    depth: int
    is_open: bool = False

    @property
    def can_open(self) -> bool:
        """There are prefixes inside."""
        return self.node.children > 0


def size_words(size: int) -> str:
    """`3,328 addresses`, `2^72 addresses`."""
    if size >= _BIG:
        power = size.bit_length() - 1
        about = "" if size == 1 << power else "about "
        return f"{about}2^{power} addresses"
    return "1 address" if size == 1 else f"{size:,} addresses"


def node_words(node: PrefixNode) -> str:
    """A node as one line of text."""
    if node.hidden:
        return f"{node.hidden:,} more prefixes, not shown here"
    if node.is_free:
        return f"{node.words}, free, {size_words(node.size)}"
    used = f"{share_words(node)} used"
    parts = (node.words, node.type, node.status, node.role, used, node.description)
    return ", ".join(part for part in parts if part)


def share_words(node: PrefixNode) -> str:
    """`62 %`; `<1 %` for a little."""
    percent = node.share * 100
    return "<1 %" if 0 < percent < 1 else f"{percent:.0f} %"


class PrefixModel(QAbstractTableModel):
    """The open part of the tree as rows; what is inside a prefix is asked for when it opens.

    Signals:
        wanted(str): read what is inside the prefix with this key.
    """

    wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[TreeRow] = []

    def show_branch(self, branch: PrefixBranch) -> int:
        """Show where a prefix stands; its row."""
        self.beginResetModel()
        self.rows = [TreeRow(one, depth, True) for depth, one in enumerate(branch.around)]
        at, depth = len(self.rows), len(branch.around)
        self.rows.append(TreeRow(branch.node, depth, bool(branch.inside)))
        self.rows += [TreeRow(one, depth + 1) for one in branch.inside]
        self.endResetModel()
        return at

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def open(self, row: int) -> None:
        """Show what is inside a prefix, once it is read."""
        one = self.rows[row]
        if one.can_open and not one.is_open:
            self.wanted.emit(one.node.key)

    def put(self, key: str, inside: tuple[PrefixNode, ...]) -> None:
        """What is inside a prefix was read."""
        row = next((at for at, one in enumerate(self.rows) if one.node.key == key), -1)
        if row < 0 or self.rows[row].is_open or not inside:
            return
        one = self.rows[row]
        self.rows[row] = one._replace(is_open=True)
        self.beginInsertRows(_NO_PARENT, row + 1, row + len(inside))
        self.rows[row + 1 : row + 1] = [TreeRow(node, one.depth + 1) for node in inside]
        self.endInsertRows()

    def close(self, row: int) -> None:
        """Put away what is inside a prefix."""
        one = self.rows[row]
        last = row
        while last + 1 < len(self.rows) and self.rows[last + 1].depth > one.depth:
            last += 1
        self.rows[row] = one._replace(is_open=False)
        if last > row:
            self.beginRemoveRows(_NO_PARENT, row + 1, last)
            del self.rows[row + 1 : last + 1]
            self.endRemoveRows()

    def parent_of(self, row: int) -> int:
        """The row of the prefix around; the row itself at the top."""
        depth = self.rows[row].depth
        return next((at for at in range(row, -1, -1) if self.rows[at].depth < depth), row)

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Prefixes and free ranges of the open part."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """One: rows are painted as wholes."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        if role not in (*_TEXT_ROLES, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self.rows[index.row()]
        return node_words(one.node)


class _PrefixList(PaintedRows):
    """The tree, painted: caret, prefix, what it is, its bar."""

    styles = ("cell", "rowTitle", "label", "caption")

    def __init__(self, model: PrefixModel) -> None:
        super().__init__("Prefixes")
        self._tree = model
        self.setModel(model)
        self.setSelectionMode(PaintedRows.SelectionMode.SingleSelection)

    def paint_row(self, painter: QPainter, rect: QRectF, row: int, look: RowLook) -> None:
        """Draw a prefix or a free range."""
        del look
        one, pen = self._tree.rows[row], self.pen
        node = one.node
        x = rect.left() + _LEFT_PX + one.depth * _INDENT_PX
        if one.can_open:
            caret = "caret-down" if one.is_open else "caret-right"
            pen.picture(painter, x, rect, caret, "text2", _CARET_PX)
        room = QRectF(rect)
        room.setLeft(x + _CARET_PX + _GAP_PX)
        room.setRight(rect.right() - _RIGHT_PX)
        if node.hidden or node.is_free:
            pen.write(painter, room, node_words(node), "cell", "text2")
            return
        share = share_words(node)
        width = min(_BAR_PX, rect.width() * _BAR_SHARE)
        bar = room.right() - pen.width("100 %", "caption") - _GAP_PX - width
        words = QRectF(room)
        words.setRight(bar - _GAP_PX)
        end = pen.write(painter, words, node.words, "rowTitle", "text")
        words.setLeft(end + 10)
        told = ", ".join(part for part in (node.description or node.role, node.status) if part)
        pen.write(painter, words, told, "cell", "text2")
        self._paint_bar(painter, QRectF(bar, rect.center().y(), width, 0), node)
        number = QRectF(room)
        number.setLeft(room.right() - pen.width(share, "caption"))
        number.setRight(rect.right())
        pen.write(painter, number, share, "caption", "text2")

    def _paint_bar(self, painter: QPainter, place: QRectF, node: PrefixNode) -> None:
        theme = Theme.current()
        half = _BAR_HEIGHT_PX / 2
        track = place.adjusted(0, -half, 0, half)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(track, half, half)
        if node.share <= 0:
            return
        token = "run" if node.share < _WARN else "warnFill"
        painter.setBrush(theme.color("badFill" if node.share >= _FULL else token))
        track.setWidth(max(float(_BAR_HEIGHT_PX), track.width() * node.share))
        painter.drawRoundedRect(track, half, half)
        painter.setPen(QPen(Qt.PenStyle.NoPen))

    def toggle(self, row: int) -> None:
        """Open or close a prefix."""
        if 0 <= row < len(self._tree.rows) and self._tree.rows[row].can_open:
            (self._tree.close if self._tree.rows[row].is_open else self._tree.open)(row)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the caret opens or closes."""
        super().mousePressEvent(event)
        row = self.rowAt(round(event.position().y()))
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        left = _LEFT_PX + self._tree.rows[row].depth * _INDENT_PX
        if left - _GAP_PX <= event.position().x() <= left + _CARET_PX + _GAP_PX:
            self.toggle(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right opens, Left closes or goes to the prefix around, Space does either."""
        row = self.current_row
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)
        if row < 0 or event.key() not in keys:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.toggle(row)
        elif event.key() == Qt.Key.Key_Right:
            self._tree.open(row)
        elif self._tree.rows[row].is_open:
            self._tree.close(row)
        else:
            self.choose(self._tree.parent_of(row))


class PrefixTree(QWidget):
    """Where a prefix stands and what is inside; the session must be loaded.

    Signals:
        object_requested(str, str): open an object: label of its kind and its key.
    """

    object_requested = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._session = session
        self._branch: PrefixBranch | None = None
        self.model = PrefixModel(self)
        self.list = _PrefixList(self.model)
        self.menu = RowMenu(self.list, self._offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.said = label("", "cell", "text2", wrap=True)
        self.said.setContentsMargins(16, 8, 16, 8)
        self.said.hide()
        column.addWidget(self.said)
        column.addWidget(self.list)
        hand_focus(self, self.list)
        self.model.wanted.connect(self._on_wanted)
        self.list.opened.connect(self._on_opened)

    def show_object(self, kind: str, key: str) -> None:
        """Show a prefix in its tree.

        Args:
            kind: "ipam.prefix".
            key: its key.
        """
        del kind
        door = self._session.ready.inventory

        def work() -> PrefixBranch:
            from jobdesk.inventory.desk.prefixes import branch

            return door.ask(partial(branch, key))

        done, failed = self._on_branch, self._on_failed
        run_in_background(self, work, done, store=_STORE, name="branch", failed=failed)

    def _on_failed(self, error: BaseException) -> None:
        """What is drawn still is of another prefix, or not true any more."""
        self._branch = None
        self.model.clear()
        self.said.setText(not_drawn(error))
        self.said.show()

    def _on_branch(self, branch: PrefixBranch) -> None:
        """Show it; who walks through the tree is not led back by news that change nothing."""
        self.said.hide()
        if branch == self._branch:
            return
        self._branch = branch
        self.list.choose(self.model.show_branch(branch))

    @Slot(str)
    def _on_wanted(self, key: str) -> None:
        door = self._session.ready.inventory

        def work() -> tuple[PrefixNode, ...]:
            from jobdesk.inventory.desk.prefixes import inside

            return door.ask(partial(inside, key))

        put = partial(self.model.put, key)
        run_in_background(self, work, put, store=_STORE, name=f"inside {key}")

    def _offer(self, menu: QMenu) -> None:
        row = self.list.current_row
        if not 0 <= row < len(self.model.rows):
            return
        one = self.model.rows[row]
        reason = "" if one.node.key else "No prefix stands here."
        add_entry(menu, OPEN, partial(self._on_opened, row), reason=reason)
        if one.can_open:
            toggle = partial(self.list.toggle, row)
            add_entry(menu, FOLD if one.is_open else UNFOLD, toggle)

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        node = self.model.rows[row].node
        if node.key:
            self.object_requested.emit("ipam.prefix", node.key)
