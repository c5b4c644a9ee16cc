"""A drop-down with a search line over a list; all of it works by keys alone."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.pick_list import PickDelegate, PickItem, PickModel

_WIDTH = 440
_ROWS = 6  # without scrolling
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PickPopup(QFrame):
    """Chooses one of some rows; typing searches, Up and Down move, Return chooses.

    Signals:
        chosen(str): the key of a row.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, what: str, empty: str) -> None:
        """Make it.

        Args:
            parent: the dialog.
            what: what is chosen, for assistive technology.
            empty: the sentence when there is nothing to choose.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName(what)
        self._empty = empty
        self.begins_left = False
        self.model = PickModel()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName(f"Search {what.lower()}")
        self.search.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setObjectName("pickList")
        self.list.setAccessibleName(what)
        self.list.setItemDelegate(PickDelegate(self.list))
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = label(empty, "cell", "text2", wrap=True)
        self.nothing.setContentsMargins(6, 6, 6, 6)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(6)
        self.column.addWidget(self.search)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.list)
        self.setFixedWidth(_WIDTH)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.returnPressed.connect(self._on_return_pressed)
        self.list.clicked.connect(self._on_list_chosen)
        self.list.activated.connect(self._on_list_chosen)
        self._tell_emptiness()

    def show_items(self, items: Sequence[PickItem]) -> None:
        """Offer these rows; the row that was current stays so where it is still there."""
        current = self.current_key()
        self.model.show_items(items)
        self._select(current)

    def current_key(self) -> str:
        """The key of the row where the keyboard is; empty when there is none."""
        item = self.model.item(self.list.currentIndex().row())
        return item.key if item is not None else ""

    def open_under(self, anchor: QWidget) -> None:
        """Show it under a button, ending where the button ends, or beginning with it."""
        self.search.clear()
        self.adjustSize()
        left = 0 if self.begins_left else anchor.width() - _WIDTH
        self.move(anchor.mapToGlobal(QPoint(left, anchor.height() + 2)))
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def say(self, text: str) -> None:
        """Say something in place of the rows."""
        self._empty = text
        self._tell_emptiness()

    def _select(self, key: str) -> None:
        rows = range(self.model.rowCount())
        wanted = next((r for r in rows if (i := self.model.item(r)) and i.key == key), 0)
        self.list.setCurrentIndex(self.model.index(wanted, 0))
        self._tell_emptiness()

    def _tell_emptiness(self) -> None:
        has_rows = self.model.rowCount() > 0
        row_height = max(self.list.sizeHintForRow(0), 1)
        self.list.setFixedHeight(min(self.model.count, _ROWS) * row_height)
        self.list.setVisible(has_rows)
        self.search.setVisible(self.model.count > 0)
        words = f"Nothing matches “{self.search.text()}”." if self.model.count else self._empty
        self.nothing.setText(words)
        self.nothing.setVisible(not has_rows)
        if self.isVisible():
            self.adjustSize()

    @Slot(str)
    def _on_search_text_changed(self, text: str) -> None:
        self.model.search(text)
        self._select("")

    @Slot()
    def _on_return_pressed(self) -> None:
        self._choose(self.current_key())

    @Slot(QModelIndex)
    def _on_list_chosen(self, index: QModelIndex) -> None:
        item = self.model.item(index.row())
        self._choose(item.key if item is not None else "")

    def _choose(self, key: str) -> None:
        if key and self.isVisible():  # a double click chooses once
            self.close()
            self.chosen.emit(key)

    @staticmethod
    def _moves_in_list(event: QKeyEvent) -> bool:
        return event.type() == QEvent.Type.KeyPress and event.key() in _LIST_KEYS

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the search line has the keyboard."""
        if isinstance(event, QKeyEvent) and self._moves_in_list(event):
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)
