"""What a model of headings and jobs must answer, whichever way its rows lie."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from PySide6.QtCore import QModelIndex

from jobdesk.ui.jobs.groups_model import AnyIndex
from jobdesk.ui.jobs.rows import Group, JobRow, Selection


class RowsModel(Protocol):
    """A model of headings and jobs."""

    @property
    def folded(self) -> frozenset[str]:
        """The groups of which only the heading is shown."""
        ...

    @property
    def group_names(self) -> list[str]:
        """The names of all groups, folded or not."""
        ...

    def show_selection(self, selection: Selection) -> None:
        """Show another selection."""
        ...

    def fold(self, names: Collection[str]) -> None:
        """Show only the headings of these groups."""
        ...

    def entry_at(self, index: AnyIndex) -> JobRow | Group | None:
        """What an index stands for."""
        ...

    def entry(self, row: int, column: int = 0) -> JobRow | Group | None:
        """What stands in a cell."""
        ...

    def index_of(self, key: str) -> QModelIndex:
        """Where a job stands."""
        ...

    def index_of_group(self, name: str) -> QModelIndex:
        """Where a heading stands."""
        ...

    def heading_of(self, index: AnyIndex) -> str:
        """The name of the group that an index belongs to; empty when there is none."""
        ...

    def first_job(self) -> QModelIndex:
        """The topmost job that is shown."""
        ...
