"""ObjectPage: one object in a tab of its own; what it names opens in further tabs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from jobdesk.inventory.desk.edit_records import Impact
from jobdesk.inventory.desk.records import KindShape, ObjectDetail
from jobdesk.ui.actions import ActionRegistry, set_usable
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.actions import CONNECT, DELETE, EDIT, REFRESH
from jobdesk.ui.inventory.connecting import connect, why_not
from jobdesk.ui.inventory.detail_pane import DetailPane
from jobdesk.ui.inventory.edits import InventoryEdits
from jobdesk.ui.inventory.file_news import NEWS_MS
from jobdesk.ui.inventory.kind_names import OBJECT_TAB
from jobdesk.ui.inventory.questions import Asker

if TYPE_CHECKING:
    from jobdesk.ui.session import Session

CONTEXT = "Object of the inventory"


class ObjectPage(QWidget):
    """What the detail of the inventory page shows, for as long as one wants.

    Signals:
        title_changed(str): the name of the object.
        touched(): what comes back after a restart is other.
        object_requested(str, str), list_requested(str, str, str), run_requested(int, int): as
            of the detail.
    """

    title_changed = Signal(str)
    touched = Signal()
    object_requested = Signal(str, str)
    list_requested = Signal(str, str, str)
    run_requested = Signal(int, int)

    def __init__(self, session: Session, kind: str, key: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._asker = Asker(session)
        self.kind, self.key = kind, key
        self.title = "Object"
        self.edits = InventoryEdits(self._asker, self)
        self.typed_edits = self.edits.stack  # for undo, see `edit_history`
        self.are_edits_own = True
        self._field = ""
        self.actions_here = ActionRegistry(self, CONTEXT)
        self.actions_here.make(EDIT, self._on_edit)
        self.actions_here.make(CONNECT, self._on_connect)
        self.actions_here.make(DELETE, self._on_delete, on=self)
        self.actions_here.make(REFRESH, self._on_refresh)
        self.detail = DetailPane(self._asker, self.actions_here, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.detail)
        detail = self.detail
        detail.shown.connect(self._on_shown)
        detail.object_requested.connect(self.object_requested)
        detail.list_requested.connect(self.list_requested)
        detail.run_requested.connect(self.run_requested)
        detail.edit_requested.connect(self._on_edit_requested)
        detail.menu_requested.connect(self._on_menu)
        detail.connect_requested.connect(self._connect_cable)
        detail.reverted.connect(self._on_refresh)
        self.edits.changed.connect(self._on_refresh)
        self._news = QTimer(self, singleShot=True, interval=NEWS_MS)
        self._news.timeout.connect(self._on_refresh)
        session.results_changed.connect(self._on_news)

    def remember(self) -> dict[str, Any]:
        """For the next start."""
        return {"kind": OBJECT_TAB, "model": self.kind, "key": self.key}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """It has all that it needs."""

    # Slots

    @Slot(object)
    def _on_shown(self, shown: ObjectDetail | None) -> None:
        reason = "" if shown is not None else "It is gone."
        for name in (EDIT.name, DELETE.name):
            set_usable(self.actions_here[name], reason)
        set_usable(self.actions_here[CONNECT.name], reason or why_not(self.kind, shown))
        if shown is not None and shown.name != self.title:
            self.title = shown.name
            self.title_changed.emit(shown.name)

    @Slot()
    def _on_refresh(self) -> None:
        self._news.stop()
        self.detail.refresh()

    @Slot()
    def _on_news(self) -> None:
        if self.isVisible() and not self._news.isActive():
            self._news.start()

    @Slot()
    def _on_edit(self) -> None:
        self._on_edit_requested("")

    @Slot(str)
    def _on_edit_requested(self, field: str) -> None:
        self._field = field
        self._asker.ask(self, "shape", partial(questions.shape, self.kind), self._open_form)

    def _open_form(self, shape: KindShape) -> None:
        from jobdesk.ui.inventory.object_dialog import ObjectDialog

        if self.detail.detail is None:
            return
        shown = self.detail.detail
        dialog = ObjectDialog(shape, shown, self._asker, self.edits, self.window())
        dialog.show()
        if self._field:
            dialog.form.focus_field(self._field)

    @Slot()
    def _on_connect(self) -> None:
        self._connect_cable(self.kind, self.key)

    @Slot(str, str)
    def _connect_cable(self, kind: str, key: str) -> None:
        connect(self._asker, self.edits, kind, key, self.window())

    @Slot()
    def _on_delete(self) -> None:
        shown = self.detail.detail
        if shown is not None:
            work = partial(questions.impact, self.kind, [self.key])
            self._asker.ask(self, "impact", work, self._ask_deletion)

    def _ask_deletion(self, impact: Impact) -> None:
        def open_(shape: KindShape) -> None:
            from jobdesk.ui.inventory.delete_dialog import DeleteDialog

            dialog = DeleteDialog(shape.kind, [self.key], impact, self.edits, self.window())
            dialog.show()

        self._asker.ask(self, "shape", partial(questions.shape, self.kind), open_)

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        names = (EDIT.name, CONNECT.name, REFRESH.name, "", DELETE.name)
        menu = self.actions_here.fill(QMenu(self), *names)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read the object when it is seen."""
        super().showEvent(event)
        self.detail.show_object(self.kind, self.key)

    def hideEvent(self, event: QHideEvent) -> None:
        """It is read when it is seen again."""
        super().hideEvent(event)
        self._news.stop()
