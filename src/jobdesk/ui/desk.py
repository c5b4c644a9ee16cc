"""What fills the window: pages, actions, messages. It joins them and decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.all_runs import AllRuns
from jobdesk.ui.background import run_in_background
from jobdesk.ui.find.actions import FIND_ALL
from jobdesk.ui.frame_actions import FrameActions
from jobdesk.ui.home.page import FirstRunPage
from jobdesk.ui.hooks.places import StarterPlaces
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.edit_history import EditHistory
from jobdesk.ui.jobs.page import JobsPage
from jobdesk.ui.link_opening import LinkOpener
from jobdesk.ui.live_runs import LiveRuns, close_sentence, live_words
from jobdesk.ui.main_window import (
    CHANGE_LOG,
    FIRST_STEPS,
    ICONS,
    INVENTORY,
    JOBS,
    QUEUES,
    RUNS,
    MainWindow,
)
from jobdesk.ui.open_objects import OpenObjects
from jobdesk.ui.open_tabs import OpenTabs
from jobdesk.ui.opening import Opener
from jobdesk.ui.session import Session
from jobdesk.ui.theme_menu import ThemeMenu
from jobdesk.ui.widgets.folders import use_store
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from jobdesk.operations.services import Services
    from jobdesk.ui.changes.log_page import ChangeLogPage
    from jobdesk.ui.inventory.page import InventoryPage
    from jobdesk.ui.queues.page import QueuesPage


_PLACE_KEY = "window/place"


class Desk(QObject):
    """Holds the places of one window and joins them with its frame."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._may_close = False
        self._places: dict[str, QWidget] = {}  # those that were made
        self._chosen = JOBS  # in the sidebar, last
        self._showing = QTimer(self, singleShot=True, interval=0)  # a posted call is no turn
        self._showing.timeout.connect(self._show_chosen)
        self.starters = StarterPlaces(session, self)
        self._makers: dict[str, Callable[[], QWidget]] = {
            RUNS: self._make_runs_page,
            QUEUES: self._make_queues_page,
            INVENTORY: self._make_inventory_page,
            CHANGE_LOG: self._make_change_log,
            **self.starters.makers,
        }
        self.commands = JobCommands(session, self)
        self.live = LiveRuns(session, self)
        self.jobs_page = JobsPage(session, self.commands)
        self.first_run = FirstRunPage(session.paths.home)
        self.opener = Opener(session, self.commands, window.strip, window)
        self.links = LinkOpener(session, self.opener)
        self.objects = OpenObjects(session, self.opener)
        self.open_tabs = OpenTabs(session, self.opener, window.strip)
        self.actions = ActionRegistry(window)
        self.toast = Toast(window)
        self.edits = EditHistory(session, self.actions)
        self._add_actions()
        self._connect()
        self.show_place(JOBS)
        window.hold(self)

    def _add_actions(self) -> None:
        add = self.actions.add
        standard = QKeySequence.StandardKey
        add(
            "refresh",
            "&Refresh jobs",
            self._on_refresh,
            shortcut=standard.Refresh,
            icon="action/refresh",
        )
        add("find", "&Find", self._on_find, shortcut=standard.Find, icon="action/search")
        self.all_runs = AllRuns(self._session, self.opener, self.actions)
        add(
            "add_folder",
            "&Add a folder of jobs…",
            self.first_run.choose_folder,
            icon="folder-open",
        )
        add("add_sample", "Add the &sample jobs", self._on_sample_requested, icon="flask")
        self.frame = FrameActions(
            self._window, self._session, self.actions, self.opener, self.open_tabs
        )
        menu = QMenu(self._window)
        self.actions.fill(
            menu,
            *("edits.undo", "edits.redo", ""),
            *("refresh", "find", FIND_ALL.name, "", "add_folder", "add_sample", ""),
        )
        menu.addMenu(ThemeMenu(self._session.theming, menu))
        self.actions.fill(menu, "sidebar.narrow", "layout.reset", "")
        self.actions.fill(menu, "keys", "program_log", "about", "")
        self.actions.fill(menu, "tab.reopen", "tab.tear", "close_tab", "quit")
        self._window.sidebar.set_menu(menu)
        self._tab_menu = self.actions.fill(QMenu(self._window), "tab.tear", "close_tab")

    def _connect(self) -> None:
        session = self._session
        session.agent_state_changed.connect(self._window.status.show_agent)
        session.load_failed.connect(self._on_load_failed)
        session.loaded.connect(self._on_loaded)
        self._window.status.start_requested.connect(self._on_start_requested)
        self._window.sidebar.place_chosen.connect(self._on_place_chosen)
        self._window.strip.page_shown.connect(self._on_page_shown)
        self._window.strip.menu_requested.connect(self._tab_menu.popup)
        self._window.strip.page_shown.connect(self.edits.use_page)
        self.jobs_page.run_requested.connect(self.opener.open_run_dialog)
        self.jobs_page.preview_requested.connect(self.opener.open_preview_dialog)
        self.jobs_page.settings_requested.connect(self.opener.open_job_settings)
        self.jobs_page.code_requested.connect(self.opener.open_job_code)
        self.jobs_page.open_run.connect(self.opener.open_run)
        self.commands.admin.bulk_requested.connect(self.opener.open_bulk)
        self.commands.admin.delete_requested.connect(self.opener.ask_deletion)
        self.jobs_page.emptiness_changed.connect(self._on_emptiness_changed)
        self.jobs_page.counts_changed.connect(self._on_jobs_counted)
        self.opener.counts_changed.connect(self._on_page_counted)
        self.objects.list_requested.connect(self._on_objects_requested)
        self.starters.counts_changed.connect(self._on_page_counted)
        self.starters.open_run.connect(self.opener.open_run)
        self.first_run.sample_requested.connect(self._on_sample_requested)
        self.first_run.folder_chosen.connect(self.add_folder)
        self.live.changed.connect(self._on_live_changed)
        self.toast.details_requested.connect(self._on_details_requested)
        messages.bridge().listen(self._on_said)
        use_store(session.layout_state)

    # Places and tabs

    @Slot(str)
    def show_place(self, name: str) -> None:
        """Show a place in the first tab; most only once the workspace is open."""
        if name in self._makers and self._session.services is None:
            name = JOBS
        page = self._page_of(name)
        self._window.sidebar.set_active(name)
        self._keep_place(name)
        self._window.strip.set_place(page, name, ICONS[name])

    @Slot(str)
    def _on_place_chosen(self, name: str) -> None:
        """Show it; a page that is new is made in this turn and shown in the next."""
        self._chosen = name
        is_new = name in self._makers and name not in self._places
        if is_new and self._session.services is not None:
            self._page_of(name)
            self._showing.start()
        else:
            self.show_place(name)

    @Slot()
    def _show_chosen(self) -> None:
        self.show_place(self._chosen)

    def _keep_place(self, name: str) -> None:
        """Come back to it the next time, also when the window is killed: it is written soon."""
        store = self._session.layout_state
        if self._session.services is not None and store.value(_PLACE_KEY) != name:
            store.setValue(_PLACE_KEY, name)

    def _page_of(self, name: str) -> QWidget:
        if name == JOBS:
            return self.jobs_page
        if name == FIRST_STEPS:
            return self.first_run
        if name not in self._places:
            self._places[name] = self._makers[name]()
        return self._places[name]

    def _make_runs_page(self) -> QWidget:
        from jobdesk.ui.runs.view import RunsPage

        page = RunsPage(self._session)
        page.open_run.connect(self.opener.open_run)
        page.form_requested.connect(self.opener.open_form_of_run)
        page.jobs_requested.connect(self._on_jobs_requested)
        page.counts_changed.connect(self._on_place_counted)
        page.offer(self.actions[FIND_ALL.name])
        return page

    def _make_queues_page(self) -> QueuesPage:
        from jobdesk.ui.queues.page import QueuesPage

        page = QueuesPage(self._session)
        page.open_run.connect(self.opener.open_run)
        page.counts_changed.connect(self._on_place_counted)
        return page

    def _make_inventory_page(self) -> InventoryPage:
        from jobdesk.ui.inventory.page import InventoryPage

        page = InventoryPage(self._session)
        page.run_requested.connect(self.objects.open_run)
        page.object_requested.connect(self.opener.open_object)
        page.counts_changed.connect(self._on_place_counted)
        return page

    @Slot(str, str, str)
    def _on_objects_requested(self, kind: str, parameter: str, key: str) -> None:
        self.show_place(INVENTORY)
        page = cast("InventoryPage", self._places[INVENTORY])
        page.show_related(kind, parameter, key)

    def _make_change_log(self) -> ChangeLogPage:
        from jobdesk.ui.changes.log_page import ChangeLogPage

        page = ChangeLogPage(self._session)
        page.run_requested.connect(self.opener.open_run)
        page.object_requested.connect(self.opener.object_requested)
        page.counts_changed.connect(self._on_place_counted)
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

    def _change_sources(self, work: Callable[[], Services]) -> None:
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
        page = self._window.strip.current_page
        search = getattr(page, "focus_search", None)
        if search is not None:
            search()

    @Slot()
    def _on_start_requested(self) -> None:
        if self._session.link is not None:
            self._session.link.connect_to_agent()

    # What happens

    @Slot()
    def _on_jobs_requested(self) -> None:
        self.show_place(JOBS)

    @Slot()
    def _on_loaded(self) -> None:
        self.first_run.check_computer()
        place = self._session.layout_state.value(_PLACE_KEY)
        if place in ICONS and place != FIRST_STEPS:
            self.show_place(place)

    @Slot(str)
    def _on_load_failed(self, sentence: str) -> None:
        page = EmptyState(
            "This workspace cannot be opened", sentence, "Try again", is_primary=True
        )
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page.clicked.connect(self._session.load)
        self._window.strip.set_place(page, "Workspace", "warning")

    @Slot(bool)
    def _on_emptiness_changed(self, empty: bool) -> None:
        self._window.sidebar.set_place_visible(FIRST_STEPS, visible=empty)
        strip = self._window.strip
        place, in_front = strip.pages[0], strip.current_page
        if empty and place is self.jobs_page:
            self.show_place(FIRST_STEPS)
        elif not empty and place is self.first_run:
            self.show_place(JOBS)
        if in_front is not place:  # what somebody looks at stays
            strip.show_page(in_front)

    @Slot(int, int)
    def _on_live_changed(self, running: int, waiting: int) -> None:
        total = running + waiting
        self._window.sidebar.set_badge(RUNS, str(total) if total else "", "accent", "live")
        self._window.status.show_running(live_words(running, waiting))

    @Slot(str)
    def _on_jobs_counted(self, words: str) -> None:
        if self._window.strip.current_page is self.jobs_page:
            self._window.status.show_counts(words)

    @Slot(str)
    def _on_place_counted(self, words: str) -> None:
        if self._window.strip.current_page is self.sender():
            self._window.status.show_counts(words)

    @Slot(object, str)
    def _on_page_counted(self, page: QWidget, words: str) -> None:
        if self._window.strip.current_page is page:
            self._window.status.show_counts(words)

    @Slot(object)
    def _on_page_shown(self, page: QWidget) -> None:
        self._window.status.show_counts(getattr(page, "counts", ""))

    @Slot(object)
    def _on_said(self, message: messages.Message) -> None:
        if message.kind == "bug":
            self._show_crash(message.text, message.details)
        elif message.undo is not None:
            self.toast.offer_undo(message.text, message.undo)
        else:
            is_error = message.kind == "error"
            self.toast.say(message.text, is_error=is_error, details=message.details)

    @Slot(str)
    def _on_details_requested(self, details: str) -> None:
        from jobdesk.ui.widgets.text_dialog import details_of

        details_of(self.toast.text, details, self._window).open()

    def _show_crash(self, text: str, details: str) -> None:
        from jobdesk.ui.crash import CrashDialog

        CrashDialog(text, details, self._window).open()

    # Closing

    def may_close(self) -> bool:
        """Whether the window may close now; while runs live it asks, once."""
        if not self.live.total or self._may_close:
            return True
        sentence = close_sentence(self.live.running, self.live.waiting)
        messages.ask(
            self._window, "Close the window?", sentence, "Close", self._close_now, no="Stay"
        )
        return False

    def _close_now(self) -> None:
        self._may_close = True
        self._window.close()

    def leave(self) -> None:
        """Remember the pages, hang up; live runs go on."""
        self.jobs_page.save_state()
        self.open_tabs.save()
        self.opener.shut_down()
        messages.bridge().forget(self._on_said)
        use_store(None)
        if self._session.link is not None:
            self._session.link.disconnect_from_agent()
