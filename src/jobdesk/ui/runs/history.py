"""Reads the history of runs in pages, newest first, with a filter. No Qt in this file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jobdesk.models.records import ResultRecord, Status

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

PAGE_RUNS = 100  # shown at once more
_SCAN_RUNS = 500  # read at once while a text is looked for


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs: in this state (None: any) and with this text in number, name, job or user."""

    status: Status | None = None
    text: str = ""

    def matches(self, record: ResultRecord) -> bool:
        """The text is found in the run, in any case; every word somewhere."""
        hay = f"#{record.no} {record.name} {record.job} {record.user} {record.queue}".lower()
        return all(word in hay for word in self.text.lower().split())


@dataclass(frozen=True, slots=True)
class RunsFound:
    """A page: the runs, and the number to go on before (None: that was all)."""

    records: tuple[ResultRecord, ...]
    next_before: int | None


def find_runs(
    services: Services,
    wanted: RunFilter,
    before_no: int | None,
    count: int = PAGE_RUNS,
    is_stale: Callable[[], bool] = lambda: False,
) -> RunsFound:
    """The newest `count` runs below `before_no` that pass the filter; for a thread.

    Without a text one read does; with one it reads on until enough match or nobody waits.
    """
    found: list[ResultRecord] = []
    step = max(count, _SCAN_RUNS) if wanted.text else count
    while not is_stale():
        page = services.results.recent(step, status=wanted.status, before_no=before_no)
        for record in page:
            before_no = record.no
            if wanted.matches(record):
                found.append(record)
                if len(found) == count:
                    return RunsFound(_with_tails(services, found), before_no)
        if len(page) < step:
            return RunsFound(_with_tails(services, found), None)
    return RunsFound((), None)


def read_run(services: Services, no: int) -> ResultRecord | None:
    """One run with the counts of its tail while it is live."""
    record = services.results.by_no(no)
    return None if record is None else _with_tails(services, [record])[0]


def _with_tails(services: Services, records: list[ResultRecord]) -> tuple[ResultRecord, ...]:
    """Slim records: what a list does not show is left behind."""
    live = [record.no for record in records if not record.status.is_ready]
    tails = services.logs.tails(live) if live else {}
    slim: list[ResultRecord] = []
    for record in records:
        tail = tails.get(record.no)
        counts = record.log_counts if tail is None else tail.counts
        started = record.date_started or (tail.started_at if tail is not None else None)
        slim.append(
            replace(
                record,
                result=None,
                traceback="",
                summary="",
                inputs=None,
                log_counts=counts,
                date_started=started,
            )
        )
    return tuple(slim)
