"""Read what the Jobs page shows, in a thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jobdesk.ui.jobs.rows import JobRow, make_rows
from jobdesk.ui.widgets.sparkline import BARS, Bar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobdesk.operations.services import Services


@dataclass(frozen=True, slots=True)
class JobsData:
    """All jobs and broken files as rows, and the durations of the last runs by job."""

    rows: Sequence[JobRow] = ()
    history: Mapping[str, Sequence[Bar]] = field(default_factory=dict[str, "Sequence[Bar]"])

    @property
    def sources(self) -> list[str]:
        """The names of all sources."""
        return sorted({row.source for row in self.rows})


def load_jobs(services: Services) -> JobsData:
    """Read all jobs; runs in a thread, touches no widget."""
    from jobdesk.models.records import Status

    records = services.jobs.all()
    rows = make_rows(records, services.jobs.broken_files())
    ran = [record.id for record in records if record.last_result is not None]
    durations = services.results.last_durations(ran, BARS)
    history = {
        str(job): [Bar(seconds, status != Status.SUCCESS) for seconds, status in runs[::-1]]
        for job, runs in durations.items()
    }
    return JobsData(rows, history)
