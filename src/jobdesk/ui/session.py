"""What the window knows: the services of its workspace, the link to the agent, what changed.

Law: screens hear of changes here and read the stores themselves; no signal carries a record.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.paths import WorkspacePaths
from jobdesk.ui.layout_state import LayoutState
from jobdesk.ui.theming import ThemeChoice

if TYPE_CHECKING:  # imported after the first paint, in a thread
    from jobdesk.models.records import UserRecord
    from jobdesk.operations.services import Services
    from jobdesk.runner.link import AgentLink

READY, STARTING, UNREACHABLE = "ready", "starting", "unreachable"


class Session(QObject):
    """One open workspace.

    Signals:
        loaded(): `services` and `actor` are there.
        load_failed(str): the workspace cannot be used, in words.
        jobs_changed(), results_changed(): read again what is shown.
        run_changed(int): this run has another status.
        log_advanced(int, int): this run's log has lines up to this seq.
        agent_state_changed(str): ready, starting or unreachable.
        sources_changed(): the settings name other folders of job files.
    """

    loaded = Signal()
    load_failed = Signal(str)
    jobs_changed = Signal()
    results_changed = Signal()
    run_changed = Signal(int)
    log_advanced = Signal(int, int)
    agent_state_changed = Signal(str)
    sources_changed = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths = WorkspacePaths(home)
        self.services: Services | None = None
        self.actor: UserRecord | None = None
        self.link: AgentLink | None = None
        self.agent_state = STARTING
        self.layout_state = LayoutState(home)
        self.theming = ThemeChoice(self.layout_state, self)

    @property
    def ready(self) -> Services:
        """The services; only for code that runs after `loaded`."""
        if self.services is None:
            raise RuntimeError("the workspace is not loaded yet")
        return self.services

    @property
    def user(self) -> UserRecord:
        """Who acts in this window; only for code that runs after `loaded`."""
        if self.actor is None:
            raise RuntimeError("the workspace is not loaded yet")
        return self.actor

    def load(self) -> None:
        """Open the workspace in a thread; says `loaded` or `load_failed`."""
        from jobdesk.ui.background import run_in_background

        home = self.paths.home
        run_in_background(
            self, lambda: _open(home), self._take, name="load", failed=self._say_failed
        )

    def use(self, services: Services, actor: UserRecord) -> None:
        """Take services that somebody else opened (tests, the gallery); says `loaded`."""
        self.services = services
        self.actor = actor
        self.loaded.emit()

    def replace_services(self, services: Services) -> None:
        """Take services with other settings; says `sources_changed`."""
        self.services = services
        self.sources_changed.emit()

    def attach(self, link: AgentLink) -> None:
        """Take the link to the agent and pass its news on."""
        self.link = link
        link.state_changed.connect(self._on_link_state_changed)
        link.run_changed.connect(self._on_link_run_changed)
        link.log_advanced.connect(self.log_advanced)
        link.desk_changed.connect(self._on_link_desk_changed)

    def set_agent_state(self, state: str) -> None:
        """Say how the agent is: ready, starting or unreachable."""
        if state != self.agent_state:
            self.agent_state = state
            self.agent_state_changed.emit(state)

    def _take(self, opened: tuple[Services, UserRecord]) -> None:
        self.use(*opened)

    def _say_failed(self, error: BaseException) -> None:
        from jobdesk.errors import JobDeskError
        from jobdesk.ui import messages

        if isinstance(error, JobDeskError):
            self.load_failed.emit(str(error))
        else:
            messages.show_bug(error)
            self.load_failed.emit("JobDesk failed while opening this workspace.")

    @Slot(str)
    def _on_link_state_changed(self, state: str) -> None:
        self.set_agent_state(state)

    @Slot(int)
    def _on_link_run_changed(self, no: int) -> None:
        self.run_changed.emit(no)
        self.results_changed.emit()

    @Slot(str)
    def _on_link_desk_changed(self, what: str) -> None:
        if what == "jobs":
            self.jobs_changed.emit()
        else:
            self.results_changed.emit()


def _open(home: Path) -> tuple[Services, UserRecord]:
    """Import the heavy parts and open the workspace; runs in a thread."""
    from jobdesk.operations.users import current_actor
    from jobdesk.wiring import open_workspace

    services = open_workspace(home)
    return services, current_actor(services)
