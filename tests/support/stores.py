"""Builders for tests of the stores."""

from datetime import UTC, datetime

from jobdesk.models.plans import JobCode, JobEdit, NewJob, TailUpdate
from jobdesk.models.records import LogCounts, ResultNo, RunOptions, RunTail
from jobdesk.models.stores.job_states import planned, write_states

OPTIONS = RunOptions(queue="default", soft_limit=300.0, hard_limit=600.0)
NOON = datetime(2024, 5, 1, 12, 0, 0, 123456, tzinfo=UTC)
NOON_US = 1714564800123456


def make_code(name: str, **values) -> JobCode:
    """What discovery says about a class."""
    said = {
        "name": name,
        "grouping": "Campus",
        "description": "Checks things.",
        "hidden": False,
        "has_sensitive_variables": False,
        "dryrun_default": False,
        "approval_required": False,
        "console_log_default": False,
        "soft_time_limit": 0.0,
        "time_limit": 0.0,
        "is_singleton": False,
        "singleton_policy": "refuse",
        "job_queues": ["default"],
        "default_job_queue": "default",
        **values,
    }
    return JobCode(
        values=said,
        source_values=dict(said),
        description_json={"variables": [{"name": "site", "type": "StringVar"}]},
        generation=2,
        file="/jobs/campus.py",
        line=7,
        code_version="v1",
    )


def make_job(name: str, class_name: str = "", **values) -> NewJob:
    """A class seen for the first time."""
    class_name = class_name or name.replace(" ", "")
    return NewJob("campus", class_name, make_code(name, **values))


def make_rows(count: int, first: int = 0, level: int = 20, text: str = "line {}"):
    """Rows of a log, as the recorder hands them in."""
    return [
        (NOON_US + number, level, "main", text.format(number), "", "")
        for number in range(first, first + count)
    ]


def make_update(no: int, rows=(), first: int = 0, console=(), first_console: int = 0, **tail):
    """One poll's worth of a run whose every row takes ten bytes in the journal."""
    lines = first + len(rows)
    values = {
        "journal_offset": lines * 10,
        "lines": lines,
        "console_lines": first_console + len(console),
        "counts": LogCounts(info=lines),
        **tail,
    }
    return TailUpdate(
        tail=RunTail(no=ResultNo(no), **values),
        first_seq=first,
        rows=rows,
        first_console=first_console,
        console=console,
    )


def override(jobs, job_id, values, cleared=(), *, expect_version=None):
    """Somebody overrides fields of a job; gives the record as it stands then."""
    edit = JobEdit(job_id, values=values, clear=tuple(cleared), expect_version=expect_version)
    return _change(jobs, [edit])[0]


def enable(jobs, job_ids, *, reviewed=None):
    """Somebody enables jobs; what is not `reviewed` at another version is so at its present."""
    records = [jobs.by_id(key) for key in job_ids]
    versions = {one.id: one.code_version for one in records if one is not None} | (
        reviewed or {}
    )
    _change(
        jobs,
        [JobEdit(key, enabled=True, reviewed_version=versions.get(key, "")) for key in job_ids],
    )


def disable(jobs, job_ids):
    """Somebody disables jobs."""
    _change(jobs, [JobEdit(key, enabled=False) for key in job_ids])


def _change(jobs, edits):
    with jobs._database.writing() as connection:
        write_states(connection, planned(connection, edits))
    return [jobs.by_id(edit.id) for edit in edits]
