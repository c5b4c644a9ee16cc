"""The parts of a page of hooks or buttons: the list at the left, the form and its bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui.hooks.starter_records import Words
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.button_row import ButtonRow
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.labels import ElidedLabel, hairline, label
from jobdesk.ui.widgets.pick_list import PickDelegate, PickModel
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.section import EmptyState

_INSET_PX = 10


class StarterFrame(QSplitter):
    """Where everything stands.

    Attributes:
        left: `list_page` with the list, or what is said where there is none.
        right: title, commands, what is wrong, and `halves`: the form over what a page adds.
    """

    def __init__(
        self, words: Words, rows: QListView, form: QWidget, actions: Sequence[QAction]
    ) -> None:
        """Put them together; `actions`: new, save, revert, switch, delete."""
        super().__init__(Qt.Orientation.Horizontal)
        self.empty = EmptyState()
        self.problem = Banner("warn")
        new, save, revert, switch, delete = actions
        head = ButtonRow(label(words.title, "pane"))
        head.add(action_button(new))
        head.setContentsMargins(20, 10, 16, 10)
        self.left = QStackedWidget()
        self.list_page = _inset(rows)
        self.left.addWidget(self.list_page)
        self.left.addWidget(self.empty)
        self.title = ElidedLabel("", "pane")
        bar = ButtonRow(self.title)
        bar.setContentsMargins(20, 10, 16, 10)
        bar.add(action_button(revert), shrinks=True)
        bar.add(action_button(switch), shrinks=True)
        bar.add(action_button(delete, text="Delete"), shrinks=True)
        bar.add(action_button(save, "primary", text="Save"))
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setHandleWidth(1)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(_scrolled(form, f"The {words.one}"))
        self.right = _column(bar, hairline(), self.problem, self.halves)
        self.right.hide()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(_column(head, hairline(), self.left))
        self.addWidget(self.right)
        self.setStretchFactor(1, 1)
        self.setSizes([340, 888])

    def remember(self, store: QSettings, key: str) -> None:
        """Come back as wide as it was left."""
        remember_splitter(self, store, key)


def list_of(name: str, model: PickModel) -> QListView:
    """The list of a page."""
    made = QListView()
    made.setObjectName("pickList")
    made.setAccessibleName(name)
    made.setModel(model)
    made.setItemDelegate(PickDelegate(made))
    made.setUniformItemSizes(True)
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setMouseTracking(True)
    made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    return made


def _inset(rows: QWidget) -> QWidget:
    """The words of the rows begin where the title over them does."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(_INSET_PX, 6, _INSET_PX, 0)
    column.addWidget(rows)
    return made


def _scrolled(form: QWidget, name: str) -> QScrollArea:
    made = QScrollArea()
    made.setAccessibleName(name)
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields scroll it
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWidget(form)
    return made


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts[:-1]:
        column.addWidget(part)
    column.addWidget(parts[-1], 1)
    return made
