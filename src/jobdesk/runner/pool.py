"""Worker processes at hand: one waits warm for a frame, so that a run starts at once.

Main thread only. Who runs next is the dispatcher's business; the pool only has processes ready.
"""

import logging
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.runner.process import MODELS_WORD, WorkerProcess

_log = logging.getLogger(__name__)

_LEAVE_MS = 3000  # an idle worker that was asked to leave gets this long
_REFILL_MS = 20  # lets the run that has just got its worker go first
_MODELS_MS = 1000  # of rest before one with the models, which keeps a core busy for 0.3 s
_RETRY_MS = 5000  # after workers that died before they had a frame
_DEATHS_IN_A_ROW = 3


class WorkerPool(QObject):
    """Keeps idle workers ready and hands them out, one run each.

    Signals:
        worker_ready: an idle worker has come to life.
    """

    worker_ready = Signal()

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._environ = dict(environ)
        self._idle: list[WorkerProcess] = []
        self._leaving: list[WorkerProcess] = []  # dismissed; held until their process is gone
        self._wanted = 0
        self._wanted_models = 0
        self._deaths = 0
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self._on_retry_timeout)
        self._refill_timer = QTimer(self, singleShot=True, interval=_REFILL_MS)
        self._refill_timer.timeout.connect(self._on_refill_timer_timeout)
        self._models_timer = QTimer(self, singleShot=True, interval=_MODELS_MS)
        self._models_timer.timeout.connect(self._on_models_timer_timeout)

    @property
    def idle_count(self) -> int:
        """Processes that wait for a frame, without those that have the models."""
        return self._count(has_models=False)

    @property
    def models_count(self) -> int:
        """Processes that wait with the models of the inventory."""
        return self._count(has_models=True)

    def _count(self, *, has_models: bool) -> int:
        return sum(worker.has_models == has_models for worker in self._idle)

    def keep_warm_with_models(self, count: int) -> None:
        """The same for workers that have loaded the inventory; a lone one only after a rest."""
        self._wanted_models = count
        if count > 1:
            self._refill()
        elif count and not self.models_count:
            self._models_timer.start()

    def keep_warm(self, count: int) -> None:
        """Have `count` idle workers; fewer are started, more are not ended."""
        self._wanted = count
        if not self.idle_count and not self._refill_timer.isActive():
            self._refill_timer.start()
        elif count > 1:
            self._refill()

    def take(self, *, with_models: bool = False) -> WorkerProcess:
        """A process for one run, warm when there is one; the caller owns it from here.

        One with the models goes only to who needs them; who finds none gets a plain one.
        """
        alive = [worker for worker in self._idle if worker.is_running]
        fitting = [worker for worker in alive if worker.has_models == with_models]
        if not fitting and with_models:
            fitting = alive
        worker = fitting[0] if fitting else self._new(has_models=with_models)
        if worker in self._idle:
            self._idle.remove(worker)
        worker.ended.disconnect(self._on_worker_ended)
        return worker

    def drop_idle(self) -> None:
        """Let the idle workers go: settings or code they may have loaded changed.

        From now on nobody gets one of them; fresh ones take their place.
        """
        if not self._idle:
            return
        dropped, self._idle = self._idle, []
        self._leaving += dropped
        for worker in dropped:
            worker.dismiss()
        self._refill_timer.start()

    def close(self) -> None:
        """End the workers that nobody took and wait for them."""
        self._wanted = self._wanted_models = 0
        self.drop_idle()
        self._retry.stop()
        self._models_timer.stop()
        self._refill_timer.stop()
        leaving, self._leaving = self._leaving, []
        for worker in leaving:
            if not worker.wait(_LEAVE_MS):
                worker.kill()
                worker.wait(_LEAVE_MS)
            worker.deleteLater()

    def _new(self, *, has_models: bool = False) -> WorkerProcess:
        command = [*self._command, MODELS_WORD] if has_models else self._command
        worker = WorkerProcess(command, self._environ, self)
        worker.ended.connect(self._on_worker_ended)
        worker.started.connect(self.worker_ready)
        worker.start()
        return worker

    def _refill(self) -> None:
        if self._deaths >= _DEATHS_IN_A_ROW:
            self._retry.start()
            return
        while self.idle_count < self._wanted:
            if not self._add(has_models=False):
                return
        while 1 < self._wanted_models > self.models_count:
            if not self._add(has_models=True):
                return

    def _add(self, *, has_models: bool) -> bool:
        worker = self._new(has_models=has_models)
        self._idle.append(worker)
        if not worker.is_running:  # the system refuses to start it at all
            self._deaths = _DEATHS_IN_A_ROW
            self._retry.start()
        return worker.is_running

    @Slot()
    def _on_worker_ended(self) -> None:
        for worker in _taken_out(self._leaving):
            worker.deleteLater()
        for worker in _taken_out(self._idle):
            clean = worker.outcome is not None and worker.outcome.is_clean
            self._deaths = 0 if clean else self._deaths + 1
            if not clean:
                _log.warning("an idle worker ended: %s", worker.outcome)
            worker.deleteLater()
        self._refill()
        self.keep_warm_with_models(self._wanted_models)

    @Slot()
    def _on_refill_timer_timeout(self) -> None:
        self._refill()

    @Slot()
    def _on_models_timer_timeout(self) -> None:
        if self._wanted_models and not self.models_count and self._deaths < _DEATHS_IN_A_ROW:
            self._add(has_models=True)

    @Slot()
    def _on_retry_timeout(self) -> None:
        self._deaths = 0
        self._refill()


def _taken_out(workers: list[WorkerProcess]) -> list[WorkerProcess]:
    """Those whose process is gone; they are in the list no more."""
    gone = [worker for worker in workers if not worker.is_running]
    workers[:] = [worker for worker in workers if worker.is_running]
    return gone
