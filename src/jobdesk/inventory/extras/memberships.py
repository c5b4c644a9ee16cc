"""What dynamic groups consist of: other groups, and objects that a person chose."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import Link
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.extras.groups import DIFFERENCE, INTERSECTION, UNION, DynamicGroup

_OPERATORS = (UNION, INTERSECTION, DIFFERENCE)


class DynamicGroupMembership(BaseModel):
    """A group inside another, and what becomes of its members."""

    parent_group = Link(DynamicGroup, models.CASCADE, related_name="dynamic_group_memberships")
    group = Link(DynamicGroup, models.CASCADE, related_name="+")
    operator = models.CharField(max_length=12, choices=tuple((one, one) for one in _OPERATORS))
    weight = models.PositiveSmallIntegerField()

    is_change_logged = True

    class Meta:
        ordering = ("parent_group", "weight", "group")
        constraints = (
            models.UniqueConstraint(
                fields=("group", "parent_group", "operator", "weight"), name="group_in_group"
            ),
        )

    def clean(self) -> None:
        """Both have the same kind of objects, and neither is inside itself."""
        super().clean()
        if self.group.content_type_id != self.parent_group.content_type_id:
            raise ValidationError({"group": f"{self.group} has other objects."})
        below = [self.group]
        while below:
            one = below.pop()
            if one.pk == self.parent_group_id:
                raise ValidationError({"group": f"{self.parent_group} is inside of it."})
            below += one.children.all()

    def __str__(self) -> str:
        return f"{self.group}: {self.operator} ({self.weight})"


class StaticGroupAssociation(ChangeLoggedModel, BaseModel):
    """An object in a static group."""

    dynamic_group = Link(DynamicGroup, models.CASCADE, related_name="static_group_associations")
    associated_object_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    associated_object_id = models.UUIDField()
    associated_object = GenericForeignKey("associated_object_type", "associated_object_id")

    class Meta:
        ordering = ("dynamic_group", "associated_object_id")
        constraints = (
            models.UniqueConstraint(
                fields=("dynamic_group", "associated_object_type", "associated_object_id"),
                name="object_in_group",
            ),
        )

    def clean(self) -> None:
        """The object is of the kind of its group."""
        super().clean()
        if self.associated_object_type_id != self.dynamic_group.content_type_id:
            words = f"{self.dynamic_group} has {self.dynamic_group.content_type} objects."
            raise ValidationError({"associated_object_type": words})

    def __str__(self) -> str:
        return f"{self.associated_object} as a member of {self.dynamic_group}"
