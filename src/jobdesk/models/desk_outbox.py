"""The tables of desk.db about runs that no person asks for: hooks and other runs do."""

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Table

from jobdesk.models.columns import given_key, key, optional, required
from jobdesk.models.desk import DESK
from jobdesk.models.types import JsonText, PlainText, UtcDateTime, UuidText

# All changes that a run of a hook was started for, where there are several.
HOOK_BATCH = Table(
    "hook_batch",
    DESK,
    given_key("result_no", Integer, ForeignKey("job_result.no", ondelete="CASCADE")),
    required("change_ids", JsonText()),
)

# Why a hook fired for a change, or why not; the newest of each hook are kept.
HOOK_TRACE = Table(
    "hook_trace",
    DESK,
    key("no", Integer),
    required("hook_id", UuidText(), ForeignKey("job_hook.id", ondelete="CASCADE")),
    required("moment", UtcDateTime()),
    required("change_id", UuidText()),
    required("action", String(16)),
    required("object_type", String(255)),
    required("object_text", PlainText()),
    required("user_name", String(255)),
    required("is_fired", Boolean),
    required("reason", PlainText()),
    optional("result_no", Integer),
    Index("ix_hook_trace_hook_id_no", "hook_id", "no"),
    sqlite_autoincrement=True,
)

# How far the change log of the inventory has been read for hooks; one row.
#
# `change_id` stands at `change_row`, made at `change_time`: the last change of an editor that
# was read. Runs up to `run_no` are done, but for those of outbox_run.
OUTBOX_POSITION = Table(
    "outbox_position",
    DESK,
    key("id", Integer),
    required("change_row", Integer),
    optional("change_id", UuidText()),
    optional("change_time", UtcDateTime()),
    required("run_no", Integer),
)

# A run that may still change something, or whose changes are done up to this row.
OUTBOX_RUN = Table(
    "outbox_run",
    DESK,
    given_key("result_no", Integer),
    required("change_row", Integer),
)

# A run that another one asked for; the number of that one stays when it is deleted.
#
# `depth` says how many runs stand between a person, or a hook, and this one.
ASKED_RUN = Table(
    "asked_run",
    DESK,
    given_key("result_no", Integer, ForeignKey("job_result.no", ondelete="CASCADE")),
    required("asked_by", Integer),
    required("depth", Integer),
    Index("ix_asked_run_asked_by", "asked_by"),
)
