"""Touching: which runs changed an object."""

from __future__ import annotations

from collections.abc import Mapping

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.extras.changelog import ObjectChange

_MOST = 200


def changes_by_run(kind: str, key: str) -> Mapping[int, int]:
    """How many of an object's changes each run made, by the number of the run; newest first."""
    from django.contrib.contenttypes.models import ContentType

    content_type = ContentType.objects.get_for_model(model_of(kind))
    of_it = models.Q(changed_object_type=content_type, changed_object_id=key)
    below = models.Q(related_object_type=content_type, related_object_id=key)
    found = (
        ObjectChange.objects.filter(of_it | below, result_no__gt=0)
        .order_by("-result_no")
        .values("result_no")
        .annotate(number=models.Count("pk"))
    )
    return {row["result_no"]: row["number"] for row in found[:_MOST]}
