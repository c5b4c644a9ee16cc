"""Tenants and their groups."""

from jobdesk.inventory.core.bases import OrganizationalModel, PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField
from jobdesk.inventory.core.trees import TreeMixin


class TenantGroup(TreeMixin, OrganizationalModel):
    """Tenants that belong together."""

    name = NameField(unique=True)
    slug = SlugField()
    description = TextLine()

    class Meta:
        ordering = ("name",)


class Tenant(PrimaryModel):
    """Whom something belongs to."""

    name = NameField(unique=True)
    slug = SlugField()
    tenant_group = Link(
        TenantGroup, models.SET_NULL, related_name="tenants", null=True, blank=True
    )
    description = TextLine()
    comments = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)
