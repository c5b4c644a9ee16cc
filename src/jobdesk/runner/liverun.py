"""What the host knows about a run under way. Main thread only."""

import time
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from jobdesk.models.records import ResultRecord
from jobdesk.runner.journal import append_host_line
from jobdesk.runner.outcome import RunOutcome
from jobdesk.runner.planning import Waiting
from jobdesk.runner.process import WorkerProcess
from jobdesk.runner.proctree import RunProcesses
from jobdesk.runner.recovery import has_traces
from jobdesk.runner.stops import Stop


class Phase(Enum):
    """How far a run under way has come."""

    HANDED_OVER = "handed over"  # a worker has the frame, there is no journal yet
    RUNNING = "running"  # the journal says started
    CLOSING = "closing"  # its last word is recorded


@dataclass(slots=True)
class LiveRun:
    """One claimed run and its process: our child, an adopted one, or none at all."""

    record: ResultRecord
    place: Waiting
    run_dir: Path
    home: str
    worker: WorkerProcess | None = None
    pid: int = 0
    created: float = 0.0
    phase: Phase = Phase.HANDED_OVER
    attempt: int = 1
    with_models: bool = False  # its code works on the inventory
    frame: bytes = b""  # for a second attempt; emptied when the job runs
    outcome: RunOutcome | None = None
    stop: Stop | None = None
    memory_peak: int = 0
    since: float = field(default_factory=time.monotonic)
    unsaid: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    @property
    def no(self) -> int:
        """The run's number."""
        return self.place.no

    @property
    def is_adopted(self) -> bool:
        """An earlier host started its process."""
        return self.worker is None and self.outcome is None

    @property
    def has_begun(self) -> bool:
        """Job code may have run, also where its journal is gone.

        The host makes the folder before a worker gets the frame: one that is not there any more
        was deleted since.
        """
        is_running = self.phase is not Phase.HANDED_OVER
        return is_running or not self.run_dir.is_dir() or has_traces(self.run_dir)

    @property
    def processes(self) -> RunProcesses:
        """By what its processes are known."""
        token = self.worker.token if self.worker is not None else ""
        return RunProcesses(self.pid, self.created, self.home, self.no, token)

    def say(self, level: int, line: str) -> None:
        """Put a line of the host into the run's log, now or when there is a journal."""
        if not append_host_line(self.run_dir / "journal.ndjson", level, line):
            self.unsaid.append((level, line))

    def say_the_unsaid(self) -> None:
        """The journal is there: write what had to wait for it."""
        unsaid, self.unsaid = self.unsaid, []
        for level, line in unsaid:
            self.say(level, line)
