"""The host of a workspace: pool, dispatcher and live runs put together.

Embeddable: it needs a QCoreApplication and `host.lock` held by its owner. Main thread only.
"""

import contextlib
import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from jobdesk.errors import ResultNotFound
from jobdesk.inventory.ledger import highest_run
from jobdesk.models.records import ResultRecord, RunTail, Status
from jobdesk.paths import HOME_VARIABLE, WorkspacePaths, worker_command
from jobdesk.runner.answering import Answerer, Answering
from jobdesk.runner.close import clear_run_folder
from jobdesk.runner.committed import with_committed
from jobdesk.runner.crashpoint import crash_point
from jobdesk.runner.dispatcher import Dispatcher, Entry, HostStores
from jobdesk.runner.journal import JOURNAL_NAME
from jobdesk.runner.liveruns import LiveRuns
from jobdesk.runner.pool import WorkerPool
from jobdesk.runner.recovery import (
    INPUTS_LOST,
    Action,
    folders_with_journal,
    has_traces,
    lost_journal,
    plan_recovery,
    revoke_reason,
    run_folders,
    worker_of,
)
from jobdesk.runner.stops import Cause
from jobdesk.settings import Settings

_log = logging.getLogger(__name__)

_RESCAN_MS = 5000  # a lost submit message costs one period
_SECRETS_S = 15.0  # a run younger than this may still be submitted with its inputs
_SECRETS_AT_START_MS = 3000  # who started this agent for a run submits it by then


