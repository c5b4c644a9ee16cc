"""Stopping a run in named stages, each told in the run's log.

Cancel: ask (control file) → terminate → kill of the whole tree. Kill: at once. Hard limit:
kill, by the host alone. The clocks are monotonic: they stand still while the machine sleeps.
"""

import time
from dataclasses import dataclass
from enum import Enum
from typing import Any

TERMINATE_S = 2.0  # between terminate and kill


class Stage(Enum):
    """How far the stop of a run has come."""

    NONE = "none"  # nobody wants it to stop
    ASKED = "asked"  # the job has been asked through its control file
    TERMINATED = "terminated"  # its processes got SIGTERM
    KILLED = "killed"  # its processes got SIGKILL


class Cause(Enum):
    """Why a run is stopped."""

    CANCEL = "cancel"
    KILL = "kill"
    HARD_LIMIT = "hard limit"
    NO_START = "no start"  # the worker had its frame and never opened its journal


@dataclass(slots=True)
class Stop:
    """The stop of one run under way; the host owns it."""

    cause: Cause
    by: str = ""
    stage: Stage = Stage.NONE
    due: float = 0.0  # monotonic moment of the next stage

    def document(self) -> dict[str, Any]:
        """The stage, and in how many seconds the next one follows, as plain data."""
        return {"stage": self.stage.value, "left": max(0.0, self.due - time.monotonic())}

    def merge(self, cause: Cause, by: str) -> None:
        """A stronger wish replaces a weaker one; who asked first stays named."""
        if _STRENGTH[cause] > _STRENGTH[self.cause]:
            self.cause = cause
            self.by = by or self.by


_STRENGTH = {Cause.CANCEL: 0, Cause.NO_START: 1, Cause.HARD_LIMIT: 2, Cause.KILL: 3}


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now: the new stage and the line for the run's log."""

    stage: Stage
    line: str
    wait: float  # seconds until the next stage; 0: none follows


def next_step(stop: Stop, grace: float, hard_limit: float) -> Step | None:
    """The next stage of this stop; None when there is no further one."""
    if stop.stage is Stage.KILLED:
        return None
    if stop.cause is Cause.HARD_LIMIT:
        return Step(
            Stage.KILLED,
            f"The hard time limit of {hard_limit:g} s is reached; killing all its processes.",
            0.0,
        )
    if stop.cause is Cause.NO_START:
        return Step(Stage.KILLED, "The worker did not start the job; ending it.", 0.0)
    if stop.cause is Cause.KILL:
        return Step(Stage.KILLED, f"Killed by {stop.by}: ending all processes of the run.", 0.0)
    return _cancel_step(stop, grace)


def _cancel_step(stop: Stop, grace: float) -> Step:
    if stop.stage is Stage.NONE:
        line = f"Cancel requested by {stop.by}; the job has {grace:g} s to stop."
        return Step(Stage.ASKED, line, grace)
    if stop.stage is Stage.ASKED:
        line = f"The cancelled job did not stop within {grace:g} s; terminating its processes."
        return Step(Stage.TERMINATED, line, TERMINATE_S)
    return Step(
        Stage.KILLED, "The cancelled job is still there; killing all processes of the run.", 0.0
    )


def ending_of(
    stop: Stop | None, outcome: str, hard_limit: float, lost: str = ""
) -> tuple[str, str]:
    """Status and reason of a run whose worker is gone without a `finished` event.

    Args:
        stop: the stop that was under way, if any.
        outcome: how the process ended, in words.
        hard_limit: seconds.
        lost: what to say where nobody stopped it; empty: that the worker is lost.
    """
    if stop is None or stop.stage is Stage.NONE:
        return "FAILURE", lost or f"Worker lost: {outcome}."
    if stop.cause is Cause.KILL:
        return "REVOKED", f"Killed by {stop.by}."
    if stop.cause is Cause.CANCEL:
        return "REVOKED", f"Cancelled by {stop.by}; it did not stop by itself and was ended."
    if stop.cause is Cause.HARD_LIMIT:
        return "FAILURE", f"The hard time limit of {hard_limit:g} s was reached; it was killed."
    return "FAILURE", f"The worker did not start the job and was ended: {outcome}."
