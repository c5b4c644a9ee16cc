"""The tables of logs.db; written by the recorder only, in batches.

Row ids are packed (`models.packing`), times are microseconds since the epoch, levels and
streams are numbers. The statements of the log path are written by hand in `stores`; these
classes create the file.
"""

from sqlalchemy import BigInteger, Index, Integer, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from jobdesk.models.desk import NAMING
from jobdesk.models.types import PlainText


class LogBase(DeclarativeBase):
    """What the tables of logs.db share."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: PlainText()}  # noqa: RUF012 - SQLAlchemy declares it so


class JobLogEntry(LogBase):
    """One entry; row n of a run has id base + n."""

    __tablename__ = "job_log_entry"
    __table_args__ = (
        # 0.91 of the write rate; a full index on level costs 0.69 (PERF §4b).
        Index("ix_job_log_entry_level_id", "level", "id", sqlite_where=text("level >= 30")),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    created: Mapped[int] = mapped_column(BigInteger)
    level: Mapped[int]
    grouping: Mapped[str]
    message: Mapped[str]
    object: Mapped[str]
    url: Mapped[str]


class JobConsoleEntry(LogBase):
    """One printed line."""

    __tablename__ = "job_console_entry"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    created: Mapped[int] = mapped_column(BigInteger)
    stream: Mapped[int]
    text: Mapped[str]


class ObjectResultEntry(LogBase):
    """What a run said about one object."""

    __tablename__ = "object_result"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    created: Mapped[int] = mapped_column(BigInteger)
    object: Mapped[str]
    status: Mapped[str]
    text: Mapped[str]


class RunWord(LogBase):
    """A grouping or object that occurs in a run's entries, for the search.

    A text that is in none of them needs to be looked for in the messages only, at twice the
    speed. The empty word says that there were too many to list.
    """

    __tablename__ = "run_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    result_no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(primary_key=True)


class RunTailEntry(LogBase):
    """How far a run is recorded; changed in the transaction that inserts its rows."""

    __tablename__ = "run_tail"

    result_no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    journal_offset: Mapped[int] = mapped_column(BigInteger)
    stdout_offset: Mapped[int] = mapped_column(BigInteger)
    stderr_offset: Mapped[int] = mapped_column(BigInteger)
    lines: Mapped[int] = mapped_column(BigInteger)
    console_lines: Mapped[int] = mapped_column(BigInteger)
    object_results: Mapped[int] = mapped_column(BigInteger)
    debug_count: Mapped[int]
    info_count: Mapped[int]
    success_count: Mapped[int]
    warning_count: Mapped[int]
    failure_count: Mapped[int]
    error_count: Mapped[int]
    critical_count: Mapped[int]
    progress_done: Mapped[float | None]
    progress_total: Mapped[float | None]
    progress_text: Mapped[str | None]
    summary: Mapped[str]
    files: Mapped[str]
    started_at: Mapped[int | None] = mapped_column(BigInteger)
    worker_pid: Mapped[int]
    worker_created: Mapped[float]
    finished_json: Mapped[str]
