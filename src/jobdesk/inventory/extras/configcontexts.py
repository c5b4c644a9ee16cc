"""Config contexts: data for groups of devices, merged by weight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import NameField, OptionalLink, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.extras.contextschemas import ConfigContextSchema, require_form


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
    device_families = _assigned("dcim.DeviceFamily")
    device_redundancy_groups = _assigned("dcim.DeviceRedundancyGroup")
    platforms = _assigned("dcim.Platform")
    cluster_groups = _assigned("virtualization.ClusterGroup")
    clusters = _assigned("virtualization.Cluster")
    tenant_groups = _assigned("tenancy.TenantGroup")
    tenants = _assigned("tenancy.Tenant")
    tags = _assigned("extras.Tag")
    dynamic_groups = _assigned("extras.DynamicGroup")
    config_context_schema = OptionalLink(
        ConfigContextSchema, models.SET_NULL, related_name="config_contexts"
    )

    class Meta:
        ordering = ("weight", "name")

    def clean(self) -> None:
        """Its data is a document of the form that its schema wants."""
        super().clean()
        require_form("data", self.data, self.config_context_schema)


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
    found = fitting.order_by("weight", "name").distinct()
    grouped = found.filter(dynamic_groups__isnull=False).values_list("pk", flat=True)
    if not grouped:
        return found
    strange = [
        one.pk for one in found.filter(pk__in=list(grouped)) if not _has_member(one, host)
    ]
    return found.exclude(pk__in=strange)


def _has_member(context: ConfigContext, host: Any) -> bool:
    return any(group.has_member(host) for group in context.dynamic_groups.all())


def _belongings(host: Any) -> dict[str, list[Any]]:
    cluster, tenant = getattr(host, "cluster", None), host.tenant
    group = None if tenant is None else tenant.tenant_group
    device_type = getattr(host, "device_type", None)
    return {
        "locations": _upwards(host.location),
        "roles": _key(host.role_id),
        "device_types": _key(getattr(host, "device_type_id", None)),
        "device_families": _key(getattr(device_type, "device_family_id", None)),
        "device_redundancy_groups": _key(getattr(host, "device_redundancy_group_id", None)),
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
