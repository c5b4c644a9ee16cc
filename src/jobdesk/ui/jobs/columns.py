"""The columns of the jobs table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from jobdesk.ui.jobs.rows import JobRow
from jobdesk.ui.theme import Look, Theme
from jobdesk.ui.widgets.times import age_text


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: its name in settings and for sorting.
        text: what a screen reader and a copy of the row say.
        width: logical pixels at the base font; 0 takes the rest.
        gives_way: lower numbers disappear first when the table is narrow; 0 never does.
    """

    key: str
    title: str
    text: Callable[[JobRow], str]
    width: int
    gives_way: int = 0
    is_sortable: bool = True


def last_run_look(row: JobRow) -> Look:
    """How the last run of a job is shown."""
    last = row.record.last_result if row.record else None
    return Theme.current().status(last.status.value if last else "never")


def last_run_age(row: JobRow, now: datetime | None = None) -> str:
    """When the last run ended, or began, in words; empty when there is none."""
    last = row.record.last_result if row.record else None
    if last is None:
        return ""
    when = last.date_done or last.date_started or last.date_created
    return age_text(when, now or datetime.now(UTC))


def _enabled_text(row: JobRow) -> str:
    if row.record is None:
        return ""
    return "Enabled" if row.record.enabled else "Disabled"


def _last_run_text(row: JobRow) -> str:
    if row.record is None:
        return ""
    return f"{last_run_look(row).word} {last_run_age(row)}".strip()


def _queue_text(row: JobRow) -> str:
    return row.record.default_job_queue if row.record else ""


def _path_text(row: JobRow) -> str:
    return row.record.class_path if row.record else ""


ENABLED, NAME, FLAGS, LABELS, LAST_RUN, HISTORY, QUEUE, SOURCE, PATH, RUN = range(10)
FIXED = (ENABLED, NAME, RUN)  # always seen; the first and the last stay where they are

COLUMNS: tuple[Column, ...] = (
    Column("enabled", "On", _enabled_text, 62),
    Column("name", "Job", lambda row: row.title, 0),
    Column("flags", "Flags", lambda row: ", ".join(f.word for f in row.flags), 160, 4),
    Column("labels", "Labels", lambda row: ", ".join(row.labels), 104, 3),
    Column("last_run", "Last run", _last_run_text, 132),
    Column("history", "Last 20 runs", lambda _: "", 106, 5, is_sortable=False),
    Column("queue", "Queue", _queue_text, 72, 6),
    Column("source", "Source", lambda row: row.source, 110, 2),
    Column("path", "Class path", _path_text, 190, 1),
    Column("run", "", lambda _: "", 44, is_sortable=False),
)
HIDDEN_AT_FIRST = frozenset({"source", "path"})
PLACES = {column.key: place for place, column in enumerate(COLUMNS)}
