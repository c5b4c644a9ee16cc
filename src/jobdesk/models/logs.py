"""The tables of logs.db; written by the recorder only, in batches.

Row ids are packed (`models.packing`), times are microseconds since the epoch, levels and
streams are numbers. The statements of the log path are written by hand in `stores`; these
tables create the file.
"""

from sqlalchemy import BigInteger, Double, Index, Integer, MetaData, Table, text

from jobdesk.models.columns import NAMING, given_key, key, optional, required
from jobdesk.models.types import PlainText

LOGS = MetaData(naming_convention=NAMING)

# One entry; row n of a run has id base + n.
JOB_LOG_ENTRY = Table(
    "job_log_entry",
    LOGS,
    given_key("id", Integer),
    required("created", BigInteger),
    required("level", Integer),
    required("grouping", PlainText()),
    required("message", PlainText()),
    required("object", PlainText()),
    required("url", PlainText()),
    # 0.91 of the write rate; a full index on level costs 0.69 (PERF §4b).
    Index("ix_job_log_entry_level_id", "level", "id", sqlite_where=text("level >= 30")),
)

# One printed line.
JOB_CONSOLE_ENTRY = Table(
    "job_console_entry",
    LOGS,
    given_key("id", Integer),
    required("created", BigInteger),
    required("stream", Integer),
    required("text", PlainText()),
)

# What a run said about one object.
OBJECT_RESULT_ENTRY = Table(
    "object_result",
    LOGS,
    given_key("id", Integer),
    required("created", BigInteger),
    required("object", PlainText()),
    required("status", PlainText()),
    required("text", PlainText()),
)

# A grouping or object that occurs in a run's entries, for the search.
#
# A text that is in none of them needs to be looked for in the messages only, at twice the
# speed. The empty word says that there were too many to list.
RUN_WORD = Table(
    "run_word",
    LOGS,
    given_key("result_no", Integer),
    key("word", PlainText()),
    sqlite_with_rowid=False,
)

# How far a run is recorded; changed in the transaction that inserts its rows.
RUN_TAIL_ENTRY = Table(
    "run_tail",
    LOGS,
    given_key("result_no", Integer),
    required("journal_offset", BigInteger),
    required("stdout_offset", BigInteger),
    required("stderr_offset", BigInteger),
    required("lines", BigInteger),
    required("console_lines", BigInteger),
    required("object_results", BigInteger),
    required("debug_count", Integer),
    required("info_count", Integer),
    required("success_count", Integer),
    required("warning_count", Integer),
    required("failure_count", Integer),
    required("error_count", Integer),
    required("critical_count", Integer),
    optional("progress_done", Double),
    optional("progress_total", Double),
    optional("progress_text", PlainText()),
    required("summary", PlainText()),
    required("files", PlainText()),
    optional("started_at", BigInteger),
    required("worker_pid", Integer),
    required("worker_created", Double),
    required("finished_json", PlainText()),
)
