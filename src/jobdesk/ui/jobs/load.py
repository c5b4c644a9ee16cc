"""Read what the Jobs page shows, in a thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from operator import is_
from typing import TYPE_CHECKING

from jobdesk.ui.jobs.rows import Group, JobRow, group_rows, make_rows
from jobdesk.ui.jobs.sorting import Sorting, sort_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobdesk.models.stores.job_rows import JobsLook
    from jobdesk.operations.services import Services


@dataclass(frozen=True)
class JobsData:
    """All jobs and broken files as rows, and the look that they come from."""

    rows: Sequence[JobRow] = ()
    look: JobsLook | None = field(default=None, compare=False)
    _ordered: dict[Sorting, tuple[Group, ...]] = field(
        default_factory=dict[Sorting, "tuple[Group, ...]"], compare=False
    )

    def in_order(self, sorting: Sorting) -> tuple[Group, ...]:
        """The rows in groups, each in this order; the last order is kept."""
        found = self._ordered.get(sorting)
        if found is None:
            found = group_rows(sort_rows(self.rows, sorting))
            self._ordered.clear()
            self._ordered[sorting] = found
        return found

    @cached_property
    def by_key(self) -> Mapping[str, JobRow]:
        """The rows by their keys."""
        return {row.key: row for row in self.rows}

    @cached_property
    def sources(self) -> list[str]:
        """The names of all sources."""
        return sorted({row.source for row in self.rows})

    @cached_property
    def labels(self) -> list[str]:
        """All labels that a job has, without regard to case in their order."""
        found = {label for row in self.rows for label in row.labels}
        return sorted(found, key=str.casefold)


def load_jobs(services: Services, sorting: Sorting, before: JobsData) -> JobsData:
    """Read all jobs and put them in order; runs in a thread, touches no widget.

    What has not changed since `before` is not read again; where nothing has, that comes back.
    """
    from jobdesk.models.stores.job_rows import JobsLook

    look = services.jobs.look(before.look or JobsLook())
    rows = make_rows(
        look.records, services.jobs.broken_files(), services.labels.by_job(), before.by_key
    )
    if before.look is not None and _are_same(rows, before.rows):
        return before
    data = JobsData(rows, look)
    # Worked out here, so that the window need not.
    _ = data.by_key, data.sources, data.labels, data.in_order(sorting)
    return data


def _are_same(rows: Sequence[JobRow], others: Sequence[JobRow]) -> bool:
    return len(rows) == len(others) and all(map(is_, rows, others))
