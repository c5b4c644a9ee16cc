"""The runs under way: from the frame in a worker's hands to the closed record.

Main thread only.
A run leaves here when desk.db has its end state. Its process may stay a little longer; the
stopper sees to that.
"""

import contextlib
import logging
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.errors import Refused
from jobdesk.models.records import LEVEL_NUMBERS, ResultRecord, RunTail
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.asking import REQUESTS_NAME
from jobdesk.runner.awake import Awake
from jobdesk.runner.close import append_last_word, take_ticket_and_end
from jobdesk.runner.committed import with_committed
from jobdesk.runner.control import write_limits
from jobdesk.runner.crashpoint import crash_point
from jobdesk.runner.dispatcher import HostStores
from jobdesk.runner.extension import extended, extension_line
from jobdesk.runner.journal import JOURNAL_NAME
from jobdesk.runner.liveness import is_alive
from jobdesk.runner.liverun import LiveRun, Phase
from jobdesk.runner.memory import memory_peak
from jobdesk.runner.outcome import RunOutcome
from jobdesk.runner.planning import Waiting
from jobdesk.runner.pool import WorkerPool
from jobdesk.runner.process import WorkerProcess
from jobdesk.runner.recorder import Recorder
from jobdesk.runner.recovery import Worker, lost_journal, worker_of
from jobdesk.runner.registrar import Closing, Registrar
from jobdesk.runner.stopper import Stopper
from jobdesk.runner.stops import Cause, ending_of
from jobdesk.runner.tailer import last_printed_line
from jobdesk.settings import Settings

_log = logging.getLogger(__name__)

_LOOK_MS = 500  # at adopted processes, and at the memory of all
_LEAVE_MS = 3000  # for a killed process to be gone
_ATTEMPTS = 2  # a worker that dies before its journal has not run any job code
_SILENT_LOOKS = 4  # an adopted worker that has not named itself by then is none


