"""KindsTree: the kinds of objects in their groups, with how many there are of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from jobdesk.inventory.desk.records import Kind, KindGroup
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme

_LABEL_ROLE = Qt.ItemDataRole.UserRole + 1
_COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
_ROW_PX = 27
_INSET_PX = 8
_Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    def __init__(self, tree: KindsTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line; headings have room above."""
        del option
        height = max(_ROW_PX, QFontMetrics(Theme.current().font("body")).height() + 10)
        return QSize(80, height + (6 if index.data(_LABEL_ROLE) is None else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a heading or a kind with its number."""
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        rect.setLeft(0)
        rect.setRight(self._tree.viewport().width())
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(_LABEL_ROLE) is None:
            self._paint_heading(painter, rect.adjusted(0, 6, 0, 0), state, index)
        else:
            self._paint_kind(painter, rect, state, index)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, index: _Index
    ) -> None:
        theme = Theme.current()
        if state & QStyle.StateFlag.State_HasFocus:
            _paint_ring(painter, rect)
        is_open = self._tree.is_open(str(index.data()))
        caret = QRectF(rect.x() + 14, rect.center().y() - 5, 10, 10)
        paint_icon(
            painter, caret, "caret-down" if is_open else "caret-right", theme.color("text3")
        )
        painter.setFont(theme.font("sectionSmall"))
        painter.setPen(theme.color("text2"))
        words = rect.adjusted(30, 0, -_INSET_PX, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _elided(painter, index, words))

    def _paint_kind(
        self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, index: _Index
    ) -> None:
        theme = Theme.current()
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = rect.adjusted(_INSET_PX, 0, -_INSET_PX, 0)
        token = "selected" if is_chosen else ""
        if not is_chosen and state & QStyle.StateFlag.State_MouseOver:
            token = "hover"
        if token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(token))
            radius = theme.radius("sidebarItem")
            painter.drawRoundedRect(ground, radius, radius)
        if state & QStyle.StateFlag.State_HasFocus:
            _paint_ring(painter, ground)
        count = index.data(_COUNT_ROLE)
        number = "" if count is None else f"{count:,}"
        painter.setFont(theme.font("cell"))
        painter.setPen(theme.color("accentText" if is_chosen else "text3"))
        right = ground.adjusted(0, 0, -10, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(right, flags, number)
        taken = QFontMetrics(painter.font()).horizontalAdvance(number)
        painter.setFont(theme.font("rowTitle" if is_chosen else "body"))
        token = "accentText" if is_chosen else "text2" if count == 0 else "text"
        painter.setPen(theme.color(token))
        words = rect.adjusted(30, 0, -_INSET_PX - 18 - taken, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _elided(painter, index, words))


def _elided(painter: QPainter, index: _Index, rect: QRectF) -> str:
    text = str(index.data() or "")
    return QFontMetrics(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, int(rect.width())
    )


def _paint_ring(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(Theme.current().color("accent"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)


class KindsTree(QTreeView):
    """The kinds; Left and Right fold and open a group.

    Signals:
        kind_chosen(str): the label of a kind.
        folds_changed(): a group was folded or opened.
    """

    kind_chosen = Signal(str)
    folds_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # until there is something in it
        self._items = QStandardItemModel(self)
        self._by_label: dict[str, QStandardItem] = {}
        self._kinds: dict[str, Kind] = {}
        self._headings: dict[str, QStandardItem] = {}
        self._is_filling = False
        self.setModel(self._items)
        self.setItemDelegate(_Delegate(self))
        self.setObjectName("kindsTree")  # the style sheet paints nothing behind its rows
        self.setAccessibleName("Kinds of objects")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        self.expanded.connect(self._on_folded)
        self.collapsed.connect(self._on_folded)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_groups(self, groups: Sequence[KindGroup], folded: Sequence[str]) -> None:
        """Show these kinds, some groups folded."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._is_filling = True
        self._items.clear()
        self._by_label, self._headings = {}, {}
        for group in groups:
            heading = QStandardItem(group.title)
            heading.setSelectable(False)
            self._items.appendRow(heading)
            self._headings[group.title] = heading
            for kind in group.kinds:
                item = QStandardItem(kind.plural)
                item.setData(kind.label, _LABEL_ROLE)
                heading.appendRow(item)
                self._by_label[kind.label] = item
                self._kinds[kind.label] = kind
            self.setExpanded(heading.index(), group.title not in folded)
        self._is_filling = False

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many there are."""
        for label, count in counts.items():
            item = self._by_label.get(label)
            if item is not None and item.data(_COUNT_ROLE) != count:
                item.setData(count, _COUNT_ROLE)
                item.setData(f"{item.text()}, {count:,}", Qt.ItemDataRole.AccessibleTextRole)

    def count(self, label: str) -> int | None:
        """How many there are of a kind, as far as it is known."""
        item = self._by_label.get(label)
        return None if item is None else item.data(_COUNT_ROLE)

    @property
    def labels(self) -> list[str]:
        """All kinds, from top to bottom."""
        return list(self._by_label)

    def kind(self, label: str) -> Kind | None:
        """A kind that is shown."""
        return self._kinds.get(label)

    def choose(self, label: str) -> None:
        """Mark a kind; says nothing."""
        item = self._by_label.get(label)
        if item is None:
            return
        self._is_filling = True
        self.setExpanded(item.parent().index(), True)
        self.setCurrentIndex(item.index())
        self._is_filling = False

    def is_open(self, title: str) -> bool:
        """The kinds of this group are shown."""
        heading = self._headings.get(title)
        return heading is not None and self.isExpanded(heading.index())

    def fold_all(self, *, is_folded: bool) -> None:
        """Show the headings only, or all kinds."""
        for heading in self._headings.values():
            self.setExpanded(heading.index(), not is_folded)

    def text(self, kinds: Sequence[str]) -> str:
        """Kinds with their numbers for the clipboard."""
        rows = [(self._kinds[one].plural, self.count(one)) for one in kinds]
        return "".join(f"{name}\t{'' if n is None else n}\n" for name, n in rows)

    @property
    def is_on_kind(self) -> bool:
        """A kind has the keyboard, not the heading of a group."""
        return isinstance(self.currentIndex().data(_LABEL_ROLE), str)

    @property
    def chosen(self) -> list[str]:
        """The kind that has the keyboard; those of a group when its heading has."""
        index = self.currentIndex()
        label = index.data(_LABEL_ROLE)
        if isinstance(label, str):
            return [label]
        rows = range(self._items.rowCount(index)) if index.isValid() else ()
        found = (self._items.index(row, 0, index).data(_LABEL_ROLE) for row in rows)
        return [str(one) for one in found]

    def folded(self) -> list[str]:
        """The groups of which only the heading is shown."""
        headings = [self._items.item(row) for row in range(self._items.rowCount())]
        return [item.text() for item in headings if not self.isExpanded(item.index())]

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.data(_LABEL_ROLE) is None:
            self.setExpanded(index, not self.isExpanded(index))

    @Slot()
    def _on_folded(self) -> None:
        if not self._is_filling:
            self.folds_changed.emit()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        label = current.data(_LABEL_ROLE)
        if isinstance(label, str) and not self._is_filling:
            self.kind_chosen.emit(label)
