"""The only place where parts meet: makes stores, operations and the door to the host.

A normal start imports neither alembic nor Qt; the agent is reached when it is first needed.
"""

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobdesk.errors import AgentUnreachable, JobDeskError, StoreUnavailable, WorkspaceUnusable
from jobdesk.operations.services import HostDoor, Services
from jobdesk.paths import WorkspacePaths
from jobdesk.settings import load_settings

if TYPE_CHECKING:
    from jobdesk.runner.client import AgentClient

_PREPARE_LIMIT_S = 30.0  # for another process that creates or migrates the databases
_LOCK_TRY_S = 0.1


def open_workspace(home: Path) -> Services:
    """Open the workspace in this folder; makes it, or brings it up to date, where needed.

    Raises:
        WorkspaceUnusable: the folder cannot be made or its settings are wrong.
        StoreUnavailable: a database cannot be used; the reason in words.
    """
    paths = WorkspacePaths(home.absolute())
    prepare_workspace(paths)
    return open_services(paths, AgentDoor(paths))


def prepare_workspace(paths: WorkspacePaths) -> None:
    """Make folders and databases, and migrate older ones, under `host.lock` for the moment.

    Raises:
        WorkspaceUnusable: the folder cannot be made.
        StoreUnavailable: a database cannot be used, or another process keeps it busy.
    """
    from jobdesk.models.schema import is_current, prepare

    try:
        paths.create()
    except OSError as error:
        raise WorkspaceUnusable(
            f"{paths.home} cannot be used as a workspace: {error.strerror or error}."
        ) from None
    if is_current(paths):
        return
    from jobdesk.runner.hostlock import HostLock

    lock = HostLock(paths.host_lock)
    deadline = time.monotonic() + _PREPARE_LIMIT_S
    while not lock.acquire(_LOCK_TRY_S):
        if is_current(paths):
            return  # another process has just done it
        if time.monotonic() > deadline:
            raise StoreUnavailable(
                "Another JobDesk is at work in this workspace, and its databases are not up to "
                "date; end it ('jobdesk agent --stop') and try again."
            )
    try:
        prepare(paths)
    finally:
        lock.release()


def open_services(paths: WorkspacePaths, host: HostDoor) -> Services:
    """Open the stores of a prepared workspace.

    Raises:
        WorkspaceUnusable: its settings are wrong.
        StoreUnavailable: a database cannot be used; the reason in words.
    """
    from jobdesk.models.database import DeskDatabase
    from jobdesk.models.stores.jobs import JobStore
    from jobdesk.models.stores.logs import LogStore
    from jobdesk.models.stores.queues import QueueStore
    from jobdesk.models.stores.results import ResultStore
    from jobdesk.models.stores.users import UserStore

    settings = load_settings(paths.settings_file)
    desk = DeskDatabase.open(paths.desk_db)
    try:
        logs = LogStore(paths.logs_db)
    except StoreUnavailable:
        desk.close()
        raise

    def close() -> None:
        host.close()
        logs.close()
        desk.close()

    return Services(
        paths=paths,
        settings=settings,
        jobs=JobStore(desk),
        results=ResultStore(desk),
        queues=QueueStore(desk),
        users=UserStore(desk),
        logs=logs,
        host=host,
        close=close,
    )


class AgentDoor:
    """The door to the agent, opened when first needed. May be used from any thread."""

    def __init__(self, paths: WorkspacePaths) -> None:
        self._paths = paths
        self._client: AgentClient | None = None
        self._lock = threading.Lock()

    def submit(self, no: int, secrets: Mapping[str, Any] | None) -> None:
        """Tell the agent of a pending run; starts it where needed."""
        self._request("submit", no=no, secrets=None if secrets is None else dict(secrets))

    def cancel(self, no: int, by: str, *, kill: bool) -> None:
        """Ask the agent to stop a run; starts it where needed."""
        self._request("cancel", no=no, by=by, kill=kill)

    def announce(self, what: str) -> None:
        """Tell a live agent that records changed; a workspace without one needs no telling."""
        try:
            with self._lock:
                self._connected(start=False).request("changed", what=what)
        except JobDeskError:
            self.close()

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        threading.Event().wait(seconds)

    def close(self) -> None:
        """Hang up."""
        with self._lock:
            self._hang_up()

    def _request(self, op: str, **fields: Any) -> None:
        """Ask once more over a fresh connection when the agent left since the last time."""
        with self._lock:
            is_fresh = self._client is None
            try:
                self._connected().request(op, **fields)
            except AgentUnreachable:
                self._hang_up()
                if is_fresh:
                    raise
                self._connected().request(op, **fields)

    def _connected(self, *, start: bool = True) -> "AgentClient":
        if self._client is None:
            from jobdesk.runner.client import AgentClient

            self._client = AgentClient.connect(self._paths, start=start)
        return self._client

    def _hang_up(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()
