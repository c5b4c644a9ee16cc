"""Stops: cancel, the soft time limit, and the hard one when no host is left to enforce it.

A watchdog thread looks at the control file and the clock; the job, in the main thread, is
stopped by a signal whose handler raises (Windows: by an asynchronous exception). While our own
code or logging is at work beneath the job, which the stack tells, the stop is held back until
the job's next line (by a trace function): all this costs the way of a log entry nothing.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from jobdesk.jobs.exceptions import RunCancelled, SoftTimeLimitExceeded
from jobdesk.runner.control import CONTROL_NAME, LIMITS_NAME, read_control, read_limits

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

_POLL_S = 0.2
_RETRY_S = 0.02  # a stop that met no job code is tried again
_STOP_SIGNAL = getattr(signal, "SIGURG", None)  # ignored by default: a stray one does no harm


def call_job(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call code of the job: only what happens beneath this call can be stopped."""
    return function(*args, **kwargs)


_BORDER: CodeType = call_job.__code__


def stoppable_frame(
    frame: FrameType | None, held: tuple[str, ...], waiting: frozenset[CodeType] = frozenset()
) -> FrameType | None:
    """The innermost frame of the job that has no frame of ours between it and `call_job`.

    `held` says how names of our files begin; a frame of ours whose code is in `waiting` may be
    stopped like the job's own. None when no job code is under way.
    """
    found: FrameType | None = None
    waits = frame if frame is not None and frame.f_code in waiting else None
    while frame is not None:
        if frame.f_code is _BORDER:
            return waits or found
        if frame.f_code.co_filename.startswith(held):
            found = None
        elif found is None:
            found = frame
        frame = frame.f_back
    return None


