"""Job records of a workspace with many jobs: each number makes the same job every time."""

from dataclasses import replace
from typing import Any

from jobdesk.models.records import JobId, JobRecord, SingletonPolicy

SOURCE = "measured"  # no source that a refresh looks at: the records stay as they are
_VERBS = ("Verify", "Backup", "Audit", "Renew", "Compare", "Drain")
_THINGS = ("interfaces", "prefixes", "certificates", "cables", "switch", "firmware")
_SITES = ("ber", "ham", "muc", "fra", "cgn", "lej", "str", "dus")


def make_record(number: int, **changes: Any) -> JobRecord:
    """One of many jobs, installed, reviewed, without a run; `changes` replace fields."""
    verb, thing = _VERBS[number % 6], _THINGS[number // 6 % 6]
    name = f"{verb} {thing} {number}"
    record = JobRecord(
        id=JobId(f"00000000-0000-0000-0000-{number:012}"),
        source="local",
        module_name=f"site_{number % 100}",
        job_class_name=f"Job{number}",
        name=name,
        grouping=f"Site {_SITES[number % 8]}",
        description=f"{verb}s the {thing} of one site and tells what is not as planned.",
        installed=True,
        enabled=number % 3 != 0,
        hidden=number % 50 == 0,
        is_job_hook_receiver=False,
        is_job_button_receiver=False,
        read_only=False,
        supports_dryrun=number % 2 == 0,
        has_sensitive_variables=number % 4 == 0,
        dryrun_default=False,
        commit_default=True,
        approval_required=False,
        console_log_default=False,
        soft_time_limit=0.0,
        time_limit=0.0,
        is_singleton=False,
        singleton_policy=SingletonPolicy.REFUSE,
        job_queues=("default",),
        default_job_queue="default",
        overrides=(),
        source_values={},
        description_json={"variables": []},
        generation=2,
        file=f"/jobs/site_{number % 100}.py",
        line=12,
        code_version="a41f9c2b7d10",
        reviewed_version="a41f9c2b7d10",
        warnings=(),
        error=None,
        last_result=None,
    )
    return replace(record, **changes)
