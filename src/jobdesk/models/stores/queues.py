"""Queues: the named lanes that runs wait in."""

from collections.abc import Iterable

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.exc import IntegrityError

from jobdesk.errors import NotFound, Refused
from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import JOB, JOB_QUEUE, JOB_QUEUE_ASSIGNMENT
from jobdesk.models.records import QueueRecord
from jobdesk.models.stores.job_writing import ensure_queues


class QueueStore:
    """The queues of a workspace. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def all(self) -> list[QueueRecord]:
        """Every queue, by name."""
        queue = JOB_QUEUE
        with self._database.reading() as connection:
            rows = connection.execute(
                select(
                    queue.c.name, queue.c.concurrency, queue.c.is_paused, queue.c.is_draining
                ).order_by(queue.c.name)
            )
            return [QueueRecord(*row) for row in rows]

    def ensure(self, names: Iterable[str]) -> None:
        """Create the queues that are missing."""
        with self._database.writing() as connection:
            ensure_queues(connection, names)

    def set_concurrency(self, name: str, concurrency: int) -> None:
        """How many runs of this queue may go on at once; 0 means all slots."""
        if concurrency < 0:
            raise Refused("A queue's concurrency cannot be negative.")
        self._change(name, {"concurrency": concurrency})

    def set_paused(self, name: str, paused: bool) -> None:
        """Hold the queue: what runs goes on, nothing new starts."""
        self._change(name, {"is_paused": paused})

    def set_draining(self, name: str, draining: bool) -> None:
        """Take no new runs; those that wait and run go on."""
        self._change(name, {"is_draining": draining})

    def set_all_paused(self, paused: bool) -> None:
        """Hold every queue, or none."""
        with self._database.writing() as connection:
            connection.execute(update(JOB_QUEUE).values(is_paused=paused))

    def is_draining(self, name: str) -> bool:
        """Whether a queue takes no new runs; each request asks."""
        found = self._database.rows("SELECT is_draining FROM job_queue WHERE name = ?", (name,))
        return bool(found and found[0][0])

    def jobs_of(self, name: str) -> list[str]:
        """The names of the jobs that may run in a queue, in order."""
        queue, link, job = JOB_QUEUE, JOB_QUEUE_ASSIGNMENT, JOB
        uses = or_(
            job.c.default_job_queue_id == queue.c.id,
            exists().where(link.c.job_id == job.c.id, link.c.queue_id == queue.c.id),
        )
        with self._database.reading() as connection:
            return list(
                connection.execute(
                    select(job.c.name)
                    .where(queue.c.name == name, uses)
                    .distinct()
                    .order_by(job.c.name)
                ).scalars()
            )

    def delete(self, name: str) -> None:
        """Remove a queue that no job uses."""
        try:
            with self._database.writing() as connection:
                connection.execute(delete(JOB_QUEUE).where(JOB_QUEUE.c.name == name))
        except IntegrityError as error:
            raise Refused(f"Queue {name} is still used by jobs.") from error

    def _change(self, name: str, values: dict[str, object]) -> None:
        queue = JOB_QUEUE
        with self._database.writing() as connection:
            done = connection.execute(
                update(queue).where(queue.c.name == name).values(**values)
            )
            if done.rowcount == 0:
                raise NotFound(f"There is no queue called {name}.")
