"""The editor for JSON: coloured text, the place of an error, and a tree on demand."""

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import (
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QSplitter,
    QTextEdit,
    QTreeView,
    QWidget,
)

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.form.actions import TREE
from jobdesk.ui.form.area_editors import AreaEditor
from jobdesk.ui.form.json_highlighter import JsonHighlighter
from jobdesk.ui.form.json_tree import JsonTreeModel
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.focus import tab_into
from jobdesk.ui.widgets.remembering import remember_splitter

_TREE_KEY = "run_dialog/json_tree"
_PARSE_MS = 150  # after the last key
_NAME_WIDTH = 150
_GAP = 8
_EDGE = 5  # of the button from the corner
_TEXT_LINES, _TREE_LINES = 4, 9  # at least


class JsonEditor(AreaEditor):
    """JSON as monospaced text; the value is the text, judged by the variable.

    The tree beside it is folded away until it is asked for; it follows the text as long as
    that is JSON.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self._store: QSettings | None = None
        self.area.setProperty("code", True)  # the style sheet gives it the font
        self.area.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._highlighter = JsonHighlighter(self.area.document())
        self.tree: QTreeView | None = None  # made when first asked for
        self.model: JsonTreeModel | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PARSE_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.area.textChanged.connect(self._timer.start)
        self.toggle = button(
            "", "icon", icon="tree-structure", tip="Show the document as a tree (Ctrl+T)"
        )
        self.toggle.setParent(self.area)
        self.toggle.setAccessibleName(f"Tree of {self.label}")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._on_toggled)
        self.toggle.setToolTip("Show the document as a tree (Ctrl+T)")
        self.actions_here = ActionRegistry(self, TREE.context)
        self.actions_here.make(TREE, self.toggle.toggle)

    def _make_page(self) -> QWidget:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("jsonSplit")
        self._split.setHandleWidth(_GAP)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.area)
        return self._split

    def set_value(self, value: Any) -> None:
        """Show a document indented with sorted keys; a text is JSON already."""
        if value is not None and not isinstance(value, str):
            value = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)
        super().set_value(value)

    def remember(self, store: QSettings) -> None:
        """Show the tree, and as wide, as it was left in the last form that had one."""
        self._store = store
        if str(store.value(_TREE_KEY, "")) == "shown":
            self.toggle.setChecked(True)

    # the tree

    @Slot(bool)
    def _on_toggled(self, is_shown: bool) -> None:
        if is_shown and self.tree is None:
            self._make_tree()
        if self.tree is not None:
            self.tree.setVisible(is_shown)
        if self._store is not None:
            self._store.setValue(_TREE_KEY, "shown" if is_shown else "hidden")
        self._fewest_lines = _TREE_LINES if is_shown else _TEXT_LINES
        self._fit_height()
        self.is_wide = is_shown
        self.reshaped.emit()
        self._read()

    def _make_tree(self) -> None:
        self.model = JsonTreeModel()
        tree = QTreeView()
        tree.setObjectName("jsonTree")
        tree.setAccessibleName(f"{self.label} as a tree")
        tree.setModel(self.model)
        tree.setUniformRowHeights(True)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.header().resizeSection(0, _NAME_WIDTH)
        tree.header().setStretchLastSection(True)
        self._split.addWidget(tree)
        tab_into(self.area, tree)
        self._split.setSizes([self._split.width() // 2] * 2)
        remember_splitter(self._split, self._store, "run_dialog/json_splitter")
        self.tree = tree

    # what is typed

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._read()

    def _read(self) -> None:
        """Mark where the text is wrong, or show it in the tree."""
        text = self.value()
        try:
            document: Any = json.loads(text) if text.strip() else {}
        except json.JSONDecodeError as error:
            self._mark_place(len(text[: error.pos].encode("utf-16-le", "replace")) // 2)
            return
        except (ValueError, RecursionError):
            return  # the variable says it in words
        self._mark_place(None)
        if self.model is not None and self.tree is not None and self.tree.isVisibleTo(self):
            self.model.show_document(document)
            self.tree.expandToDepth(0)

    def _mark_place(self, place: int | None) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        if place is not None:
            shape = QTextCharFormat()
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            shape.setUnderlineColor(Theme.current().color("bad"))
            cursor = QTextCursor(self.area.document())
            last = max(self.area.document().characterCount() - 1, 0)
            cursor.setPosition(min(max(place - 1, 0), last))
            cursor.setPosition(min(place + 1, last), QTextCursor.MoveMode.KeepAnchor)
            mark: Any = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, shape
            marks.append(mark)
        self.area.setExtraSelections(marks)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays in the corner."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._place_toggle)

    def _place_toggle(self) -> None:
        self.toggle.adjustSize()
        x = self.area.viewport().geometry().right() - self.toggle.width() - _EDGE
        self.toggle.move(QPoint(x, _EDGE))
