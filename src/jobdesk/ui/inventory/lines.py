"""LinesTable: short lists inside the detail: ports, related kinds, fields, runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from jobdesk.ui.actions import add_entry
from jobdesk.ui.inventory.cells import LOOK_ROLE, PADDING_PX, CellDelegate
from jobdesk.ui.inventory.looks import NOTHING, CellLook
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.long_texts import one_line, tip_of
from jobdesk.ui.widgets.row_commands import COPY_VALUE, OPEN
from jobdesk.ui.widgets.row_menu import RowMenu

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MEASURED = 60  # rows whose words give a column its width
_SIGN_PX = 20
_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `target` is what opening it shows, anything that its owner understands."""

    cells: tuple[CellLook, ...]
    target: object = None
    tip: str = ""


class LinesModel(QAbstractTableModel):
    """Rows that are all there."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    @property
    def all(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines

    def line(self, row: int) -> Line | None:
        """The row there."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """The titles."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._is_right(section) else _LEFT
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _is_right(self, column: int) -> bool:
        """A title stands over its numbers."""
        cells = self._lines[0].cells if self._lines else ()
        return column < len(cells) and cells[column].is_right

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        line = self.line(index.row())
        if line is None or index.column() >= len(line.cells):
            return None
        look = line.cells[index.column()]
        if role == LOOK_ROLE:
            return look
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return look.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(line.tip or look.words) or None
        return None


def _open_words(target: object) -> str:
    del target
    return OPEN.text


class _Delegate(CellDelegate):
    """Shows the keyboard around the whole row, which is what one works with."""

    frames_current = False
    first_px = 20  # as the title of the detail

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell, and its part of the frame."""
        super().paint(painter, option, index)
        table = self.parent()
        if not isinstance(table, LinesTable) or not table.hasFocus():
            return
        if index.row() == table.currentIndex().row():
            rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
            painter.setPen(Theme.current().color("accent"))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            if index.column() == 0:
                painter.drawLine(rect.topLeft(), rect.bottomLeft())
            if index.column() == index.model().columnCount() - 1:
                painter.drawLine(rect.topRight(), rect.bottomRight())


class LinesTable(QTableView):
    """A short list; Return or a double click opens a line.

    Signals:
        opened(object): the target of a line.
        offering(QMenu, object): its menu is made: what else can be done with the target?

    Attributes:
        open_words: what opening a target is called in the menu.
    """

    opened = Signal(object)
    offering = Signal(QMenu, object)

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        *,
        has_head: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lines = LinesModel(titles, self)
        self.setObjectName("plainTable")
        self.setProperty("edge", "detail")
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        height = max(26, QFontMetrics(Theme.current().font("cell")).height() + 9)
        self.verticalHeader().setDefaultSectionSize(height)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(30)
        head.setVisible(has_head)
        self.doubleClicked.connect(self._on_opened)
        self._gives_way: int | None = None
        self.open_words: Callable[[object], str] = _open_words
        self.menu = RowMenu(self, self._offer)

    def set_widths(self, *widths: int) -> None:
        """Give the columns widths; 0 takes what is left."""
        head = self.horizontalHeader()
        for at, width in enumerate(widths):
            if width:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(at, width)
            else:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def fit_words(self, gives_way: int = -1) -> None:
        """From now on columns are as wide as their words; this one goes where room lacks."""
        self._gives_way = gives_way

    def _fit(self) -> None:
        """Give the columns before the last one the width of their words."""
        at = self._gives_way
        if at is None or not self.lines.rowCount():
            return
        needed = [self._words_px(column) for column in range(self.lines.columnCount())]
        room = self.viewport().width()
        if at >= 0:
            self.setColumnHidden(at, sum(needed) > room)
        for column, width in enumerate(needed[:-1]):
            self.setColumnWidth(column, width if at >= 0 else min(width, room * 2 // 5))

    def _words_px(self, column: int) -> int:
        theme, rows = Theme.current(), min(self.lines.rowCount(), _MEASURED)
        room = _Delegate.first_px if not column else PADDING_PX
        title = str(self.lines.headerData(column, Qt.Orientation.Horizontal) or "")
        widest = self.horizontalHeader().fontMetrics().horizontalAdvance(title)
        widest += room + PADDING_PX
        for row in range(rows):
            look = self.lines.index(row, column).data(LOOK_ROLE)
            if isinstance(look, CellLook):
                metrics = QFontMetrics(theme.font("rowTitle" if look.is_strong else "cell"))
                sign = _SIGN_PX if look.look is not None or look.colour else 0
                words = metrics.horizontalAdvance(one_line(look.words))
                needed = words + sign + room + PADDING_PX + 2
                widest = max(widest, needed)
        return widest

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the keyboard stays in its row."""
        if tuple(lines) == self.lines.all:
            return  # who reads them stays where it is
        row = self.currentIndex().row()
        self.lines.show_lines(lines)
        if lines and row >= 0:
            self.setCurrentIndex(self.lines.index(min(row, len(lines) - 1), 0))
        self._fit()

    def current_target(self) -> object:
        """What the current line stands for."""
        line = self.lines.line(self.currentIndex().row())
        return None if line is None else line.target

    def _offer(self, menu: QMenu) -> None:
        here = self.currentIndex()
        target, value = self.current_target(), here.data()
        if target is not None:
            words = self.open_words(target)
            add_entry(menu, OPEN, partial(self._on_opened, here), text=words)
            self.offering.emit(menu, target)
            menu.addSeparator()
        if value and value != NOTHING:
            add_entry(menu, COPY_VALUE, partial(QGuiApplication.clipboard().setText, value))

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if line is not None and line.target is not None:
            self.opened.emit(line.target)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What gives way comes and goes."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens a line."""
        if event.key() in _ENTER:
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)
