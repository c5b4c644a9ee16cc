"""Runs: asked for, claimed, started, stopped, closed."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from jobdesk.errors import Refused, ResultNotFound
from jobdesk.models.asked_records import AskedFor, Asking, OldRuns
from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import JOB_RESULT
from jobdesk.models.desk_outbox import HOOK_BATCH
from jobdesk.models.plans import Ending
from jobdesk.models.records import (
    Claim,
    JobId,
    JobRecord,
    Lineup,
    ResultRecord,
    RunOptions,
    Status,
)
from jobdesk.models.stores.job_rows import job_id_of
from jobdesk.models.stores.result_queries import (
    count_old,
    insert_asked,
    read_asking,
    read_durations,
    read_old,
)
from jobdesk.models.stores.result_rows import (
    claim_columns,
    claiming,
    ending_columns,
    new_run_columns,
    read_results,
    result_by_no,
    result_statement,
    run_order,
)
from jobdesk.models.stores.run_identities import RunIdentity, read_identities
from jobdesk.models.stores.waiting import (
    is_waiting,
    move_waiting,
    read_going,
    read_lineups,
    read_places,
    read_waiting,
)

_UNFINISHED = tuple(status for status in Status if not status.is_ready)
_LAST_RUNS = 5_000  # among which it is looked for names to choose from
_NO_LIMIT = 1 << 31  # a run number and an entry number share 63 bits


class ResultStore:
    """The runs of a workspace. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database
        self._table = JOB_RESULT

    # Asking

    def create(
        self,
        job: JobRecord,
        user: str,
        inputs: Mapping[str, Any] | None,
        sensitive: bool,
        options: RunOptions,
        code_version: str = "",
        asked: AskedFor | None = None,
    ) -> ResultRecord:
        """A new PENDING run; the inputs of a sensitive one are not kept.

        `asked` tells of the run that asks for it; its id is the new run's.
        """
        kept = None if sensitive or inputs is None else dict(inputs)
        values = {
            **new_run_columns(job, user, options, code_version),
            "inputs": kept,
            "is_sensitive": sensitive,
        }
        if asked is not None:
            values |= {"id": asked.id, "hook_depth": asked.hook_depth}
        with self._database.writing() as connection:
            done = connection.execute(insert(self._table).values(**values))
            no = done.inserted_primary_key[0] if done.inserted_primary_key else 0
            if asked is not None:
                insert_asked(connection, no, asked)
            return read_results(connection, result_statement(self._table.c.no == no))[0]

    def raise_floor(self, no: int) -> None:
        """Make the next run's number greater than `no`."""
        with self._database.writing() as connection:
            done = connection.exec_driver_sql(
                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'job_result'", (no,)
            )
            if done.rowcount == 0:
                connection.exec_driver_sql(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES ('job_result', ?)", (no,)
                )

    # Reading

    def by_no(self, no: int) -> ResultRecord | None:
        """The run with this number."""
        if not 0 < no < _NO_LIMIT:
            return None
        with self._database.reading() as connection:
            found = read_results(connection, result_by_no(), no=no)
        return found[0] if found else None

    def by_nos(self, nos: Collection[int]) -> list[ResultRecord]:
        """The runs with these numbers, in one reading; at most some hundreds."""
        return self._many(self._table.c.no.in_(nos))

    def by_id(self, result_id: str) -> ResultRecord | None:
        """The run with this id; the text may be anything."""
        key = job_id_of(result_id)
        return None if key is None else self._one(self._table.c.id == key)

    def find(self, ref: str) -> ResultRecord | None:
        """The run that a person means: `12`, `#12` or an id."""
        text = ref.strip().removeprefix("#")
        if text.isascii() and text.isdigit() and len(text) < 12:
            return self.by_no(int(text))
        return self.by_id(text)

    def recent(
        self,
        limit: int,
        job_id: JobId | None = None,
        status: Status | None = None,
        before_no: int | None = None,
        name: str = "",
        user: str = "",
    ) -> list[ResultRecord]:
        """The newest runs first; `name` is that of the job when it was asked for."""
        conditions = self._conditions(status, name, user)
        if job_id is not None:
            conditions.append(self._table.c.job_id == job_id)
        if before_no is not None:
            conditions.append(self._table.c.no < before_no)
        return self._many(*conditions, newest_first=True, limit=limit)

    def ordered(
        self,
        order: str,
        limit: int,
        offset: int = 0,
        *,
        descending: bool = False,
        status: Status | None = None,
        name: str = "",
        user: str = "",
    ) -> list[ResultRecord]:
        """A page of runs by another order than their age: one of `RUN_ORDERS`.

        What has no value yet (a duration before the end) stands last.
        """
        result = self._table
        value = run_order(order)
        first = value.desc() if descending else value.asc()
        with self._database.reading() as connection:  # the sorter carries numbers only
            rows = connection.execute(
                select(result.c.no)
                .where(*self._conditions(status, name, user))
                .order_by(value.is_(None), first, result.c.no.desc())
                .limit(limit)
                .offset(offset)
            )
            nos = [row.no for row in rows]
            found = read_results(connection, result_statement(result.c.no.in_(nos)))
        known = {record.no: record for record in found}
        return [known[no] for no in nos if no in known]

    def names_and_users(self, limit: int) -> tuple[list[str], list[str]]:
        """Names of jobs and users of the last runs, newest first; for a thread."""
        result = self._table
        found: list[list[str]] = []
        newest = func.max(result.c.no)
        with self._database.reading() as connection:
            last = connection.execute(select(newest)).scalar_one() or 0
            for column in (result.c.name, result.c.user_name):
                among = select(column).where(result.c.no > last - _LAST_RUNS).group_by(column)
                rows = connection.execute(among.order_by(newest.desc()).limit(limit))
                found.append([str(row[0]) for row in rows])
        return found[0], found[1]

    def _conditions(
        self, status: Status | None, name: str, user: str
    ) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        if status is not None:
            conditions.append(self._table.c.status == status)
        if name:
            conditions.append(self._table.c.name == name)
        if user:
            conditions.append(self._table.c.user_name == user)
        return conditions

    def for_job(self, job_id: JobId, limit: int) -> list[ResultRecord]:
        """The newest runs of a job first."""
        return self.recent(limit, job_id=job_id)

    def count(self) -> int:
        """How many runs are kept."""
        with self._database.reading() as connection:
            found = connection.execute(select(func.count()).select_from(self._table)).scalar()
        return int(found or 0)

    def identities(
        self,
        job_id: JobId | None = None,
        status: Status | None = None,
        since: datetime | None = None,
    ) -> Iterator[RunIdentity]:
        """Number, id and "has it ended" of all these runs, newest first; for a thread."""
        return read_identities(self._database, job_id, status, since)

    def pending_numbers(self) -> list[int]:
        """The numbers of the runs that nobody has taken, oldest first."""
        no = self._table.c.no
        with self._database.reading() as connection:
            return list(
                connection.execute(select(no).where(is_waiting()).order_by(no)).scalars()
            )

    def waiting_in(self, queue: str, limit: int) -> list[ResultRecord]:
        """The first runs that wait in a queue, the next one first."""
        with self._database.reading() as connection:
            return read_waiting(connection, queue, limit)

    def going(self) -> list[ResultRecord]:
        """The runs that a host has taken and that have not ended, oldest first."""
        with self._database.reading() as connection:
            return read_going(connection)

    def lineups(self) -> dict[str, Lineup]:
        """How many runs wait in each queue and since when; none waits in those left out."""
        with self._database.reading() as connection:
            return read_lineups(connection)

    def places(self) -> dict[int, float]:
        """Where moved runs stand in their queues; all others stand at their number."""
        with self._database.reading() as connection:
            return read_places(connection)

    def move(self, no: int, before_no: int | None) -> None:
        """Let a waiting run start before another one of its queue; None: after all of them.

        Raises:
            ResultNotFound: there is no such run.
            Refused: one of them does not wait any more, or they wait in different queues.
        """
        with self._database.writing() as connection:
            move_waiting(connection, no, before_no)

    def unfinished(self) -> list[ResultRecord]:
        """The runs that have not ended, oldest first."""
        return self._many(self._table.c.status.in_(_UNFINISHED))

    def running_for_job(self, job_id: JobId) -> list[ResultRecord]:
        """The runs of a job that have not ended, waiting ones included, oldest first."""
        return self._many(self._table.c.job_id == job_id, self._table.c.status.in_(_UNFINISHED))

    def last_durations(
        self, job_ids: Collection[JobId], count: int = 20
    ) -> dict[JobId, list[tuple[float, Status]]]:
        """Seconds and end of the last runs that were started, newest first, for each job."""
        with self._database.reading() as connection:
            return read_durations(connection, job_ids, count)

    def asking(self, no: int) -> Asking:
        """How deep a run stands below a person, and how many runs it has asked for."""
        with self._database.reading() as connection:
            return read_asking(connection, no)

    def count_old(self, before: datetime) -> OldRuns:
        """How many runs ended before this moment."""
        with self._database.reading() as connection:
            return count_old(connection, before)

    def old(self, before: datetime, limit: int) -> list[tuple[int, int]]:
        """The first of them: number and how many log lines."""
        with self._database.reading() as connection:
            return read_old(connection, before, limit)

    def changes_of(self, no: int) -> list[str]:
        """The changes that a run of a hook was started for; empty for any other run."""
        batch = HOOK_BATCH
        with self._database.reading() as connection:
            several = connection.execute(
                select(batch.c.change_ids).where(batch.c.result_no == no)
            ).scalar()
            if several is not None:
                return several
            one = connection.execute(
                select(self._table.c.change_id).where(self._table.c.no == no)
            ).scalar()
            return [] if one is None else [one]

    # A run's life

    def claim(self, no: int, claim: Claim) -> bool:
        """Take a waiting run; False when somebody else has it or it has ended."""
        with self._database.writing() as connection:
            done = connection.execute(claiming(), {"run_no": no, **claim_columns(claim)})
            return done.rowcount == 1

    def clear_claim(self, no: int) -> bool:
        """Put a claimed run that did not start back into the queue."""
        return self._change(
            no,
            claim_columns(None),
            self._table.c.status == Status.PENDING,
        )

    def mark_started(self, no: int, date_started: datetime, worker: str) -> bool:
        """Its journal exists; False when the run was not waiting any more."""
        return self._change(
            no,
            {"status": Status.STARTED, "date_started": date_started, "worker": worker},
            self._table.c.status == Status.PENDING,
        )

    def request_stop(self, no: int, by: str, kill: bool = False) -> ResultRecord:
        """Note who wants the run to stop; a kill outranks a cancel and is never taken back."""
        result = self._table
        with self._database.writing() as connection:
            found = read_results(connection, result_statement(result.c.no == no))
            if not found:
                raise ResultNotFound(f"There is no run {no} in this workspace.")
            if found[0].status.is_ready:
                raise Refused(f"Run {no} has already ended.")
            is_news = not found[0].stop_requested_by or (kill and not found[0].kill_requested)
            if is_news:
                connection.execute(
                    update(result)
                    .where(result.c.no == no)
                    .values(
                        stop_requested_by=by, kill_requested=kill or found[0].kill_requested
                    )
                )
            return read_results(connection, result_statement(result.c.no == no))[0]

    def change_limits(self, no: int, soft: float, hard: float) -> bool:
        """Note other limits, in seconds, of a run that has not ended; False when it has."""
        values = {"soft_limit": soft, "hard_limit": hard}
        return self._change(no, values, self._table.c.status.in_(_UNFINISHED))

    def close(self, no: int, ending: Ending) -> bool:
        """Write how the run ended; False when it had ended before (nothing is changed then)."""
        if not ending.status.is_ready:
            raise ValueError(f"{ending.status} is not an end")
        return self._change(no, ending_columns(ending), self._table.c.status.in_(_UNFINISHED))

    def delete(self, no: int) -> bool:
        """Forget a run that has ended; False when there is none."""
        with self._database.writing() as connection:
            done = connection.execute(
                delete(self._table).where(
                    self._table.c.no == no, self._table.c.status.not_in(_UNFINISHED)
                )
            )
            if done.rowcount:
                return True
            if read_results(connection, result_statement(self._table.c.no == no)):
                raise Refused(f"Run {no} has not ended; cancel it first.")
            return False

    def _change(self, no: int, values: dict[str, Any], *guard: ColumnElement[bool]) -> bool:
        with self._database.writing() as connection:
            done = connection.execute(
                update(self._table).where(self._table.c.no == no, *guard).values(**values)
            )
            return done.rowcount == 1

    def _one(self, condition: ColumnElement[bool]) -> ResultRecord | None:
        with self._database.reading() as connection:
            found = read_results(connection, result_statement(condition))
        return found[0] if found else None

    def _many(
        self,
        *conditions: ColumnElement[bool],
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[ResultRecord]:
        order = self._table.c.no.desc() if newest_first else self._table.c.no
        statement = result_statement(*conditions).order_by(order)
        if limit is not None:
            statement = statement.limit(limit)
        with self._database.reading() as connection:
            return read_results(connection, statement)
