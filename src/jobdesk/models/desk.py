"""The tables of desk.db. They stay in this package: stores hand out frozen records."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from jobdesk.models.hook_records import Batching
from jobdesk.models.names import GROUPING_LENGTH, LABEL_LENGTH, NAME_LENGTH
from jobdesk.models.records import SingletonPolicy, Status
from jobdesk.models.types import (
    JsonText,
    LazyJson,
    PlainText,
    UtcDateTime,
    UuidText,
    enum_column,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class DeskBase(DeclarativeBase):
    """What the tables of desk.db share."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy declares it so
        datetime: UtcDateTime(),
        str: PlainText(),
        Batching: enum_column(Batching),
        SingletonPolicy: enum_column(SingletonPolicy),
        Status: enum_column(Status),
        dict[str, Any]: JsonText(),
        list[str]: JsonText(),
        list[dict[str, Any]]: JsonText(),
    }


class User(DeskBase):
    """Who asks for runs."""

    __tablename__ = "user"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    username: Mapped[str] = mapped_column(String(255), unique=True)
    is_superuser: Mapped[bool]
    created: Mapped[datetime]


class JobQueue(DeskBase):
    """A named lane; concurrency 0 means all slots."""

    __tablename__ = "job_queue"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    name: Mapped[str] = mapped_column(String(255), unique=True)
    concurrency: Mapped[int]
    is_paused: Mapped[bool]
    is_draining: Mapped[bool]


class Job(DeskBase):
    """A job class as administered: columns hold what counts, `source_values` what code says."""

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("module_name", "job_class_name"),)

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    source: Mapped[str] = mapped_column(String(255), index=True)
    module_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    job_class_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), unique=True)
    grouping: Mapped[str] = mapped_column(String(GROUPING_LENGTH))
    description: Mapped[str]
    installed: Mapped[bool]
    enabled: Mapped[bool]
    hidden: Mapped[bool]
    is_job_hook_receiver: Mapped[bool]
    is_job_button_receiver: Mapped[bool]
    read_only: Mapped[bool]
    supports_dryrun: Mapped[bool]
    has_sensitive_variables: Mapped[bool]
    dryrun_default: Mapped[bool]
    commit_default: Mapped[bool]
    approval_required: Mapped[bool]
    console_log_default: Mapped[bool]
    soft_time_limit: Mapped[float]
    time_limit: Mapped[float]
    is_singleton: Mapped[bool]
    singleton_policy: Mapped[SingletonPolicy]
    default_job_queue_id: Mapped[str] = mapped_column(
        UuidText(), ForeignKey("job_queue.id", ondelete="RESTRICT")
    )
    overrides: Mapped[list[str]]
    source_values: Mapped[dict[str, Any]] = mapped_column(LazyJson())
    description_json: Mapped[dict[str, Any]] = mapped_column(LazyJson())
    generation: Mapped[int]
    file: Mapped[str]
    line: Mapped[int]
    code_version: Mapped[str] = mapped_column(String(64))
    reviewed_version: Mapped[str] = mapped_column(String(64))
    warnings: Mapped[list[str]]
    error: Mapped[dict[str, Any] | None]
    version: Mapped[int]
    created: Mapped[datetime]
    updated: Mapped[datetime]