class Host(QObject):
    """Runs what is PENDING in a workspace and keeps its records true.

    Signals:
        run_changed(no): it was started or closed.
        log_advanced(no, seq): its log is stored up to seq.
        idle: nothing waits and nothing runs any more.
        records_changed(what): what a job asked for changed records ("results").
    """

    run_changed = Signal(int)
    log_advanced = Signal(int, int)
    idle = Signal()
    records_changed = Signal(str)
    _asked_for = Signal(int, object)

    def __init__(
        self,
        paths: WorkspacePaths,
        settings: Settings,
        stores: HostStores,
        *,
        command: Sequence[str] = (),
        answerer: Answerer | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._settings = settings
        self._stores = stores
        environ = {HOME_VARIABLE: str(paths.home)}
        self._pool = WorkerPool(command or worker_command("worker"), environ, self)
        self._dispatcher = Dispatcher(stores, paths, settings)
        self._live = LiveRuns(stores, paths, self._pool, settings, self)
        self._live.run_changed.connect(self.run_changed)
        self._live.log_advanced.connect(self.log_advanced)
        self._live.run_over.connect(self._on_live_run_over)
        self._answering = None if answerer is None else Answering(answerer)
        self._asked_for.connect(self._on_asked_for)
        self._live.run_asked.connect(self._on_live_run_asked)
        self._grace = QTimer(self, singleShot=True, interval=_SECRETS_AT_START_MS)
        self._grace.setTimerType(Qt.TimerType.PreciseTimer)  # sooner, and a run is too young
        self._grace.timeout.connect(self._on_start_grace_over)
        self._rescan = QTimer(self, interval=_RESCAN_MS)
        self._rescan.timeout.connect(self._on_rescan_timeout)
        self._seen_version = -1
        self._has_models = False  # a job that may run works on the inventory

    @property
    def live_count(self) -> int:
        """Runs that wait or run."""
        return len(self._live.numbers) + self._dispatcher.waiting_count

    @property
    def is_running_any(self) -> bool:
        """A run is under way; what waits beside it alone is held back by its queue."""
        return bool(self._live.numbers)

    @property
    def running(self) -> list[int]:
        """The runs under way, by number."""
        return self._live.numbers

    def start(self) -> None:
        """Put in order what the last host left, then run what waits."""
        numbers = [no for no, _ in run_folders(self._paths.runs)]
        used = (self._stores.logs.max_no(), highest_run(self._paths.inventory_db))
        self._stores.results.raise_floor(max([*used, *numbers]))
        self._dispatcher.load_lanes()
        self._live.start()
        if self._answering is not None:
            self._answering.start()
        self._recover()
        self._live.registrar.call(self._delete_old_journals)
        self._pool.keep_warm(1)
        self._rescan.start()
        self._grace.start()
        QTimer.singleShot(_SECRETS_AT_START_MS, self, self._look_for_models)
        self._dispatch()

    def submit(self, no: int, secrets: Mapping[str, Any] | None = None) -> ResultRecord:
        """Let a PENDING run have its turn; `secrets` are inputs that are stored nowhere.

        A run that has begun or ended already is left as it is: the answer says how it stands.

        Raises:
            ResultNotFound: there is no such run.
        """
        record = self._record(no)
        if record.status is not Status.PENDING or self._live.run(no) is not None:
            return record
        self._dispatcher.add(record, secrets)
        self._dispatch()
        return record

    def submit_soon(self, no: int, secrets: Mapping[str, Any] | None) -> None:
        """The same from any thread; for what running jobs ask for."""
        self._asked_for.emit(no, secrets)

    def take(self, nos: Collection[int]) -> None:
        """Let PENDING runs that need no secrets have their turn, all at once."""
        new = [no for no in nos if self._is_unknown(no)]
        for record in self._stores.results.by_nos(new):
            self._add_if_pending(record)
        self._dispatch()

    def cancel(self, no: int, by: str, kill: bool = False) -> None:
        """Stop a run: a waiting one never starts, a live one stops in stages or at once.

        Raises:
            ResultNotFound: there is no such run.
            Refused: it has already ended.
        """
        record = self._stores.results.request_stop(no, by, kill)
        if self._live.run(no) is not None:
            self._live.stop(no, Cause.KILL if kill else Cause.CANCEL, by)
            return
        entry = self._dispatcher.drop(no) or Entry(record, None)
        self._end(entry, Status.REVOKED, f"Cancelled by {by} before it started.")

    def extend(self, no: int, by: str, seconds: float) -> None:
        """Give a run under way more time.

        Raises:
            ResultNotFound: there is no such run.
            Refused: it does not run, has no limits, or more time would not help it any more.
        """
        self._record(no)
        self._live.extend(no, by, seconds)

    def reload(self, what: str) -> None:
        """Others wrote jobs, queues or results, or changed the settings."""
        if what == "settings":
            self._pool.drop_idle()
        if what == "jobs":
            self._look_for_models()
        if what in ("queues", "results"):
            self._on_rescan_timeout()

    def status(self) -> dict[str, Any]:
        """What is under way, as plain data."""
        return {
            "slots": self._settings.slot_count,
            "running": [self._document(no) for no in self._live.numbers],
            "waiting": self._dispatcher.waiting,
            "warm": self._pool.idle_count,
            "warm_with_models": self._pool.models_count,
        }

    def shutdown(self) -> list[int]:
        """Stop hosting; the runs whose workers live on, to be adopted by the next host.

        When there are such, the process must end by `os._exit`: Qt would kill them.
        """
        self._rescan.stop()
        self._grace.stop()
        if self._answering is not None:
            self._answering.stop()
        self._pool.close()
        return self._live.leave()

    # Dispatching

    def _dispatch(self) -> None:
        plan = self._dispatcher.plan(self._live.places())
        for no, holder in plan.refuse.items():
            entry = self._dispatcher.drop(no)
            if entry is not None:
                name = entry.record.name
                self._end(
                    entry,
                    Status.FAILURE,
                    f"{name} is a singleton and run {holder} of it has not ended yet.",
                )
        for no in plan.start:
            entry = self._dispatcher.drop(no)
            if entry is not None:
                self._begin(entry)
        waiting = self._dispatcher.waiting_count
        slots, with_models = self._settings.slot_count, 0
        if self._has_models:
            with_models = max(1, min(self._dispatcher.waiting_with_models, slots))
        self._pool.keep_warm_with_models(with_models)
        self._pool.keep_warm(max(1, min(waiting, slots)))

    def _begin(self, entry: Entry) -> None:
        planned = entry.place
        reason = self._dispatcher.prepare(entry)
        if entry.place != planned:  # its job became a singleton, or none, since it was planned
            self._dispatcher.put_back(entry)
            QTimer.singleShot(0, self, self._on_plan_outdated)
        elif reason:
            self._end(entry, Status.FAILURE, reason)
        elif self._dispatcher.claim(entry):
            crash_point("claimed")
            frame, with_models = self._dispatcher.frame(entry), entry.needs_models
            self._has_models = self._has_models or with_models
            self._live.begin(entry.record, entry.place, frame, with_models=with_models)

    def _end(
        self, entry: Entry, status: Status, reason: str, tail: RunTail | None = None
    ) -> None:
        self._live.end_unstarted(entry.record, entry.place, status, reason, tail)

    # Recovering

    def _recover(self) -> None:
        records = self._stores.results.unfinished()
        tails = self._stores.logs.tails(record.no for record in records)
        for record in records:
            self._recover_run(Entry(record, None), tails.get(record.no))

    def _recover_run(self, entry: Entry, tail: Any) -> None:
        record, run_dir = entry.record, self._paths.run_dir(entry.record.no)
        entry = self._dispatcher.add(record)
        action = plan_recovery(
            record,
            tail,
            has_journal=(run_dir / JOURNAL_NAME).exists(),
            is_secret=entry.lacks_secrets,
            has_traces=has_traces(run_dir),
        )
        _log.info("run %s was left %s: %s", record.no, record.status, action.value)
        if action in (Action.DISPATCH, Action.AWAIT_SECRETS):
            return
        if action is Action.CLEAR_AND_DISPATCH:
            self._stores.results.clear_claim(record.no)
            return
        self._dispatcher.drop(record.no)
        if action is Action.COPY_END:
            self._live.copy_end(record, entry.place, tail)
        elif action is Action.REVOKE:
            self._end(entry, Status.REVOKED, revoke_reason(record))
        elif action is Action.LOSE:
            reason, _ = with_committed(
                self._paths.inventory_db, record.no, lost_journal(run_dir)
            )
            self._end(entry, Status.FAILURE, reason, tail)
        else:
            self._live.adopt(record, entry.place, tail, worker_of(run_dir, tail))
            if record.stop_requested_by:
                cause = Cause.KILL if record.kill_requested else Cause.CANCEL
                self._live.stop(record.no, cause, record.stop_requested_by)

    def _delete_old_journals(self) -> None:
        """In the registrar's thread: an end state and a journal means that step 3 is left."""
        for no, folder in folders_with_journal(self._paths.runs):
            record = self._stores.results.by_no(no)
            if record is not None and record.status.is_ready:
                clear_run_folder(folder, keep_inputs=not record.sensitive)

    # Turns

    @Slot(int, object)
    def _on_asked_for(self, no: int, secrets: Mapping[str, Any] | None) -> None:
        with contextlib.suppress(ResultNotFound):  # somebody deleted it meanwhile
            self.submit(no, secrets)

    @Slot(int)
    def _on_live_run_asked(self, no: int) -> None:
        if self._answering is not None and self._live.run(no) is not None:
            self._answering.look(no, self._paths.run_dir(no))

    @Slot(int)
    def _on_live_run_over(self, no: int) -> None:
        if self._answering is not None:
            self._answering.forget(no)
        self._dispatch()
        if not self.live_count:
            self.idle.emit()

    @Slot()
    def _look_for_models(self) -> None:
        self._has_models = self._stores.jobs.any_uses_inventory()
        self._pool.keep_warm_with_models(int(self._has_models))

    @Slot()
    def _on_plan_outdated(self) -> None:
        self._dispatch()

    @Slot()
    def _on_rescan_timeout(self) -> None:
        """Find what was written without a message reaching us, and what nobody submitted."""
        self._dispatcher.load_lanes()
        for no in self._stores.results.pending_numbers():
            if self._is_unknown(no):
                self._add_pending(no)
        self._revoke_without_inputs(_SECRETS_S)
        self._dispatch()

    def _add_pending(self, no: int) -> None:
        record = self._stores.results.by_no(no)
        if record is not None:
            self._add_if_pending(record)

    def _add_if_pending(self, record: ResultRecord) -> None:
        if record.status is Status.PENDING and record.claim is None:
            self._dispatcher.add(record)

    def _is_unknown(self, no: int) -> bool:
        return self._live.run(no) is None and self._dispatcher.entry(no) is None

    @Slot()
    def _on_start_grace_over(self) -> None:
        self._revoke_without_inputs(_SECRETS_AT_START_MS / 1000)

    def _revoke_without_inputs(self, age: float) -> None:
        for no in self._dispatcher.waiting:
            entry = self._dispatcher.entry(no)
            if entry is not None and entry.lacks_secrets and _age(entry.record) >= age:
                self._dispatcher.drop(no)
                self._end(entry, Status.REVOKED, INPUTS_LOST)

    def _record(self, no: int) -> ResultRecord:
        record = self._stores.results.by_no(no)
        if record is None:
            raise ResultNotFound(f"There is no run {no} in this workspace.")
        return record

    def _document(self, no: int) -> dict[str, Any]:
        run = self._live.run(no)
        tail = self._live.recorder.tail(no)
        progress = tail.progress if tail is not None else None
        return {
            "no": no,
            "name": run.record.name if run is not None else "",
            "pid": run.pid if run is not None else 0,
            "stop": None if run is None or run.stop is None else run.stop.document(),
            "progress": None
            if progress is None
            else {"done": progress.done, "total": progress.total, "text": progress.text},
        }


def _age(record: ResultRecord) -> float:
    return (datetime.now(UTC) - record.date_created).total_seconds()
