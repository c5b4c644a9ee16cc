"""The files that a person gave a job last, by variable; nothing sensitive is among them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from jobdesk.models.records import JobRecord, UserRecord
from jobdesk.operations.requests import secret_names
from jobdesk.operations.services import Services

KIND = "recent_file"
_KEPT = 8


def recent_files(services: Services, actor: UserRecord, job: JobRecord) -> dict[str, list[str]]:
    """Paths by variable, the last one first; some may be gone by now."""
    if job.has_sensitive_variables:
        return {}
    found = services.kept.get(actor.id, KIND, job.id)
    if not isinstance(found, dict):
        return {}
    kept = cast("dict[str, list[Any]]", found)
    return {name: [str(path) for path in paths] for name, paths in kept.items()}


def remember_files(
    services: Services, actor: UserRecord, job: JobRecord, files: Mapping[str, str]
) -> None:
    """Put these paths first; copies inside the workspace are not worth keeping."""
    secret = secret_names(job)
    inside = services.paths.runs
    given = {
        name: path
        for name, path in files.items()
        if path and name not in secret and not Path(path).is_relative_to(inside)
    }
    if job.has_sensitive_variables or not given:
        return
    kept = recent_files(services, actor, job)
    for name, path in given.items():
        others = [one for one in kept.get(name, []) if one != path]
        kept[name] = [path, *others][:_KEPT]
    services.kept.put(actor.id, KIND, job.id, kept)
