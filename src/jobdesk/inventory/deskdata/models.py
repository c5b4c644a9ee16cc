"""Jobs, runs, queues, hooks and logs of JobDesk, under the names of the original. Read-only.

They live in files of their own, so that a filter does not span from here to the inventory.
"""

from __future__ import annotations

import uuid
from typing import Any

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.deskdata.access import LABEL, NotForJobs, connect, desk_place, refuse
from jobdesk.inventory.deskdata.columns import LevelField, MicrosecondField
from jobdesk.inventory.deskdata.older import OlderJob, OlderResult, content_types_of
from jobdesk.inventory.deskdata.querysets import (
    DeskQuerySet,
    JobQuerySet,
    LogQuerySet,
    number_of,
    run_of_row,
)
from jobdesk.jobs.levels import INFO, NUMBERS

connect()


def _text() -> Any:
    return models.TextField()


def _flag() -> Any:
    return models.BooleanField()


def _link(to: Any, name: str, column: str) -> Any:
    return models.ForeignKey(
        to,
        models.DO_NOTHING,
        null=True,
        related_name=name,
        db_column=column,
        db_constraint=False,
    )


class DeskModel(models.Model):
    """A record of JobDesk's own."""

    store = "desk"

    objects: Any = models.Manager.from_queryset(DeskQuerySet)()

    class Meta:
        abstract = True
        managed = False

    @property
    def present_in_database(self) -> bool:
        """It has been read from there."""
        return not self._state.adding

    def save(self, *args: Any, **more: Any) -> None:
        """Refused: a job cannot change JobDesk's records."""
        del args, more
        refuse(type(self))

    def delete(self, *args: Any, **more: Any) -> Any:
        """Refused, as saving."""
        del args, more
        refuse(type(self))

    def validated_save(self, *args: Any, **more: Any) -> None:
        """As `save`."""
        self.save(*args, **more)

    def __str__(self) -> str:
        return str(getattr(self, "name", self.pk))


class JobQueue(DeskModel):
    """A queue that runs wait in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = _text()
    concurrency = models.IntegerField()
    is_paused = _flag()
    queue_type = "celery"
    description = ""
    tenant = None

    class Meta(DeskModel.Meta):
        app_label = LABEL
        db_table = "job_queue"


class Job(OlderJob, DeskModel):
    """A job as it is administered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = _text()
    module_name = _text()
    job_class_name = _text()
    name = _text()
    grouping = _text()
    description = _text()
    installed = _flag()
    enabled = _flag()
    hidden = _flag()
    is_job_hook_receiver = _flag()
    is_job_button_receiver = _flag()
    read_only = _flag()
    supports_dryrun = _flag()
    has_sensitive_variables = _flag()
    dryrun_default = _flag()
    console_log_default = _flag()
    approval_required = _flag()
    soft_time_limit = models.FloatField()
    time_limit = models.FloatField()
    is_singleton = _flag()
    job_queues = models.ManyToManyField(
        JobQueue, through="JobQueueAssignment", related_name="jobs"
    )
    default_job_queue = _link(JobQueue, "default_for_jobs", "default_job_queue_id")
    overrides = models.JSONField(default=list)
    last_updated = models.DateTimeField(db_column="updated")
    created = models.DateTimeField()

    objects = models.Manager.from_queryset(JobQuerySet)()

    class Meta(DeskModel.Meta):
        app_label = LABEL
        db_table = "job"

    @property
    def class_path(self) -> str:
        """`<module>.<Class>`."""
        return f"{self.module_name}.{self.job_class_name}"


class JobQueueAssignment(DeskModel):
    """A queue that a job may run in."""

    pk = models.CompositePrimaryKey("job_id", "job_queue_id")
    job = _link(Job, "job_queue_assignments", "job_id")
    job_queue = _link(JobQueue, "job_assignments", "queue_id")

    class Meta(DeskModel.Meta):
        app_label = LABEL
        db_table = "job_queue_assignment"
        ordering = ("job", "job_queue")


def _queues_of(job: Job) -> Any:
    keys = JobQueueAssignment.objects.filter(job=job).values("job_queue")
    return JobQueue.objects.filter(pk__in=keys)


# Django's way from here needs models of an installed app; filters find the field as it is
Job.job_queues = property(_queues_of)


