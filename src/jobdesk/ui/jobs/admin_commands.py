"""What administration asks of the operations; off the main thread, told to all afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from jobdesk.ui.background import is_alive, report_error, run_in_background
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.models.records import JobId, JobRecord
    from jobdesk.operations.bulk import BulkPreview
    from jobdesk.operations.impact import DeletionImpact
    from jobdesk.ui.jobs.code_diff import Difference

Failed = Callable[[BaseException], None]


class ReviewedChange(NamedTuple):
    """What changed in a job's code since its review.

    Attributes:
        note: why there is no comparison; empty when there is one.
        twins: how many other jobs of the same code have the same change.
    """

    record: JobRecord
    difference: Difference
    note: str
    twins: int


class AdminCommands(QObject):
    """Override many jobs, compare and approve code, delete and merge records.

    Signals:
        bulk_requested(list): open the settings of these jobs (ids) together.
        delete_requested(str): ask what to do with the record of this job.
    """

    bulk_requested = Signal(list)
    delete_requested = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def preview(
        self,
        owner: QObject,
        job_ids: Collection[JobId],
        changes: Mapping[str, Any],
        clear: Collection[str],
        done: Callable[[BulkPreview], None],
    ) -> None:
        """Work out what would change; only the newest answer of an owner comes back."""
        services = self._session.ready
        wanted, cleared = tuple(job_ids), tuple(clear)

        def work() -> BulkPreview:
            from jobdesk.operations.bulk import preview

            return preview(services, wanted, dict(changes), cleared)

        run_in_background(owner, work, done, name="preview")

    def override_many(
        self,
        job_ids: Sequence[JobId],
        changes: Mapping[str, Any],
        clear: Collection[str],
        versions: Mapping[JobId, int],
        done: Callable[[int], None],
        failed: Failed,
    ) -> None:
        """Override jobs in one step; `done` hears how many changed."""
        services, actor = self._session.ready, self._session.user
        wanted, cleared = tuple(job_ids), tuple(clear)

        def work() -> int:
            from jobdesk.operations.bulk import override_many

            return override_many(
                services, actor, wanted, dict(changes), cleared, dict(versions)
            )

        number = len(wanted)
        told = f"Saving the settings of {number} job{'s' if number != 1 else ''}"
        self._change(work, done, failed, task=told)

    def compare(
        self, owner: QObject, job_id: str, done: Callable[[ReviewedChange], None]
    ) -> None:
        """Find what changed in a job's code since its review."""
        services = self._session.ready

        def work() -> ReviewedChange:
            from jobdesk.operations.reviews import code_changes, twins
            from jobdesk.ui.jobs.code_diff import difference

            found = code_changes(services, job_id)
            others = len(twins(services, found.record))
            return ReviewedChange(found.record, difference(found.files), found.note, others)

        run_in_background(owner, work, done, store="reviews", name="compare")

    def approve(self, job_id: str, version: str, *, with_twins: bool) -> None:
        """The code of this version counts as reviewed, on request of all jobs of it."""
        services, actor = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations.reviews import approve

            approve(services, actor, job_id, version, with_twins=with_twins)

        self._change(work)

    def look_at_deletion(
        self, owner: QObject, job_id: str, done: Callable[[DeletionImpact], None]
    ) -> None:
        """Count what hangs on a record."""
        services = self._session.ready

        def work() -> DeletionImpact:
            from jobdesk.operations.impact import deletion_impact

            return deletion_impact(services, job_id)

        run_in_background(owner, work, done, name="impact")

    def delete(self, job_id: str, done: Callable[[Any], None], failed: Failed) -> None:
        """Delete a record; its runs stay."""
        services, actor = self._session.ready, self._session.user

        def work() -> None:
            from jobdesk.operations.jobs import delete_job

            delete_job(services, actor, job_id)

        self._change(work, done, failed)

    def merge(
        self,
        job_id: str,
        into_id: str,
        *,
        take_overrides: bool,
        done: Callable[[Any], None],
        failed: Failed,
    ) -> None:
        """Hang a record's history on another job and delete the record."""
        services, actor = self._session.ready, self._session.user

        def work() -> int:
            from jobdesk.operations.impact import merge_job

            return merge_job(services, actor, job_id, into_id, take_overrides=take_overrides)

        def merged(moved: int) -> None:
            self._session.results_changed.emit()  # runs are those of another job
            if is_alive(done):
                done(moved)

        self._change(work, merged, failed, task="Merging the history of a job")

    def _change(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Failed | None = None,
        task: str = "",
    ) -> None:
        def changed(result: Any) -> None:
            self._session.jobs_changed.emit()
            if done is not None and is_alive(done):
                done(result)

        def refused(error: BaseException) -> None:
            self._session.jobs_changed.emit()
            (failed if failed is not None and is_alive(failed) else report_error)(error)

        run_in_background(self, work, changed, failed=refused, task=task)
