"""Carries out the stops of live runs: their stages, the hard limit, what a run leaves behind.

Main thread; the walk over all processes happens in a thread of its own.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from jobdesk.models.records import LEVEL_NUMBERS
from jobdesk.runner.control import write_control
from jobdesk.runner.liverun import LiveRun, Phase
from jobdesk.runner.proctree import RunProcesses, kill_run, sweep_runs, terminate_run
from jobdesk.runner.stops import Cause, Stage, Stop, next_step

_log = logging.getLogger(__name__)

_KILL_AGAIN_S = 2.0  # somebody survived: a process may hang in the kernel for a while
_START_S = 60.0  # a worker that has its frame opens its journal by then
_LINGER_S = 5.0  # what may stay of a run that is closed


class Stopper(QObject):
    """Watches the clocks of live runs; `runs` gives those there are."""

    def __init__(
        self, runs: Callable[[], list[LiveRun]], grace: float, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runs = runs
        self._grace = grace
        self._limits: dict[int, float] = {}  # no → monotonic moment of its hard limit
        self._remains: list[tuple[float, RunProcesses]] = []  # of closed runs
        self._hands = ThreadPoolExecutor(2, thread_name_prefix="stopper")
        self._clock = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._on_clock_timeout)

    def watch(self, run: LiveRun, elapsed: float = 0.0) -> None:
        """The job runs since `elapsed` seconds: its hard limit counts."""
        limit = run.record.options.hard_limit
        if limit > 0:
            self._limits[run.no] = time.monotonic() + max(0.0, limit - elapsed)
        self._set_clock()

    def extend(self, run: LiveRun, seconds: float) -> None:
        """Its hard limit, where it has one, is reached so much later."""
        if run.no in self._limits:
            self._limits[run.no] += seconds
        self._set_clock()

    def stop(self, run: LiveRun, cause: Cause, by: str = "") -> None:
        """Begin to stop a run, or make a stop under way stronger."""
        if run.phase is Phase.CLOSING:
            return
        if run.stop is None:
            run.stop = Stop(cause, by)
        elif run.stop.stage is Stage.KILLED:
            return
        else:
            before = run.stop.cause
            run.stop.merge(cause, by)
            if run.stop.cause is before:
                return  # asked again: the stages go on as they are
        self._advance(run, run.stop)
        self._set_clock()

    def released(self, run: LiveRun) -> None:
        """The run is closed: what is left of it has 5 s."""
        self._limits.pop(run.no, None)
        self._remains.append((time.monotonic() + _LINGER_S, run.processes))
        self._set_clock()

    def wake(self) -> None:
        """There is something new to watch."""
        self._set_clock()

    def close(self, live: set[int]) -> None:
        """End what closed runs left behind, at once; runs in `live` go on."""
        self._clock.stop()
        remains = [one for _, one in self._remains if one.no not in live]
        self._remains.clear()
        if remains:
            self._sweep(remains)
        self._hands.shutdown(wait=True)

    @Slot()
    def _on_clock_timeout(self) -> None:
        now = time.monotonic()
        for run in self._runs():
            limit = self._limits.get(run.no)
            if limit is not None and limit <= now and run.phase is Phase.RUNNING:
                del self._limits[run.no]
                self.stop(run, Cause.HARD_LIMIT)
            elif run.phase is Phase.HANDED_OVER and now - run.since > _START_S:
                self.stop(run, Cause.NO_START)
            if run.stop is not None and run.phase is not Phase.CLOSING and run.stop.due <= now:
                self._advance(run, run.stop)
        due = [one for at, one in self._remains if at <= now]
        if due:
            self._remains = [(at, one) for at, one in self._remains if at > now]
            self._hands.submit(self._sweep, due)
        self._set_clock()

    def _advance(self, run: LiveRun, stop: Stop) -> None:
        limit = run.record.options.hard_limit
        step = next_step(stop, self._grace, limit)
        if step is None:
            stop.due = time.monotonic() + _KILL_AGAIN_S
            self._hands.submit(self._end, kill_run, run.processes)
            return
        stop.stage = step.stage
        stop.due = time.monotonic() + (step.wait or _KILL_AGAIN_S)
        run.say(LEVEL_NUMBERS["warning"], step.line)
        _log.info("run %s: %s", run.no, step.line)
        if step.stage is Stage.ASKED:
            write_control(run.run_dir, stop.by)
        elif step.stage is Stage.TERMINATED:
            self._hands.submit(self._end, terminate_run, run.processes)
        else:
            self._hands.submit(self._end, kill_run, run.processes)

    def _end(self, act: Callable[[RunProcesses], int], processes: RunProcesses) -> None:
        count = act(processes)
        _log.info("run %s: %s reached %s processes", processes.no, act.__name__, count)

    def _sweep(self, remains: list[RunProcesses]) -> None:
        count = sweep_runs(remains)
        if count:
            numbers = ", ".join(str(one.no) for one in remains)
            _log.warning("ended %s processes left behind after runs %s", count, numbers)

    def _set_clock(self) -> None:
        now = time.monotonic()
        runs = self._runs()
        moments = [at for at, _ in self._remains]
        moments += [run.stop.due for run in runs if run.stop and run.phase is not Phase.CLOSING]
        moments += [
            self._limits[run.no]
            for run in runs
            if run.no in self._limits and run.phase is Phase.RUNNING
        ]
        moments += [run.since + _START_S for run in runs if run.phase is Phase.HANDED_OVER]
        if not moments:
            self._clock.stop()
            return
        self._clock.start(max(0, int((min(moments) - now) * 1000) + 1))
