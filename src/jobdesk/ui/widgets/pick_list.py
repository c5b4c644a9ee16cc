"""Rows of two lines to choose from: a title, what it is about, a quiet mark at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from jobdesk.ui.theme import Theme

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_PADDING = 10
ITEM_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class PickItem:
    """One row."""

    key: str
    title: str
    note: str = ""
    mark: str = ""

    @property
    def words(self) -> str:
        """All that it says, to be searched and read out."""
        return ", ".join(part for part in (self.title, self.note, self.mark) if part)


class PickModel(QAbstractListModel):
    """The rows whose words hold every word that is searched for."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[tuple[str, PickItem]] = []  # with the text that is searched
        self._shown: list[PickItem] = []
        self._needles: list[str] = []

    def show_items(self, items: Sequence[PickItem]) -> None:
        """Take other rows."""
        self._all = [(item.words.casefold(), item) for item in items]
        self._filter()

    def search(self, text: str) -> None:
        """Show the rows that hold these words, in any order."""
        self._needles = text.casefold().split()
        self._filter()

    def item(self, row: int) -> PickItem | None:
        """The row that is shown there."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @property
    def count(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._all)

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [
            item for text, item in self._all if all(needle in text for needle in self._needles)
        ]
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The rows found."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        item = self.item(index.row())
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.note or None
        return item if role == ITEM_ROLE else None


class PickDelegate(QStyledItemDelegate):
    """Paints two lines; what does not fit is cut with an ellipsis."""

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        del index
        theme = Theme.current()
        lines = sum(QFontMetrics(theme.font(style)).height() for style in ("rowTitle", "cell"))
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        return QSize(rect.width(), max(theme.size("rowTwoLines"), lines + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground of the style and the words."""
        item = index.data(ITEM_ROLE)
        if not isinstance(item, PickItem):
            return
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        widget = bare.widget  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        style = widget.style()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        style.drawControl(style.ControlElement.CE_ItemViewItem, bare, painter, widget)  # pyright: ignore[reportUnknownMemberType]
        painter.save()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        _paint_words(painter, rect.adjusted(_PADDING, 4, -_PADDING, -4), item)
        painter.restore()


def _paint_words(painter: QPainter, rect: QRect, item: PickItem) -> None:
    theme = Theme.current()
    half = rect.height() // 2
    upper, lower = rect.adjusted(0, 0, 0, half - rect.height()), rect.adjusted(0, half, 0, 0)
    left, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
    painter.setFont(theme.font("cell"))
    painter.setPen(theme.color("text2"))
    metrics = QFontMetrics(painter.font())
    painter.drawText(upper, left | right, item.mark)
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(lower, left, metrics.elidedText(item.note, elide, lower.width()))
    room = upper.width() - metrics.horizontalAdvance(item.mark) - _PADDING
    painter.setFont(theme.font("rowTitle"))
    painter.setPen(theme.color("text"))
    title = QFontMetrics(painter.font()).elidedText(item.title, elide, room)
    painter.drawText(upper, left, title)
