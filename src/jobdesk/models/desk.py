"""The tables of desk.db. They stay in this package: stores hand out frozen records."""

from sqlalchemy import (
    Boolean,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from jobdesk.models.columns import NAMING, given_key, key, optional, required
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

DESK = MetaData(naming_convention=NAMING)

# Who asks for runs.
USER = Table(
    "user",
    DESK,
    key("id", UuidText()),
    required("username", String(255), unique=True),
    required("is_superuser", Boolean),
    required("created", UtcDateTime()),
)

# A named lane; concurrency 0 means all slots.
JOB_QUEUE = Table(
    "job_queue",
    DESK,
    key("id", UuidText()),
    required("name", String(255), unique=True),
    required("concurrency", Integer),
    required("is_paused", Boolean),
    required("is_draining", Boolean),
)

# A job class as administered: columns hold what counts, `source_values` what code says.
JOB = Table(
    "job",
    DESK,
    key("id", UuidText()),
    required("source", String(255), index=True),
    required("module_name", String(NAME_LENGTH)),
    required("job_class_name", String(NAME_LENGTH)),
    required("name", String(NAME_LENGTH), unique=True),
    required("grouping", String(GROUPING_LENGTH)),
    required("description", PlainText()),
    required("installed", Boolean),
    required("enabled", Boolean),
    required("hidden", Boolean),
    required("is_job_hook_receiver", Boolean),
    required("is_job_button_receiver", Boolean),
    required("read_only", Boolean),
    required("supports_dryrun", Boolean),
    required("has_sensitive_variables", Boolean),
    required("dryrun_default", Boolean),
    required("commit_default", Boolean),
    required("approval_required", Boolean),
    required("console_log_default", Boolean),
    required("soft_time_limit", Double),
    required("time_limit", Double),
    required("is_singleton", Boolean),
    required("singleton_policy", enum_column(SingletonPolicy)),
    required(
        "default_job_queue_id", UuidText(), ForeignKey("job_queue.id", ondelete="RESTRICT")
    ),
    required("overrides", JsonText()),
    required("source_values", LazyJson()),
    required("description_json", LazyJson()),
    required("generation", Integer),
    required("file", PlainText()),
    required("line", Integer),
    required("code_version", String(64)),
    required("reviewed_version", String(64)),
    required("warnings", JsonText()),
    optional("error", JsonText()),
    required("version", Integer),
    required("created", UtcDateTime()),
    required("updated", UtcDateTime()),
    UniqueConstraint("module_name", "job_class_name"),
)

# A queue that a job may run in; `position` keeps the author's order.
JOB_QUEUE_ASSIGNMENT = Table(
    "job_queue_assignment",
    DESK,
    key("job_id", UuidText(), ForeignKey("job.id", ondelete="CASCADE")),
    key("queue_id", UuidText(), ForeignKey("job_queue.id", ondelete="RESTRICT")),
    required("position", Integer),
    Index("ix_job_queue_assignment_queue_id", "queue_id"),
)

# A word that people file a job under; it says nothing about its code.
JOB_LABEL = Table(
    "job_label",
    DESK,
    key("job_id", UuidText(), ForeignKey("job.id", ondelete="CASCADE")),
    key("label", String(LABEL_LENGTH)),
    sqlite_with_rowid=False,
)

# A file of a job as it was when the job was last reviewed, to tell what changed since.
REVIEWED_CODE = Table(
    "reviewed_code",
    DESK,
    key("job_id", UuidText(), ForeignKey("job.id", ondelete="CASCADE")),
    key("path", PlainText()),
    required("text", PlainText()),
    sqlite_with_rowid=False,
)

# One saved edit of job records that can be undone: what stood before and after it.
EDIT_STEP = Table(
    "edit_step",
    DESK,
    key("no", Integer),
    required("user_id", UuidText(), ForeignKey("user.id", ondelete="CASCADE")),
    required("created", UtcDateTime()),
    required("title", PlainText()),
    required("changes", JsonText()),
    required("is_undone", Boolean),
    Index("ix_edit_step_user_id", "user_id"),
    sqlite_autoincrement=True,
)

# Something a person keeps: a draft, a preset, a saved view, a favourite.
KEPT_ITEM = Table(
    "kept_item",
    DESK,
    key("user_id", UuidText(), ForeignKey("user.id", ondelete="CASCADE")),
    key("kind", String(64)),
    key("key", PlainText()),
    required("value", JsonText()),
    required("updated", UtcDateTime()),
    sqlite_with_rowid=False,
)

# A file of a source that did not load at the last refresh.
BROKEN_SOURCE_FILE = Table(
    "broken_file",
    DESK,
    key("id", Integer),
    required("source", String(255), index=True),
    required("module_name", PlainText()),
    required("file", PlainText()),
    optional("line", Integer),
    required("message", PlainText()),
    required("traceback", PlainText()),
)

# A job that runs when objects of the inventory change (SPEC §25).
JOB_HOOK = Table(
    "job_hook",
    DESK,
    key("id", UuidText()),
    required("name", String(255), unique=True),
    required("object_types", JsonText()),
    optional("job_id", UuidText(), ForeignKey("job.id", ondelete="SET NULL")),
    required("enabled", Boolean),
    required("on_create", Boolean),
    required("on_update", Boolean),
    required("on_delete", Boolean),
    required("conditions", JsonText()),
    required("batching", enum_column(Batching)),
    required("max_depth", Integer),
    required("since", UtcDateTime()),
    required("version", Integer),
    required("created", UtcDateTime()),
    required("updated", UtcDateTime()),
    Index("ix_job_hook_job_id", "job_id"),
)

# A job that is offered on the pages of objects (SPEC §26).
JOB_BUTTON = Table(
    "job_button",
    DESK,
    key("id", UuidText()),
    required("name", String(255), unique=True),
    required("object_types", JsonText()),
    optional("job_id", UuidText(), ForeignKey("job.id", ondelete="SET NULL")),
    required("enabled", Boolean),
    required("text", PlainText()),
    required("weight", Integer),
    required("group_name", String(255)),
    required("button_class", String(16)),
    required("confirmation", Boolean),
    required("queue", String(255)),
    required("version", Integer),
    required("created", UtcDateTime()),
    required("updated", UtcDateTime()),
    Index("ix_job_button_job_id", "job_id"),
)

# One run. `no` never comes back (AUTOINCREMENT): it numbers the rows of logs.db too.
#
# A run that a hook asked for names the hook and the change (of a batch: its first one); the
# two together are unique, so that a change which is read twice starts no second run.
JOB_RESULT = Table(
    "job_result",
    DESK,
    key("no", Integer),
    required("id", UuidText(), unique=True),
    required("name", String(255)),
    optional("job_id", UuidText(), ForeignKey("job.id", ondelete="SET NULL")),
    required("class_path", String(255)),
    required("status", enum_column(Status)),
    required("reason", PlainText()),
    optional("user_id", UuidText(), ForeignKey("user.id", ondelete="SET NULL")),
    required("user_name", String(255)),
    required("date_created", UtcDateTime()),
    optional("date_started", UtcDateTime()),
    optional("date_done", UtcDateTime()),
    optional("inputs", JsonText()),
    required("is_sensitive", Boolean),
    optional("result", JsonText()),
    required("traceback", PlainText()),
    required("summary", PlainText()),
    required("debug_log_count", Integer),
    required("info_log_count", Integer),
    required("success_log_count", Integer),
    required("warning_log_count", Integer),
    required("failure_log_count", Integer),
    required("error_log_count", Integer),
    required("critical_log_count", Integer),
    required("files", JsonText()),
    required("code_version", String(64)),
    required("worker", PlainText()),
    required("queue", String(255)),
    required("soft_limit", Double),
    required("hard_limit", Double),
    required("is_profiled", Boolean),
    required("is_dry_run", Boolean),
    required("is_committing", Boolean),
    optional("claim_pid", Integer),
    optional("claim_created", Double),
    optional("claimed_at", UtcDateTime()),
    required("stop_requested_by", String(255)),
    required("kill_requested", Boolean),
    required("memory_peak", Integer),
    required("preview", Boolean),
    optional("changes", JsonText()),
    optional("hook_id", UuidText(), ForeignKey("job_hook.id", ondelete="SET NULL")),
    optional("change_id", UuidText()),
    required("hook_depth", Integer),
    Index("ix_job_result_job_id_no", "job_id", "no"),
    Index("ix_job_result_status_no", "status", "no"),
    Index("ix_job_result_user_id", "user_id"),
    UniqueConstraint("hook_id", "change_id"),
    sqlite_autoincrement=True,
)

# Where in its queue somebody put a waiting run; others stand at their number.
RUN_PLACE = Table(
    "run_place",
    DESK,
    given_key("result_no", Integer, ForeignKey("job_result.no", ondelete="CASCADE")),
    required("place", Double),
)
