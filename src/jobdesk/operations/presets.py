"""Inputs as things: those of earlier runs, and those that a person saved under a name.

Nothing here holds a secret: a sensitive job has neither, and secret variables are left out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, cast

from jobdesk.errors import Refused
from jobdesk.models.records import JobRecord, ResultRecord, Status, UserRecord
from jobdesk.operations.requests import secret_names
from jobdesk.operations.services import Services
from jobdesk.operations.staging import INPUTS

KIND = "preset"
_LOOKED_AT = 200  # runs of a job that are searched for distinct inputs
_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class PastInputs:
    """What the newest of some runs with the same inputs was given."""

    no: int
    job: str  # class path
    status: Status
    at: datetime
    user: str
    inputs: Mapping[str, Any]
    options: Mapping[str, Any]  # queue, dry_run, commit, profile
    count: int = 1  # runs with these inputs


@dataclass(frozen=True, slots=True)
class Preset:
    """Inputs under a name."""

    name: str
    raw: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    saved_at: datetime = field(default_factory=lambda: datetime.now(UTC))


def past_inputs(services: Services, job: JobRecord) -> list[PastInputs]:
    """The distinct inputs of a job's last runs, newest first; none of a sensitive job."""
    found: dict[str, PastInputs] = {}
    for run in services.results.for_job(job.id, _LOOKED_AT):
        if run.sensitive or run.inputs is None or job.has_sensitive_variables:
            continue
        key = json.dumps(run.inputs, sort_keys=True)
        known = found.get(key)
        found[key] = replace(known, count=known.count + 1) if known else _past(services, run)
    return list(found.values())


def inputs_of_run(services: Services, no: int) -> PastInputs:
    """What one run was given, with its files where they are still there.

    Raises:
        Refused: there is no such run, or its inputs were not kept.
    """
    run = services.results.by_no(no)
    if run is None:
        raise Refused(f"There is no run {no} any more.")
    if run.sensitive or run.inputs is None:
        raise Refused(f"The inputs of run {no} were not kept: its job has sensitive variables.")
    return _past(services, run)


def _past(services: Services, run: ResultRecord) -> PastInputs:
    inputs = {n: _with_path(services, run, n, v) for n, v in (run.inputs or {}).items()}
    options = {
        "queue": run.options.queue,
        "dry_run": run.options.dry_run,
        "commit": run.options.commit,
        "profile": run.options.profile,
    }
    return PastInputs(run.no, run.job, run.status, run.date_created, run.user, inputs, options)


def _with_path(services: Services, run: ResultRecord, name: str, value: Any) -> Any:
    """A file of a run with the place of its copy, while that is there."""
    if not isinstance(value, Mapping):
        return value
    known = cast("Mapping[str, Any]", value)
    if not {"name", "size", "sha256"} <= known.keys():
        return known
    copy = services.paths.run_dir(run.no) / INPUTS / name / str(known["name"])
    return {**known, "path": str(copy)} if copy.is_file() else known


# Presets


def presets(services: Services, actor: UserRecord, job: JobRecord) -> list[Preset]:
    """What this person saved for a job, by name."""
    found = [_preset(name, value) for name, value in _kept(services, actor, job).items()]
    return sorted(found, key=lambda preset: preset.name.casefold())


def save_preset(
    services: Services, actor: UserRecord, job: JobRecord, preset: Preset
) -> Preset | None:
    """Keep inputs under a name; what had that name before, for an undo.

    Raises:
        Refused: the job is sensitive, or the name is none.
    """
    name = _checked_name(preset.name)
    if job.has_sensitive_variables:
        raise Refused(f"{job.name} has sensitive variables: its inputs are not kept.")
    secret = secret_names(job)
    kept = _kept(services, actor, job)
    before = kept.get(name)
    kept[name] = {
        "raw": {n: value for n, value in preset.raw.items() if n not in secret},
        "options": dict(preset.options),
        "saved_at": preset.saved_at.isoformat(),
    }
    services.kept.put(actor.id, KIND, job.id, kept)
    return None if before is None else _preset(name, before)


def rename_preset(
    services: Services, actor: UserRecord, job: JobRecord, old: str, new: str
) -> None:
    """Give a preset another name.

    Raises:
        Refused: it is gone, or the new name is none or taken.
    """
    name = _checked_name(new)
    kept = _kept(services, actor, job)
    if old not in kept:
        raise Refused(f"There is no preset “{old}” any more.")
    if name != old and name in kept:
        raise Refused(f"There is a preset “{name}” already.")
    renamed = {name if key == old else key: value for key, value in kept.items()}
    services.kept.put(actor.id, KIND, job.id, renamed)


def delete_preset(
    services: Services, actor: UserRecord, job: JobRecord, name: str
) -> Preset | None:
    """Forget a preset; what it held, for an undo."""
    kept = _kept(services, actor, job)
    gone = kept.pop(name, None)
    services.kept.put(actor.id, KIND, job.id, kept or None)
    return None if gone is None else _preset(name, gone)


def _kept(services: Services, actor: UserRecord, job: JobRecord) -> dict[str, Any]:
    found = services.kept.get(actor.id, KIND, job.id)
    return dict(cast("dict[str, Any]", found)) if isinstance(found, dict) else {}


def _preset(name: str, value: Mapping[str, Any]) -> Preset:
    return Preset(
        name, value["raw"], value["options"], datetime.fromisoformat(value["saved_at"])
    )


def _checked_name(name: str) -> str:
    text = " ".join(name.split())
    if not text:
        raise Refused("Give the preset a name.")
    if len(text) > _NAME_LENGTH:
        raise Refused(f"The name is longer than {_NAME_LENGTH} characters.")
    return text
