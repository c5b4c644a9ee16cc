"""What the stores are asked to write: frozen requests. No SQLAlchemy in this file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jobdesk.models.records import (
    BrokenFile,
    JobError,
    JobId,
    LogCounts,
    ResultNo,
    RunFile,
    RunTail,
    Status,
)

# The fields of a job that an administrator may override; the others always follow the code.
OVERRIDABLE: tuple[str, ...] = (
    "name",
    "grouping",
    "description",
    "hidden",
    "has_sensitive_variables",
    "dryrun_default",
    "approval_required",
    "console_log_default",
    "soft_time_limit",
    "time_limit",
    "is_singleton",
    "singleton_policy",
    "job_queues",
    "default_job_queue",
)


@dataclass(frozen=True, slots=True)
class JobCode:
    """What the code of one job class says, as found at a refresh.

    Attributes:
        values: for each field of OVERRIDABLE the value to show when it is not overridden: cut
            to length, and `name` already made unique (" (2)").
        source_values: the same fields as the code spells them.
    """

    values: Mapping[str, Any]
    source_values: Mapping[str, Any]
    description_json: Mapping[str, Any]
    generation: int
    file: str
    line: int
    code_version: str
    is_job_hook_receiver: bool = False
    is_job_button_receiver: bool = False
    read_only: bool = False
    supports_dryrun: bool = False
    commit_default: bool = True
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewJob:
    """A class seen for the first time; `enabled` only for system jobs."""

    module_name: str
    job_class_name: str
    code: JobCode
    enabled: bool = False


@dataclass(frozen=True, slots=True)
class JobUpdate:
    """A known class found again: installed, not broken, code fields as given.

    The store leaves alone what is overridden at the moment of writing, so a plan may be older
    than an override.
    """

    id: JobId
    code: JobCode


@dataclass(frozen=True, slots=True)
class RefreshPlan:
    """Everything that one refresh of one source changes; applied in one transaction.

    Attributes:
        uninstall: records whose class is gone (installed and error are cleared).
        rename: records whose class was not found, whose name goes to another job or comes back;
            left alone when the name is overridden.
        broken: records whose file does not load now, with the reason; nothing else of them
            changes, and their last good description stays.
        broken_files: every broken file of the source, with or without records; replaces what
            was known.
        queues: queue names that must exist.
    """

    create: tuple[NewJob, ...] = ()
    update: tuple[JobUpdate, ...] = ()
    uninstall: tuple[JobId, ...] = ()
    rename: Mapping[JobId, str] = field(default_factory=dict[JobId, str])
    broken: Mapping[JobId, JobError] = field(default_factory=dict[JobId, JobError])
    broken_files: tuple[BrokenFile, ...] = ()
    queues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobEdit:
    """What a person changes about one job; None and empty leave things as they are.

    Attributes:
        reviewed_version: the code that counts as reviewed from now on.
        values: overrides to set.
        clear: overrides that give way to the code again.
        expect_version: the edit is refused when the record has another version by now.
    """

    id: JobId
    enabled: bool | None = None
    reviewed_version: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    clear: tuple[str, ...] = ()
    expect_version: int | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended; written once, by the close."""

    status: Status
    date_done: datetime
    reason: str = ""
    result: Any = None
    traceback: str = ""
    summary: str = ""
    counts: LogCounts = field(default_factory=LogCounts)
    files: tuple[RunFile, ...] = ()
    date_started: datetime | None = None  # None keeps what is stored
    worker: str = ""  # "" keeps what is stored
    memory_peak: int = 0
    changes: Mapping[str, int] | None = None  # {created, updated, deleted}; None = not known


# created (microseconds since the epoch), level number, grouping, message, object, url
LogRow = tuple[int, int, str, str, str, str]
# created (microseconds since the epoch), stream (1 stdout, 2 stderr), text
ConsoleRow = tuple[int, int, str]
# created (microseconds since the epoch), object, status, text
ObjectRow = tuple[int, str, str, str]

STREAM_NUMBERS: dict[str, int] = {"stdout": 1, "stderr": 2}
STREAM_NAMES: dict[int, str] = {number: name for name, number in STREAM_NUMBERS.items()}


@dataclass(frozen=True, slots=True)
class TailUpdate:
    """What one poll of one run's journal found; appended in one transaction with its tail.

    `first_seq`, `first_console` and `first_object` number the first row of each list; appending
    the same update again changes nothing.
    """

    tail: RunTail
    first_seq: int = 0
    rows: Sequence[LogRow] = ()
    first_console: int = 0
    console: Sequence[ConsoleRow] = ()
    first_object: int = 0
    object_results: Sequence[ObjectRow] = ()
    has_asked: bool = False  # a request of the job waits in its folder; stored nowhere

    @property
    def no(self) -> ResultNo:
        """The run it belongs to."""
        return self.tail.no
