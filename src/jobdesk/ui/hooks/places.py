"""StarterPlaces: makes the two places of this room and joins them with the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.ui.main_window import BUTTONS, HOOKS
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.ui.hooks.starter_page import StarterPage


class StarterPlaces(QObject):
    """The pages “Job hooks” and “Job buttons”.

    Signals:
        open_run(int): show this run.
        counts_changed(QWidget, str): a page has other words for the status line.
    """

    open_run = Signal(int)
    counts_changed = Signal(object, str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def makers(self) -> dict[str, Callable[[], QWidget]]:
        """How to make the page of each place."""
        return {HOOKS: self._make_hooks, BUTTONS: self._make_buttons}

    def _make_hooks(self) -> QWidget:
        from jobdesk.ui.hooks.hooks_page import HooksPage

        return self._joined(HooksPage(self._session))

    def _make_buttons(self) -> QWidget:
        from jobdesk.ui.hooks.buttons_page import ButtonsPage

        return self._joined(ButtonsPage(self._session))

    def _joined(self, page: StarterPage) -> StarterPage:
        page.open_run.connect(self.open_run)
        page.counts_changed.connect(self._on_page_counted)
        return page

    @Slot(str)
    def _on_page_counted(self, words: str) -> None:
        self.counts_changed.emit(self.sender(), words)
