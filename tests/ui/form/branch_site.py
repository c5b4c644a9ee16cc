"""The job of the run dialog's picture, with a variable of nearly every kind."""

from datetime import UTC, datetime

from jobdesk.jobs import (
    BooleanVar,
    ChoiceVar,
    DryRunVar,
    FileVar,
    IntegerVar,
    IPNetworkVar,
    Job,
    JSONVar,
    MultiChoiceVar,
    StringVar,
    TextVar,
)
from jobdesk.jobs.description import describe_job
from jobdesk.models.records import JobId, JobRecord, SingletonPolicy

NAMES = [
    "site_name",
    "site_type",
    "prefix",
    "switches",
    "services",
    "dns",
    "plan",
    "notes",
    "overrides",
]


class NewBranchSite(Job):
    """Create a branch from a cabling plan and a site type."""

    site_name = StringVar(
        label="Site name", min_length=2, max_length=40, regex="^[A-Za-z0-9 -]+$"
    )
    site_type = ChoiceVar(
        choices=[["small", "Small, up to 50 people"], ["large", "Large"]], default="small"
    )
    prefix = IPNetworkVar(label="Management prefix")
    switches = IntegerVar(label="Access switches", min_value=1, max_value=12, default=4)
    services = MultiChoiceVar(
        choices=[["v", "Voice"], ["g", "Guest Wi-Fi"], ["p", "Printing"], ["c", "Cameras"]],
        required=False,
        default=["v", "g"],
    )
    dns = BooleanVar(
        label="Create DNS records",
        description="Forward and reverse, in the zone of the parent",
        default=True,
    )
    plan = FileVar(label="Cabling plan", extensions=[".csv"], max_size=5_000_000)
    notes = TextVar(required=False)
    overrides = JSONVar(required=False, default={"ntp": ["10.0.0.1"], "vlan_offset": 100})
    dryrun = DryRunVar(description="The job decides what it leaves out.")

    class Meta:
        name = "New branch site"
        description = "Create a branch from a cabling plan and a site type."
        has_sensitive_variables = False
        is_singleton = True

    def run(self, **inputs):
        return inputs


def record_of(job_class, **changes):
    """The record of a job class, enabled and reviewed."""
    described = describe_job(job_class)
    said = described["source_values"]
    given = {
        "id": JobId("5f1f3c5e-0000-4000-8000-000000000001"),
        "source": "local",
        "module_name": "sites",
        "job_class_name": job_class.__name__,
        "name": said["name"],
        "grouping": said["grouping"] or "Sites",
        "description": said["description"],
        "installed": True,
        "enabled": True,
        "hidden": False,
        "is_job_hook_receiver": False,
        "is_job_button_receiver": False,
        "read_only": described["read_only"],
        "supports_dryrun": described["supports_dryrun"],
        "has_sensitive_variables": said["has_sensitive_variables"],
        "dryrun_default": said["dryrun_default"],
        "commit_default": said["commit_default"],
        "approval_required": False,
        "console_log_default": False,
        "soft_time_limit": 0.0,
        "time_limit": 0.0,
        "is_singleton": said["is_singleton"],
        "singleton_policy": SingletonPolicy.REFUSE,
        "job_queues": ("default", "deploy"),
        "default_job_queue": "default",
        "overrides": (),
        "source_values": said,
        "description_json": described,
        "generation": described["generation"],
        "file": "",
        "line": 1,
        "code_version": "a41f9c2",
        "reviewed_version": "a41f9c2",
        "warnings": (),
        "error": None,
        "last_result": None,
    }
    return JobRecord(**{**given, **changes})


STARTED = datetime(2026, 11, 21, 14, 9, tzinfo=UTC)
