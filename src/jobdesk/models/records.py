"""What the stores hand out: frozen records, free of sessions. No SQLAlchemy in this file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

JobId = NewType("JobId", str)  # UUID text
ResultNo = NewType("ResultNo", int)  # short number for people and log ids
ResultId = NewType("ResultId", str)  # UUID text

LEVEL_NUMBERS: dict[str, int] = {
    "debug": 10,
    "info": 20,
    "success": 25,
    "warning": 30,
    "failure": 35,
    "error": 40,
    "critical": 50,
}
LEVEL_NAMES: dict[int, str] = {number: name for name, number in LEVEL_NUMBERS.items()}


class Status(StrEnum):
    """The states of a run (SPEC §9)."""

    PENDING = "PENDING"  # asked for, waiting for its turn
    STARTED = "STARTED"  # a worker has its journal
    SUCCESS = "SUCCESS"  # ended well
    FAILURE = "FAILURE"  # ended badly, see reason
    REVOKED = "REVOKED"  # cancelled or never started

    @property
    def is_ready(self) -> bool:
        """The run has ended."""
        return self in (Status.SUCCESS, Status.FAILURE, Status.REVOKED)


class SingletonPolicy(StrEnum):
    """What happens to a second run of a singleton."""

    REFUSE = "refuse"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job's file does not load."""

    file: str
    line: int | None
    message: str
    traceback: str


@dataclass(frozen=True, slots=True)
class LastResult:
    """The newest run of a job."""

    no: ResultNo
    id: ResultId
    status: Status
    date_done: datetime | None
    date_created: datetime
    user: str
    date_started: datetime | None = None


@dataclass(frozen=True, slots=True)
class JobRecord:
    """One installed (or once installed) job class, as administered (SPEC §11)."""

    id: JobId
    source: str
    module_name: str
    job_class_name: str
    name: str
    grouping: str
    description: str
    installed: bool
    enabled: bool
    hidden: bool
    is_job_hook_receiver: bool
    is_job_button_receiver: bool
    read_only: bool
    supports_dryrun: bool
    has_sensitive_variables: bool
    dryrun_default: bool
    commit_default: bool
    approval_required: bool
    console_log_default: bool
    soft_time_limit: float
    time_limit: float
    is_singleton: bool
    singleton_policy: SingletonPolicy
    job_queues: tuple[str, ...]
    default_job_queue: str
    overrides: tuple[str, ...]  # names of overridden fields, sorted
    source_values: Mapping[str, Any]  # what the code says for each overridable field
    description_json: Mapping[str, Any]  # the whole description of jobs.description
    generation: int  # 1: run(data, commit); 2: keyword run
    file: str  # path of the source file
    line: int
    code_version: str  # hash at the last refresh
    reviewed_version: str  # hash when it was last enabled; "" = never reviewed
    warnings: tuple[str, ...]
    error: JobError | None
    last_result: LastResult | None
    version: int = 1  # counts the writes; an undo step names the one it expects

    @property
    def class_path(self) -> str:
        """`<module>.<Class>`."""
        return f"{self.module_name}.{self.job_class_name}"

    @property
    def variables(self) -> list[dict[str, Any]]:
        """The descriptions of the variables, in form order."""
        return list(self.description_json.get("variables", ()))

    @property
    def not_runnable_reason(self) -> str:
        """Why the job cannot run, in words; empty when it can (SPEC §13)."""
        if not self.installed:
            return f"{self.name} is not installed: its code is gone from the source."
        if self.error is not None:
            return f"{self.name} is broken: {self.error.message}"
        if not self.enabled:
            return f"{self.name} is not enabled; review its code, then enable it."
        return ""

    @property
    def runnable(self) -> bool:
        """The job can be run now."""
        return not self.not_runnable_reason

    @property
    def is_changed_since_review(self) -> bool:
        """Its code differs from what was reviewed when it was enabled."""
        return bool(self.reviewed_version) and self.reviewed_version != self.code_version


