"""Config contexts: data for groups of devices, merged by weight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import NameField, TextLine
from jobdesk.inventory.core.orm import models


def _assigned(model: str) -> Any:
    return models.ManyToManyField(model, related_name="+", blank=True)


class ConfigContext(ChangeLoggedModel, BaseModel):
    """Data for the devices and virtual machines that it is assigned to."""

    name = NameField(unique=True)
    weight = models.PositiveSmallIntegerField(default=1000)
    description = TextLine()
    is_active = models.BooleanField(default=True)
    data = models.JSONField()
    locations = _assigned("dcim.Location")
    roles = _assigned("extras.Role")
    device_types = _assigned("dcim.DeviceType")
    platforms = _assigned("dcim.Platform")
    cluster_groups = _assigned("virtualization.ClusterGroup")
    clusters = _assigned("virtualization.Cluster")
    tenant_groups = _assigned("tenancy.TenantGroup")
    tenants = _assigned("tenancy.Tenant")
    tags = _assigned("extras.Tag")

    class Meta:
        ordering = ("weight", "name")

    def clean(self) -> None:
        """Its data is a document."""
        super().clean()
        if not isinstance(self.data, dict):
            raise ValidationError({"data": "A config context is a JSON object: {…}."})


class ConfigContextSchema(ChangeLoggedModel, BaseModel):
    """What the data of a context should look like; kept, not yet enforced."""

    name = NameField(unique=True)
    description = TextLine()
    data_schema = models.JSONField()

    class Meta:
        ordering = ("name",)


def merged_context(host: Any) -> dict[str, Any]:
    """The data of all contexts that fit a device or virtual machine, and its own on top."""
    data: dict[str, Any] = {}
    for context in contexts_of(host):
        data = deep_merge(data, context.data)
    return deep_merge(data, host.local_config_context_data or {})


def contexts_of(host: Any) -> Any:
    """The contexts that fit, lightest first."""
    fitting = ConfigContext.objects.filter(is_active=True)
    for name, keys in _belongings(host).items():
        fitting = fitting.filter(
            models.Q(**{f"{name}__in": keys}) | models.Q(**{f"{name}__isnull": True})
        )
    return fitting.order_by("weight", "name").distinct()


def _belongings(host: Any) -> dict[str, list[Any]]:
    cluster, tenant = getattr(host, "cluster", None), host.tenant
    group = None if tenant is None else tenant.tenant_group
    return {
        "locations": _upwards(host.location),
        "roles": _key(host.role_id),
        "device_types": _key(getattr(host, "device_type_id", None)),
        "platforms": _key(host.platform_id),
        "cluster_groups": _key(None if cluster is None else cluster.cluster_group_id),
        "clusters": _key(None if cluster is None else cluster.pk),
        "tenant_groups": _upwards(group),
        "tenants": _key(None if tenant is None else tenant.pk),
        "tags": list(host.tags.values_list("pk", flat=True)),
    }


def _upwards(place: Any) -> list[Any]:
    return [] if place is None else [one.pk for one in place.ancestors(include_self=True)]


def _key(key: Any) -> list[Any]:
    return [] if key is None else [key]


def deep_merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Documents inside are merged; all else is replaced."""
    merged = dict(below)
    for name, value in above.items():
        held = merged.get(name)
        both = isinstance(value, Mapping) and isinstance(held, Mapping)
        merged[name] = deep_merge(held, value) if both else value  # type: ignore[arg-type]
    return merged
