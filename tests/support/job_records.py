"""Builders of job records for tests and pictures."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks.records import make_record

from jobdesk.models.records import (
    BrokenFile,
    JobError,
    JobRecord,
    LastResult,
    ResultId,
    ResultNo,
    Status,
)

TRACEBACK = """Traceback (most recent call last):
  File "jobs/cables.py", line 7, in <module>
    from netops import cabling
ModuleNotFoundError: No module named 'netops'
"""

SOURCE_VALUES = {
    "name": "Create pop",
    "grouping": "Sites",
    "description": "Build a point of presence.",
    "hidden": False,
    "has_sensitive_variables": True,
    "dryrun_default": False,
    "approval_required": False,
    "console_log_default": False,
    "soft_time_limit": 300.0,
    "time_limit": 600.0,
    "is_singleton": False,
    "singleton_policy": "refuse",
    "job_queues": ["default"],
    "default_job_queue": "default",
}


def make_job(number: int = 1, **changes) -> JobRecord:
    """An installed, reviewed and enabled job; `changes` replace fields."""
    usual = {
        "module_name": "pops",
        "job_class_name": f"CreatePop{number}",
        "name": f"Create pop {number}",
        "grouping": "Sites",
        "description": "Build a point of presence: racks, devices, cabling and addresses.",
        "enabled": True,
        "hidden": False,
        "supports_dryrun": False,
        "has_sensitive_variables": True,
        "soft_time_limit": 300.0,
        "time_limit": 600.0,
        "source_values": dict(SOURCE_VALUES, name=f"Create pop {number}"),
        "file": "/somewhere/pops.py",
    }
    return make_record(number, **{**usual, **changes})


def make_last(status: Status, minutes: float = 4, no: int = 1281) -> LastResult:
    """A last run that ended some minutes ago."""
    done = datetime.now(UTC) - timedelta(minutes=minutes)
    return LastResult(
        ResultNo(no),
        ResultId("run"),
        status,
        done if status.is_ready else None,
        done - timedelta(seconds=33),
        "m.rossi",
        done - timedelta(seconds=33),
    )


def make_error(message: str = "ModuleNotFoundError: No module named 'netops'") -> JobError:
    """Why a file does not load."""
    return JobError("/somewhere/jobs/cables.py", 7, message, TRACEBACK)


def make_broken_file(name: str = "cables") -> BrokenFile:
    """A file that does not load."""
    error = replace(make_error(), file=f"/somewhere/jobs/{name}.py")
    return BrokenFile("local", name, error)
