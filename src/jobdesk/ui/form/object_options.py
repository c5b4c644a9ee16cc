"""The options of an object field as a model that asks for more when its end is reached."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from jobdesk.ui.widgets.pick_list import ITEM_ROLE, PickItem

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_CHOSEN = "chosen"


class OptionModel(QAbstractListModel):
    """Pages of options behind some fixed rows.

    Signals:
        more_wanted(int): the options from this one on.
    """

    more_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._items: list[PickItem] = []
        self._fixed = 0
        self._has_more = False
        self._chosen: frozenset[str] = frozenset()

    @property
    def options(self) -> int:
        """How many options are there, without the fixed rows."""
        return len(self._items) - self._fixed

    def show_first(
        self, fixed: Sequence[PickItem], items: Iterable[PickItem], *, has_more: bool
    ) -> None:
        """Show the first page of another question."""
        self.beginResetModel()
        self._items = [*fixed, *map(self._marked, items)]
        self._fixed = len(fixed)
        self._has_more = has_more
        self.endResetModel()

    def show_more(self, items: Sequence[PickItem], *, has_more: bool) -> None:
        """Add the next page."""
        self._has_more = has_more
        if items:
            first = len(self._items)
            self.beginInsertRows(_NO_PARENT, first, first + len(items) - 1)
            self._items += map(self._marked, items)
            self.endInsertRows()

    def mark(self, chosen: Collection[str]) -> None:
        """Say which options are chosen already."""
        if frozenset(chosen) == self._chosen:
            return
        self._chosen = frozenset(chosen)
        self._items = [*self._items[: self._fixed], *map(self._marked, self._options())]
        if self._items:
            last = self.index(len(self._items) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [ITEM_ROLE])

    def item(self, row: int) -> PickItem | None:
        """What stands in a row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def _options(self) -> list[PickItem]:
        return self._items[self._fixed :]

    def _marked(self, item: PickItem) -> PickItem:
        return replace(item, mark=_CHOSEN if item.key in self._chosen else "")

    # Qt overrides

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The rows that were read."""
        return 0 if parent.isValid() else len(self._items)

    def canFetchMore(self, parent: _Index) -> bool:
        """There is another page."""
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: _Index) -> None:
        """Ask for it, once."""
        del parent
        self._has_more = False
        self.more_wanted.emit(self.options)

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
