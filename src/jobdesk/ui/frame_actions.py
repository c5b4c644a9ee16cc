"""FrameActions: what the window's frame itself offers: tabs, help, looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QWidget

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.open_tabs import OpenTabs
from jobdesk.ui.opening import Opener
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.tab_commands import NEXT, PREVIOUS, REOPEN, TEAR

_NOTHING_CLOSED = "No tab was closed."
_NOT_MOVABLE = "Runs can be moved to a window of their own."


class FrameActions(QObject):
    """Puts its actions into the registry of the window, and does them."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        actions: ActionRegistry,
        opener: Opener,
        open_tabs: OpenTabs,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._actions = actions
        self._opener = opener
        self._open_tabs = open_tabs
        self.keys_window: QWidget | None = None
        self._add_tabs()
        self._add_rest()
        window.strip.page_shown.connect(self._on_page_shown)
        open_tabs.closed_changed.connect(self._on_closed_changed)
        self._on_closed_changed()

    def _add_tabs(self) -> None:
        strip, make = self._window.strip, self._actions.make
        self._actions.add(
            "close_tab",
            "&Close tab",
            strip.close_current,
            shortcut=QKeySequence.StandardKey.Close,
            icon="x",
        )
        make(NEXT, strip.show_next)
        make(PREVIOUS, strip.show_previous)
        make(REOPEN, self._open_tabs.reopen_closed)
        make(TEAR, self._opener.torn.tear_current)

    def _add_rest(self) -> None:
        add = self._actions.add
        add("program_log", "Show the program &log", self._on_program_log, icon="file-text")
        add(
            "keys",
            "&Keyboard shortcuts",
            self._on_keys,
            shortcut=("F1", "Ctrl+/"),
            icon="keyboard",
        )
        add("menu", "Menu", self._window.sidebar.open_menu, shortcut="F10")
        quit_keys = QKeySequence.StandardKey.Quit
        add("quit", "&Quit", self._window.close, shortcut=quit_keys, icon="sign-out")

    @Slot(object)
    def _on_page_shown(self, page: QWidget) -> None:
        strip, actions = self._window.strip, self._actions
        actions["close_tab"].setEnabled(page is not strip.pages[0])
        if strip.is_movable(page):
            actions.enable(TEAR.name)
        else:
            actions.disable(TEAR.name, _NOT_MOVABLE)

    @Slot()
    def _on_closed_changed(self) -> None:
        if self._open_tabs.has_closed:
            self._actions.enable(REOPEN.name)
        else:
            self._actions.disable(REOPEN.name, _NOTHING_CLOSED)

    @Slot()
    def _on_keys(self) -> None:
        from jobdesk.ui.keys import KeysWindow

        if self.keys_window is None:
            self.keys_window = KeysWindow(self._window)
        self.keys_window.show()
        self.keys_window.raise_()
        self.keys_window.activateWindow()

    @Slot()
    def _on_program_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._session.paths.program_logs)))
