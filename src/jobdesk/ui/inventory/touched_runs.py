"""Which runs touched an object: by their log lines, and by what they changed. No Qt."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from jobdesk.models.log_query import exact_term
from jobdesk.models.records import Status

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

_MOST_RUNS = 60
_MOST_LINES = 99
_PATIENCE_S = 3.0  # a workspace of many long logs without an index


@dataclass(frozen=True, slots=True)
class TouchedRun:
    """A run that had to do with an object.

    Attributes:
        lines: log lines that name the object; 100 stands for more than 99.
        first: place of the first of them in the run's log; -1 when there are none.
        changes: how often it changed the object or what hangs on it.
    """

    no: int
    job: str
    status: Status
    when: datetime
    lines: int
    first: int
    changes: int


def runs_that_touched(
    services: Services, name: str, changes: Mapping[int, int]
) -> tuple[TouchedRun, ...]:
    """The newest runs whose log names the object, or that changed it; for a thread."""
    found = {run.no: run for run in _by_lines(services, name, changes)}
    for no, count in changes.items():
        record = services.results.by_no(no) if no not in found else None
        if record is not None:
            found[no] = TouchedRun(
                no, record.name, record.status, record.date_created, 0, -1, count
            )
    return tuple(sorted(found.values(), key=lambda run: -run.no)[:_MOST_RUNS])


def _by_lines(services: Services, name: str, changes: Mapping[int, int]) -> list[TouchedRun]:
    from jobdesk.operations.search import RunsSearch

    found: list[TouchedRun] = []
    until = time.monotonic() + _PATIENCE_S
    search = RunsSearch(services, exact_term("object", name), lines_per_run=_MOST_LINES)
    for hits in search:
        if hits is not None:
            count = len(hits.lines) + (1 if hits.more else 0)
            found.append(
                TouchedRun(
                    hits.no,
                    hits.job_name,
                    hits.status,
                    hits.date_created,
                    count,
                    hits.lines[0].seq,
                    changes.get(hits.no, 0),
                )
            )
        if len(found) >= _MOST_RUNS or time.monotonic() > until:
            search.interrupt()
            break
    return found
