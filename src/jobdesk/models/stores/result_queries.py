"""Questions about runs that are asked rarely: durations, who asked for whom, what is old.

Everything here runs inside the caller's transaction.
"""

from collections.abc import Collection
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Connection, func, insert, select

from jobdesk.models.asked_records import AskedFor, Asking, OldRuns
from jobdesk.models.desk import JOB_RESULT
from jobdesk.models.desk_outbox import ASKED_RUN
from jobdesk.models.records import LEVEL_NUMBERS, JobId, Status

_ENDS = tuple(status for status in Status if status.is_ready)
_FAMILY = """
WITH RECURSIVE
  above(no) AS (
    SELECT ? UNION SELECT asked_by FROM asked_run JOIN above ON result_no = above.no),
  family(no) AS (
    SELECT no FROM above
    UNION SELECT result_no FROM asked_run JOIN family ON asked_by = family.no)
SELECT count(*) FROM (SELECT 1 FROM family LIMIT ?)
"""
_COUNTED = 10_000  # more are only "many"


def insert_asked(connection: Connection, no: int, asked: AskedFor) -> None:
    """Note which run asked for this one."""
    values = {"result_no": no, "asked_by": asked.by, "depth": asked.depth}
    connection.execute(insert(ASKED_RUN).values(**values))


def read_asking(connection: Connection, no: int) -> Asking:
    """How deep a run stands, and how many it and its relatives have asked for."""
    asked = ASKED_RUN
    own = select(asked.c.depth).where(asked.c.result_no == no)
    made = select(func.count()).where(asked.c.asked_by == no)
    family = connection.exec_driver_sql(_FAMILY, (no, _COUNTED)).scalar()
    return Asking(
        depth=int(connection.execute(own).scalar() or 0),
        made=int(connection.execute(made).scalar() or 0),
        family=int(family or 0),
    )


def count_old(connection: Connection, before: datetime) -> OldRuns:
    """How many runs ended before this moment, and how many log lines they have."""
    result = JOB_RESULT
    columns = [result.c[f"{level}_log_count"] for level in LEVEL_NUMBERS]
    lines = cast("ColumnElement[int]", sum(columns[1:], start=columns[0]))
    query = select(func.count(), func.sum(lines)).where(*_old(before))
    runs, total = connection.execute(query).one()
    return OldRuns(int(runs), int(total or 0))


def read_old(connection: Connection, before: datetime, limit: int) -> list[tuple[int, int]]:
    """The oldest of them: number and log lines."""
    result = JOB_RESULT
    columns = [result.c[f"{level}_log_count"] for level in LEVEL_NUMBERS]
    lines = cast("ColumnElement[int]", sum(columns[1:], start=columns[0]))
    query = select(result.c.no, lines).where(*_old(before)).order_by(result.c.no).limit(limit)
    return [(int(no), int(count)) for no, count in connection.execute(query)]


def _old(before: datetime) -> tuple[ColumnElement[bool], ...]:
    result = JOB_RESULT
    return result.c.status.in_(_ENDS), result.c.date_done < before


def read_durations(
    connection: Connection, job_ids: Collection[JobId], count: int
) -> dict[JobId, list[tuple[float, Status]]]:
    """Seconds and end of the last runs that were started, newest first, for each job."""
    result = JOB_RESULT
    found: dict[JobId, list[tuple[float, Status]]] = {key: [] for key in job_ids}
    for key, runs in found.items():
        rows = connection.execute(
            select(result.c.date_started, result.c.date_done, result.c.status)
            .where(
                result.c.job_id == key,
                result.c.date_started.is_not(None),
                result.c.date_done.is_not(None),
            )
            .order_by(result.c.no.desc())
            .limit(count)
        )
        runs.extend(((done - start).total_seconds(), s) for start, done, s in rows)
    return found
