"""SuggestionList: what may be typed next, under a line; the line keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jobdesk.ui.theme import Theme

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_ITEM_ROLE = Qt.ItemDataRole.UserRole
_ROWS = 9
_LEAST_PX = 210
_MOST_PX = 420
_PAD_PX = 10
_DOT_PX = 8
_FOLLOW_MS = 40  # how soon it is where its field went, while it is open


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One of them.

    Attributes:
        key: what it stands for.
        text: what it says; the part that is typed already stands out.
        note: quietly, at the right.
        colour: of a dot before it.
        problem: why it cannot be chosen, instead of the note; empty when it can.
    """

    key: str
    text: str
    note: str = ""
    colour: str = ""
    problem: str = ""

    @property
    def aside(self) -> str:
        """What stands at the right."""
        return self.problem or self.note


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: tuple[Suggestion, ...] = ()
        self.typed = ""

    def show_items(self, items: Sequence[Suggestion], typed: str) -> None:
        """Offer these."""
        self.beginResetModel()
        self.items, self.typed = tuple(items), typed.casefold()
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """As many as are offered."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What one says."""
        if not 0 <= index.row() < len(self.items):
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.text}, {item.aside}" if item.aside else item.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{item.text}: {item.aside}" if item.aside else None
        return item if role == _ITEM_ROLE else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """What cannot be chosen is there to be read."""
        known = super().flags(index)
        row = index.row()
        is_held = 0 <= row < len(self.items) and bool(self.items[row].problem)
        return known & ~Qt.ItemFlag.ItemIsSelectable if is_held else known


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line."""
        del option, index
        return QSize(10, max(28, QFontMetrics(Theme.current().font("cell")).height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw text and note."""
        item, model = index.data(_ITEM_ROLE), index.model()
        if not isinstance(item, Suggestion) or not isinstance(model, _Model):
            return
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if state & lit and not item.problem:
            is_chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Theme.current().color("accentTint" if is_chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect), 5, 5)
        _paint_item(painter, QRectF(rect).adjusted(_PAD_PX, 0, -_PAD_PX, 0), item, model.typed)
        painter.restore()


def _paint_item(painter: QPainter, rect: QRectF, item: Suggestion, typed: str) -> None:
    theme = Theme.current()
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(theme.font("cell"))
    metrics = QFontMetrics(painter.font())
    painter.setPen(theme.color("text3"))
    most = max(rect.width() - metrics.horizontalAdvance(item.text) - _PAD_PX, rect.width() / 2)
    aside = metrics.elidedText(item.aside, Qt.TextElideMode.ElideRight, int(most))
    painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, aside)
    room = rect.width() - (metrics.horizontalAdvance(aside) + _PAD_PX if aside else 0)
    if item.colour:
        painter.setPen(QPen(theme.color("control"), 1))
        painter.setBrush(QColor(f"#{item.colour}"))
        top = rect.center().y() - _DOT_PX / 2
        painter.drawEllipse(QRectF(rect.x(), top, _DOT_PX, _DOT_PX))
        rect = rect.adjusted(_DOT_PX + 6, 0, 0, 0)
        room -= _DOT_PX + 6
    text = metrics.elidedText(item.text, Qt.TextElideMode.ElideRight, int(room))
    at = text.casefold().find(typed) if typed else -1
    x = rect.x()
    parts = (text[:at], text[at : at + len(typed)], text[at + len(typed) :])
    for place, part in enumerate(parts if at >= 0 else (text,)):
        is_match = place == 1
        painter.setFont(theme.font("rowTitle" if is_match else "cell"))
        plain = "text3" if item.problem else "text"
        painter.setPen(theme.color("accentText" if is_match and not item.problem else plain))
        painter.drawText(QRectF(x, rect.y(), room, rect.height()), middle, part)
        x += QFontMetrics(painter.font()).horizontalAdvance(part)


