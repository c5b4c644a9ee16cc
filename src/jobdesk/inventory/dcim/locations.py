"""Locations and their types."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core import kinds
from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import (
    Link,
    NameField,
    OptionalLink,
    OrderField,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.named import NamedKind
from jobdesk.inventory.core.older import AliasLink
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField
from jobdesk.inventory.core.trees import TreeMixin


class LocationType(TreeMixin, NamedKind):
    """A kind of place: Region, Site, Building …; its parent's kind is above it."""

    nestable = models.BooleanField(default=False)
    content_types = models.ManyToManyField(
        "contenttypes.ContentType", related_name="location_types", blank=True
    )

    class Meta(NamedKind.Meta):
        pass

    def clean(self) -> None:
        """Its locations stay where they may be."""
        super().clean()
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored is None:
            return
        nested = self.locations.filter(parent__location_type=self)
        if stored.nestable and not self.nestable and nested.exists():
            words = f"{nested[0]} is a {self} inside another one."
            raise ValidationError({"nestable": words})
        if stored.parent_id != self.parent_id and self.locations.exists():
            words = f"{self.locations.all()[0]} is a {self}: the type above it stays."
            raise ValidationError({"parent": words})


kinds.watch(LocationType)


class Location(TreeMixin, PrimaryModel):
    """A place."""

    name = NameField(db_index=True)
    _name = OrderField("name", db_index=True)
    slug = SlugField()
    location_type = Link(LocationType, models.PROTECT, related_name="locations")
    status = StatusLink(related_name="locations")
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="locations")
    description = TextLine()
    facility = TextLine()
    asn = models.BigIntegerField("ASN", null=True, blank=True)
    time_zone = TextLine(max_length=63)
    physical_address = models.TextField(blank=True)
    shipping_address = models.TextField(blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    contact_name = TextLine()
    contact_phone = TextLine()
    contact_email = models.EmailField(blank=True)
    comments = models.TextField(blank=True)
    region = AliasLink("dcim.Region", "parent")

    natural_key_names = ("name", "parent__name")

    class Meta:
        ordering = ("_name",)
        constraints = (
            models.UniqueConstraint(fields=("parent", "name"), name="location_in_parent"),
            models.UniqueConstraint(
                fields=("location_type", "name"),
                condition=models.Q(parent__isnull=True),
                name="location_at_top",
            ),
        )
        indexes = (models.Index(fields=("location_type", "status")),)

    def clean(self) -> None:
        """Its place in the tree is the one that the types allow."""
        super().clean()
        kind, above = self.location_type, self.parent
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored is not None and stored.location_type_id != kind.pk:
            words = f"{self} is a {stored.location_type}: the type of a location stays."
            raise ValidationError({"location_type": words})
        if kind.parent_id is None and above is not None and not self._is_nested(above):
            raise ValidationError({"parent": f"A {kind} has nothing above it."})
        if kind.parent_id is not None:
            self._require_parent(above)

    def _require_parent(self, above: Any) -> None:
        kind = self.location_type
        if above is None:
            if not kind.nestable:
                raise ValidationError({"parent": f"A {kind} must be inside a {kind.parent}."})
        elif above.location_type_id != kind.parent_id and not self._is_nested(above):
            raise ValidationError(
                {
                    "parent": f"A {kind} must be inside a {kind.parent}, "
                    f"not a {above.location_type}."
                }
            )

    def _is_nested(self, above: Any) -> bool:
        return self.location_type.nestable and above.location_type_id == self.location_type_id
