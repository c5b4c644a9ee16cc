"""FrameActions: what the window's frame itself offers: tabs, help, looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry, set_usable
from jobdesk.ui.main_window import SIDEBAR_KEY, MainWindow
from jobdesk.ui.open_tabs import OpenTabs
from jobdesk.ui.opening import Opener
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.opening import open_folder
from jobdesk.ui.widgets.sidebar_edge import SidebarEdge
from jobdesk.ui.widgets.tab_commands import NEXT, PREVIOUS, REOPEN, RESET, SIDEBAR, TEAR
from jobdesk.ui.widgets.task_bar import TaskBar

_NO_ROOM = "The window has no room for a wide sidebar."
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
        self._add_layout()
        self._add_rest()
        self.task_bar = TaskBar()
        window.status.add(self.task_bar)
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

    def _add_layout(self) -> None:
        sidebar, make = self._window.sidebar, self._actions.make
        make(SIDEBAR, self._on_sidebar_toggled)
        make(RESET, self.reset_layout)
        self.edge = SidebarEdge(sidebar)
        self.edge.dragged.connect(self._on_sidebar_dragged)
        sidebar.shape_changed.connect(self._on_shape_changed)
        self._session.layout_state.taken.connect(self._window.take_layout)
        self._on_shape_changed()

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
        add("about", "A&bout JobDesk", self._on_about, icon="info", tip="Versions, to copy")
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
    def reset_layout(self) -> None:
        """Have the usual sizes, columns and places; a toast offers to take it back."""
        from jobdesk.ui.layout_reset import reset_layout, take_back

        store = self._session.layout_state
        before = reset_layout(store)
        messages.offer_undo("The layout is as at first.", lambda: take_back(store, before))

    @Slot(bool)
    def _on_sidebar_toggled(self, is_narrow: bool) -> None:
        sidebar = self._window.sidebar
        sidebar.set_shape(is_narrow, sidebar.shape[1])
        self._on_sidebar_dragged()

    @Slot()
    def _on_sidebar_dragged(self) -> None:
        is_narrow, width = self._window.sidebar.shape
        words = f"{'narrow' if is_narrow else 'wide'} {width}"
        self._session.layout_state.setValue(SIDEBAR_KEY, words)

    @Slot()
    def _on_shape_changed(self) -> None:
        sidebar, action = self._window.sidebar, self._actions[SIDEBAR.name]
        set_usable(action, "" if sidebar.has_room else _NO_ROOM)
        action.setChecked(sidebar.shape[0] or not sidebar.has_room)

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
    def _on_about(self) -> None:
        from jobdesk.ui.about import AboutDialog

        AboutDialog(str(self._session.paths.home), self._window).show()

    @Slot()
    def _on_program_log(self) -> None:
        open_folder(self._session.paths.program_logs)
