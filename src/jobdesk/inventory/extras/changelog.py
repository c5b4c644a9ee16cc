"""ObjectChange: who changed what, in which run, and how it was before (SPEC §24)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.utils import timezone

from jobdesk.inventory.core.bases import BaseModel
from jobdesk.inventory.core.fields import TextLine
from jobdesk.inventory.core.orm import models

CREATE, UPDATE, DELETE = "create", "update", "delete"
_ACTIONS = {CREATE: "Created", UPDATE: "Updated", DELETE: "Deleted"}
_TEXT = 200


class ObjectChange(BaseModel):
    """One object's change in one change context; several saves are one entry.

    Attributes:
        before_data: the object before the context; null for what it created.
        object_data: the object after it; for a delete, as it was last.
        result_no: the run that did it; 0 for an editor.
    """

    time = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    user = models.ForeignKey(
        "users.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="changes"
    )
    user_name = models.CharField(max_length=150, editable=False, db_index=True)
    request_id = models.UUIDField(editable=False)
    action = models.CharField(max_length=50, choices=tuple(_ACTIONS.items()))
    changed_object_type = models.ForeignKey(
        "contenttypes.ContentType", on_delete=models.PROTECT, related_name="+"
    )
    changed_object_id = models.UUIDField()
    changed_object = GenericForeignKey("changed_object_type", "changed_object_id")
    change_context = models.CharField(max_length=50, default="unknown", editable=False)
    change_context_detail = TextLine(max_length=400, editable=False)
    related_object_type = models.ForeignKey(
        "contenttypes.ContentType",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    related_object_id = models.UUIDField(null=True, blank=True)
    related_object = GenericForeignKey("related_object_type", "related_object_id")
    object_repr = models.CharField(max_length=_TEXT, editable=False)
    object_data = models.JSONField(editable=False)
    before_data = models.JSONField(editable=False, null=True)
    result_no = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("-time",)
        indexes = (
            models.Index(fields=("changed_object_type", "changed_object_id", "time")),
            models.Index(fields=("request_id", "changed_object_type", "changed_object_id")),
            models.Index(fields=("result_no", "changed_object_type", "time")),
            models.Index(fields=("related_object_type", "related_object_id", "time")),
        )

    @property
    def object_data_v2(self) -> Any:
        """The same snapshot, under the name of 2.x."""
        return self.object_data

    def get_snapshots(self) -> dict[str, Any]:
        """`prechange`, `postchange`, `differences` (`added`, `removed`), as upstream."""
        before = self.before_data
        after = None if self.action == DELETE else self.object_data
        return {
            "prechange": before,
            "postchange": after,
            "differences": differences(before, after),
        }

    def __str__(self) -> str:
        return f"{self.object_repr} {self.action}d by {self.user_name}"


def differences(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> dict[str, dict[str, Any] | None]:
    """What was added and what was removed, by field."""
    if before is None or after is None:
        return {"added": _plain(after), "removed": _plain(before)}
    changed = [name for name in after if before.get(name) != after[name]]
    return {
        "added": {name: after[name] for name in changed},
        "removed": {name: before.get(name) for name in changed},
    }


def _plain(data: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if data is None else dict(data)
