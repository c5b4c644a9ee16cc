"""ObjectHistory: all changes of one object, each with its fields; the tab "Changes" of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from jobdesk.inventory.history.records import ChangeFilter
from jobdesk.ui.changes.detail_pane import DetailPane
from jobdesk.ui.changes.entry_menu import entries_text, offer_object, offer_revert, offer_run
from jobdesk.ui.changes.feed_list import FeedList
from jobdesk.ui.changes.feed_model import FeedModel
from jobdesk.ui.changes.reverting import Reverter
from jobdesk.ui.changes.source import LogSource
from jobdesk.ui.changes.words import UNREAD
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.row_menu import RowMenu
from jobdesk.ui.widgets.section import EmptyState

_LIST_PX, _DETAIL_PX = 180, 260
_NOTHING = ("No changes yet", "Changes made by runs and in the window are kept here.")


class ObjectHistory(QWidget):
    """The newest change first; the session must be loaded.

    Signals:
        run_requested(int): open this run.
        object_requested(str, str): open the object of an entry, by label of its kind and key:
            what hangs on an object (its addresses, its ends) is told with it.
        reverted(): an entry was taken back; what is shown of the object is old.
    """

    run_requested = Signal(int)
    object_requested = Signal(str, str)
    reverted = Signal()

    def __init__(self, session: Session, store: QSettings | None = None) -> None:
        super().__init__()
        self.setObjectName("plain")
        source = LogSource(session.ready.inventory)
        self.model = FeedModel(source, self)
        self.list = FeedList(self.model, "Changes of this object")
        self.detail = DetailPane(source)
        self.empty = EmptyState(*_NOTHING)
        self.reverter = Reverter(session, self)
        self.menu = RowMenu(self.list, self._offer, text=self._text_of, is_whole=False)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.list)
        splitter.addWidget(self.detail)
        splitter.setSizes([_LIST_PX, _DETAIL_PX])
        splitter.setChildrenCollapsible(False)
        remember_splitter(splitter, store, "changes/object")
        self._stack = QStackedWidget()
        self._stack.addWidget(splitter)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        hand_focus(self, self.list)
        self.model.read.connect(self._on_read)
        self.model.failed.connect(self._on_failed)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.detail.run_requested.connect(self.run_requested)
        self.detail.object_requested.connect(self.object_requested)
        self.detail.revert_requested.connect(self._on_revert)
        self.reverter.reverted.connect(self._on_reverted)

    def show_object(self, model: str, object_id: str) -> None:
        """Show the history of an object.

        Args:
            model: label of its kind: "dcim.device".
            object_id: its key.
        """
        self.model.ask(ChangeFilter(model=model, object_id=object_id))

    def refresh(self) -> None:
        """Read it again."""
        self.model.ask(self.model.wanted)

    def _text_of(self, chosen: Sequence[int]) -> str:
        """Entries for the clipboard; one alone with its fields."""
        rows = [one for row in chosen if (one := self.model.entry(row))]
        return entries_text(rows, self.detail)

    def _offer(self, menu: QMenu) -> None:
        entry = self.model.entry(self.list.current_row)
        if entry is not None:
            offer_object(menu, entry, self.detail, self.object_requested)
            offer_run(menu, entry, self.run_requested)
            offer_revert(menu, partial(self._on_revert, entry.id))

    @Slot()
    def _on_read(self) -> None:
        has_rows = self.model.rowCount() > 0
        self.empty.say(*_NOTHING)
        self._stack.setCurrentIndex(0 if has_rows else 1)
        if has_rows and self.list.current_row < 0:
            self.list.choose(0)

    @Slot()
    def _on_failed(self) -> None:
        self.empty.say(*UNREAD)
        self._stack.setCurrentIndex(1)
        self.detail.show_row(None)

    @Slot()
    def _on_current_changed(self) -> None:
        self.detail.show_row(self.model.entry(self.list.current_row))

    @Slot(str)
    def _on_revert(self, change_id: str) -> None:
        self.reverter.ask(self.model.wanted, frozenset({change_id}), "this change")

    @Slot()
    def _on_reverted(self) -> None:
        self.refresh()
        self.reverted.emit()