class JobHook(DeskModel):
    """A job that runs when objects change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = _text()
    job = _link(Job, "job_hooks", "job_id")
    enabled = _flag()
    type_create = models.BooleanField(db_column="on_create")
    type_update = models.BooleanField(db_column="on_update")
    type_delete = models.BooleanField(db_column="on_delete")
    object_types = models.JSONField(default=list)
    content_types = property(content_types_of)

    class Meta(DeskModel.Meta):
        app_label = LABEL
        db_table = "job_hook"


class JobButton(DeskModel):
    """A job that is offered on pages of objects."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = _text()
    job = _link(Job, "job_buttons", "job_id")
    enabled = _flag()
    text = _text()
    weight = models.IntegerField()
    group_name = _text()
    button_class = _text()
    confirmation = _flag()
    object_types = models.JSONField(default=list)
    content_types = property(content_types_of)

    class Meta(DeskModel.Meta):
        app_label = LABEL
        db_table = "job_button"


class JobResult(OlderResult, DeskModel):
    """A run."""

    no = models.IntegerField()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = _text()
    task_name = models.TextField(db_column="class_path")
    job_model = _link(Job, "job_results", "job_id")
    user = _link("users.User", "+", "user_id")
    user_name = _text()
    status = _text()
    reason = _text()
    date_created = models.DateTimeField()
    date_started = models.DateTimeField(null=True)
    date_done = models.DateTimeField(null=True)
    task_kwargs = models.JSONField(null=True, db_column="inputs")
    result = models.JSONField(null=True)
    traceback = _text()
    worker = _text()
    queue = _text()
    debug_log_count = models.IntegerField()
    info_log_count = models.IntegerField()
    success_log_count = models.IntegerField()
    warning_log_count = models.IntegerField()
    failure_log_count = models.IntegerField()
    error_log_count = models.IntegerField()
    critical_log_count = models.IntegerField()

    class Meta(DeskModel.Meta):
        app_label = LABEL
        db_table = "job_result"
        ordering = ("-date_created",)
        get_latest_by = "date_created"

    @classmethod
    def enqueue_job(cls, *args: Any, **more: Any) -> Any:
        """Ask for a run of another job, in the name of who asked for this one.

        Raises:
            Refused: it cannot run like this; the reason in words.
        """
        from jobdesk.inventory.deskdata.enqueueing import enqueue

        return enqueue(*args, **more)

    @classmethod
    def execute_job(cls, *args: Any, **more: Any) -> Any:
        """Refused: it would hold a worker while it waits for another one."""
        del args, more
        raise NotForJobs(
            "A run cannot wait inside another one in JobDesk; ask for it by enqueue_job."
        )

    @property
    def job_log_entries(self) -> Any:
        """Its log."""
        return JobLogEntry.objects.filter(job_result=self)


class JobLogEntry(DeskModel):
    """A line of a run's log; one that is created is added to the log of the run under way."""

    store = "logs"

    id = models.BigIntegerField(primary_key=True)
    created = MicrosecondField()
    log_level = LevelField(db_column="level")
    grouping = _text()
    message = _text()
    log_object = models.TextField(db_column="object")
    absolute_url = models.TextField(db_column="url")

    objects = models.Manager.from_queryset(LogQuerySet)()

    class Meta(DeskModel.Meta):
        app_label = LABEL
        db_table = "job_log_entry"
        ordering = ("id",)
        get_latest_by = "id"

    def __init__(self, *args: Any, job_result: Any = None, **values: Any) -> None:
        super().__init__(*args, **values)
        self._job_result = job_result

    @property
    def job_result(self) -> Any:
        """The run that it belongs to."""
        if self._job_result is None and self.pk is not None:
            self._job_result = JobResult.objects.filter(no=run_of_row(self.pk)).first()
        return self._job_result

    def save(self, *args: Any, **more: Any) -> None:
        """Add a new line to the log of this run; any other is refused."""
        del args, more
        place = desk_place()
        if not self._state.adding or place.say is None:
            refuse(type(self))
        result = self._job_result
        if result is not None and number_of(result) != place.result_no:
            refuse(type(self))
        name = str(self.log_level or "info").rpartition("_")[2].lower()
        texts = (self.grouping or "main", self.message or "", self.log_object or "")
        place.say(NUMBERS.get(name, INFO), *map(str, texts))
        self._state.adding = False

    def __str__(self) -> str:
        return str(self.message)


class JobConsoleEntry(DeskModel):
    """A line that a run printed."""

    store = "logs"

    id = models.BigIntegerField(primary_key=True)
    timestamp = MicrosecondField(db_column="created")
    output_type = models.IntegerField(db_column="stream")
    text = _text()

    objects = models.Manager.from_queryset(LogQuerySet)()

    class Meta(DeskModel.Meta):
        app_label = LABEL
        db_table = "job_console_entry"
        ordering = ("id",)
