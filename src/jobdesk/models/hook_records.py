"""What the stores of hooks and buttons hand out: frozen records. No SQLAlchemy in this file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from jobdesk.models.records import JobId, JobRecord, RunOptions

HookId = NewType("HookId", str)  # UUID text
ButtonId = NewType("ButtonId", str)  # UUID text
ChangeId = NewType("ChangeId", str)  # UUID text, of an ObjectChange in inventory.db

ACTIONS = ("create", "update", "delete")
BUTTON_CLASSES = ("default", "primary", "success", "info", "warning", "danger", "link")


class Batching(StrEnum):
    """How many runs the changes of one context start."""

    EACH = "each"  # one for each change, as in the original
    CONTEXT = "context"  # one for all changes of a run or of one edit


@dataclass(frozen=True, slots=True)
class HookFields:
    """What a person says of a hook.

    Attributes:
        object_types: "app.model", lower case.
        conditions: documents of runner.conditions; all must hold.
        max_depth: 0: a change that a hook's run made never fires it; else how many hooks deep.
    """

    name: str
    object_types: tuple[str, ...]
    job_id: JobId | None
    enabled: bool = True
    on_create: bool = True
    on_update: bool = True
    on_delete: bool = True
    conditions: Sequence[Mapping[str, Any]] = ()
    batching: Batching = Batching.EACH
    max_depth: int = 0

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions it fires for."""
        flags = (self.on_create, self.on_update, self.on_delete)
        return tuple(action for action, flag in zip(ACTIONS, flags, strict=True) if flag)


@dataclass(frozen=True, slots=True)
class HookRecord:
    """A job hook as administered (SPEC §25); `since`: changes before it never fire it."""

    id: HookId
    fields: HookFields
    since: datetime
    version: int

    @property
    def name(self) -> str:
        """What people call it."""
        return self.fields.name


@dataclass(frozen=True, slots=True)
class ButtonFields:
    """What a person says of a button; `queue` "" is the job's default queue."""

    name: str
    object_types: tuple[str, ...]
    job_id: JobId | None
    text: str
    enabled: bool = True
    weight: int = 100
    group_name: str = ""
    button_class: str = "default"
    confirmation: bool = True
    queue: str = ""


@dataclass(frozen=True, slots=True)
class ButtonRecord:
    """A job button as administered (SPEC §26)."""

    id: ButtonId
    fields: ButtonFields
    version: int

    @property
    def name(self) -> str:
        """What people call it."""
        return self.fields.name


@dataclass(frozen=True, slots=True)
class HookTraceRecord:
    """Why a hook fired for a change, or why not."""

    no: int
    hook_id: HookId
    moment: datetime
    change_id: ChangeId
    action: str
    object_type: str
    object_text: str
    user: str
    is_fired: bool
    reason: str
    result_no: int | None


@dataclass(frozen=True, slots=True)
class TracePlan:
    """A line of the trace to be written."""

    hook_id: HookId
    change_id: ChangeId
    action: str
    object_type: str
    object_text: str
    user: str
    is_fired: bool
    reason: str


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How far the change log has been read.

    Attributes:
        change_row: the row of the last change of an editor that was read.
        change_id: the change that stood there; None before any.
        change_time: when it was made.
        run_no: runs up to this number are done, but for those in `runs`.
        runs: runs that may still change something or are not done, each with the row of its
            last change that is done.
    """

    change_row: int = 0
    change_id: ChangeId | None = None
    change_time: datetime | None = None
    run_no: int = 0
    runs: Mapping[int, int] = field(default_factory=dict[int, int])


@dataclass(frozen=True, slots=True)
class HookRun:
    """A run that a hook asks for; its key is the hook and the first change.

    Attributes:
        user: author of the changes.
        depth: how many hooks stand between a person and this run; at least 1.
    """

    hook_id: HookId
    change_ids: tuple[ChangeId, ...]
    user: str
    job: JobRecord
    options: RunOptions
    code_version: str = ""
    depth: int = 1


@dataclass(frozen=True, slots=True)
class OutboxStep:
    """What one reading of the change log leads to; written as a whole or not at all."""

    state: OutboxState
    runs: tuple[HookRun, ...] = ()
    traces: tuple[TracePlan, ...] = ()
