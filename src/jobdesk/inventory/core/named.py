"""Bases of what is told apart by a name."""

from __future__ import annotations

from jobdesk.inventory.core.bases import OrganizationalModel, PrimaryModel
from jobdesk.inventory.core.fields import NameField, TextLine
from jobdesk.inventory.core.slugs import SlugField


class NamedKind(OrganizationalModel):
    """A word that things are sorted by: a maker, a type of cluster."""

    name = NameField(unique=True)
    slug = SlugField()
    description = TextLine()

    class Meta:
        abstract = True
        ordering = ("name",)


class NamedThing(PrimaryModel):
    """A thing with a name of its own."""

    name = NameField(unique=True)

    class Meta:
        abstract = True
        ordering = ("name",)
