"""The fields of a job that may be overridden, as the settings show them. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

AS_IN_CODE: Final = "as in code"
CLEAR: Final = "\x00as in code"  # as a value: give it back to the code; no text can be this


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field that may be overridden.

    Attributes:
        kind: text, seconds, flag, choice or names.
        note: what stands beside the editor.
    """

    name: str
    title: str
    kind: str
    note: str = ""
    choices: tuple[tuple[str, str], ...] = ()


GROUPS: tuple[tuple[str, tuple[FieldSpec, ...]], ...] = (
    (
        "Shown as",
        (
            FieldSpec("name", "Name", "text"),
            FieldSpec("grouping", "Group", "text"),
            FieldSpec("description", "Description", "text"),
            FieldSpec("hidden", "Hidden", "flag"),
        ),
    ),
    (
        "Runs",
        (
            FieldSpec("job_queues", "Queues", "names"),
            FieldSpec("default_job_queue", "Default queue", "short"),
            FieldSpec(
                "soft_time_limit",
                "Soft limit",
                "seconds",
                "seconds or 5:00; asks the job to stop",
            ),
            FieldSpec(
                "time_limit", "Hard limit", "seconds", "seconds or 10:00; ends the process"
            ),
            FieldSpec("is_singleton", "One at a time", "flag"),
            FieldSpec(
                "singleton_policy",
                "A second run",
                "choice",
                choices=(("refuse", "is refused"), ("queue", "waits for the first")),
            ),
            FieldSpec("console_log_default", "Keep console output", "flag"),
        ),
    ),
    (
        "Inputs",
        (
            FieldSpec("has_sensitive_variables", "Inputs are secret", "flag"),
            FieldSpec("dryrun_default", "Dry run at first", "flag"),
            FieldSpec("approval_required", "Approval required", "flag"),
        ),
    ),
)

FIELDS: dict[str, FieldSpec] = {spec.name: spec for _, specs in GROUPS for spec in specs}
QUEUE_FIELDS: Final = ("job_queues", "default_job_queue")
