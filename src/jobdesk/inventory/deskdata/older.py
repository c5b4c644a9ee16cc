"""What the original's jobs, runs and hooks have beside their columns."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.orm import Q

_OVERRIDABLE = (
    "grouping name description console_log_default dryrun_default hidden approval_required "
    "soft_time_limit time_limit has_sensitive_variables job_queues default_job_queue "
    "is_singleton"
)


class OlderJob:
    """Names of a job that are worked out."""

    git_repository = None  # jobs come from folders

    @property
    def runnable(self: Any) -> bool:
        """It is enabled, and its code is there."""
        return bool(self.enabled and self.installed)

    @property
    def latest_result(self: Any) -> Any:
        """Its newest run."""
        return self.job_results.first()

    @property
    def description_first_line(self: Any) -> str:
        """As lists show it."""
        return next(iter(str(self.description).splitlines()), "")

    @property
    def task_queues(self: Any) -> Any:
        """The names of its queues, as before 2.4."""
        return self.job_queues.values_list("name", flat=True)


def _overridden(name: str) -> property:
    return property(lambda job: name in job.overrides, doc=f"{name} is not what the code says.")


for _name in _OVERRIDABLE.split():
    setattr(OlderJob, f"{_name}_override", _overridden(_name))


class OlderResult:
    """Names of a run that are worked out."""

    task_args: tuple[Any, ...] = ()
    meta = None
    scheduled_job = None  # schedules are to come

    @property
    def data(self: Any) -> Any:
        """What the job returned, under the name of 1.x."""
        return self.result

    @property
    def celery_kwargs(self: Any) -> dict[str, Any]:
        """How it was asked for."""
        return {"queue": self.queue}

    @property
    def duration(self: Any) -> str | None:
        """How long it ran, in words; None while it runs."""
        run = self
        if run.date_done is None:
            return None
        passed = run.date_done - (run.date_started or run.date_created)
        minutes, seconds = divmod(passed.total_seconds(), 60)
        return f"{int(minutes)} minutes, {seconds:.2f} seconds"


def content_types_of(starter: Any) -> Any:
    """The kinds of objects that a hook or a button is for."""
    from django.contrib.contenttypes.models import ContentType

    meant = Q(pk__in=[])
    for label in starter.object_types:
        app, _, model = label.partition(".")
        meant |= Q(app_label=app, model=model)
    return ContentType.objects.filter(meant)
