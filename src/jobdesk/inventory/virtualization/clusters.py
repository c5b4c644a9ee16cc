"""Where virtual machines run."""

from __future__ import annotations

from jobdesk.inventory.core.fields import Link, OptionalLink
from jobdesk.inventory.core.named import NamedKind, NamedThing
from jobdesk.inventory.core.older import AliasLink
from jobdesk.inventory.core.orm import models


class ClusterType(NamedKind):
    """A kind of cluster."""


class ClusterGroup(NamedKind):
    """Clusters that belong together."""


class Cluster(NamedThing):
    """Where virtual machines run."""

    cluster_type = Link(ClusterType, models.PROTECT, related_name="clusters")
    cluster_group = OptionalLink(ClusterGroup, models.PROTECT, related_name="clusters")
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="clusters")
    location = OptionalLink("dcim.Location", models.PROTECT, related_name="clusters")
    comments = models.TextField(blank=True)
    type = AliasLink("virtualization.ClusterType", "cluster_type")
    group = AliasLink("virtualization.ClusterGroup", "cluster_group")
    site = AliasLink("dcim.Site", "location")
