"""Links between objects, of the kinds that relationships describe."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import Link
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.words import kind_of, with_article
from jobdesk.inventory.extras.relationships import ONE_TO_ONE, SIDES, Relationship


class RelationshipAssociation(ChangeLoggedModel, BaseModel):
    """One link."""

    relationship = Link(Relationship, models.CASCADE, related_name="relationship_associations")
    source_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    source_id = models.UUIDField(db_index=True)
    source = GenericForeignKey("source_type", "source_id")
    destination_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    destination_id = models.UUIDField(db_index=True)
    destination = GenericForeignKey("destination_type", "destination_id")

    natural_key_names = ("relationship__key", "source_id", "destination_id")

    class Meta:
        ordering = ("relationship", "source_id", "destination_id")
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
        for side in SIDES:
            self._require_fit(side)
        kind = self.relationship.type
        if kind.startswith(ONE_TO_ONE):
            self._require_single("source")
        if kind.startswith("one-to"):
            self._require_single("destination")
        if self.relationship.symmetric:
            self._require_new()

    def _require_fit(self, side: str) -> None:
        wanted = getattr(self.relationship, f"{side}_type")
        if getattr(self, f"{side}_type_id") != wanted.pk:
            kind = with_article(kind_of(wanted.model_class()), is_first=False)
            words = f"The {side} of {self.relationship} is {kind}."
            raise ValidationError({f"{side}_type": words})
        key = getattr(self, f"{side}_id")
        if not self.relationship.filtered(side)[0].filter(pk=key).exists():
            end = getattr(self, side) or "An object that is not there"
            words = f"{end} cannot be the {side} of {self.relationship}."
            raise ValidationError({f"{side}_id": words})

    def _require_single(self, side: str) -> None:
        keys = models.Q(**{f"{side}_id": getattr(self, f"{side}_id")})
        if self.relationship.symmetric:
            other = "destination" if side == "source" else "source"
            keys |= models.Q(**{f"{other}_id": getattr(self, f"{side}_id")})
        if self._others().filter(keys).exists():
            words = f"{getattr(self, side)} has a {self.relationship} already."
            raise ValidationError({f"{side}_id": words})

    def _require_new(self) -> None:
        if self.source_id == self.destination_id:
            raise ValidationError({"destination_id": "An object is no peer of itself."})
        turned = {"source_id": self.destination_id, "destination_id": self.source_id}
        if self._others().filter(**turned).exists():
            raise ValidationError(f"{self.source} and {self.destination} are linked already.")

    def _others(self) -> Any:
        held = RelationshipAssociation.objects.filter(relationship=self.relationship)
        return held.exclude(pk=self.pk)

    def get_source(self) -> Any:
        """The object at its beginning."""
        return self.source

    def get_destination(self) -> Any:
        """The object at its end."""
        return self.destination

    def get_peer(self, obj: Any) -> Any:
        """The other end."""
        return self.destination if obj.pk == self.source_id else self.source

    def __str__(self) -> str:
        return f"{self.source} → {self.destination} ({self.relationship})"