class JobQueueAssignment(DeskBase):
    """A queue that a job may run in; `position` keeps the author's order."""

    __tablename__ = "job_queue_assignment"
    __table_args__ = (Index("ix_job_queue_assignment_queue_id", "queue_id"),)

    job_id: Mapped[str] = mapped_column(
        UuidText(), ForeignKey("job.id", ondelete="CASCADE"), primary_key=True
    )
    queue_id: Mapped[str] = mapped_column(
        UuidText(), ForeignKey("job_queue.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int]


class JobLabel(DeskBase):
    """A word that people file a job under; it says nothing about its code."""

    __tablename__ = "job_label"
    __table_args__ = ({"sqlite_with_rowid": False},)

    job_id: Mapped[str] = mapped_column(
        UuidText(), ForeignKey("job.id", ondelete="CASCADE"), primary_key=True
    )
    label: Mapped[str] = mapped_column(String(LABEL_LENGTH), primary_key=True)


class ReviewedCode(DeskBase):
    """A file of a job as it was when the job was last reviewed, to tell what changed since."""

    __tablename__ = "reviewed_code"
    __table_args__ = ({"sqlite_with_rowid": False},)

    job_id: Mapped[str] = mapped_column(
        UuidText(), ForeignKey("job.id", ondelete="CASCADE"), primary_key=True
    )
    path: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class EditStep(DeskBase):
    """One saved edit of job records that can be undone: what stood before and after it."""

    __tablename__ = "edit_step"
    __table_args__ = (Index("ix_edit_step_user_id", "user_id"), {"sqlite_autoincrement": True})

    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[str] = mapped_column(UuidText(), ForeignKey("user.id", ondelete="CASCADE"))
    created: Mapped[datetime]
    title: Mapped[str]
    changes: Mapped[list[dict[str, Any]]]
    is_undone: Mapped[bool]


class KeptItem(DeskBase):
    """Something a person keeps: a draft, a preset, a saved view, a favourite."""

    __tablename__ = "kept_item"
    __table_args__ = ({"sqlite_with_rowid": False},)

    user_id: Mapped[str] = mapped_column(
        UuidText(), ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JsonText())
    updated: Mapped[datetime]


class BrokenSourceFile(DeskBase):
    """A file of a source that did not load at the last refresh."""

    __tablename__ = "broken_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(255), index=True)
    module_name: Mapped[str]
    file: Mapped[str]
    line: Mapped[int | None]
    message: Mapped[str]
    traceback: Mapped[str]


class JobHook(DeskBase):
    """A job that runs when objects of the inventory change (SPEC §25)."""

    __tablename__ = "job_hook"
    __table_args__ = (Index("ix_job_hook_job_id", "job_id"),)

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    name: Mapped[str] = mapped_column(String(255), unique=True)
    object_types: Mapped[list[str]]
    job_id: Mapped[str | None] = mapped_column(
        UuidText(), ForeignKey("job.id", ondelete="SET NULL")
    )
    enabled: Mapped[bool]
    on_create: Mapped[bool]
    on_update: Mapped[bool]
    on_delete: Mapped[bool]
    conditions: Mapped[list[dict[str, Any]]]
    batching: Mapped[Batching]
    max_depth: Mapped[int]
    since: Mapped[datetime]
    version: Mapped[int]
    created: Mapped[datetime]
    updated: Mapped[datetime]


class JobButton(DeskBase):
    """A job that is offered on the pages of objects (SPEC §26)."""

    __tablename__ = "job_button"
    __table_args__ = (Index("ix_job_button_job_id", "job_id"),)

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    name: Mapped[str] = mapped_column(String(255), unique=True)
    object_types: Mapped[list[str]]
    job_id: Mapped[str | None] = mapped_column(
        UuidText(), ForeignKey("job.id", ondelete="SET NULL")
    )
    enabled: Mapped[bool]
    text: Mapped[str]
    weight: Mapped[int]
    group_name: Mapped[str] = mapped_column(String(255))
    button_class: Mapped[str] = mapped_column(String(16))
    confirmation: Mapped[bool]
    queue: Mapped[str] = mapped_column(String(255))
    version: Mapped[int]
    created: Mapped[datetime]
    updated: Mapped[datetime]


class JobResult(DeskBase):
    """One run. `no` never comes back (AUTOINCREMENT): it numbers the rows of logs.db too.

    A run that a hook asked for names the hook and the change (of a batch: its first one); the
    two together are unique, so that a change which is read twice starts no second run.
    """

    __tablename__ = "job_result"
    __table_args__ = (
        Index("ix_job_result_job_id_no", "job_id", "no"),
        Index("ix_job_result_status_no", "status", "no"),
        Index("ix_job_result_user_id", "user_id"),
        UniqueConstraint("hook_id", "change_id"),
        {"sqlite_autoincrement": True},
    )

    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(UuidText(), unique=True)
    name: Mapped[str] = mapped_column(String(255))
    job_id: Mapped[str | None] = mapped_column(
        UuidText(), ForeignKey("job.id", ondelete="SET NULL")
    )
    class_path: Mapped[str] = mapped_column(String(255))
    status: Mapped[Status]
    reason: Mapped[str]
    user_id: Mapped[str | None] = mapped_column(
        UuidText(), ForeignKey("user.id", ondelete="SET NULL")
    )
    user_name: Mapped[str] = mapped_column(String(255))
    date_created: Mapped[datetime]
    date_started: Mapped[datetime | None]
    date_done: Mapped[datetime | None]
    inputs: Mapped[dict[str, Any] | None]
    is_sensitive: Mapped[bool]
    result: Mapped[Any | None] = mapped_column(JsonText())
    traceback: Mapped[str]
    summary: Mapped[str]
    debug_log_count: Mapped[int]
    info_log_count: Mapped[int]
    success_log_count: Mapped[int]
    warning_log_count: Mapped[int]
    failure_log_count: Mapped[int]
    error_log_count: Mapped[int]
    critical_log_count: Mapped[int]
    files: Mapped[list[dict[str, Any]]]
    code_version: Mapped[str] = mapped_column(String(64))
    worker: Mapped[str]
    queue: Mapped[str] = mapped_column(String(255))
    soft_limit: Mapped[float]
    hard_limit: Mapped[float]
    is_profiled: Mapped[bool]
    is_dry_run: Mapped[bool]
    is_committing: Mapped[bool]
    claim_pid: Mapped[int | None]
    claim_created: Mapped[float | None]
    claimed_at: Mapped[datetime | None]
    stop_requested_by: Mapped[str] = mapped_column(String(255))
    kill_requested: Mapped[bool]
    memory_peak: Mapped[int]
    preview: Mapped[bool]
    changes: Mapped[dict[str, Any] | None]
    hook_id: Mapped[str | None] = mapped_column(
        UuidText(), ForeignKey("job_hook.id", ondelete="SET NULL")
    )
    change_id: Mapped[str | None] = mapped_column(UuidText())
    hook_depth: Mapped[int]


class RunPlace(DeskBase):
    """Where in its queue somebody put a waiting run; others stand at their number."""

    __tablename__ = "run_place"

    result_no: Mapped[int] = mapped_column(
        Integer,
        ForeignKey("job_result.no", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    place: Mapped[float]


def table(row: type[DeskBase]) -> Table[Any]:
    """The table of a mapped class, for statements that need no objects."""
    return cast("Table[Any]", row.__table__)
