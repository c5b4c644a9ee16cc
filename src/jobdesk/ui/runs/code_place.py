"""Where the code of a job lies, and whether it is as it was when a run began. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobdesk.models.records import JobId
    from jobdesk.operations.services import Services


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Folders of the job's own code; whether it is another one than the run's."""

    roots: tuple[str, ...] = ()
    is_other_version: bool = False


def code_place(services: Services, job_id: JobId | None, run_version: str) -> CodePlace:
    """Look it up; it reads the job's files, so it is for a thread."""
    from jobdesk.catalog.sources import sources
    from jobdesk.operations.requests import current_version

    known = sources(services.settings, services.paths)
    roots = [str(root) for source in known for root in source.roots]
    job = services.jobs.by_id(job_id) if job_id else None
    if job is None:
        return CodePlace(tuple(roots))
    own = job.description_json.get("root")
    is_other = bool(run_version) and current_version(job) != run_version
    return CodePlace((*((str(own),) if own else ()), *roots), is_other)
