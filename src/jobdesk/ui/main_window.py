"""The window: places at the left, tabs over pages, a status line.

It wires the parts; it decides nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QUrl, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import run_in_background
from jobdesk.ui.home.page import FirstRunPage
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.page import JobsPage
from jobdesk.ui.live_runs import LiveRuns, close_sentence, live_words
from jobdesk.ui.opening import Opener
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.sidebar import Sidebar
from jobdesk.ui.widgets.status_line import StatusLine
from jobdesk.ui.widgets.tab_strip import TabStrip
from jobdesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

FIRST_STEPS, JOBS, RUNS = "First steps", "Jobs", "Runs"
_ICONS = {FIRST_STEPS: "places/Home", JOBS: "places/Jobs", RUNS: "places/Runs"}


class MainWindow(QMainWindow):
    """One workspace in one window."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._may_close = False
        self._runs_page: QWidget | None = None
        self.setWindowTitle(f"{session.paths.home.name} \N{EN DASH} JobDesk")
        self.setAcceptDrops(True)
        self.commands = JobCommands(session, self)
        self.live = LiveRuns(session, self)
        self.sidebar = Sidebar(session.paths.home.name)
        self.stack = QStackedWidget()
        self.strip = TabStrip(self.stack)
        self.status = StatusLine()
        self.jobs_page = JobsPage(session, self.commands)
        self.first_run = FirstRunPage(session.paths.home)
        self.opener = Opener(session, self.commands, self.strip, self)
        self.actions_registry = ActionRegistry(self)
        self._build()
        self._add_actions()
        self.toast = Toast(self)
        self._connect()
        self._restore()
        self.show_place(JOBS)

    def _build(self) -> None:
        for name, icon in _ICONS.items():
            self.sidebar.add_place(name, icon)
        self.sidebar.set_place_visible(FIRST_STEPS, visible=False)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.strip)
        right.addWidget(self.stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.sidebar)
        upper.addLayout(right, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.setMinimumSize(*Theme.current().token("size", "window", "min"))

    def _add_actions(self) -> None:
        add = self.actions_registry.add
        standard = QKeySequence.StandardKey
        add(
            "refresh",
            "&Refresh jobs",
            self._on_refresh,
            shortcut=standard.Refresh,
            icon="action/refresh",
        )
        add("find", "&Find", self._on_find, shortcut=standard.Find, icon="action/search")
        add(
            "add_folder",
            "&Add a folder of jobs…",
            self.first_run.choose_folder,
            icon="folder-open",
        )
        add("add_sample", "Add the &sample jobs", self._on_sample_requested, icon="flask")
        add(
            "close_tab",
            "&Close tab",
            self.strip.close_current,
            shortcut=standard.Close,
            icon="x",
        )
        add("program_log", "Show the program &log", self._on_program_log, icon="file-text")
        add("menu", "Menu", self.sidebar.open_menu, shortcut="F10")
        add("quit", "&Quit", self.close, shortcut=standard.Quit, icon="sign-out")
        menu = QMenu(self)
        for name in (
            "refresh",
            "find",
            "",
            "add_folder",
            "add_sample",
            "",
            "program_log",
            "",
            "close_tab",
            "quit",
        ):
            if name:
                menu.addAction(self.actions_registry[name])
            else:
                menu.addSeparator()
        for name in self.actions_registry.names():
            self.addAction(self.actions_registry[name])
        self.sidebar.set_menu(menu)

    def _connect(self) -> None:
        session = self._session
        session.agent_state_changed.connect(self.status.show_agent)
        session.load_failed.connect(self._on_load_failed)
        session.loaded.connect(self._on_loaded)
        self.status.start_requested.connect(self._on_start_requested)
        self.sidebar.place_chosen.connect(self.show_place)
        self.strip.page_shown.connect(self._on_page_shown)
        self.jobs_page.run_requested.connect(self.opener.open_run_dialog)
        self.jobs_page.settings_requested.connect(self.opener.open_job_settings)
        self.jobs_page.code_requested.connect(self.opener.open_job_code)
        self.jobs_page.open_run.connect(self.opener.open_run)
        self.jobs_page.emptiness_changed.connect(self._on_emptiness_changed)
        self.jobs_page.counts_changed.connect(self.status.show_counts)
        self.first_run.sample_requested.connect(self._on_sample_requested)
        self.first_run.folder_chosen.connect(self.add_folder)
        self.live.changed.connect(self._on_live_changed)
        self.toast.details_requested.connect(self._on_details_requested)
        messages.bridge().listen(self._on_said)

    # Places and tabs

    @Slot(str)
    def show_place(self, name: str) -> None:
        """Show a place in the first tab."""
        page = self._page_of(name)
        self.sidebar.set_active(name)
        self.strip.set_place(page, name, _ICONS[name])

    def _page_of(self, name: str) -> QWidget:
        if name == JOBS:
            return self.jobs_page
        if name == FIRST_STEPS:
            return self.first_run
        if self._runs_page is None:
            self._runs_page = self._make_runs_page()
        return self._runs_page

    def _make_runs_page(self) -> QWidget:
        from jobdesk.ui.runs.page import RunsPage

        page = RunsPage(self._session)
        page.open_run.connect(self.opener.open_run)
        return page

    # What the user asks for

    @Slot(str)
    def add_folder(self, folder: str) -> None:
        """Let the job files of a folder be found."""
        services, actor = self._session.ready, self._session.user

        def work() -> Services:
            from jobdesk.operations.settings import add_jobs_folder

            return add_jobs_folder(services, actor, Path(folder))

        self._change_sources(work)

    @Slot()
    def _on_sample_requested(self) -> None:
        services = self._session.ready

        def work() -> Services:
            from jobdesk.operations.sample import install_sample
            from jobdesk.operations.settings import keep_own_folder

            install_sample(services)
            return keep_own_folder(services)

        self._change_sources(work)

    def _change_sources(self, work: Any) -> None:
        def done(services: Services) -> None:
            self._session.replace_services(services)
            self.show_place(JOBS)
            self.commands.refresh()

        run_in_background(self, work, done)

    @Slot()
    def _on_refresh(self) -> None:
        if self._session.services is not None:
            self.commands.refresh()

    @Slot()
    def _on_find(self) -> None:
        page = self.stack.currentWidget()
        search = getattr(page, "focus_search", None)
        if search is not None:
            search()

    @Slot()
    def _on_program_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._session.paths.program_logs)))

    @Slot()
    def _on_start_requested(self) -> None:
        if self._session.link is not None:
            self._session.link.connect_to_agent()

    # What happens

    @Slot()
    def _on_loaded(self) -> None:
        self.first_run.check_computer()

    @Slot(str)
    def _on_load_failed(self, sentence: str) -> None:
        page = EmptyState("This workspace cannot be opened", sentence, "Try again")
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page.clicked.connect(self._session.load)
        self.strip.set_place(page, "Workspace", "warning")

    @Slot(bool)
    def _on_emptiness_changed(self, empty: bool) -> None:
        self.sidebar.set_place_visible(FIRST_STEPS, visible=empty)
        in_front = self.strip.pages[0]
        if empty and in_front is self.jobs_page:
            self.show_place(FIRST_STEPS)
        elif not empty and in_front is not self._runs_page:
            self.show_place(JOBS)

    @Slot(int, int)
    def _on_live_changed(self, running: int, waiting: int) -> None:
        total = running + waiting
        self.sidebar.set_badge(RUNS, str(total) if total else "", "accent", "live")
        self.status.show_running(live_words(running, waiting))

    @Slot(object)
    def _on_page_shown(self, page: QWidget) -> None:
        is_place = page is self.strip.pages[0]
        self.actions_registry["close_tab"].setEnabled(not is_place)
        self.status.show_counts(self.jobs_page.counts if page is self.jobs_page else "")

    @Slot(object)
    def _on_said(self, message: messages.Message) -> None:
        if message.kind == "bug":
            self._show_crash(message.text, message.details)
        else:
            is_error = message.kind == "error"
            self.toast.say(message.text, is_error=is_error, details=message.details)

    @Slot(str)
    def _on_details_requested(self, details: str) -> None:
        self._show_crash("", details)

    def _show_crash(self, text: str, details: str) -> None:
        from jobdesk.ui.crash import CrashDialog

        CrashDialog(text, details, self).open()

    # State, closing

    def _restore(self) -> None:
        store = self._session.layout_state
        geometry = store.value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(*Theme.current().token("size", "window", "default"))

    def _leave(self) -> None:
        self.jobs_page.save_state()
        store = self._session.layout_state
        store.setValue("window/geometry", self.saveGeometry())
        store.sync()
        messages.bridge().forget(self._on_said)
        if self._session.link is not None:
            self._session.link.disconnect_from_agent()

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that live runs go on, once."""
        if self.live.total and not self._may_close:
            event.ignore()
            sentence = close_sentence(self.live.running, self.live.waiting)
            messages.ask(
                self, "Close the window?", sentence, "Close", self._close_now, no="Stay"
            )
            return
        self._leave()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the sidebar where there is no room."""
        super().resizeEvent(event)
        limit = int(Theme.current().token("breakpoints", "sidebarCollapses"))
        self.sidebar.set_narrow(event.size().width() < limit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take folders."""
        if _folder_of(event) and self._session.services is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add a folder that was dropped."""
        folder = _folder_of(event)
        if folder:
            event.acceptProposedAction()
            self.add_folder(folder)


def _folder_of(event: QDropEvent) -> str:
    for url in event.mimeData().urls():
        if url.isLocalFile() and Path(url.toLocalFile()).is_dir():
            return url.toLocalFile()
    return ""
