"""Records that the original has and JobDesk has none of: to be read, and empty.

A job that looks for one finds none, and its log says why.
"""

from __future__ import annotations

import uuid
from typing import Any

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.deskdata.access import LABEL, desk_place
from jobdesk.inventory.deskdata.models import DeskModel
from jobdesk.inventory.deskdata.querysets import DeskQuerySet
from jobdesk.jobs.levels import WARNING

_told: set[str] = set()  # one process is one run


class NoneKept(models.Manager.from_queryset(DeskQuerySet)):  # type: ignore[misc]
    """Finds nothing, and says so in the log of the run, once."""

    def get_queryset(self) -> Any:
        """No rows; every filter on them works."""
        _tell(self.model)
        return super().get_queryset().none()

    def get_for_provided_contents(self, provided_contents_type: str) -> Any:
        """Git repositories that bring jobs, or data of a kind."""
        del provided_contents_type
        return self.get_queryset()


def _tell(model: Any) -> None:
    say = desk_place().say
    if say is not None and model.__name__ not in _told:
        _told.add(model.__name__)
        words = f"JobDesk has no {model._meta.verbose_name_plural} yet: a job finds none."
        say(WARNING, "jobdesk", words, "")


class GitRepository(DeskModel):
    """A repository that jobs and data come from; JobDesk reads folders, so there is none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    remote_url = models.CharField(max_length=255)
    branch = models.CharField(max_length=64)
    current_head = models.CharField(max_length=48)
    provided_contents = models.JSONField(default=list)

    objects = NoneKept()

    class Meta(DeskModel.Meta):
        app_label = LABEL
        verbose_name = "Git repository"
        verbose_name_plural = "Git repositories"


class Group(DeskModel):
    """People with the same rights; JobDesk has rights of single people only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=150)

    objects = NoneKept()

    class Meta(DeskModel.Meta):
        app_label = LABEL
        verbose_name = "group of users"
        verbose_name_plural = "groups of users"


class ScheduledJob(DeskModel):
    """A run that is to come by the clock; JobDesk has no schedules yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=255)
    task = models.CharField(max_length=255)
    interval = models.CharField(max_length=255)
    crontab = models.CharField(max_length=255)
    start_time = models.DateTimeField(null=True)
    last_run_at = models.DateTimeField(null=True)
    total_run_count = models.IntegerField(default=0)
    enabled = models.BooleanField(default=True)
    approval_required = models.BooleanField(default=False)

    objects = NoneKept()

    class Meta(DeskModel.Meta):
        app_label = LABEL
        verbose_name = "scheduled job"
        verbose_name_plural = "scheduled jobs"
