"""Runs as a table to be copied: exact times and plain numbers."""

from collections.abc import Callable, Sequence
from typing import Any

from jobdesk.models.records import ResultRecord
from jobdesk.ui.runs.stopping import state_word
from jobdesk.ui.runs.values.grid_data import Grid
from jobdesk.ui.runs.words import look_name
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.times import exact_text


def _status(record: ResultRecord) -> str:
    return state_word(record, Theme.current().status(look_name(record)).word)


_VALUES: dict[str, Callable[[ResultRecord], Any]] = {
    "Run": lambda r: int(r.no),
    "Job": lambda r: r.name,
    "Status": _status,
    "Started": lambda r: exact_text(r.date_started) if r.date_started else None,
    "Duration": lambda r: None if r.duration is None else round(r.duration, 1),
    "User": lambda r: r.user,
    "Log lines": lambda r: r.log_counts.total,
}


def runs_grid(records: Sequence[ResultRecord], titles: Sequence[str]) -> Grid:
    """The runs in these columns, by their titles; a duration is in seconds."""
    rows = [[_VALUES[title](record) for title in titles] for record in records]
    return Grid(tuple(titles), rows)
