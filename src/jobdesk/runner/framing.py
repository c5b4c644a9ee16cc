"""From records to the frame that a worker gets. No Qt, no database.

Secrets are merged in here, on their way from the agent's memory into the worker's stdin.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from jobdesk.models.records import JobRecord, ResultRecord, UserRecord
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.close import INPUTS_FOLDER
from jobdesk.runner.frame import Frame
from jobdesk.settings import Settings

CHANGE_INPUT = "object_change"  # what a job hook is told (SPEC §25)
_FILE_TYPE = "FileVar"
_JOB_FIELDS = (
    "id",
    "source",
    "name",
    "grouping",
    "description",
    "class_path",
    "module_name",
    "job_class_name",
    "installed",
    "enabled",
    "hidden",
    "read_only",
    "supports_dryrun",
    "has_sensitive_variables",
    "is_job_hook_receiver",
    "is_job_button_receiver",
    "dryrun_default",
    "approval_required",
    "console_log_default",
    "soft_time_limit",
    "time_limit",
    "is_singleton",
    "default_job_queue",
)


def source_root(file: str, module: str) -> Path:
    """The folder that `module` is imported from, given the file that holds it."""
    path = Path(file)
    above = len(module.split(".")) - 1
    if path.name == "__init__.py":
        above += 1
    return path.parents[above]


def needs_secrets(record: ResultRecord, job: JobRecord | None) -> bool:
    """The run cannot start from the database alone: some of its inputs were never stored."""
    if record.change_id is not None:
        return False  # a hook's run: its input is the change, which the record names
    if record.sensitive or record.inputs is None:
        return True
    given = record.inputs
    variables: Sequence[Mapping[str, Any]] = job.variables if job else []
    return any(
        variable.get("sensitive") and given.get(variable["name"]) is not None
        for variable in variables
    )


def uses_inventory(job: JobRecord) -> bool:
    """Its code imported the models, or it takes objects, when it was last looked at."""
    return bool(job.description_json.get("uses_inventory"))


def is_on_a_copy(record: ResultRecord, job: JobRecord) -> bool:
    """The run must not change the inventory: it works on a copy of it (DESIGN §5)."""
    is_dry = job.generation == 1 and (not record.options.commit or job.read_only)
    return record.options.preview or is_dry


def build_frame(
    record: ResultRecord,
    job: JobRecord,
    user: UserRecord | None,
    paths: WorkspacePaths,
    settings: Settings,
    secrets: Mapping[str, Any] | None = None,
    changes: Sequence[str] = (),
) -> Frame:
    """Everything the worker needs for this run; `changes` are those that a hook fired for."""
    options = record.options
    run_dir = paths.run_dir(record.no)
    return Frame(
        no=record.no,
        id=record.id,
        home=str(paths.home),
        run_dir=str(run_dir),
        source=job.source,
        root=str(source_root(job.file, job.module_name)),
        module=job.module_name,
        class_name=job.job_class_name,
        inputs=_inputs(record, job, run_dir, secrets or {}),
        commit=options.commit,
        dry_run=options.dry_run,
        profile=options.profile,
        soft_limit=options.soft_limit,
        hard_limit=options.hard_limit,
        grace=settings.cancel_grace,
        host_pid=os.getpid(),
        user=_user(record.user, user),
        job={name: getattr(job, name) for name in _JOB_FIELDS},
        queue=options.queue,
        sensitive=record.sensitive,
        dryrun_default=job.dryrun_default,
        journal_cap=settings.journal_cap,
        initial_warnings=_warnings(options.soft_limit, options.hard_limit),
        object_changes=tuple(changes),
        inventory=str(paths.inventory_db),
        gate=str(paths.inventory_gate),
        desk=str(paths.desk_db),
        logs=str(paths.logs_db),
        preview=is_on_a_copy(record, job),
    )


def _inputs(
    record: ResultRecord, job: JobRecord, run_dir: Path, secrets: Mapping[str, Any]
) -> dict[str, Any]:
    inputs: dict[str, Any] = {**(record.inputs or {}), **secrets}
    if record.change_id is not None:
        inputs[CHANGE_INPUT] = record.change_id
    for variable in job.variables:
        name = variable["name"]
        value = inputs.get(name)
        if _FILE_TYPE in (variable.get("type"), variable.get("base_type")) and isinstance(
            value, Mapping
        ):
            # What is stored has no path: the file lies where it was staged.
            stored = cast("Mapping[str, Any]", value)
            staged = run_dir / INPUTS_FOLDER / name / str(stored.get("name", ""))
            inputs[name] = {"path": str(staged), **stored}
    return inputs


def _user(name: str, user: UserRecord | None) -> dict[str, Any]:
    if user is None:
        return {"id": "", "username": name, "is_superuser": False}
    return {"id": user.id, "username": user.username, "is_superuser": user.is_superuser}


def _warnings(soft: float, hard: float) -> list[str]:
    if soft and hard and hard <= soft:
        return [
            f"The hard time limit ({hard:g} s) is not above the soft time limit ({soft:g} s): "
            "the run is ended without a chance to clean up."
        ]
    return []
