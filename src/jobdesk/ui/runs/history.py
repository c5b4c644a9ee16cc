"""Reads the history of runs in pages, newest first, with a filter. No Qt in this file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING

from jobdesk.models.records import JobId, ResultNo, ResultRecord, RunTail, Status
from jobdesk.ui.runs.gauge_words import Usual

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

PAGE_RUNS = 100  # shown at once more
_SCAN_RUNS = 500  # read at once while a text is looked for
_LAST_RUNS = 20  # by which it is guessed how long a run takes
NEWEST = "no"


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs: in this state (None: any) and with this text in number, name, job or user.

    `job` is the name of a job, `user` that of who asked; empty is any.
    """

    status: Status | None = None
    text: str = ""
    job: str = ""
    user: str = ""

    def matches(self, record: ResultRecord) -> bool:
        """The text is found in the run, in any case; every word somewhere."""
        hay = f"#{record.no} {record.name} {record.job} {record.user} {record.queue}".lower()
        return all(word in hay for word in self.text.lower().split())


@dataclass(frozen=True, slots=True)
class RunOrder:
    """By what runs are sorted; newest first is the order that news keep."""

    by: str = NEWEST
    descending: bool = True

    @property
    def is_newest_first(self) -> bool:
        """A new run belongs on top."""
        return self.by == NEWEST and self.descending


@dataclass(frozen=True, slots=True)
class RunsFound:
    """A page: the runs, and where to go on (None: that was all).

    With the newest first that is the number to go on before, else how many were read.
    """

    records: tuple[ResultRecord, ...]
    next_before: int | None
    tails: Mapping[int, RunTail] = field(default_factory=dict[int, RunTail])  # of live runs

    def without(self, nos: Collection[int]) -> RunsFound:
        """The page as if these runs were not there."""
        kept = tuple(record for record in self.records if record.no not in nos)
        return replace(self, records=kept)


def find_runs(
    services: Services,
    wanted: RunFilter,
    before_no: int | None,
    count: int = PAGE_RUNS,
    is_stale: Callable[[], bool] = lambda: False,
    order: RunOrder = RunOrder(),
) -> RunsFound:
    """The first `count` runs from a place on that pass the filter; for a thread.

    Without a text one read does; with one it reads on until enough match or nobody waits.
    """
    found: list[ResultRecord] = []
    step = max(count, _SCAN_RUNS) if wanted.text else count
    while not is_stale():
        page = _page(services, wanted, order, before_no, step)
        for record in page:
            before_no = record.no if order.is_newest_first else (before_no or 0) + 1
            if wanted.matches(record):
                found.append(record)
                if len(found) == count:
                    return _with_tails(services, found, before_no)
        if len(page) < step:
            return _with_tails(services, found, None)
    return RunsFound((), None)


def _page(
    services: Services, wanted: RunFilter, order: RunOrder, place: int | None, step: int
) -> list[ResultRecord]:
    status, name, user = wanted.status, wanted.job, wanted.user
    results = services.results
    if order.is_newest_first:
        return results.recent(step, status=status, before_no=place, name=name, user=user)
    return results.ordered(
        order.by,
        step,
        place or 0,
        descending=order.descending,
        status=status,
        name=name,
        user=user,
    )


def usual_of(services: Services, job_id: JobId) -> Usual:
    """How long the last runs of a job that went well took; for a thread."""
    found = services.results.last_durations([job_id], _LAST_RUNS).get(job_id, [])
    good = [seconds for seconds, status in found if status is Status.SUCCESS]
    return Usual(median(good) if good else 0.0, len(good))


def read_runs(services: Services, nos: Collection[int]) -> Sequence[ResultRecord]:
    """Some runs as the list shows them; for a thread."""
    return _with_tails(services, services.results.by_nos(nos), None).records


def read_tails(services: Services, nos: Sequence[int]) -> Mapping[int, RunTail]:
    """What the journals of live runs say so far; for a thread."""
    return dict(services.logs.tails(map(ResultNo, nos)))


def _with_tails(
    services: Services, records: list[ResultRecord], next_before: int | None
) -> RunsFound:
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
    return RunsFound(tuple(slim), next_before, dict(tails))