class SuggestionList(QListView):
    """A child of the line's window, raised above it. Up, Down, Return and Tab work it.

    Signals:
        chosen(str): the key of one of them.
    """

    chosen = Signal(str)

    def __init__(self, line: QLineEdit, what: str, *, below: QWidget | None = None) -> None:
        """Offer under `line`, or under the field around it (`below`), what is called `what`."""
        super().__init__(line)
        self._line = line
        self._below = below or line
        self._items = _Model(self)
        self._following = QTimer(self, interval=_FOLLOW_MS)
        self._following.timeout.connect(self._on_moved_maybe)
        self.hide()
        self.setViewportMargins(4, 4, 4, 4)
        self.setObjectName("popover")
        self.setAccessibleName(what)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setModel(self._items)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        line.installEventFilter(self)
        line.destroyed.connect(self.deleteLater)

    @property
    def items(self) -> tuple[Suggestion, ...]:
        """What is offered."""
        return self._items.items

    @property
    def is_open(self) -> bool:
        """It can be seen."""
        return self.isVisible()

    def offer(
        self, items: Sequence[Suggestion], typed: str, *, is_first_chosen: bool = False
    ) -> None:
        """Show these; none of them is chosen unless the first is."""
        self._items.show_items(items, typed)
        if not items or not self._line.hasFocus():
            self.hide()
            return
        free = self._free()
        if is_first_chosen and free:
            self.setCurrentIndex(self._items.index(free[0], 0))
        self._place()
        self._following.start()
        self.show()
        self.raise_()

    @Slot()
    def _on_moved_maybe(self) -> None:
        """Whatever moves the field moves the list: a banner over a form, a scroll bar."""
        if self.isVisible() and self.items:
            self._place()

    def _place(self) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        theme = Theme.current()
        metrics = QFontMetrics(theme.font("rowTitle"))
        widest = max(
            metrics.horizontalAdvance(f"{item.text}{item.aside}")
            + (6 * _PAD_PX if item.aside else 3 * _PAD_PX)
            for item in self.items
        )
        is_of_line = self._below is self._line  # then it is as wide; else it is at the caret
        least = max(_LEAST_PX, self._line.width()) if is_of_line else _LEAST_PX
        width = min(max(widest + 24, least), max(_MOST_PX, least))
        row = self.sizeHintForRow(0)
        height = min(len(self.items), _ROWS) * row + 10
        under = self._below.mapTo(window, QPoint(0, self._below.height() + 3))
        caret = 0 if is_of_line else self._line.cursorRect().x() - 8
        at = self._line.mapTo(window, QPoint(caret, 0))
        x = max(8, min(max(under.x(), at.x()), window.width() - width - 8))
        y = under.y()
        if y + height > window.height():
            y = max(0, under.y() - self._below.height() - height - 6)
        self.setGeometry(x, y, width, height)

    def _choose(self) -> bool:
        row = self.currentIndex().row()
        if not self.isVisible() or row not in self._free():
            return False
        key = self.items[row].key
        self.hide()
        self.chosen.emit(key)
        return True

    def _free(self) -> list[int]:
        """The rows that can be chosen."""
        return [at for at, item in enumerate(self.items) if not item.problem]

    def _step(self, by: int) -> None:
        """Go on to the next that can be chosen; past those that cannot."""
        free, row = self._free(), self.currentIndex().row()
        if not free:
            return
        place = free.index(row) + by if row in free else (0 if by > 0 else -1)
        self.setCurrentIndex(self._items.index(free[place % len(free)], 0))

    def takes_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; whether it meant something."""
        if not self.isVisible() or not self.items:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            return self._choose()
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.row() in self._free():
            self.setCurrentIndex(index)
            self._choose()

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing has to be followed any more."""
        super().hideEvent(event)
        self._following.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line that are about the list; it goes with the line's focus."""
        if watched is self._line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if self.takes_key(event):
                    return True
            elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
                self.hide()
        return super().eventFilter(watched, event)
