"""What somebody asks for when asking for a run, and every reason to refuse it.

Nothing is written here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobdesk.errors import InputErrors, Refused
from jobdesk.models.records import JobRecord, SingletonPolicy
from jobdesk.operations.choices import with_asked_choices
from jobdesk.operations.objects import object_keys
from jobdesk.operations.services import Services

if TYPE_CHECKING:
    from jobdesk.jobs.inputs import CleanInputs


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What somebody asks for; `files` maps variables to paths."""

    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    files: Mapping[str, str | Path] = field(default_factory=dict[str, str | Path])
    queue: str = ""  # "" is the job's default queue
    dry_run: bool = False
    commit: bool | None = None  # 1.x only; None is the job's own default
    preview: bool = False
    profile: bool = False


def refuse_unrunnable(services: Services, job: JobRecord, request: RunRequest) -> None:
    """Refuse what the inputs have no part in.

    Raises:
        Refused: the first reason, in words.
    """
    if job.not_runnable_reason:
        raise Refused(job.not_runnable_reason)
    if request.dry_run and job.generation != 1 and not job.supports_dryrun:
        raise Refused(
            f"dryrun: {job.name} has no dry run of its own (no variable dryrun = DryRunVar()); "
            "--preview runs any job on a copy of the inventory."
        )
    allowed = {*job.job_queues, job.default_job_queue}
    if request.commit is not None and job.generation != 1:
        raise Refused(
            f"commit: only a job of the 1.x way, run(data, commit), is told; "
            f"{job.name} is none."
        )
    if request.queue and request.queue not in allowed:
        raise Refused(
            f"queue: {job.name} does not run in {request.queue!r}; "
            f"its queues are: {', '.join(sorted(allowed))}."
        )
    _refuse_draining(services, job, request.queue or job.default_job_queue)
    _refuse_second_singleton(services, job)


def _refuse_draining(services: Services, job: JobRecord, queue: str) -> None:
    if not services.queues.is_draining(queue):
        return
    others = sorted({*job.job_queues, job.default_job_queue} - {queue})
    way = f"choose another one ({', '.join(others)}) or " if others else ""
    raise Refused(
        f"queue: {queue} is draining and takes no new runs; {way}let it take runs again "
        f"('jobdesk queue {queue} --undrain')."
    )


def _refuse_second_singleton(services: Services, job: JobRecord) -> None:
    if not job.is_singleton or job.singleton_policy is not SingletonPolicy.REFUSE:
        return
    for other in services.results.running_for_job(job.id):
        raise Refused(
            f"{job.name} is a singleton and run {other.no} of it has not ended; "
            "wait for it or cancel it."
        )


def clean_request(services: Services, job: JobRecord, request: RunRequest) -> "CleanInputs":
    """The inputs as the job gets them, with defaults.

    A value that the stored choices lack is refused only after the job itself was asked: its
    code may work out others today.

    Raises:
        InputErrors: names every wrong field.
    """
    from jobdesk.jobs.description import variables_from
    from jobdesk.jobs.inputs import clean_inputs

    raw = dict(request.data)
    stored = variables_from(job.variables)
    variables, wrong = with_asked_choices(services, job, stored, raw)
    for name, path in request.files.items():
        if name in variables and name not in file_fields(job):
            wrong[name] = ["this field takes no file."]
        raw[name] = str(Path(path).expanduser().absolute())
    if request.dry_run and job.supports_dryrun:
        raw["dryrun"] = True
    try:
        clean = clean_inputs(
            variables,
            raw,
            dryrun_default=job.dryrun_default,
            objects=object_keys(services, job),
        )
    except InputErrors as error:
        raise InputErrors({**error.fields, **wrong}) from None
    if wrong:
        raise InputErrors(wrong)
    return clean


def file_fields(job: JobRecord) -> set[str]:
    """The names of the variables that take a file."""
    return {
        variable["name"]
        for variable in job.variables
        if "FileVar" in (variable.get("type"), variable.get("base_type"))
    }


def input_paths(job: JobRecord, clean: "CleanInputs") -> dict[str, Path]:
    """Where the chosen files lie, by variable."""
    given = {name: clean.wire.get(name) for name in file_fields(job)}
    return {name: Path(str(value["path"])) for name, value in given.items() if value}


def current_version(job: JobRecord) -> str:
    """The hash of the job's files as they are now; that of the last refresh when unreadable."""
    from jobdesk.jobs.loading import code_version

    root = job.description_json.get("root")
    if not root:
        return job.code_version
    try:
        return code_version(Path(root), job.description_json.get("files", ()))
    except OSError:
        return job.code_version


def secrets_of(
    job: JobRecord, clean: "CleanInputs", moved: Mapping[str, dict[str, Any]]
) -> dict[str, Any] | None:
    """What is never stored: all inputs of a sensitive job, else the secret variables."""
    wire = {**clean.wire, **moved}
    if job.has_sensitive_variables:
        return wire
    secret = secret_names(job)
    if not secret:
        return None
    return {name: value for name, value in wire.items() if name in secret}


def secret_names(job: JobRecord) -> frozenset[str]:
    """The variables whose values are kept nowhere, whatever the job is."""
    return frozenset(str(v["name"]) for v in job.variables if v.get("sensitive"))
