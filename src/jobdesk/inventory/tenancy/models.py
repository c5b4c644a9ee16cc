"""Tenants and their groups."""

from jobdesk.inventory.core.fields import OptionalLink, TextLine
from jobdesk.inventory.core.named import NamedKind, NamedThing
from jobdesk.inventory.core.older import AliasLink
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField
from jobdesk.inventory.core.trees import TreeMixin


class TenantGroup(TreeMixin, NamedKind):
    """Tenants that belong together."""

    class Meta(NamedKind.Meta):
        pass


class Tenant(NamedThing):
    """Whom something belongs to."""

    slug = SlugField()
    tenant_group = OptionalLink(TenantGroup, models.SET_NULL, related_name="tenants")
    description = TextLine()
    comments = models.TextField(blank=True)
    group = AliasLink("tenancy.TenantGroup", "tenant_group")
