"""All jobs as they were read last, their order, and what of them is to be seen. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.rows import Group, RowFilter, Selection, select
from jobdesk.ui.jobs.sorting import BY_NAME, Sorting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobdesk.models.records import JobRecord
    from jobdesk.ui.jobs.rows import JobRow

RECENT_GROUP = "Recently used"


class ShownJobs:
    """Holds what was read, and the order; selects for each keystroke.

    Attributes:
        data: what was read last.
        has_data: something was read.
        sorting: the columns that the jobs of each group are ordered by.
        is_recent: only what was used last is in order.
    """

    def __init__(self) -> None:
        self.data = JobsData()
        self.has_data = False
        self.sorting: Sorting = BY_NAME
        self.is_recent = False
        self._ordered: tuple[Group, ...] = ()

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.data.rows)

    def take(self, data: JobsData) -> None:
        """Other jobs were read; `order` comes next."""
        self.data = data
        self.has_data = True

    def order(self, recent: Sequence[JobRow] | None) -> None:
        """Put all in order or, where they are given, only those that were used last."""
        self.is_recent = recent is not None
        if recent is None:
            self._ordered = self.data.in_order(self.sorting)
        else:
            self._ordered = (Group(RECENT_GROUP, tuple(recent)),) if recent else ()

    def select(self, wanted: RowFilter) -> Selection:
        """What passes the filter."""
        return select(self._ordered, wanted)

    def row(self, key: str) -> JobRow | None:
        """The job or broken file with this key."""
        return self.data.by_key.get(key)

    def record(self, key: str) -> JobRecord | None:
        """The job with this id."""
        row = self.row(key)
        return row.record if row is not None else None