class LiveRuns(QObject):
    """Follows claimed runs to their end.

    Signals:
        run_changed(no): it was started or closed.
        log_advanced(no, seq): its log is stored up to seq.
        run_over(no): it is closed and gone from here; its place is free.
        run_asked(no): its job may wait for an answer of the host.
    """

    run_changed = Signal(int)
    log_advanced = Signal(int, int)
    run_over = Signal(int)
    run_asked = Signal(int)

    def __init__(
        self,
        stores: HostStores,
        paths: WorkspacePaths,
        pool: WorkerPool,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._pool = pool
        self._results = stores.results
        self._runs: dict[int, LiveRun] = {}
        self._lingering: list[WorkerProcess] = []  # of runs that are closed
        self._looks: dict[int, int] = {}
        self.recorder = Recorder(stores.logs, self, console_cap=settings.console_cap)
        self.registrar = Registrar(stores.results, self)
        self.stopper = Stopper(lambda: list(self._runs.values()), settings.cancel_grace, self)
        self._awake = Awake(self)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look_timeout)
        self.recorder.log_advanced.connect(self.log_advanced)
        self.recorder.run_asked.connect(self.run_asked)
        self.recorder.run_started.connect(self._on_recorder_run_started)
        self.recorder.run_finished.connect(self._on_recorder_run_finished)
        self.recorder.run_drained.connect(self._on_recorder_run_drained)
        self.registrar.run_marked.connect(self.run_changed)
        self.registrar.run_closed.connect(self._on_registrar_run_closed)

    def start(self) -> None:
        """Start the threads that write."""
        self.recorder.start()
        self.registrar.start()

    def run(self, no: int) -> LiveRun | None:
        """The run under way with this number."""
        return self._runs.get(no)

    def places(self) -> list[Waiting]:
        """What the runs under way take up."""
        return [run.place for run in self._runs.values()]

    @property
    def numbers(self) -> list[int]:
        """The runs under way, oldest first."""
        return sorted(self._runs)

    # Ways in

    def begin(
        self, record: ResultRecord, place: Waiting, frame: bytes, *, with_models: bool = False
    ) -> None:
        """Hand a claimed run to a worker, where there is one to one that has the models."""
        run = self._add(record, place)
        run.with_models = with_models
        run.frame = frame
        run.run_dir.mkdir(parents=True, exist_ok=True)
        self._hand_over(run)
        self.recorder.follow(run.no, run.run_dir)
        self.stopper.wake()

    def adopt(
        self, record: ResultRecord, place: Waiting, tail: RunTail | None, worker: Worker
    ) -> None:
        """Go on with a run that an earlier host began; its worker may live or not."""
        run = self._add(record, place)
        run.frame = b""
        run.attempt = _ATTEMPTS
        run.pid, run.created = worker.pid, worker.created
        self.recorder.follow(run.no, run.run_dir, tail)
        if tail is not None and tail.started_at is not None:
            limits = record.options  # extended perhaps by a host that could not tell the worker
            with contextlib.suppress(OSError):  # its folder may be gone
                write_limits(run.run_dir, limits.soft_limit, limits.hard_limit)
            self._becomes_running(run, tail)
        if worker.pid and not is_alive(worker.pid, worker.created):
            self._is_gone(run, RunOutcome())

    def end_unstarted(
        self,
        record: ResultRecord,
        place: Waiting,
        status: str,
        reason: str,
        tail: RunTail | None = None,
    ) -> None:
        """End a run that must not start any more; when a slow worker was faster, follow that.

        `tail` is what was recorded of a journal that is gone.
        """
        run_dir = self._paths.run_dir(record.no)
        read = tail.journal_offset if tail is not None else 0
        take_ticket_and_end(run_dir, status, reason, after=read)
        worker = worker_of(run_dir, tail)
        self.adopt(record, place, tail, worker)

    def copy_end(self, record: ResultRecord, place: Waiting, tail: RunTail) -> None:
        """Close a run whose last word is recorded."""
        run = self._add(record, place)
        run.pid, run.created = tail.worker_pid, tail.worker_created
        self._close(run, tail)

    def stop(self, no: int, cause: Cause, by: str) -> None:
        """Begin to stop a run under way."""
        if (run := self._runs.get(no)) is not None:
            self.stopper.stop(run, cause, by)

    def extend(self, no: int, by: str, seconds: float) -> None:
        """Give a run under way more time.

        Raises:
            Refused: it does not run, has no limits, or more time would not help it any more.
        """
        run = self._runs.get(no)
        tail = self.recorder.tail(no)
        if run is None or run.phase is not Phase.RUNNING or tail is None:
            raise Refused(f"Run {no} does not run, so it has no time to extend.")
        elapsed = (datetime.now(UTC) - (tail.started_at or datetime.now(UTC))).total_seconds()
        options = extended(run.record, seconds, elapsed, is_stopping=run.stop is not None)
        try:
            write_limits(run.run_dir, options.soft_limit, options.hard_limit)
        except OSError as error:
            raise Refused(f"The worker of run {no} cannot be told: {error}") from None
        self._results.change_limits(no, options.soft_limit, options.hard_limit)
        run.record = replace(run.record, options=options)
        self.stopper.extend(run, seconds)
        run.say(LEVEL_NUMBERS["info"], extension_line(options, by, seconds))
        self.run_changed.emit(no)

    def leave(self) -> list[int]:
        """Let go of everything for an orderly end; the runs whose processes live on."""
        self._look.stop()
        self._awake.release()
        living = [run for run in self._runs.values() if self._has_process(run)]
        for worker in list(self._lingering):
            worker.wait(_LOOK_MS)  # most are just about to exit
        self.stopper.close({run.no for run in living})
        for worker in list(self._lingering):
            worker.kill()
            worker.wait(_LEAVE_MS)
        for run in living:
            if run.worker is not None:
                run.worker.abandon()
        self.recorder.stop()
        self.registrar.stop()
        return [run.no for run in living]

    # The turns of a run

    @Slot(int)
    def _on_recorder_run_started(self, no: int) -> None:
        run = self._runs.get(no)
        tail = self.recorder.tail(no)
        if run is not None and tail is not None and tail.started_at is not None:
            self._becomes_running(run, tail)

    @Slot(int)
    def _on_recorder_run_finished(self, no: int) -> None:
        run = self._runs.get(no)
        tail = self.recorder.tail(no)
        if run is not None and tail is not None:
            crash_point("recorded")
            self._close(run, tail)

    @Slot(int)
    def _on_recorder_run_drained(self, no: int) -> None:
        run = self._runs.get(no)
        if run is None or run.outcome is None:
            return
        tail = self.recorder.tail(no)
        read = tail.journal_offset if tail is not None else 0
        named = worker_of(run.run_dir, tail)
        if named.pid and named.pid != run.pid and is_alive(named.pid, named.created):
            # A slow worker of an earlier host had the ticket; ours found it taken and left.
            run.outcome, run.worker = None, None
            run.pid, run.created = named.pid, named.created
        elif (run.run_dir / JOURNAL_NAME).exists():
            self._is_lost(run, read)
        elif run.has_begun:
            self._lost_its_journal(run, read)
        else:
            self._never_started(run)

    @Slot(int)
    def _on_registrar_run_closed(self, no: int) -> None:
        run = self._runs.pop(no, None)
        self.recorder.forget(no)
        self._looks.pop(no, None)
        if run is None:
            return
        if run.worker is not None and run.worker.is_running:
            self._lingering.append(run.worker)
        self.stopper.released(run)
        self.run_changed.emit(no)
        self.run_over.emit(no)

    @Slot()
    def _on_worker_ended(self) -> None:
        worker = self.sender()
        if not isinstance(worker, WorkerProcess) or worker.outcome is None:
            return
        if worker.has_frame:
            crash_point("worker-gone")
        if worker in self._lingering:
            self._lingering.remove(worker)
        for run in self._runs.values():
            if run.worker is worker:
                run.worker = None
                self._is_gone(run, worker.outcome)
                break
        worker.deleteLater()

    @Slot()
    def _on_look_timeout(self) -> None:
        for run in list(self._runs.values()):
            if run.pid:
                run.memory_peak = memory_peak(run.pid) or run.memory_peak
            if run.is_adopted and run.phase is not Phase.CLOSING:
                self._look_at_adopted(run)
            if (run.run_dir / REQUESTS_NAME).exists():  # its hint may have been lost
                self.run_asked.emit(run.no)
        if not self._runs:
            self._look.stop()
            self._awake.release()

    def _look_at_adopted(self, run: LiveRun) -> None:
        if run.pid:
            if not is_alive(run.pid, run.created):
                self._is_gone(run, RunOutcome())
            return
        named = worker_of(run.run_dir, self.recorder.tail(run.no))
        run.pid, run.created = named.pid, named.created
        self._looks[run.no] = self._looks.get(run.no, 0) + 1
        if not run.pid and self._looks[run.no] > _SILENT_LOOKS:
            self._is_gone(run, RunOutcome())

    def _add(self, record: ResultRecord, place: Waiting) -> LiveRun:
        run = LiveRun(record, place, self._paths.run_dir(record.no), home=str(self._paths.home))
        self._runs[run.no] = run
        if not self._look.isActive():
            self._look.start()
            self._awake.hold()
        return run

    def _hand_over(self, run: LiveRun) -> None:
        worker = self._pool.take(with_models=run.with_models)
        worker.setParent(self)
        run.worker = worker
        run.pid = worker.pid
        run.created = worker.created
        run.outcome = None
        worker.ended.connect(self._on_worker_ended)
        if worker.outcome is not None:  # it never came to life
            run.worker = None
            self._is_gone(run, worker.outcome)
        else:
            worker.send_frame(run.frame)

    def _becomes_running(self, run: LiveRun, tail: RunTail) -> None:
        run.frame = b""  # its secrets are not kept longer than needed
        run.phase = Phase.RUNNING
        run.say_the_unsaid()
        if not tail.finished_json:  # else the close says it all in one transaction
            self.registrar.mark_started(tail)
            started = tail.started_at or datetime.now(UTC)
            self.stopper.watch(run, (datetime.now(UTC) - started).total_seconds())

    def _is_gone(self, run: LiveRun, outcome: RunOutcome) -> None:
        run.outcome = outcome
        if run.phase is not Phase.CLOSING:
            self.recorder.drain(run.no)

    def _never_started(self, run: LiveRun) -> None:
        if run.attempt < _ATTEMPTS and run.stop is None and run.frame:
            run.attempt += 1
            _log.warning("run %s: its worker ended before it began: %s", run.no, run.outcome)
            self._hand_over(run)
            return
        status, reason = ending_of(run.stop, str(run.outcome), 0.0)
        if not take_ticket_and_end(run.run_dir, status, reason):
            self.recorder.drain(run.no)  # a slow worker was faster: look again

    def _lost_its_journal(self, run: LiveRun, read: int) -> None:
        """Somebody deleted it, perhaps the job: it is never run again."""
        lost = lost_journal(run.run_dir, _words_of(run))
        status, reason = ending_of(run.stop, "", run.record.options.hard_limit, lost)
        reason, _ = with_committed(self._paths.inventory_db, run.no, reason)
        if not take_ticket_and_end(run.run_dir, status, reason, after=read):
            self.recorder.drain(run.no)

    def _is_lost(self, run: LiveRun, read: int) -> None:
        words = _words_of(run)
        is_cut = (run.run_dir / JOURNAL_NAME).stat().st_size < read
        lost = lost_journal(run.run_dir, words) if is_cut else ""
        if run.stop is None and run.record.stop_requested_by:
            status, reason = "REVOKED", f"Cancelled by {run.record.stop_requested_by}."
        else:
            status, reason = ending_of(run.stop, words, run.record.options.hard_limit, lost)
        reason, changes = with_committed(self._paths.inventory_db, run.no, reason)
        append_last_word(run.run_dir, status, reason, run.memory_peak, read, changes)

    def _close(self, run: LiveRun, tail: RunTail) -> None:
        run.phase = Phase.CLOSING
        keep = not run.record.sensitive
        self.registrar.close(Closing(tail, run.run_dir, keep, run.memory_peak))

    def _has_process(self, run: LiveRun) -> bool:
        return run.outcome is None and run.pid > 0 and run.phase is not Phase.CLOSING


def _words_of(run: LiveRun) -> str:
    """How the run's process ended, with its last words."""
    outcome = run.outcome or RunOutcome()
    last_line = last_printed_line(run.run_dir) or outcome.last_line
    return str(replace(outcome, memory_peak=run.memory_peak, last_line=last_line))
