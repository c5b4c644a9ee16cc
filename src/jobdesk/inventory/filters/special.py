"""The few filters that no rule gives, by model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.orm import Condition, Q
from jobdesk.inventory.filters import reading
from jobdesk.inventory.filters.kinds import (
    HasFilter,
    MadeFilter,
    NumberFilter,
    ObjectFilter,
    TextFilter,
)
from jobdesk.inventory.filters.search import condition_for

Make = Callable[[Sequence[Any]], Condition]

_VIRTUAL = ("virtual", "lag", "bridge", "tunnel")


def by_hand(model: Any) -> dict[str, Any]:
    """The filters of a model that were written by hand; `q` for all."""
    made = {"q": MadeFilter("q", reading.texts, make=condition_for(model))}
    more = _BY_HAND.get(model._meta.concrete_model._meta.label)
    return {**made, **more()} if more is not None else made


def _made(make: Make, reader: reading.Reader = reading.texts) -> Any:
    return MadeFilter("", reader, make=make, label="by rule")


def _model(label: str) -> Any:
    return apps.get_model(label)


def _of(label: str, path: str, *, beyond: bool = True, tree: bool = False) -> Any:
    reader = reading.objects_of(_model(label), with_those_below=tree)
    return ObjectFilter(path, reader, beyond=beyond)


# Places and devices


def _location() -> dict[str, Any]:
    tree = reading.objects_of(_model("dcim.Location"), with_those_below=True)
    return {
        "subtree": ObjectFilter("pk", tree),
        "region": ObjectFilter("parent", tree),
        "region_id": ObjectFilter("parent", tree),
        "content_type": ObjectFilter(
            "location_type__content_types", reading.kinds, beyond=True
        ),
    }


def _device() -> dict[str, Any]:
    return {
        "has_primary_ip": _made(_has_primary, reading.truths),
        "virtual_chassis_member": HasFilter("virtual_chassis", reading.truths),
        "is_virtual_chassis_member": HasFilter("virtual_chassis", reading.truths),
        "model": TextFilter("device_type__model", reading.texts),
        "mac_address": TextFilter("interfaces__mac_address", reading.texts, beyond=True),
        "ip_addresses": _of("ipam.IPAddress", "interfaces__ip_addresses"),
    }


def _has_primary(values: Sequence[Any]) -> Condition:
    none = Q(primary_ip4__isnull=True, primary_ip6__isnull=True)
    return ~none if values[0] else none


def _machine() -> dict[str, Any]:
    return {
        "has_primary_ip": _made(_has_primary, reading.truths),
        "mac_address": TextFilter("interfaces__mac_address", reading.texts, beyond=True),
    }


def _interface() -> dict[str, Any]:
    """A device's interfaces include those of the members of the chassis that it leads."""

    def of_device(keys: Sequence[Any]) -> Condition:
        members = _model("dcim.Device").objects.filter(virtual_chassis__master__in=keys)
        led = list(members.exclude(pk__in=keys).values_list("pk", flat=True))
        # Two plain conditions follow an index; one over the chassis reads the whole table.
        own = Q(device__in=keys)
        return own | Q(device__in=led, mgmt_only=False) if led else own

    def of_kind(values: Sequence[Any]) -> Condition:
        wanted = {str(value).lower() for value in values}
        virtual = Q(type__in=_VIRTUAL)
        if "virtual" in wanted and "physical" in wanted:
            return ~Q(pk__in=[])
        return virtual if "virtual" in wanted else ~virtual

    devices = reading.objects_of(_model("dcim.Device"))
    return {
        "device": MadeFilter("device", devices, make=of_device),
        "device_id": MadeFilter("device", devices, make=of_device),
        "kind": _made(of_kind),
        "lag_id": _of("dcim.Interface", "lag", beyond=False),
    }


# Addresses


def _any_of(key: str) -> Make:
    def make(values: Sequence[Any]) -> Condition:
        found = Q(pk__in=[])
        for value in values:
            found |= Q((key, str(value)))
        return found

    return make


def _prefix() -> dict[str, Any]:
    return {
        "prefix": _made(_any_of("prefix"), _networks),
        "within": _made(_any_of("prefix__net_contained"), _networks),
        "within_include": _made(_any_of("prefix__net_contained_or_equal"), _networks),
        "contains": _made(_any_of("prefix__net_contains_or_equals"), _networks),
        "mask_length": NumberFilter("prefix_length", reading.numbers),
        "vrf": _of("ipam.VRF", "vrfs"),
        "vrf_id": _of("ipam.VRF", "vrfs"),
        "present_in_vrf": _of("ipam.VRF", "vrfs"),
        "vlan_vid": NumberFilter("vlan__vid", reading.numbers),
        **_places(),
    }


