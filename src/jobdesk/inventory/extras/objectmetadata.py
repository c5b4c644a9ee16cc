"""Metadata: where a value of an object comes from, who answers for it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import Link, OptionalLink, TextLine
from jobdesk.inventory.core.named import NamedThing
from jobdesk.inventory.core.orm import models

CONTACT_TEAM, SELECT = "contact-or-team", "select"
_KINDS = ("text", "integer", "float", "boolean", "date", "datetime", "url", "json", "markdown")
_TYPES = (*_KINDS, CONTACT_TEAM, SELECT, "multi-select")


class MetadataType(NamedThing):
    """A kind of metadata for some kinds of objects."""

    description = TextLine()
    data_type = models.CharField(max_length=50, choices=tuple((one, one) for one in _TYPES))
    content_types = models.ManyToManyField(
        ContentType, related_name="metadata_types", blank=True
    )


class MetadataChoice(ChangeLoggedModel, BaseModel):
    """A value that a kind of metadata offers."""

    metadata_type = Link(MetadataType, models.CASCADE, related_name="choices")
    value = models.CharField(max_length=255)
    weight = models.PositiveSmallIntegerField(default=100)

    natural_key_names = ("metadata_type__name", "value")

    class Meta:
        ordering = ("metadata_type", "weight", "value")
        constraints = (
            models.UniqueConstraint(
                fields=("metadata_type", "value"), name="choice_of_metadata"
            ),
        )

    def __str__(self) -> str:
        return self.value


class ObjectMetadata(ChangeLoggedModel, BaseModel):
    """Metadata of an object, or of some of its fields."""

    metadata_type = Link(MetadataType, models.PROTECT, related_name="object_metadata")
    contact = OptionalLink("extras.Contact", models.PROTECT, related_name="object_metadata")
    team = OptionalLink("extras.Team", models.PROTECT, related_name="object_metadata")
    _value = models.JSONField(null=True, blank=True)
    scoped_fields = models.JSONField(default=list, blank=True)
    assigned_object_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    assigned_object_id = models.UUIDField(db_index=True)
    assigned_object = GenericForeignKey("assigned_object_type", "assigned_object_id")

    natural_key_names = ("pk",)

    class Meta:
        ordering = ("metadata_type",)
        verbose_name_plural = "object metadata"

    @property
    def value(self) -> Any:
        """What it says."""
        if self.metadata_type.data_type == CONTACT_TEAM:
            return self.contact or self.team
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        self._value = value

    def clean(self) -> None:
        """It is for this kind of object, and a choice is one of those offered."""
        super().clean()
        kind = self.metadata_type
        if not kind.content_types.filter(pk=self.assigned_object_type_id).exists():
            words = f"{kind} is not meant for a {self.assigned_object_type.name}."
            raise ValidationError({"assigned_object_type": words})
        if kind.data_type == SELECT and not kind.choices.filter(value=self._value).exists():
            raise ValidationError({"_value": f"{self._value!r} is none of its choices."})

    def __str__(self) -> str:
        return f"{self.metadata_type}: {self.value}"
