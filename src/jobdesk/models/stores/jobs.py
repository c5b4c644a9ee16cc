"""Job records: reading, refreshing, enabling, overriding."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from jobdesk.errors import Outdated, Refused
from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import BROKEN_SOURCE_FILE, JOB
from jobdesk.models.plans import JobEdit, NewJob, RefreshPlan
from jobdesk.models.records import BrokenFile, JobError, JobId, JobRecord, JobTies
from jobdesk.models.stores.job_refresh import apply_refresh
from jobdesk.models.stores.job_rows import JobsLook, job_id_of, look_at_jobs, read_jobs
from jobdesk.models.stores.job_states import planned, read_by_id, write_states
from jobdesk.models.stores.job_ties import forget_kept, move_ties, read_ties
from jobdesk.models.stores.job_writing import add_jobs, ensure_queues, queues_named


class JobStore:
    """The jobs of a workspace. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def all(self) -> list[JobRecord]:
        """Every record, by grouping and name."""
        return list(self.look(JobsLook()).records)

    def look(self, before: JobsLook) -> JobsLook:
        """Every record; after an earlier look only what has changed since is read."""
        with self._database.reading() as connection:
            return look_at_jobs(connection, before)

    def by_id(self, job_id: str) -> JobRecord | None:
        """The record with this id; the text may be anything."""
        key = job_id_of(job_id)
        return None if key is None else self._one(JOB.c.id == key)

    def by_ids(self, refs: Sequence[str]) -> dict[str, JobRecord]:
        """The records with these ids, by id; what is no id is left out."""
        keys = [key for ref in refs if (key := job_id_of(ref)) is not None]
        with self._database.reading() as connection:
            return read_by_id(connection, keys) if keys else {}

    def any_uses_inventory(self) -> bool:
        """A job that may run works on the inventory, as its last look says."""
        return bool(
            self._database.rows(
                "SELECT 1 FROM job WHERE installed AND enabled "
                "AND json_extract(description_json, '$.uses_inventory') LIMIT 1"
            )
        )

    def current(self, known: JobRecord) -> JobRecord | None:
        """The record as it stands now; `known` itself while nobody has written to the job.

        Every write raises the version, so a look at it is enough. `last_result` belongs to the
        runs: in a record that is given back it may be out of date.
        """
        versions = self._database.rows(
            "SELECT version FROM job WHERE id = ?", (known.id.replace("-", ""),)
        )
        return known if versions == [(known.version,)] else self.by_id(known.id)

    def by_class_path(self, class_path: str) -> JobRecord | None:
        """The record of `<module>.<Class>`."""
        module, _, name = class_path.rpartition(".")
        job = JOB
        return self._one((job.c.module_name == module) & (job.c.job_class_name == name))

    def by_name(self, name: str) -> JobRecord | None:
        """The record called so, to the letter."""
        return self._one(JOB.c.name == name)

    def add(self, source: str, job: NewJob) -> JobRecord:
        """Add one record by itself; a refresh adds its own through `save_refresh`."""
        with self._database.writing() as connection:
            queue_ids = ensure_queues(connection, queues_named(job.code.values))
            [key] = add_jobs(connection, source, [job], queue_ids)
            return read_jobs(connection, JOB.c.id == key)[0]

    def save_refresh(self, source: str, plan: RefreshPlan) -> None:
        """Write all that a refresh found, or nothing.

        Raises Outdated when the records changed so that the plan does not fit any more.
        """
        try:
            with self._database.writing() as connection:
                apply_refresh(connection, source, plan)
        except IntegrityError as error:
            raise Outdated(
                "The job records changed while the source was being read; refresh again."
            ) from error

    def broken_files(self) -> list[BrokenFile]:
        """The files that do not load, with or without records."""
        file = BROKEN_SOURCE_FILE
        with self._database.reading() as connection:
            rows = connection.execute(
                select(
                    file.c.source, file.c.module_name,
                    file.c.file, file.c.line, file.c.message, file.c.traceback,
                ).order_by(file.c.source, file.c.file)
            )  # fmt: skip
            return [BrokenFile(row[0], row[1], JobError(*row[2:])) for row in rows]

    def ties(self, job_id: JobId) -> JobTies:
        """What hangs on a record."""
        with self._database.reading() as connection:
            return read_ties(connection, job_id)

    def merge(
        self, job_id: JobId, into_id: JobId, values: Mapping[str, Any] | None = None
    ) -> int:
        """Hang the runs of a record on another one and delete it; how many runs there were.

        Args:
            job_id: the record that goes.
            into_id: the record that takes over, with these `values` as overrides.
            values: overrides to set.

        Raises JobNotFound when one of them is gone, Refused when a name is taken.
        """
        edit = JobEdit(into_id, values=values or {})
        try:
            with self._database.writing() as connection:
                planned(connection, [JobEdit(job_id), edit])
                moved = move_ties(connection, job_id, into_id)
                connection.execute(delete(JOB).where(JOB.c.id == job_id))
                if edit.values:  # last: a name of the record that went may be among them
                    write_states(connection, planned(connection, [edit]))
                return moved
        except IntegrityError as error:
            raise Refused(
                f"Another job is already called “{edit.values.get('name')}”."
            ) from error

    def delete(self, job_id: JobId) -> None:
        """Remove a record; its runs stay."""
        with self._database.writing() as connection:
            forget_kept(connection, job_id)
            connection.execute(delete(JOB).where(JOB.c.id == job_id))

    def _one(self, condition: Any) -> JobRecord | None:
        with self._database.reading() as connection:
            found = read_jobs(connection, condition)
        return found[0] if found else None
