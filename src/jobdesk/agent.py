"""The agent: the one host of a workspace, a process of its own beside window and CLI.

It holds `host.lock` for its life, listens on a local socket, and leaves when nobody needs it.
"""

import contextlib
import gc
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from types import FrameType, TracebackType
from typing import Any

import psutil
from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer, Slot

from jobdesk import __version__
from jobdesk.errors import JobDeskError, Refused
from jobdesk.inventory import schema as inventory_schema
from jobdesk.jobs.redaction import redact
from jobdesk.logging_setup import start_logging
from jobdesk.models.database import DeskDatabase
from jobdesk.models.schema import prepare
from jobdesk.models.stores.hooks import HookStore
from jobdesk.models.stores.jobs import JobStore
from jobdesk.models.stores.logs import LogStore
from jobdesk.models.stores.outbox import OutboxStore
from jobdesk.models.stores.queues import QueueStore
from jobdesk.models.stores.results import ResultStore
from jobdesk.models.stores.users import UserStore
from jobdesk.operations.asked import JobAnswerer
from jobdesk.operations.outbox import HookRunPlanner
from jobdesk.operations.runs import sweep_trash
from jobdesk.operations.search import SEARCH_DAMAGED
from jobdesk.operations.services import INVENTORY, OUTBOX
from jobdesk.paths import WorkspacePaths, default_home
from jobdesk.runner.dispatcher import HostStores
from jobdesk.runner.hook_watch import HookWatch
from jobdesk.runner.host import Host
from jobdesk.runner.hostlock import HolderText, HostLock, read_holder
from jobdesk.runner.indexer import Indexer
from jobdesk.runner.launch import RUN_MARKS
from jobdesk.runner.liveness import creation_time, is_alive
from jobdesk.runner.protocol import Message
from jobdesk.runner.server import AgentServer
from jobdesk.runner.threaddoor import HostThreadDoor
from jobdesk.settings import Settings, load_settings
from jobdesk.wiring import open_services

_log = logging.getLogger(__name__)

_HOME_CHECK_MS = 5000
_FOR_HOOKS = (INVENTORY, OUTBOX, "hooks")
_YOUNG_OBJECTS = 20_000  # before a collection looks at them
_LOCK_S = 10.0  # somebody may be creating or migrating the workspace


