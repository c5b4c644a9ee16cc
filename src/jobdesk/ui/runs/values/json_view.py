"""JsonView: a JSON value to unfold, to search and to copy from."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QLineEdit, QMenu, QTreeView, QVBoxLayout, QWidget

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import forget_question, run_in_background
from jobdesk.ui.runs.values.actions import (
    COPY_PATH,
    COPY_VALUE,
    FOLD,
    NEXT,
    PREVIOUS,
    UNFOLD,
)
from jobdesk.ui.runs.values.json_model import JsonModel
from jobdesk.ui.runs.values.json_nodes import Path, copy_text, find_paths, path_words
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.find_line import FindLine
from jobdesk.ui.widgets.focus import hand_focus

_FOUND_LIMIT = 5000
_TYPING_MS = 150
_KEY_WIDTH_EM = 26
_UNFOLD_BELOW = 40  # entries: a small value is shown with its first level open


class JsonView(QWidget):
    """The tree, and above it a line to search in keys and values."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.model = JsonModel()
        self.tree = QTreeView()
        self.commands = ActionRegistry(self)
        self.finder = FindLine(f"Search {name.lower()}")
        self._value: Any = None
        self._found: list[Path] = []
        self._at = -1
        self._asked = 0
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build(name)
        self._connect()

    def _build(self, name: str) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setObjectName("valueTree")
        tree.setAccessibleName(name)
        tree.setUniformRowHeights(True)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setFont(Theme.current().font("log"))
        tree.setIndentation(18)
        head = tree.header()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        tree.setColumnWidth(0, tree.fontMetrics().averageCharWidth() * _KEY_WIDTH_EM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.finder)
        column.addWidget(tree, 1)
        hand_focus(self, tree)

    def _connect(self) -> None:
        self.finder.text_changed.connect(self._on_text_changed)
        self.finder.next_requested.connect(self._on_next)
        self.finder.previous_requested.connect(self._on_previous)
        self.finder.left.connect(self._on_left)
        self._typing.timeout.connect(self._search)
        self.tree.customContextMenuRequested.connect(self._on_menu_requested)
        for command, slot in (
            (COPY_VALUE, self._on_copy_value),
            (COPY_PATH, self._on_copy_path),
            (NEXT, self._on_next),
            (PREVIOUS, self._on_previous),
            (UNFOLD, self._on_unfold),
            (FOLD, self._on_fold_all),
        ):
            self.commands.make(command, slot, on=self.tree)

    @property
    def field(self) -> QLineEdit:
        """Where the searched text is typed."""
        return self.finder.field

    def show_value(self, value: Any) -> None:
        """Show another value."""
        forget_question(self, "find")
        self._value = value
        self._found, self._at = [], -1
        self.model.show_value(value)
        for row in range(min(self.model.rowCount(), _UNFOLD_BELOW)):
            index = self.model.index(row, 0)
            if self.model.rowCount(index) <= _UNFOLD_BELOW:
                self.tree.expand(index)
        if self.model.rowCount():
            self.tree.setCurrentIndex(self.model.index(0, 0))
        if self.field.text():
            self._typing.start()

    def focus_search(self) -> None:
        """Go to the search field."""
        self.field.setFocus()
        self.field.selectAll()

    @Slot()
    def _on_text_changed(self) -> None:
        self._typing.start()

    @Slot()
    def _search(self) -> None:
        text, value = self.field.text().strip(), self._value
        self._asked += 1
        asked = self._asked
        if not text:
            forget_question(self, "find")
            self._take([])
            self.finder.say("")
            return

        def work() -> list[Path]:
            return find_paths(value, text, _FOUND_LIMIT, lambda: asked != self._asked)

        run_in_background(self, work, self._take, store="values", name="find")

    def _take(self, found: list[Path]) -> None:
        self._found, self._at = found, -1
        if found:
            self._go(0)
        elif self.field.text():
            self.finder.say("not found")

    def _go(self, at: int) -> None:
        if not self._found:
            return
        self._at = at % len(self._found)
        index = self.model.index_of(self._found[self._at])
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index, QTreeView.ScrollHint.PositionAtCenter)
        more = "+" if len(self._found) == _FOUND_LIMIT else ""
        self.finder.say(f"{self._at + 1:,} of {len(self._found):,}{more}")

    @Slot()
    def _on_next(self) -> None:
        self._go(self._at + 1)

    @Slot()
    def _on_previous(self) -> None:
        self._go(self._at - 1)

    @Slot()
    def _on_left(self) -> None:
        self.tree.setFocus()

    @Slot()
    def _on_copy_value(self) -> None:
        """A long value takes its time to be written; it is written off the main thread."""
        value = self.model.node_of(self.tree.currentIndex()).value
        run_in_background(
            self, partial(copy_text, value), self._put, store="values", name="copy"
        )

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        messages.show("Copied the value.")

    @Slot()
    def _on_copy_path(self) -> None:
        path = path_words(self.model.node_of(self.tree.currentIndex()).path)
        QGuiApplication.clipboard().setText(path)
        messages.show(f"Copied {path}.")

    @Slot()
    def _on_unfold(self) -> None:
        """Only this level and the next: a whole tree may be a million rows."""
        index = self.tree.currentIndex().siblingAtColumn(0)
        self.tree.expand(index)
        for row in range(min(self.model.rowCount(index), _UNFOLD_BELOW)):
            self.tree.expand(self.model.index(row, 0, index))

    @Slot()
    def _on_fold_all(self) -> None:
        self.tree.collapseAll()

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = (COPY_VALUE.name, COPY_PATH.name, "", UNFOLD.name, FOLD.name)
        self.commands.fill(menu, *shown)
        menu.popup(self.tree.viewport().mapToGlobal(point))
