"""Where virtual machines run."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.fields import Link, OptionalLink
from jobdesk.inventory.core.named import NamedKind, NamedThing
from jobdesk.inventory.core.older import AliasLink
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.places import require_held


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

    def clean(self) -> None:
        """Its location holds clusters, and its devices are there."""
        super().clean()
        require_held(self)
        if self.present_in_database and self.location_id is not None:
            other: Any = self.devices.exclude(location_id=self.location_id).first()
            if other is not None:
                words = f"Its device {other} is at {other.location}, not at {self.location}."
                raise ValidationError({"location": words})
