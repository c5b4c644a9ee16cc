"""The list of an object field: a search line over options that come in pages."""

from collections.abc import Collection, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from jobdesk.inventory.options import Page, Reasons
from jobdesk.ui.form.object_options import OptionModel
from jobdesk.ui.form.object_words import explanation, summary, unknown_filters
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.pick_list import PickDelegate, PickItem

_TYPING_MS = 150  # of rest before what was typed is looked for
_COUNT_MS = 300  # of rest before it is counted, too
_NARROWEST = 360
_GAP = 2  # pixels between field and list
_ROWS = 7  # without scrolling
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ObjectPopup(QFrame):
    """Chooses objects; typing searches, Up and Down move, Return chooses, Esc leaves.

    It shows what it is given; what it wants it says by signals.

    Signals:
        picked(str): the key of a row.
        page_wanted(str, int): the options for a search, from a place on.
        reasons_wanted(str): how many fit a search, and why.
        closed(): it is gone from the screen.
    """

    picked = Signal(str)
    page_wanted = Signal(str, int)
    reasons_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget, what: str, *, stays: bool) -> None:
        """Make it; with `stays` it remains open for choosing several."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName(f"{what}: what can be chosen")
        self._stays = stays
        self._fixed: Sequence[PickItem] = ()
        self._anchor: QWidget | None = None
        self._asked = ""  # the search that is on its way or shown
        self._is_waiting = False  # for the first page of a search
        self._takes_first = False  # Return came before the page
        self.model = OptionModel()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Type to search…")
        self.search.setAccessibleName(f"Search for {what}")
        self.search.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setObjectName("pickList")
        self.list.setAccessibleName(f"Fitting objects for {what}")
        self.list.setItemDelegate(PickDelegate(self.list))
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words = label("", "cell", "text2", wrap=True)
        self.words.setContentsMargins(6, 2, 6, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.search, self.list, self.words):
            column.addWidget(widget)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._connect()

    def _connect(self) -> None:
        self._typing.timeout.connect(self._ask)
        self._counting.timeout.connect(self._on_counting_timeout)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.returnPressed.connect(self._on_return_pressed)
        self.list.clicked.connect(self._on_list_chosen)
        self.model.more_wanted.connect(self._on_more_wanted)

    def open_under(
        self, anchor: QWidget, text: str, fixed: Sequence[PickItem], chosen: Collection[str]
    ) -> None:
        """Show it under a field, and look for what was typed there."""
        self._fixed = fixed
        self._anchor = anchor
        self.model.mark(chosen)
        self.search.setText(text)
        self.setFixedWidth(max(anchor.width(), _NARROWEST))
        self._ask()
        self._fit()
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    # what comes

    def show_page(self, search: str, start: int, page: Page) -> None:
        """Show options; those of another search than the last one are old."""
        if search != self._asked:
            return
        items = [PickItem(one.id, one.text, one.hint) for one in page.options]
        if start:
            if start == self.model.options:
                self.model.show_more(items, has_more=page.has_more)
            return
        self._is_waiting = False
        fixed = () if search else self._fixed
        self.model.show_first(fixed, items, has_more=page.has_more)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self._say(" ".join(page.warnings) if items else "Nothing fits.")
        if self.isVisible():
            self._counting.start()
        if self._takes_first:
            self._takes_first = False
            self._choose(self.model.index(0, 0))

    def show_reasons(self, search: str, reasons: Reasons) -> None:
        """Say how many fit; where none does, what each filter leaves."""
        if search != self._asked or self._is_waiting:
            return
        if reasons.left == 0:
            self._say(explanation(reasons))
        else:
            doubts = unknown_filters(reasons)
            self._say(f"{summary(reasons)}. {doubts}".strip())

    def show_failure(self, words: str) -> None:
        """Say why nothing can be shown."""
        self._is_waiting = False
        self.model.show_first((), (), has_more=False)
        self._say(words)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is to be shown, and no higher than there is room."""
        rows = self.model.rowCount()
        height = max(self.list.sizeHintForRow(0), 1)
        wanted = min(rows, _ROWS) * height
        self.list.setFixedHeight(wanted)
        self.list.setVisible(rows > 0)
        self.words.setVisible(bool(self.words.text()))
        self.adjustSize()
        over = self.height() - max(self._rooms(), default=self.height())
        if over > 0:
            self.list.setFixedHeight(max(wanted - over, height))
            self.adjustSize()
        self._place()

    def _rooms(self) -> tuple[int, ...]:
        """Pixels of the screen below the field, and above it; none while there is no field."""
        anchor = self._anchor
        if anchor is None or not shiboken6.isValid(anchor):
            return ()
        top, screen = anchor.mapToGlobal(QPoint(0, 0)).y(), anchor.screen().availableGeometry()
        below = screen.bottom() + 1 - (top + anchor.height() + _GAP)
        return below, top - _GAP - screen.top()

    def _place(self) -> None:
        """Under the field; above it where there is more room."""
        anchor, rooms = self._anchor, self._rooms()
        if anchor is None or not rooms:
            return
        below, above = rooms
        is_under = self.height() <= below or below >= above
        at = anchor.height() + _GAP if is_under else -_GAP - self.height()
        self.move(anchor.mapToGlobal(QPoint(0, at)))

    # what is typed and clicked

    @Slot(str)
    def _on_search_text_changed(self) -> None:
        self._takes_first = False
        self._counting.stop()
        self._typing.start()

    @Slot()
    def _ask(self) -> None:
        self._typing.stop()
        self._asked = self.search.text().strip()
        self._is_waiting = True
        if not self.model.rowCount():
            self._say("Looking…")
        self.page_wanted.emit(self._asked, 0)

    @Slot(int)
    def _on_more_wanted(self, start: int) -> None:
        self.page_wanted.emit(self._asked, start)

    @Slot()
    def _on_counting_timeout(self) -> None:
        self.reasons_wanted.emit(self._asked)

    @Slot()
    def _on_return_pressed(self) -> None:
        if self._typing.isActive():
            self._ask()
        if self._is_waiting:  # what is meant is on its way
            self._takes_first = True
        else:
            self._choose(self.list.currentIndex())

    @Slot(QModelIndex)
    def _on_list_chosen(self, index: QModelIndex) -> None:
        self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        item = self.model.item(index.row())
        if item is None or not self.isVisible():  # a double click chooses once
            return
        if not self._stays:
            self.close()
        else:
            self.search.selectAll()
        self.picked.emit(item.key)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the search line has the keyboard; Return in it chooses."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.search and event.key() in _LIST_KEYS:
                self.list.event(event)
                return True
            if watched is self.list and event.key() in _CHOOSING:
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Look for nothing more."""
        self._typing.stop()
        self._counting.stop()
        self._takes_first = False
        super().closeEvent(event)
        self.closed.emit()
