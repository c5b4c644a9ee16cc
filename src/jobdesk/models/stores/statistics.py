"""How the runs of a job went: the last ones at a glance, and figures over many."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import JOB_RESULT
from jobdesk.models.records import JobId, Status

_MEASURED = 1000  # durations of so many runs make the median; older ones say little


@dataclass(frozen=True, slots=True)
class RunGlance:
    """One run without what is large in it."""

    no: int
    status: Status
    user: str
    date_created: datetime
    date_started: datetime | None
    date_done: datetime | None

    @property
    def duration(self) -> float | None:
        """Seconds from start to end; None while it runs or when it never started."""
        if self.date_started is None or self.date_done is None:
            return None
        return (self.date_done - self.date_started).total_seconds()


@dataclass(frozen=True, slots=True)
class JobStatistics:
    """Figures over the runs of a job.

    Attributes:
        runs: all that are kept.
        ended: those that ended.
        succeeded: those that completed.
        median: seconds; None without a run that was started and ended.
        slow: seconds within which 95 of 100 runs ended.
        last_failure: the newest run that failed.
    """

    runs: int = 0
    ended: int = 0
    succeeded: int = 0
    median: float | None = None
    slow: float | None = None
    last_failure: RunGlance | None = None

    @property
    def success_rate(self) -> float | None:
        """The share of ended runs that completed; None when none ended."""
        return self.succeeded / self.ended if self.ended else None


@dataclass(frozen=True, slots=True)
class JobHistory:
    """The newest runs first, and figures over all."""

    runs: tuple[RunGlance, ...]
    statistics: JobStatistics


class StatisticsStore:
    """Reads how runs went. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def history(self, job_id: JobId, limit: int = 20) -> JobHistory:
        """The newest `limit` runs of a job, and figures over its runs."""
        result = JOB_RESULT
        glance = select(
            result.c.no, result.c.status, result.c.user_name,
            result.c.date_created, result.c.date_started, result.c.date_done,
        ).where(result.c.job_id == job_id)  # fmt: skip
        newest = glance.order_by(result.c.no.desc())
        counted = (
            select(result.c.status, func.count())
            .where(result.c.job_id == job_id)
            .group_by(result.c.status)
        )
        with self._database.reading() as connection:
            runs = [RunGlance(*row) for row in connection.execute(newest.limit(_MEASURED))]
            counts = {status: int(count) for status, count in connection.execute(counted)}
            failed = connection.execute(
                newest.where(result.c.status == Status.FAILURE).limit(1)
            ).first()
        seconds = sorted(run.duration for run in runs if run.duration is not None)
        return JobHistory(
            tuple(runs[:limit]),
            JobStatistics(
                runs=sum(counts.values()),
                ended=sum(n for status, n in counts.items() if status.is_ready),
                succeeded=counts.get(Status.SUCCESS, 0),
                median=quantile(seconds, 0.5),
                slow=quantile(seconds, 0.95),
                last_failure=RunGlance(*failed) if failed is not None else None,
            ),
        )


def quantile(ordered: list[float], share: float) -> float | None:
    """The smallest value that `share` of the values do not exceed; None without any."""
    if not ordered:
        return None
    place = -(-len(ordered) * share // 1)  # rounded up
    return ordered[max(0, int(place) - 1)]
