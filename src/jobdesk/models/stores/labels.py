"""Labels of jobs: words that people file them under."""

from sqlalchemy import func, select

from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import JOB_LABEL


class LabelStore:
    """Reads the labels of all jobs; `EditStore` writes them. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def by_job(self) -> dict[str, tuple[str, ...]]:
        """The labels of each job that has one, in their order without regard to case."""
        label = JOB_LABEL
        found: dict[str, list[str]] = {}
        with self._database.reading() as connection:
            for job, word in connection.execute(select(label.c.job_id, label.c.label)):
                found.setdefault(job, []).append(word)
        return {job: tuple(sorted(words, key=str.casefold)) for job, words in found.items()}

    def counts(self) -> dict[str, int]:
        """All labels and how many jobs have each."""
        label = JOB_LABEL
        with self._database.reading() as connection:
            rows = connection.execute(
                select(label.c.label, func.count()).group_by(label.c.label)
            )
            found = {word: int(count) for word, count in rows}
        return dict(sorted(found.items(), key=lambda one: one[0].casefold()))
