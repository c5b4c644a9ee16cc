"""Entries of the change log that are old: how many, and away with them.

What job hooks may still have to read stays: entries of runs that have not ended, and those of
the last minute.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from jobdesk.inventory.core.orm import transaction
from jobdesk.inventory.deskdata.models import JobResult
from jobdesk.inventory.extras.changelog import ObjectChange

_PORTION = 2_000  # of one transaction: others that write wait for it
_FRESH = timedelta(minutes=1)
_UNFINISHED = ("PENDING", "STARTED")


def changes_before(before: datetime) -> int:
    """How many would go."""
    return int(_old(before).count())


def delete_changes(before: datetime) -> int:
    """Delete some of them in one transaction of the inventory; how many, 0 at the end."""
    with transaction.atomic():
        keys = list(_old(before).order_by("time").values_list("pk", flat=True)[:_PORTION])
        for first in range(0, len(keys), _AT_ONCE):
            some = ObjectChange.objects.filter(pk__in=keys[first : first + _AT_ONCE])
            some._raw_delete(some.db)
    return len(keys)


_AT_ONCE = 500  # variables of one statement


def _old(before: datetime) -> Any:
    live = list(JobResult.objects.filter(status__in=_UNFINISHED).values_list("no", flat=True))
    until = min(before, timezone.now() - _FRESH)
    return ObjectChange.objects.filter(time__lt=until).exclude(result_no__in=live)