@dataclass(frozen=True, slots=True)
class EditRecord:
    """A saved edit that can be undone, or redone once it was; the title names it in menus."""

    no: int
    title: str
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class JobTies:
    """What hangs on a job's record; `kept` counts what people keep of it, by kind."""

    runs: int
    last_run: datetime | None = None
    labels: tuple[str, ...] = ()
    kept: Mapping[str, int] = field(default_factory=dict[str, int])
    hooks: tuple[str, ...] = ()  # names of job hooks that start it
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewedTexts:
    """The files of a job as they were when `version` of its code was reviewed.

    Attributes:
        files: text by path below the source's root; empty when `note` says why.
        note: why there are no texts, in words.
    """

    job_id: JobId
    version: str
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    note: str = ""


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file of a source that does not load; it may have no record at all."""

    source: str
    module_name: str
    error: JobError


@dataclass(frozen=True, slots=True)
class QueueRecord:
    """A named lane (SPEC §18); concurrency 0 means all slots."""

    name: str
    concurrency: int
    paused: bool = False  # nothing waiting starts
    draining: bool = False  # no new run is taken


@dataclass(frozen=True, slots=True)
class Lineup:
    """Those who wait in a queue."""

    count: int
    since: datetime  # when the oldest of them was asked for


@dataclass(frozen=True, slots=True)
class UserRecord:
    """Who asks for runs."""

    id: str
    username: str
    is_superuser: bool


@dataclass(frozen=True, slots=True)
class RunFile:
    """An output file of a run; `path` is relative to the workspace."""

    name: str
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class LogCounts:
    """Log entries per level."""

    debug: int = 0
    info: int = 0
    success: int = 0
    warning: int = 0
    failure: int = 0
    error: int = 0
    critical: int = 0

    @property
    def total(self) -> int:
        """All entries."""
        return (
            self.debug
            + self.info
            + self.success
            + self.warning
            + self.failure
            + self.error
            + self.critical
        )

    def of(self, levels: Collection[str] | None) -> int:
        """How many entries have one of these levels; None means all."""
        if levels is None:
            return self.total
        return sum(getattr(self, level) for level in LEVEL_NUMBERS if level in levels)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run says it is; `total` None means unknown."""

    done: float
    total: float | None
    text: str


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run was asked for; limits are effective seconds."""

    queue: str
    soft_limit: float
    hard_limit: float
    profile: bool = False
    dry_run: bool = False
    commit: bool = True
    preview: bool = False  # on a copy of the inventory


@dataclass(frozen=True, slots=True)
class Claim:
    """The host that took a pending run."""

    host_pid: int
    host_created: float  # process creation time, seconds since the epoch
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """One run: queued, running or finished (SPEC §9)."""

    no: ResultNo
    id: ResultId
    name: str
    job_id: JobId | None
    job: str  # class path
    status: Status
    reason: str
    user: str
    date_created: datetime
    date_started: datetime | None
    date_done: datetime | None
    inputs: Mapping[str, Any] | None  # None when sensitive
    sensitive: bool
    result: Any
    traceback: str
    summary: str
    log_counts: LogCounts
    files: tuple[RunFile, ...]
    code_version: str
    worker: str
    options: RunOptions
    claim: Claim | None = None
    stop_requested_by: str = ""  # who asked to cancel or kill it
    kill_requested: bool = False
    memory_peak: int = 0  # bytes; 0 = unknown
    changes: Mapping[str, int] | None = None  # {created, updated, deleted}; None = not known
    hook_id: str | None = None  # the job hook that asked for it
    change_id: str | None = None  # the change that the hook fired for
    hook_depth: int = 0  # hooks between a person and this run
    asked_by: int | None = None  # the run that asked for it

    @property
    def queue(self) -> str:
        """The lane it runs in."""
        return self.options.queue

    @property
    def duration(self) -> float | None:
        """Seconds from start to end; None while it runs or when it never started."""
        if self.date_started is None or self.date_done is None:
            return None
        return (self.date_done - self.date_started).total_seconds()


@dataclass(frozen=True, slots=True)
class LogLine:
    """One JobLogEntry; `seq` is dense from 0 in its run."""

    no: ResultNo
    seq: int
    created: datetime
    level: str
    grouping: str
    message: str
    object: str
    url: str


@dataclass(frozen=True, slots=True)
class ConsoleLine:
    """One line that a run printed."""

    no: ResultNo
    seq: int
    created: datetime
    stream: str  # stdout or stderr
    text: str


@dataclass(frozen=True, slots=True)
class ObjectResult:
    """What a run said about one object."""

    seq: int
    created: datetime
    object: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class RunTail:
    """How far a run's journal has been recorded (DESIGN §4)."""

    no: ResultNo
    journal_offset: int = 0
    stdout_offset: int = 0
    stderr_offset: int = 0
    lines: int = 0  # log entries recorded = next seq
    console_lines: int = 0
    counts: LogCounts = field(default_factory=LogCounts)
    progress: Progress | None = None
    summary: str = ""
    files: tuple[RunFile, ...] = ()
    object_results: int = 0
    started_at: datetime | None = None
    worker_pid: int = 0
    worker_created: float = 0.0
    finished_json: str = ""  # the journal's finished event; "" = not finished
