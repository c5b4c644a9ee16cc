"""Other profiled runs of a job, to compare with. No Qt in this file; for a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobdesk.models.records import ResultRecord, RunFile
from jobdesk.ui.runs.profile.data import profile_file
from jobdesk.ui.runs.words import took_text
from jobdesk.ui.widgets.times import exact_text

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

_LOOKED_AT = 100  # newest runs of the job
_OFFERED = 20


@dataclass(frozen=True, slots=True)
class OtherRun:
    """A run to compare with."""

    words: str
    file: RunFile


def other_profiles(services: Services, record: ResultRecord) -> list[OtherRun]:
    """The newest profiled runs of the same job, without this one."""
    if record.job_id is None:
        return []
    found: list[OtherRun] = []
    for run in services.results.for_job(record.job_id, _LOOKED_AT):
        file = profile_file(run.files)
        if file is None or run.no == record.no or not run.status.is_ready:
            continue
        started = run.date_started or run.date_created
        words = f"#{run.no}, {exact_text(started)}, {took_text(run.duration)}"
        found.append(OtherRun(words, file))
        if len(found) == _OFFERED:
            break
    return found
