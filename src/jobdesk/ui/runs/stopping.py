"""What is said of a run that is being stopped, and how it ended where no status says it.

No Qt in this file.
"""

import math
from dataclasses import dataclass

from jobdesk.models.records import ResultRecord, Status

ASKED, TERMINATED, KILLED = "asked", "terminated", "killed"  # stages, as the agent says them


@dataclass(frozen=True, slots=True)
class StopStage:
    """How far the stop of a run has come, and in how many seconds the next stage follows."""

    stage: str
    left: float


def stop_words(record: ResultRecord, stage: StopStage | None = None) -> str:
    """What has been asked of a run that has not ended, and what follows; else empty."""
    if record.status.is_ready or not record.stop_requested_by:
        return ""
    by = f"asked by {record.stop_requested_by}"
    if record.kill_requested or (stage is not None and stage.stage == KILLED):
        return f"Being killed, {by}"
    if record.status is Status.PENDING or stage is None:
        return f"Cancelling, {by}"
    left = math.ceil(stage.left)
    if stage.stage == TERMINATED:
        return f"Cancelling, {by}: it did not stop, killed in {left} s"
    if stage.stage == ASKED and left:
        return f"Cancelling, {by}: it has {left} s left, then it is ended"
    return f"Cancelling, {by}"


def is_lost(record: ResultRecord) -> bool:
    """The run ended because its worker was gone."""
    return record.status is Status.FAILURE and record.reason.lower().startswith("worker lost")


def is_killed(record: ResultRecord) -> bool:
    """Its processes were ended at once: by a person, or at its hard limit."""
    begins = {Status.REVOKED: "killed by ", Status.FAILURE: "the hard time limit of "}
    return record.reason.lower().startswith(begins.get(record.status, "\n"))


def state_word(record: ResultRecord, word: str) -> str:
    """The state in a word: `word` is that of its status, where nothing says it better."""
    if not record.status.is_ready:
        if not record.stop_requested_by:
            return word
        return "Being killed" if record.kill_requested else "Cancelling"
    if is_killed(record):
        return "Killed"
    is_cancelled = record.reason.lower().startswith("cancelled")
    return "Cancelled" if record.status is Status.REVOKED and is_cancelled else word