class Agent(QObject):
    """Host and server of one workspace in one process. Main thread only."""

    def __init__(self, paths: WorkspacePaths, settings: Settings, lock: HostLock) -> None:
        super().__init__()
        self._paths = paths
        self._settings = settings
        self._lock = lock
        self._desk = DeskDatabase.open(paths.desk_db)
        self._logs = LogStore(paths.logs_db)
        self._results = ResultStore(self._desk)
        stores = HostStores(
            JobStore(self._desk),
            self._results,
            QueueStore(self._desk),
            UserStore(self._desk),
            self._logs,
        )
        answerer = JobAnswerer(lambda: open_services(paths, HostThreadDoor(self._host)))
        self._host = Host(paths, settings, stores, answerer=answerer, parent=self)
        self._indexer = Indexer(paths, self._results)
        planner = HookRunPlanner(stores.jobs, stores.queues, settings)
        self._hook_watch = HookWatch(
            paths, HookStore(self._desk), OutboxStore(self._desk), planner, self
        )
        self._server = AgentServer(self._answer, self)
        self._linger = QTimer(self, singleShot=True)
        self._linger.setInterval(int(settings.agent_linger * 1000))
        self._linger.timeout.connect(self._on_linger_timeout)
        self._home_check = QTimer(self)
        self._home_check.setInterval(_HOME_CHECK_MS)
        self._home_check.timeout.connect(self._on_home_check_timeout)
        self._host.run_changed.connect(self._on_host_run_changed)
        self._host.log_advanced.connect(self._server.push_tick)
        self._host.records_changed.connect(self._on_host_records_changed)
        self._host.idle.connect(self._on_need_changed)
        self._server.clients_changed.connect(self._on_need_changed)
        self._hook_watch.runs_requested.connect(self._on_hook_watch_runs_requested)

    def start(self) -> None:
        """Host the workspace, then open the door."""
        self._host.start()
        self._server.remove_stale(self._paths.home, self._lock.previous.socket)
        name = self._server.listen(self._paths.home)
        pid = os.getpid()
        self._lock.describe(HolderText(pid, creation_time(pid), __version__, name))
        _log.info("agent %s of %s listens on %s", __version__, self._paths.home, name)
        self._home_check.start()
        self._on_need_changed()
        self._indexer.start()
        self._hook_watch.start()
        self._let_index()

    def leave(self) -> bool:
        """End in order; True when workers live on, to be adopted."""
        self._server.close()
        self._lock.describe(HolderText(os.getpid(), 0.0, __version__))
        self._indexer.stop()
        self._hook_watch.stop()
        living = self._host.shutdown()
        self._logs.close()
        self._desk.close()
        self._lock.release()
        _log.info("the agent leaves; runs that go on: %s", living or "none")
        return bool(living)

    def _answer(self, op: str, fields: Message) -> dict[str, Any]:
        verbs = {
            "hello": self._hello,
            "submit": self._submit,
            "cancel": self._cancel,
            "extend": self._extend,
            "status": self._status,
            "stop": self._stop,
            "changed": self._changed,
        }
        if op not in verbs:
            raise Refused(f"This agent ({__version__}) does not know {op!r}.")
        return verbs[op](fields)

    def _hello(self, fields: Message) -> dict[str, Any]:
        del fields
        return {
            "version": __version__,
            "pid": os.getpid(),
            "is_busy": self._host.live_count > 0,
        }

    def _submit(self, fields: Message) -> dict[str, Any]:
        self._linger.stop()
        self._indexer.hold()
        try:
            record = self._host.submit(int(fields["no"]), fields.get("secrets"))
        finally:
            self._let_index()
        return {"status": str(record.status)}

    def _cancel(self, fields: Message) -> dict[str, Any]:
        self._host.cancel(int(fields["no"]), str(fields["by"]), bool(fields.get("kill")))
        return {}

    def _extend(self, fields: Message) -> dict[str, Any]:
        self._host.extend(int(fields["no"]), str(fields["by"]), float(fields["seconds"]))
        return {}

    def _status(self, fields: Message) -> dict[str, Any]:
        return {**self._hello(fields), **self._host.status()}

    def _stop(self, fields: Message) -> dict[str, Any]:
        count = self._host.live_count
        if fields.get("only_idle") and count:
            raise Refused(f"The agent is busy with {count} run{'s' if count > 1 else ''}.")
        QTimer.singleShot(0, self, _quit)
        return {"live": count}

    def _changed(self, fields: Message) -> dict[str, Any]:
        what = str(fields.get("what", ""))
        if what == SEARCH_DAMAGED:
            self._indexer.rebuild()
            return {}
        if what in _FOR_HOOKS:
            self._hook_watch.wake()
        what = INVENTORY if what == OUTBOX else what
        self._host.reload(what)
        if what == "results":
            self._let_index()  # deleted runs leave the index
        self._server.push({"event": "changed", "what": what})
        return {}

    def _let_index(self) -> None:
        """The text index is for times when nothing runs."""
        if self._host.is_running_any:
            self._indexer.hold()
        else:
            self._indexer.release()

    @Slot(int)
    def _on_host_run_changed(self, no: int) -> None:
        self._let_index()
        self._hook_watch.wake()
        if not self._server.has_subscribers:
            return
        record = self._results.by_no(no)
        status = str(record.status) if record is not None else ""
        self._server.push({"event": "run", "no": no, "status": status})

    @Slot(str)
    def _on_host_records_changed(self, what: str) -> None:
        self._changed({"what": what})

    @Slot(list)
    def _on_hook_watch_runs_requested(self, numbers: list[int]) -> None:
        self._linger.stop()
        self._host.take(numbers)
        self._let_index()
        self._server.push({"event": "changed", "what": "results"})

    @Slot()
    def _on_need_changed(self) -> None:
        needed = self._server.client_count or self._host.live_count
        if needed or self._settings.keep_agent:
            self._linger.stop()
        elif not self._linger.isActive():
            self._linger.start()

    @Slot()
    def _on_linger_timeout(self) -> None:
        if self._hook_watch.is_busy:
            self._linger.start()
        elif not self._server.client_count and not self._host.live_count:
            _log.info("nobody needs the agent any more")
            _quit()

    @Slot()
    def _on_home_check_timeout(self) -> None:
        """A workspace that somebody removed has nothing to host, and nobody could stop us."""
        if self._lock.is_on_disk:
            return
        _log.critical(
            "%s was removed; the agent ends what it hosts and leaves", self._paths.home
        )
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                child.kill()
        os._exit(1)


