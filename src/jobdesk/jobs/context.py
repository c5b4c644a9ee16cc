"""What a running job reaches; the worker implements and attaches it."""

from __future__ import annotations

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Protocol

    from jobdesk.jobs.variables.objects import ObjectLookup

    class RunContext(Protocol):
        """The ways from a job to its run. None of them raises into the job for want of disk."""

        def write_log(
            self,
            created_us: int,
            level: int,
            grouping: str,
            message: str,
            object_text: str,
            url: str,
        ) -> None:
            """Keep one log entry; the texts are already redacted and cut.

            `created_us` is in microseconds since the epoch.
            """

        def write_progress(self, done: float, total: float | None, text: str) -> None:
            """Keep how far the job says it is."""

        def write_summary(self, markdown: str) -> None:
            """Replace the summary of the run."""

        def write_object_result(self, object_text: str, status: str, text: str) -> None:
            """Keep what the job says about one object."""

        def create_file(self, name: str, content: str | bytes | None) -> Any:
            """Keep an output file; without content, give a writer for it."""


class RunAttachment:
    """Ties one job instance to its run.

    Attributes:
        failed: `fail()` or, in a 1.x job, `log_failure()` was called.
        failure_reason: what the first of these calls said.
        change_ids: of a job hook's run, the changes that it was started for.
        active_method: the method under way in a 1.x job; groups its log ("" = the caller).
    """

    def __init__(
        self,
        context: RunContext,
        user: Any = None,
        job_result: Any = None,
        job_model: Any = None,
        request: Any = None,
        celery_kwargs: Mapping[str, Any] | None = None,
        objects: ObjectLookup | None = None,
    ) -> None:
        self.context = context
        self.user = user
        self.job_result = job_result
        self.job_model = job_model
        self.request = request
        self.celery_kwargs: dict[str, Any] = dict(celery_kwargs or {})
        self.objects = objects
        self.change_ids: Sequence[str] = ()
        self.failed = False
        self.failure_reason = ""
        self.active_method = ""

    def note_failure(self, reason: str) -> None:
        """The run will end as a failure; the first reason is kept."""
        self.failure_reason = self.failure_reason or reason
        self.failed = True
