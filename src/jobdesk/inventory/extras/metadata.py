"""Statuses, roles and tags: words that objects are marked with."""

from __future__ import annotations

from jobdesk.inventory.core import kinds
from jobdesk.inventory.core.fields import colour_rule
from jobdesk.inventory.core.named import NamedKind
from jobdesk.inventory.core.orm import models

GREY = "9e9e9e"


class MarkedKinds(NamedKind):
    """A coloured word for objects of some kinds."""

    content_types = models.ManyToManyField(
        "contenttypes.ContentType", related_name="%(class)ss", blank=True
    )
    color = models.CharField(max_length=6, default=GREY, validators=[colour_rule])

    class Meta(NamedKind.Meta):
        abstract = True


class Status(MarkedKinds):
    """The state of an object: Active, Planned."""

    class Meta(MarkedKinds.Meta):
        verbose_name_plural = "statuses"


class Role(MarkedKinds):
    """What an object is there for: Access switch, Loopback."""

    weight = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("weight", "name")


class Tag(MarkedKinds):
    """A free label."""


kinds.watch(Status, Role, Tag)