class _Signals(QObject):
    """Turns SIGTERM and SIGINT into an orderly end of the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours, theirs = socket.socketpair()
        self._theirs = theirs
        theirs.setblocking(False)
        self._ours.setblocking(False)
        signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _ignore)

    @Slot()
    def _on_notifier_activated(self) -> None:
        with contextlib.suppress(OSError):
            self._ours.recv(64)
        _quit()


def main(args: Sequence[str] = ()) -> int:
    """Be the agent of the workspace named by JOBDESK_HOME; the exit code.

    0: it left in order, or another agent is there already; 1: the workspace cannot be used.
    """
    del args
    for mark in RUN_MARKS:
        os.environ.pop(mark, None)
    paths = WorkspacePaths(default_home())
    try:
        paths.create()
        settings = load_settings(paths.settings_file)
        with HostLock(paths.host_lock) as lock:
            if not _acquire(lock, paths):
                holder = read_holder(paths.host_lock)
                _tell(f"Another agent (process {holder.pid}) is at work in {paths.home}.")
                return 0
            return _be_agent(paths, settings, lock)
    except (JobDeskError, OSError) as error:
        _log.error("%s", error)
        _tell(str(error))
        return 1


def _calm_collector() -> None:
    """Collect less often: the entries of a burst are many short-lived lists without cycles."""
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS, 10, 10)


def _be_agent(paths: WorkspacePaths, settings: Settings, lock: HostLock) -> int:
    _log_to_file(paths)
    prepare(paths)
    inventory_schema.bring_up_to_date(paths.inventory_db, paths.backups)
    application = QCoreApplication(sys.argv[:1])
    agent = Agent(paths, settings, lock)
    signals = _Signals(agent)
    agent.start()
    _calm_collector()
    threading.Thread(target=sweep_trash, args=(paths,), name="sweep", daemon=True).start()
    code = application.exec()
    del signals
    if agent.leave():
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # Qt would kill the workers that live on (see WorkerProcess.abandon)
    return code


def _acquire(lock: HostLock, paths: WorkspacePaths) -> bool:
    """Take the lock; wait for somebody who only prepares the workspace, not for an agent."""
    if lock.acquire():
        return True
    holder = read_holder(paths.host_lock)
    if holder.socket and is_alive(holder.pid, holder.created):
        return False
    return lock.acquire(_LOCK_S)


def _log_to_file(paths: WorkspacePaths) -> None:
    start_logging(paths.program_logs, "agent", redact)
    sys.excepthook = _log_exception


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _log.critical("an error of JobDesk's own", exc_info=(kind, error, trace))


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


@Slot()
def _quit() -> None:
    QCoreApplication.quit()


def _ignore(number: int, frame: FrameType | None) -> None:
    """Python must see the signal; the wake-up socket tells Qt."""
    del number, frame
