"""A job class as JSON, and variables back from it.

Discovery prints descriptions, the record keeps them, the form is built from them: nobody but
children imports job code.
"""

from __future__ import annotations

from jobdesk.jobs.declaration import NAME_LENGTH, check_declaration, in_form_order, warnings_of
from jobdesk.jobs.declaration import line_of as line_of
from jobdesk.jobs.firstgen import generation_of as generation_of
from jobdesk.jobs.metadata import DEFAULT_QUEUE, class_path_of, file_of, grouping_of, meta_value
from jobdesk.jobs.receivers import JobButtonReceiver, JobHookReceiver
from jobdesk.jobs.variables.base import KNOWN_TYPES, Variable
from jobdesk.jobs.variables.figures import DryRunVar

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from jobdesk.jobs.job import Job

GROUPING_LENGTH = 255
_COPIED = (
    "description",
    "hidden",
    "has_sensitive_variables",
    "dryrun_default",
    "commit_default",
    "approval_required",
    "console_log_default",
    "soft_time_limit",
    "time_limit",
    "is_singleton",
    "singleton_policy",
)


def describe_job(cls: type[Job]) -> dict[str, Any]:
    """All that is known of a job class without running it; plain JSON.

    Raises:
        JobDefinitionError: the class is not declared correctly; with file and line.
    """
    check_declaration(cls)
    warnings = warnings_of(cls)
    values = _source_values(cls, warnings)
    return {
        "class_path": class_path_of(cls),
        "module_name": cls.__module__,
        "job_class_name": cls.__name__,
        "generation": generation_of(cls),
        "file": file_of(cls),
        "line": line_of(cls),
        "is_job_hook_receiver": issubclass(cls, JobHookReceiver),
        "is_job_button_receiver": issubclass(cls, JobButtonReceiver),
        "read_only": meta_value(cls, "read_only"),
        "supports_dryrun": cls.supports_dryrun,
        "template_name": meta_value(cls, "template_name"),
        "source_values": values,
        "variables": _described_variables(cls, warnings),
        "warnings": warnings,
    }


def variables_from(descriptions: Sequence[Mapping[str, Any]]) -> dict[str, Variable]:
    """The variables that the descriptions describe, in their order, without job code.

    A type that is not known here is handled as the nearest one that is.
    """
    return {str(entry["name"]): _variable_from(entry) for entry in descriptions}


def _variable_from(entry: Mapping[str, Any]) -> Variable:
    for key in (entry.get("type"), entry.get("base_type")):
        known = KNOWN_TYPES.get(str(key))
        if known is not None:
            return known.from_description(entry)
    return Variable.from_description(entry)


def _source_values(cls: type[Job], warnings: list[str]) -> dict[str, Any]:
    queues = meta_value(cls, "task_queues") or [DEFAULT_QUEUE]
    values = {attribute: meta_value(cls, attribute) for attribute in _COPIED}
    return {
        "name": _cut("name", meta_value(cls, "name"), NAME_LENGTH, warnings),
        "grouping": _cut("grouping", grouping_of(cls), GROUPING_LENGTH, warnings),
        **values,
        "job_queues": queues,
        "default_job_queue": queues[0],
    }


def _cut(what: str, text: str, length: int, warnings: list[str]) -> str:
    if len(text) <= length:
        return text
    warnings.append(f"the {what} has {len(text)} characters and was cut to {length}")
    return text[:length].rstrip()


def _described_variables(cls: type[Job], warnings: list[str]) -> list[dict[str, Any]]:
    described: list[dict[str, Any]] = []
    for name, variable in in_form_order(cls).items():
        entry = variable.describe()
        if name == "dryrun" and isinstance(variable, DryRunVar):
            entry["default"] = meta_value(cls, "dryrun_default")
        described.append(entry)
        warnings.extend(_doubts_about(name, variable, entry))
    return described


def _doubts_about(name: str, variable: Variable, entry: Mapping[str, Any]) -> list[str]:
    """A default that the variable itself would refuse is found now, not at the first run."""
    from jobdesk.errors import VariableError

    default = entry["default"]
    if default is None or variable.is_empty(default):
        return []
    try:
        variable.parse(default)
    except VariableError as error:
        return [f"{name}: its default is refused: {error}"]
    return []