class Stops:
    """Stops the job of this process when it is asked to, or when its time is over.

    Made, started and closed in the main thread. The attributes say afterwards what happened;
    `on_tick` is called by the watchdog five times a second, `on_orphan_end` with status and
    reason before it ends a run that no host cares for any more.
    """

    def __init__(
        self,
        run_dir: str,
        *,
        soft_limit: float,
        hard_limit: float,
        grace: float,
        host_pid: int,
        on_tick: Callable[[], None],
        on_orphan_end: Callable[[str, str], object],
    ) -> None:
        self.cancelled_by: str | None = None
        self.is_soft_limit_over = False
        self.is_grace_over = False
        self.was_cancel_raised = False
        self._control = os.path.join(run_dir, CONTROL_NAME)  # noqa: PTH118 - pathlib is slow to import
        self._limits = os.path.join(run_dir, LIMITS_NAME)  # noqa: PTH118 - as above
        self._grace = grace
        self._soft_limit = soft_limit
        self._hard_limit = hard_limit
        self._on_tick = on_tick
        self._on_orphan_end = on_orphan_end
        self._due: BaseException | None = None
        self._grace_ends: float | None = None
        self._began = time.monotonic()
        self._over = threading.Event()
        self._main = threading.get_ident()
        self._parent = host_pid or os.getppid()
        self._traced: FrameType | None = None
        self._held = _held_files()
        self._waiting: frozenset[CodeType] = frozenset()
        self._interrupt: Callable[[], None] | None = None
        self._waits = False
        self._waited = 0.0

    def guard(
        self,
        held: tuple[str, ...],
        waiting: frozenset[CodeType],
        interrupt: Callable[[], None],
    ) -> None:
        """The inventory is open: its files are ours too.

        `interrupt` ends the statement of the main thread; the watchdog calls it.
        """
        self._held += held
        self._waiting |= waiting
        self._interrupt = interrupt

    def allow_in(self, code: CodeType) -> None:
        """A function of ours that waits for somebody may be left by a stop."""
        self._waiting |= {code}

    def pause(self) -> None:
        """The run waits for another one: that time does not count against the soft limit."""
        self._waits = True

    def resume(self, waited: float) -> None:
        """It has waited so many seconds."""
        self._waited += waited
        self._waits = False

    def start(self) -> None:
        """Begin to watch; the limits count from now."""
        self._began = time.monotonic()
        if _STOP_SIGNAL is not None:
            signal.signal(_STOP_SIGNAL, self._on_signal)
        threading.Thread(target=self._watch, name="jobdesk-watchdog", daemon=True).start()

    def run_is_over(self) -> None:
        """The job answered the soft limit: its hooks are not hurried."""
        self._grace_ends = None
        if self.is_grace_over and isinstance(self._due, RunCancelled) and not self.cancelled_by:
            self._due = None

    def close(self) -> None:
        """Nothing can be stopped any more."""
        self._due = None
        self._over.set()
        self._stop_tracing()

    @property
    def reason(self) -> str:
        """Why the job was stopped, in words; empty when it was not."""
        if self.cancelled_by is not None:
            return f"Cancelled by {self.cancelled_by}"
        words = f"The soft time limit of {self._soft_limit:g} s was reached"
        if self.is_grace_over:
            return f"{words}, and the job did not stop within {self._grace:g} s"
        return words if self.is_soft_limit_over else ""

    # -- the watchdog thread ------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._over.wait(self._pause()):
            self._on_tick()
            self._look(time.monotonic())
            if self._due is not None:
                self._deliver()

    def _pause(self) -> float:
        if self._due is not None:
            return _RETRY_S
        if self._soft_limit > 0 and not self.is_soft_limit_over:
            left = self._began + self._waited + self._soft_limit - time.monotonic()
            return min(_POLL_S, max(left, 0.001))
        return _POLL_S

    def _look(self, now: float) -> None:
        """See what is asked and what time it is."""
        if self.cancelled_by is None:
            request = read_control(self._control)
            if request is not None:
                self.cancelled_by = request.by
                self._grace_ends = now + self._grace
                self._due = RunCancelled(self.reason)
            else:
                self._look_at_soft_limit(now)
        if os.getppid() != self._parent:
            self._look_as_orphan(now)

    def _look_at_soft_limit(self, now: float) -> None:
        self._look_for_more_time()
        is_over = 0 < self._soft_limit <= now - self._began - self._waited
        if is_over and not self._waits and not self.is_soft_limit_over:
            self.is_soft_limit_over = True
            self._due = SoftTimeLimitExceeded(self.reason)
        elif self._grace_ends is not None and now >= self._grace_ends:
            self._grace_ends = None
            self.is_grace_over = True
            self._due = RunCancelled(self.reason)

    def _look_for_more_time(self) -> None:
        """Somebody may have extended the limits; one that is over stays as it was."""
        found = read_limits(self._limits)
        if found is not None and not self.is_soft_limit_over:
            self._soft_limit, self._hard_limit = found

    def _look_as_orphan(self, now: float) -> None:
        """The host is gone: nobody else ends a run that does not end."""
        if 0 < self._hard_limit <= now - self._began:
            self._end("FAILURE", f"The hard time limit of {self._hard_limit:g} s was reached")
        elif self.cancelled_by is not None and now >= (self._grace_ends or now + 1):
            self._end("REVOKED", f"{self.reason}; the job did not stop and was killed")

    def _end(self, status: str, reason: str) -> None:
        self._on_orphan_end(status, reason)
        if hasattr(os, "killpg") and os.getsid(0) == os.getpid() == os.getpgrp():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    def _deliver(self) -> None:
        if _STOP_SIGNAL is not None:
            signal.pthread_kill(self._main, _STOP_SIGNAL)
            self._interrupt_statement()
            return
        now = sys._current_frames().get(self._main)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # documented
        if now is not None and stoppable_frame(now, self._held, self._waiting) is now:
            due = self._take()
            if due is not None:
                _raise_in_thread(self._main, type(due))

    def _interrupt_statement(self) -> None:
        if self._interrupt is not None and self._traced is None:
            self._interrupt()

    # -- the main thread ----------------------------------------------------------------------

    def _on_signal(self, _number: int, frame: FrameType | None) -> None:
        if self._due is None:
            return
        target = stoppable_frame(frame, self._held, self._waiting)
        if target is frame and target is not None:
            self._raise_due()
        elif target is not None:
            self._traced = target
            target.f_trace = self._on_line
            sys.settrace(_trace_nothing_new)

    def _on_line(self, frame: FrameType, _event: str, _argument: object) -> None:
        """The job goes on after our own code: now it can be stopped."""
        if frame is self._traced:
            self._stop_tracing()
            self._raise_due()

    def _stop_tracing(self) -> None:
        if self._traced is not None:
            self._traced.f_trace = None
            self._traced = None
            sys.settrace(None)

    def _raise_due(self) -> None:
        due = self._take()
        if due is not None:
            raise due

    def _take(self) -> BaseException | None:
        due, self._due = self._due, None
        if isinstance(due, SoftTimeLimitExceeded):
            self._grace_ends = time.monotonic() + self._grace
        elif due is not None and self.cancelled_by is not None:
            self.was_cancel_raised = True
        return due


def _held_files() -> tuple[str, ...]:
    """Beginnings of the names of files whose work a stop must not cut in two."""
    import logging

    from jobdesk.jobs import logs, sink

    runner = os.path.dirname(os.path.dirname(__file__)) + os.sep  # noqa: PTH120 - pathlib is slow to import
    return (runner, logging.info.__code__.co_filename, logs.__file__, sink.__file__)


def _trace_nothing_new(_frame: FrameType, _event: str, _argument: object) -> None:
    """Only the frame that wears a trace function of its own is traced."""


def _raise_in_thread(ident: int, kind: type[BaseException]) -> None:
    import ctypes

    raiser = ctypes.pythonapi.PyThreadState_SetAsyncExc
    raiser(ctypes.c_ulong(ident), ctypes.py_object(kind))
