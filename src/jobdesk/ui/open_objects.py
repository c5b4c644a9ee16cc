"""OpenObjects: objects of the inventory in tabs of their own, one for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.ui.inventory.kind_names import OBJECT_TAB
from jobdesk.ui.opening import Opener
from jobdesk.ui.session import Session


class OpenObjects(QObject):
    """Opens them when somebody asks, and again after a restart.

    Signals:
        list_requested(str, str, str): the objects of a kind that refer to one: kind, parameter,
            key.
    """

    list_requested = Signal(str, str, str)

    def __init__(self, session: Session, opener: Opener) -> None:
        super().__init__(opener)
        self._session = session
        self._opener = opener
        opener.add_maker(OBJECT_TAB, self._again)
        opener.object_requested.connect(self.open)

    @Slot(str, str)
    def open(self, model: str, key: str) -> None:
        """Show an object, by label of its kind and key."""
        if self._session.services is None:
            return
        if self._opener.page(_tab(key)) is None:
            self._add(model, key).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._opener.show_page(_tab(key))
        page = self._opener.page(_tab(key))
        if page is not None:
            page.window().activateWindow()  # it may be asked for in a dialog or a torn-off page

    @Slot(int, int)
    def open_run(self, no: int, seq: int) -> None:
        """Show a run, at a line of its log; -1 for none."""
        from jobdesk.ui.log.query import LogQuery

        if seq < 0:
            self._opener.open_run(no)
        else:
            self._opener.open_run_at(no, seq, LogQuery())

    def _again(self, kept: Mapping[str, Any]) -> QWidget | None:
        """One that was open when the window closed."""
        model, key = kept.get("model"), kept.get("key")
        if not isinstance(model, str) or not isinstance(key, str):
            return None
        if self._opener.page(_tab(key)) is not None:
            return None
        return self._add(model, key, in_front=False)

    def _add(self, model: str, key: str, *, in_front: bool = True) -> QWidget:
        from jobdesk.ui.inventory.object_page import ObjectPage

        page = ObjectPage(self._session, model, key)
        page.title_changed.connect(self._on_title_changed)
        page.object_requested.connect(self.open)
        page.list_requested.connect(self.list_requested)
        page.run_requested.connect(self.open_run)
        icon = "places/Inventory"
        self._opener.add_page(_tab(key), page, page.title, icon, in_front=in_front)
        return page

    @Slot(str)
    def _on_title_changed(self, title: str) -> None:
        page = self.sender()
        key = getattr(page, "key", "")
        self._opener.rename_page(_tab(key), title)


def _tab(key: str) -> str:
    return f"object {key}"
