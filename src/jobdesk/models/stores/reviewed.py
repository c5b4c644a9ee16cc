"""The texts of reviewed code, kept to show later what changed since."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, select

from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import REVIEWED_CODE
from jobdesk.models.records import JobId, ReviewedTexts


class ReviewedStore:
    """Files of jobs as they were at their reviews. May be called from any thread.

    A row's path is `<version>/<path below the source's root>`, so that the texts of two reviews
    may stand side by side: undo brings the earlier review back. The row `<version>/` holds the
    note.
    """

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def keep(self, texts: Sequence[ReviewedTexts], earlier: Mapping[JobId, str]) -> None:
        """Keep texts of reviews; of each job also those of its `earlier` version, no others."""
        if not texts:
            return
        code = REVIEWED_CODE
        rows = [row for one in texts for row in _rows(one)]
        stale = (
            delete(code)
            .where(code.c.job_id == bindparam("job"))
            .where(code.c.path.not_like(bindparam("earlier")))
        )
        same = (
            delete(code)
            .where(code.c.job_id == bindparam("job"))
            .where(code.c.path.like(bindparam("now")))
        )
        known = [{"job": one.job_id, "now": f"{one.version}/%"} for one in texts]
        kept = [
            {"job": one.job_id, "earlier": f"{earlier.get(one.job_id, '')}/%"} for one in texts
        ]
        with self._database.writing() as connection:
            connection.execute(stale, kept)
            connection.execute(same, known)
            connection.execute(insert(code), rows)

    def texts(self, job_id: JobId, version: str) -> ReviewedTexts | None:
        """The texts of that review; None when none were kept."""
        code = REVIEWED_CODE
        start = f"{version}/"
        with self._database.reading() as connection:
            found = connection.execute(
                select(code.c.path, code.c.text).where(
                    code.c.job_id == job_id, code.c.path.like(f"{start}%")
                )
            ).all()
        if not found:
            return None
        files = {row.path.removeprefix(start): row.text for row in found}
        note = files.pop("", "")
        return ReviewedTexts(job_id, version, files, note)


def _rows(texts: ReviewedTexts) -> list[dict[str, str]]:
    files = {"": texts.note, **texts.files}
    return [
        {"job_id": texts.job_id, "path": f"{texts.version}/{path}", "text": text}
        for path, text in files.items()
    ]
