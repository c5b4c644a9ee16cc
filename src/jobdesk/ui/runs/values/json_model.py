"""JsonModel: a JSON value as Qt's tree model; nodes are made where the view looks."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from jobdesk.ui.runs.values.json_nodes import (
    JsonNode,
    JsonTree,
    Path,
    kind_of,
    path_words,
    value_words,
)
from jobdesk.ui.theme import Theme

_NOWHERE = QModelIndex()
_TITLES = ("Key", "Value")
_TOKENS = {"text": "strg", "number": "num", "yes or no": "kw", "nothing": "text3"}
_TIP_CHARS = 1000

_Index = QModelIndex | QPersistentModelIndex


class JsonModel(QAbstractItemModel):
    """Key and value per row; a scalar root is one row."""

    def __init__(self) -> None:
        super().__init__()
        self._tree = JsonTree({})

    def show_value(self, value: Any) -> None:
        """Take another value; nothing but its root is touched."""
        self.beginResetModel()
        self._tree = JsonTree(value if isinstance(value, dict | list) else {"value": value})
        self.endResetModel()

    def node_of(self, index: _Index) -> JsonNode:
        """The node of an index; the root for an invalid one."""
        return self._tree.node(index.internalId()) if index.isValid() else self._tree.root

    def index_of(self, path: Path) -> QModelIndex:
        """Where a path stands; invalid when it leads nowhere."""
        node = self._tree.find(path)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.row, 0, node.number)

    # Qt overrides

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        """The place of a child."""
        node = self.node_of(parent)
        if parent.column() > 0 or not 0 <= row < node.child_count or not 0 <= column < 2:
            return QModelIndex()
        return self.createIndex(row, column, self._tree.children(node)[row].number)

    def parent(self, index: _Index = _NOWHERE) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]  # the stub forgets QObject.parent()
        """The place of what holds it."""
        holder = self.node_of(index).parent if index.isValid() else None
        if holder is None or holder.parent is None:
            return QModelIndex()
        return self.createIndex(holder.row, 0, holder.number)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many entries it has."""
        return 0 if parent.column() > 0 else self.node_of(parent).child_count

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Key and value."""
        del parent
        return len(_TITLES)

    def hasChildren(self, parent: _Index = _NOWHERE) -> bool:
        """Whether it can be unfolded."""
        return self.rowCount(parent) > 0

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        is_title = role == Qt.ItemDataRole.DisplayRole
        if is_title and orientation == Qt.Orientation.Horizontal and 0 <= section < 2:
            return _TITLES[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words and colour of a key or a value."""
        if not index.isValid():
            return None
        node = self.node_of(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return value_words(node.value) if index.column() else str(node.key)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(node, index.column())
        if role == Qt.ItemDataRole.FontRole:
            return Theme.current().font("log")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(node, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{node.key}: {value_words(node.value)}"
        return None

    def _color(self, node: JsonNode, column: int) -> QColor:
        theme = Theme.current()
        if not column:
            is_quiet = node.is_span or isinstance(node.key, int)
            return theme.color("text2" if is_quiet else "text")
        return theme.color(_TOKENS.get(kind_of(node.value), "text2"))

    def _tip(self, node: JsonNode, column: int) -> str:
        if not column:
            return path_words(node.path) or "the whole value"
        text = node.value if isinstance(node.value, str) else value_words(node.value)
        return text[:_TIP_CHARS] + "…" * (len(text) > _TIP_CHARS)