def _address() -> dict[str, Any]:
    def assigned(values: Sequence[Any]) -> Condition:
        none = Q(interface_assignments__isnull=True)
        return ~none if values[0] else none

    return {
        "address": _made(_any_of("address"), _hosts),
        "prefix": _made(_any_of("address__net_in"), _networks),
        "within": _made(_any_of("address__net_in"), _networks),
        "vrf": _of("ipam.VRF", "parent__vrfs"),
        "vrf_id": _of("ipam.VRF", "parent__vrfs"),
        "device": _of("dcim.Device", "interfaces__device"),
        "device_id": _of("dcim.Device", "interfaces__device"),
        "virtual_machine": _of(
            "virtualization.VirtualMachine", "vm_interfaces__virtual_machine"
        ),
        "virtual_machine_id": _of(
            "virtualization.VirtualMachine", "vm_interfaces__virtual_machine"
        ),
        "interface": _of("dcim.Interface", "interfaces"),
        "interface_id": _of("dcim.Interface", "interfaces"),
        "vm_interface": _of("virtualization.VMInterface", "vm_interfaces"),
        "assigned_to_interface": _made(assigned, reading.truths),
        "has_interface_assignments": _made(assigned, reading.truths),
    }


def _vlan() -> dict[str, Any]:
    def on_device(keys: Sequence[Any]) -> Condition:
        devices = _model("dcim.Device").objects.filter(pk__in=keys).select_related("location")
        places = {
            place.pk
            for device in devices
            for place in device.location.ancestors(include_self=True)
        }
        own = _model("ipam.VLAN").objects.filter(locations__in=places).values("pk")
        return Q(locations__isnull=True) | Q(pk__in=own)

    devices = reading.objects_of(_model("dcim.Device"))
    return {
        "available_on_device": MadeFilter("device", devices, make=on_device),
        **_places(),
    }


def _places() -> dict[str, Any]:
    place = _of("dcim.Location", "locations", tree=True)
    return dict.fromkeys(("location", "location_id", "site", "site_id", "region"), place)


def _networks(values: Sequence[Any]) -> list[Any]:
    from jobdesk.inventory.core.addresses import network_of

    return [str(network_of(value)) for value in values]


def _hosts(values: Sequence[Any]) -> list[Any]:
    from jobdesk.inventory.core.addresses import interface_of

    for value in values:
        interface_of(value)
    return [str(value) for value in values]


# Kinds of objects


def _content_type() -> dict[str, Any]:
    """Who works in JobDesk may see and change all kinds of the inventory."""

    def featured(values: Sequence[Any]) -> Condition:
        return Q(pk__in=[key for value in values for key in _kinds_with(str(value))])

    def all_ours(values: Sequence[Any]) -> Condition:
        ours = Q(pk__in=_kinds_with(""))
        return ours if values[0] else ~ours

    rights = {f"can_{right}": all_ours for right in ("view", "add", "change", "delete")}
    return {
        "feature": _made(featured, _features),
        **{name: _made(make, reading.truths) for name, make in rights.items()},
    }


def _kinds_with(feature: str) -> list[Any]:
    """The keys of the kinds that have something; "" is all kinds of the inventory."""
    from django.contrib.contenttypes.models import ContentType

    field = _FEATURES.get(feature)
    ours = [one for one in apps.get_models() if one.__module__.startswith("jobdesk.inventory.")]
    having = [one for one in ours if not field or reading.has_column(one, field)]
    return [ContentType.objects.get_for_model(one).pk for one in having]


def _features(values: Sequence[Any]) -> list[Any]:
    for value in values:
        if value not in _FEATURES:
            raise ValidationError(f"There is no feature {value!r} of kinds of objects.")
    return list(values)


_FEATURES = {
    "statuses": "status",
    "roles": "role",
    "custom_fields": "_custom_field_data",
    "relationships": "_custom_field_data",
    "custom_links": "created",
    "export_templates": "created",
    "graphql": "id",
    "webhooks": "created",
    "locations": "location",
    "config_context_owners": "local_config_context_data",
    "cable_terminations": "cable",
}

_BY_HAND: dict[str, Callable[[], dict[str, Any]]] = {
    "dcim.Location": _location,
    "dcim.Device": _device,
    "dcim.Interface": _interface,
    "virtualization.VirtualMachine": _machine,
    "ipam.Prefix": _prefix,
    "ipam.IPAddress": _address,
    "ipam.VLAN": _vlan,
    "contenttypes.ContentType": _content_type,
}
