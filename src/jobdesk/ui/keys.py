"""All keyboard shortcuts, from the registry of commands: a small window beside the others."""

from importlib import import_module
from pkgutil import walk_packages

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

import jobdesk.ui
from jobdesk.ui.actions import COMMANDS, WINDOW, Command, keys_text
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import label

DECLARING = ("actions", "commands")  # how modules end that declare commands
_HEADS = ("Command", "Keys", "Where")
_SIZE = (640, 600)
_OLD_KEYS = ("+Ins", "+Backspace")
_RARE_KEYS = {
    "Refresh",
    "Find",
    "Close",
    "Save",
    "Undo",
    "Redo",
    "Cut",
    "Copy",
    "Paste",
    "Open",
}
_Index = QModelIndex | QPersistentModelIndex  # what Qt hands to a model


def commands_with_keys() -> list[Command]:
    """All commands that have keys: those of the window first, then page by page."""
    for module in walk_packages(jobdesk.ui.__path__, "jobdesk.ui."):
        if module.name.endswith(DECLARING):
            import_module(module.name)  # the list is whole before their pages were opened
    found = [command for command in COMMANDS.values() if command.sequences()]
    return sorted(found, key=lambda one: (one.context != WINDOW, one.context))


def _typed(command: Command) -> list[str]:
    """Its shortcuts, without those of rare keyboards (Find, Refresh) and those of old."""
    said = [keys_text(keys) for keys in command.sequences()]
    common = [text for text in said if text not in _RARE_KEYS and not text.endswith(_OLD_KEYS)]
    return common or said


class _KeysModel(QAbstractTableModel):
    """One row for each command."""

    def __init__(self, commands: list[Command], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = [
            (
                one.words,
                " or ".join(_typed(one)),
                "everywhere" if one.context == WINDOW else one.context,
            )
            for one in commands
        ]

    # Qt overrides

    def rowCount(self, parent: _Index | None = None) -> int:
        """All of them."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Command, keys, place."""
        del parent
        return len(_HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Its words."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> str | None:
        """The heads of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None


class KeysWindow(QDialog):
    """The list of shortcuts, with a filter; it stays open while one works."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setModal(False)
        self.resize(*_SIZE)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter by command, key or place")
        self.field.setAccessibleName("Filter the shortcuts")
        self.field.setClearButtonEnabled(True)
        self.table = QTableView()
        self._shown = QSortFilterProxyModel(self)
        self._shown.setFilterKeyColumn(-1)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._shown.setSourceModel(_KeysModel(commands_with_keys(), self))
        self._build()
        self.field.textChanged.connect(self._on_text_changed)

    def _build(self) -> None:
        table = self.table

        table.setObjectName("keysTable")
        table.setAccessibleName("Keyboard shortcuts")
        table.setModel(self._shown)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(Theme.current().size("rowList"))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnWidth(1, 190)
        table.setColumnWidth(2, 150)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label("Keyboard shortcuts", "title"))
        column.addWidget(self.field)
        column.addWidget(table, 1)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._shown.setFilterFixedString(text)
