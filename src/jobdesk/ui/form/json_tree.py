"""A JSON document as a tree; what is folded is not looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from jobdesk.ui.theme import Theme

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_SLICE = 200  # members that are shown at a time
_LONGEST = 400  # characters of a value
_TITLES = ("Name", "Value")
_BRIEF = {"object": "member", "array": "item"}


class _Node:
    """One value; its children are made when they are asked for."""

    __slots__ = ("_entries", "children", "name", "parent", "row", "value")

    def __init__(self, name: str, value: Any, parent: _Node | None, row: int) -> None:
        self.name = name
        self.value = value
        self.parent = parent
        self.row = row
        self.children: list[_Node] = []
        self._entries: list[tuple[str, Any]] | None = None

    @property
    def kind(self) -> str:
        """What JSON calls it."""
        if isinstance(self.value, Mapping):
            return "object"
        return "array" if isinstance(self.value, list) else "value"

    @property
    def size(self) -> int:
        """How many children there are, made or not."""
        return 0 if self.kind == "value" else len(self.value)

    def make(self, count: int) -> None:
        """Make so many more children."""
        if self._entries is None:
            self._entries = self._listed()
        first = len(self.children)
        for place in range(first, min(first + count, self.size)):
            name, value = self._entries[place]
            self.children.append(_Node(name, value, self, place))

    def _listed(self) -> list[tuple[str, Any]]:
        if isinstance(self.value, Mapping):
            members = cast("Mapping[object, Any]", self.value)
            return [(str(name), value) for name, value in members.items()]
        return [(str(place), one) for place, one in enumerate(cast("list[Any]", self.value))]


class JsonTreeModel(QAbstractItemModel):
    """Names and values of a document, read-only. Long lists come in slices."""

    def __init__(self) -> None:
        super().__init__()
        self._root = _Node("", None, None, 0)

    def show_document(self, document: Any) -> None:
        """Show another document; one that is no object and no list is a single row."""
        self.beginResetModel()
        is_leaf = not isinstance(document, Mapping | list)
        self._root = _Node("", [document] if is_leaf else document, None, 0)
        self._root.make(_SLICE)
        self.endResetModel()

    def path(self, index: _Index) -> str:
        """Where a value stands: `vlan.offset`, `ntp[1]`."""
        node, parts = self._node(index), list[str]()
        while node.parent is not None:
            is_item = node.parent.kind == "array"
            parts.append(f"[{node.name}]" if is_item else f".{node.name}")
            node = node.parent
        return "".join(reversed(parts)).removeprefix(".")

    def _node(self, index: _Index) -> _Node:
        return cast("_Node", index.internalPointer()) if index.isValid() else self._root

    def _index_of(self, node: _Node | None) -> QModelIndex:
        if node is None or node is self._root:
            return QModelIndex()
        return self.createIndex(node.row, 0, node)

    # Qt overrides

    def index(self, row: int, column: int, parent: _Index = _NO_PARENT) -> QModelIndex:
        """A cell."""
        children = self._node(parent).children
        if 0 <= row < len(children) and 0 <= column < len(_TITLES) and parent.column() <= 0:
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: _Index = _NO_PARENT) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]  # two of this name
        """The value that holds this one."""
        return self._index_of(self._node(index).parent)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The children made so far."""
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Name and value."""
        del parent
        return len(_TITLES)

    def hasChildren(self, parent: _Index = _NO_PARENT) -> bool:  # Qt's spelling
        """Something is in it."""
        return parent.column() <= 0 and self._node(parent).size > 0

    def canFetchMore(self, parent: _Index) -> bool:  # Qt's spelling
        """Not all children are made."""
        node = self._node(parent)
        return parent.column() <= 0 and len(node.children) < node.size

    def fetchMore(self, parent: _Index) -> None:  # Qt's spelling
        """Make the next children."""
        node = self._node(parent)
        first = len(node.children)
        last = min(first + _SLICE, node.size) - 1
        if last >= first:
            self.beginInsertRows(self._index_of(node), first, last)
            node.make(_SLICE)
            self.endInsertRows()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        is_title = role == Qt.ItemDataRole.DisplayRole
        if is_title and orientation == Qt.Orientation.Horizontal and section < len(_TITLES):
            return _TITLES[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name or the value, in the colour of its kind."""
        if not index.isValid():
            return None
        node = self._node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.name if index.column() == 0 else value_words(node.value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.path(index)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return Theme.current().color(_token(node.value))
        return None


def value_words(value: Any) -> str:
    """A value in a line; of objects and lists only their size."""
    if isinstance(value, Mapping | list):
        kind = "object" if isinstance(value, Mapping) else "array"
        count = len(cast("list[Any]", value))
        return f"{count:,} {_BRIEF[kind]}{'' if count == 1 else 's'}"
    if isinstance(value, str):
        shown = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        return f'"{" ".join(shown.split()) if shown.split() else shown}"'
    return {None: "null", True: "true", False: "false"}.get(value, str(value))


def _token(value: Any) -> str:
    if isinstance(value, str):
        return "strg"
    if value is None or isinstance(value, bool):
        return "kw"
    return "num" if isinstance(value, int | float) else "text3"
