"""The only place where parts meet: makes stores, operations and the door to the host.

A normal start imports neither alembic nor Qt; the agent is reached when it is first needed.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobdesk.errors import AgentUnreachable, JobDeskError, StoreUnavailable, WorkspaceUnusable
from jobdesk.operations.inventory import InventoryDoor
from jobdesk.operations.services import OUTBOX, HostDoor, Services
from jobdesk.paths import WorkspacePaths
from jobdesk.settings import load_settings

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from jobdesk.models.database import DeskDatabase
    from jobdesk.runner.client import AgentClient
    from jobdesk.runner.hooking import HookingHost

_PREPARE_LIMIT_S = 30.0  # for another process that creates or migrates the databases
_LOCK_TRY_S = 0.1
_STILL_LOOKS = 3  # one look may fall between two steps of the outbox
_DRAIN_S = 5.0  # for the files of runs that have just been closed
_INTERRUPTED = 130  # exit code after Ctrl+C


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
    from jobdesk.inventory import schema as inventory
    from jobdesk.inventory.trouble import is_settled
    from jobdesk.models.schema import is_current, prepare

    try:
        paths.create()
    except OSError as error:
        raise WorkspaceUnusable(
            f"{paths.home} cannot be used as a workspace: {error.strerror or error}."
        ) from None

    def is_ready() -> bool:
        return is_current(paths) and is_settled(paths.inventory_db)

    if is_ready():
        return
    from jobdesk.runner.hostlock import HostLock

    lock = HostLock(paths.host_lock)
    deadline = time.monotonic() + _PREPARE_LIMIT_S
    while not lock.acquire(_LOCK_TRY_S):
        if is_ready():
            return  # another process has just done it
        if time.monotonic() > deadline:
            raise StoreUnavailable(
                "Another JobDesk is at work in this workspace, and its databases are not up to "
                "date; end it ('jobdesk agent --stop') and try again."
            )
    try:
        prepare(paths)
        if not is_settled(paths.inventory_db):
            inventory.bring_up_to_date(paths.inventory_db, paths.backups)
    finally:
        lock.release()


def open_services(paths: WorkspacePaths, host: HostDoor) -> Services:
    """Open the stores of a prepared workspace.

    Raises:
        WorkspaceUnusable: its settings are wrong.
        StoreUnavailable: a database cannot be used; the reason in words.
    """
    from jobdesk.models.database import DeskDatabase
    from jobdesk.models.stores.buttons import ButtonStore
    from jobdesk.models.stores.edits import EditStore
    from jobdesk.models.stores.hooks import HookStore
    from jobdesk.models.stores.jobs import JobStore
    from jobdesk.models.stores.kept import KeptStore
    from jobdesk.models.stores.labels import LabelStore
    from jobdesk.models.stores.logs import LogStore
    from jobdesk.models.stores.queues import QueueStore
    from jobdesk.models.stores.results import ResultStore
    from jobdesk.models.stores.reviewed import ReviewedStore
    from jobdesk.models.stores.statistics import StatisticsStore
    from jobdesk.models.stores.users import UserStore
    from jobdesk.operations.outbox import tell_of_changes
    from jobdesk.operations.users import own_name

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

    hooks = HookStore(desk)
    return Services(
        paths=paths,
        settings=settings,
        jobs=JobStore(desk),
        results=ResultStore(desk),
        queues=QueueStore(desk),
        users=UserStore(desk),
        kept=KeptStore(desk),
        edits=EditStore(desk),
        reviewed=ReviewedStore(desk),
        labels=LabelStore(desk),
        statistics=StatisticsStore(desk),
        hooks=hooks,
        buttons=ButtonStore(desk),
        logs=logs,
        inventory=InventoryDoor(paths, own_name(), partial(tell_of_changes, hooks, host)),
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

    def extend(self, no: int, by: str, seconds: float) -> None:
        """Ask the agent to give a run more time; starts it where needed."""
        self._request("extend", no=no, by=by, seconds=seconds)

    def announce(self, what: str) -> None:
        """Tell a live agent that records changed; only job hooks that wait need one."""
        with suppress(JobDeskError):
            self._request("changed", start=what == OUTBOX, what=what)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        threading.Event().wait(seconds)

    def close(self) -> None:
        """Hang up."""
        with self._lock:
            self._hang_up()

    def _request(self, op: str, *, start: bool = True, **fields: Any) -> None:
        """Ask once more over a fresh connection when the agent left since the last time."""
        with self._lock:
            is_fresh = self._client is None
            try:
                self._connected(start=start).request(op, **fields)
            except AgentUnreachable:
                self._hang_up()
                if is_fresh:
                    raise
                self._connected(start=start).request(op, **fields)

    def _connected(self, *, start: bool = True) -> "AgentClient":
        if self._client is None:
            from jobdesk.runner.client import AgentClient

            self._client = AgentClient.connect(self._paths, start=start)
        return self._client

    def _hang_up(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


@contextmanager
def hosted_workspace(home: Path, say: Callable[[str], None]) -> Generator[Services]:
    """Open the workspace with this process as its host, when nobody else is.

    Beside a live agent runs are handed to it, and `say` tells so. Main thread only. A run that
    goes on at the end is left to the next host; this process is then ended at once.

    Raises:
        WorkspaceUnusable: the folder or its settings cannot be used.
        StoreUnavailable: a database cannot be used.
    """
    from jobdesk.runner.hostlock import HostLock

    paths = WorkspacePaths(home.absolute())
    prepare_workspace(paths)
    lock = HostLock(paths.host_lock)
    if not lock.acquire():
        say("An agent hosts this workspace already; the run is handed to it.")
        services = open_services(paths, AgentDoor(paths))
        try:
            yield services
        finally:
            services.close()
        return
    with lock:
        door = OwnDoor()
        services = open_services(paths, door)
        try:
            door.begin(services)
            yield services
            door.drain(_DRAIN_S)
            door.settle_hooks(say)
        finally:
            living = door.leave()
            services.close()
            if living:
                say(f"Left to the next host of this workspace: run {living}.")
                _end_without_qt(sys.exception())


def _end_without_qt(error: BaseException | None) -> None:
    """End now: Qt would kill the workers of the process that started them."""
    code = 0
    if isinstance(error, KeyboardInterrupt):
        code = _INTERRUPTED
    elif error is not None:
        sys.excepthook(type(error), error, error.__traceback__)
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class OwnDoor:
    """The door when this process is the host; its event loop turns while somebody waits.

    Main thread only. Ctrl+C is raised from `wait`, never in the middle of the host's work.
    """

    def __init__(self) -> None:
        self._application: QCoreApplication | None = None
        self._host: HookingHost | None = None
        self._desk: DeskDatabase | None = None
        self._services: Services | None = None
        self._is_interrupted = False
        self._old_handler: Any = None

    def begin(self, services: Services) -> None:
        """Host the workspace; who calls holds `host.lock`."""
        from PySide6.QtCore import QCoreApplication

        from jobdesk.models.database import DeskDatabase
        from jobdesk.models.stores.outbox import OutboxStore
        from jobdesk.operations.asked import JobAnswerer
        from jobdesk.operations.outbox import HookRunPlanner
        from jobdesk.runner.dispatcher import HostStores
        from jobdesk.runner.hooking import HookingHost, HookParts
        from jobdesk.runner.threaddoor import HostThreadDoor

        self._application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
        self._services = services
        stores = HostStores(
            services.jobs, services.results, services.queues, services.users, services.logs
        )
        planner = HookRunPlanner(services.jobs, services.queues, services.settings)
        self._desk = DeskDatabase.open(services.paths.desk_db)
        parts = HookParts(services.hooks, OutboxStore(self._desk), planner)
        answerer = JobAnswerer(
            lambda: open_services(services.paths, HostThreadDoor(self._hosting))
        )
        self._host = HookingHost(services.paths, services.settings, stores, parts, answerer)
        self._old_handler = signal.signal(signal.SIGINT, self._on_interrupt)
        self._host.start()

    def submit(self, no: int, secrets: Mapping[str, Any] | None) -> None:
        """Let the run have its turn here."""
        self._hosting.submit(no, secrets)

    def cancel(self, no: int, by: str, *, kill: bool) -> None:
        """Stop a run that this process hosts."""
        self._hosting.cancel(no, by, kill)

    def extend(self, no: int, by: str, seconds: float) -> None:
        """Give a run that this process hosts more time."""
        self._hosting.extend(no, by, seconds)

    def announce(self, what: str) -> None:
        """The host is here: it looks again itself."""
        if self._host is not None:
            self._host.reload(what)

    def wait(self, seconds: float) -> None:
        """Host for so long.

        Raises:
            KeyboardInterrupt: Ctrl+C was pressed meanwhile.
        """
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()
        if self._is_interrupted:
            self._is_interrupted = False
            raise KeyboardInterrupt

    def drain(self, seconds: float) -> None:
        """Let what has ended be tidied up; live runs are not waited for."""
        deadline = time.monotonic() + seconds
        while self._has_ended_runs() and time.monotonic() < deadline:
            self.wait(0.02)

    def settle_hooks(self, say: Callable[[str], None]) -> None:
        """Fire the job hooks that wait for what was changed here, and host their runs.

        What cannot start now, as in a paused queue, is left to the next host.
        """
        host, told, still = self._hosting, False, 0
        while still < _STILL_LOOKS:
            if host.fired and not told:
                told = True
                say("Job hooks are at work; press Ctrl+C to leave them to the next host.")
            self.wait(0.02)
            still = 0 if host.is_firing else still + 1
        if told:
            say(self._hooks_said(host.fired))

    def leave(self) -> str:
        """Stop hosting; the numbers of the runs that go on, as text."""
        if self._host is None:
            return ""
        living = self._host.shutdown()
        self._host = None
        if self._desk is not None:
            self._desk.close()
        signal.signal(signal.SIGINT, self._old_handler)
        return ", ".join(str(no) for no in living)

    def close(self) -> None:
        """Nothing: who made this host ends it by `leave`."""

    def _hooks_said(self, numbers: Collection[int]) -> str:
        from jobdesk.models.records import Status

        assert self._services is not None
        records = self._services.results.by_nos(sorted(numbers))
        ended = [record.status for record in records if record.status.is_ready]
        bad = len(ended) - ended.count(Status.SUCCESS)
        waiting = len(numbers) - len(ended)
        parts = [f"{len(ended):,} of {len(numbers):,} runs of job hooks have ended"]
        parts += [f"{bad:,} without success"] if bad else []
        parts += [f"{waiting:,} left to the next host"] if waiting else []
        return f"{', '.join(parts)}."

    def _has_ended_runs(self) -> bool:
        assert self._services is not None
        records = [
            self._services.results.by_no(int(one["no"]))
            for one in self._hosting.status()["running"]
        ]
        return any(record is not None and record.status.is_ready for record in records)

    @property
    def _hosting(self) -> "HookingHost":
        if self._host is None:
            raise AgentUnreachable("This process has stopped hosting.")
        return self._host

    def _on_interrupt(self, number: int, frame: object) -> None:
        del number, frame
        self._is_interrupted = True
