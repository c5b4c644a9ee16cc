"""Relationships of one's own between objects of any kind."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import Link, NameField, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField

ONE_TO_ONE, ONE_TO_MANY, MANY_TO_MANY = "one-to-one", "one-to-many", "many-to-many"
_TYPES = (
    ONE_TO_ONE,
    ONE_TO_MANY,
    MANY_TO_MANY,
    "one-to-one-symmetric",
    "many-to-many-symmetric",
)


class Relationship(ChangeLoggedModel, BaseModel):
    """A kind of link between objects of two kinds."""

    label = NameField(unique=True)
    key = SlugField("label", unique=True, db_index=False)
    description = TextLine()
    type = models.CharField(
        max_length=50, choices=tuple((one, one) for one in _TYPES), default=MANY_TO_MANY
    )
    source_type = models.ForeignKey(
        "contenttypes.ContentType", models.CASCADE, related_name="source_relationships"
    )
    source_label = TextLine()
    source_hidden = models.BooleanField(default=False)
    destination_type = models.ForeignKey(
        "contenttypes.ContentType", models.CASCADE, related_name="destination_relationships"
    )
    destination_label = TextLine()
    destination_hidden = models.BooleanField(default=False)

    natural_key_names = ("key",)

    class Meta:
        ordering = ("label",)

    @property
    def symmetric(self) -> bool:
        """Both sides are alike."""
        return self.type.endswith("-symmetric")

    def __str__(self) -> str:
        return self.label


class RelationshipAssociation(ChangeLoggedModel, BaseModel):
    """One link."""

    relationship = Link(Relationship, models.CASCADE, related_name="relationship_associations")
    source_type = models.ForeignKey(
        "contenttypes.ContentType", models.CASCADE, related_name="+"
    )
    source_id = models.UUIDField(db_index=True)
    source = GenericForeignKey("source_type", "source_id")
    destination_type = models.ForeignKey(
        "contenttypes.ContentType", models.CASCADE, related_name="+"
    )
    destination_id = models.UUIDField(db_index=True)
    destination = GenericForeignKey("destination_type", "destination_id")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "relationship",
                    "source_type",
                    "source_id",
                    "destination_type",
                    "destination_id",
                ),
                name="link_of_relationship",
            ),
        )

    def clean(self) -> None:
        """Both ends are of the right kind, and no side has more than its type allows."""
        super().clean()
        for side in ("source", "destination"):
            wanted = getattr(self.relationship, f"{side}_type_id")
            if getattr(self, f"{side}_type_id") != wanted:
                raise ValidationError(
                    {f"{side}_type": f"It is no {side} of {self.relationship}."}
                )
        kind = self.relationship.type
        if kind.startswith(ONE_TO_ONE):
            self._require_single("source")
        if kind.startswith("one-to"):
            self._require_single("destination")

    def _require_single(self, side: str) -> None:
        key = getattr(self, f"{side}_id")
        others = RelationshipAssociation.objects.filter(
            relationship=self.relationship, **{f"{side}_id": key}
        )
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({side: f"It has a {self.relationship} already."})

    def get_peer(self, obj: Any) -> Any:
        """The other end."""
        return self.destination if obj.pk == self.source_id else self.source
