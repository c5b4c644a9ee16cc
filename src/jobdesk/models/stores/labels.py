"""Labels of jobs: words that people file them under."""

from collections.abc import Collection

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import JobLabel, table
from jobdesk.models.records import JobId


class LabelStore:
    """The labels of all jobs. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def by_job(self) -> dict[str, tuple[str, ...]]:
        """The labels of each job that has one, in their order without regard to case."""
        label = table(JobLabel)
        found: dict[str, list[str]] = {}
        with self._database.reading() as connection:
            for job, word in connection.execute(select(label.c.job_id, label.c.label)):
                found.setdefault(job, []).append(word)
        return {job: tuple(sorted(words, key=str.casefold)) for job, words in found.items()}

    def counts(self) -> dict[str, int]:
        """All labels and how many jobs have each."""
        label = table(JobLabel)
        with self._database.reading() as connection:
            rows = connection.execute(
                select(label.c.label, func.count()).group_by(label.c.label)
            )
            found = {word: int(count) for word, count in rows}
        return dict(sorted(found.items(), key=lambda one: one[0].casefold()))

    def add(self, job_ids: Collection[JobId], word: str) -> None:
        """Give a label to all of these jobs; those that have it keep it."""
        rows = [{"job_id": key, "label": word} for key in job_ids]
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert(JobLabel).on_conflict_do_nothing(), rows)

    def remove(self, job_ids: Collection[JobId], word: str) -> None:
        """Take a label from all of these jobs; one that has it not is no fault."""
        label = table(JobLabel)
        with self._database.writing() as connection:
            for key in job_ids:
                connection.execute(
                    delete(label).where(label.c.job_id == key, label.c.label == word)
                )
