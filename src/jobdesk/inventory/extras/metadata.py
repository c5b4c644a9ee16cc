"""Statuses, roles and tags: words that objects are marked with."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core import kinds
from jobdesk.inventory.core.bases import OrganizationalModel
from jobdesk.inventory.core.fields import NameField, TextLine, colour_rule
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField

GREY = "9e9e9e"


class MarkedKinds(OrganizationalModel):
    """A coloured word for objects of some kinds."""

    content_types = models.ManyToManyField(
        "contenttypes.ContentType", related_name="%(class)ss", blank=True
    )
    name = NameField(unique=True)
    slug = SlugField()
    color = models.CharField(max_length=6, default=GREY, validators=[colour_rule])
    description = TextLine()

    class Meta:
        abstract = True

    def save(self, *args: Any, **more: Any) -> None:
        """Save, and let checks read the kinds again."""
        super().save(*args, **more)
        kinds.forget()


class Status(MarkedKinds):
    """The state of an object: Active, Planned."""

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "statuses"


class Role(MarkedKinds):
    """What an object is there for: Access switch, Loopback."""

    weight = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("weight", "name")


class Tag(MarkedKinds):
    """A free label."""

    class Meta:
        ordering = ("name",)
