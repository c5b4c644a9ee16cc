"""Relationships of one's own between objects of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import NameField, TextLine
from jobdesk.inventory.core.names import renamed
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField

ONE_TO_ONE, ONE_TO_MANY, MANY_TO_MANY = "one-to-one", "one-to-many", "many-to-many"
SIDES = ("source", "destination")
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
    source_filter = models.JSONField(null=True, blank=True)
    destination_type = models.ForeignKey(
        "contenttypes.ContentType", models.CASCADE, related_name="destination_relationships"
    )
    destination_label = TextLine()
    destination_hidden = models.BooleanField(default=False)
    destination_filter = models.JSONField(null=True, blank=True)
    required_on = TextLine(max_length=12, help_text="source, destination or empty")
    advanced_ui = models.BooleanField(default=False)

    natural_key_names = ("key",)
    older_names = {"name": renamed("label"), "slug": renamed("key")}

    class Meta:
        ordering = ("label",)

    @property
    def name(self) -> str:
        """Its label, under the name of 1.x; writable."""
        return self.label

    @name.setter
    def name(self, value: str) -> None:
        self.label = value

    @property
    def slug(self) -> str:
        """Its key, under the name of 1.x; writable."""
        return self.key

    @slug.setter
    def slug(self, value: str) -> None:
        self.key = value

    @property
    def symmetric(self) -> bool:
        """Both sides are alike."""
        return self.type.endswith("-symmetric")

    def has_many(self, side: str) -> bool:
        """An object can have several at this side."""
        return self.type.startswith(MANY_TO_MANY) or (
            side == "destination" and self.type == ONE_TO_MANY
        )

    def get_label(self, side: str) -> str:
        """What the objects at the other side are called from this one."""
        other = "destination" if side == "source" else "source"
        return getattr(self, f"{other}_label") or self.label

    def clean(self) -> None:
        """Alike sides have one kind; filters are those of their kinds."""
        super().clean()
        if self.symmetric and self.source_type_id != self.destination_type_id:
            words = "Both sides of a symmetric relationship have the same kind of objects."
            raise ValidationError({"destination_type": words})
        for side in SIDES:
            doubts = self.filtered(side)[1]
            if doubts:
                raise ValidationError({f"{side}_filter": doubts})

    def filtered(self, side: str) -> tuple[Any, list[str]]:
        """The objects that may be at a side, and what is doubtful about its filter."""
        from jobdesk.inventory.filters.params import apply

        model = getattr(self, f"{side}_type").model_class()
        return apply(model, getattr(self, f"{side}_filter") or {})

    def __str__(self) -> str:
        return self.label


def relationships_of(instance: Any) -> dict[str, dict[Relationship, Any]]:
    """The links of an object by side ("source", "destination", "peer") and relationship."""
    found: dict[str, dict[Relationship, Any]] = {"source": {}, "destination": {}, "peer": {}}
    content_type = ContentType.objects.get_for_model(instance)
    for side, relationship in _sides(content_type):
        links = relationship.relationship_associations
        mine = models.Q(**{f"{side}_id": instance.pk})
        if relationship.symmetric:
            other = "destination" if side == "source" else "source"
            found["peer"][relationship] = links.filter(
                mine | models.Q(**{f"{other}_id": instance.pk})
            )
        else:
            found[side][relationship] = links.filter(mine)
    return found


def _sides(content_type: Any) -> Iterator[tuple[str, Relationship]]:
    for side in SIDES:
        for relationship in Relationship.objects.filter(**{f"{side}_type": content_type}):
            yield side, relationship
