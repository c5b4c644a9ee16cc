"""What follows from an assignment: places hold what they are given, lost addresses go."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import m2m_changed, pre_delete

from jobdesk.inventory.core.places import refusal
from jobdesk.inventory.ipam.assignments import (
    IPAddressToInterface,
    PrefixLocationAssignment,
    VLANLocationAssignment,
    VRFPrefixAssignment,
)

_PRIMARY = ("primary_ip4", "primary_ip6")


def _address_goes(instance: IPAddressToInterface, **more: Any) -> None:
    """A host is not reached any more at an address that it has lost."""
    del more
    host = type(instance.host)._base_manager.filter(pk=instance.host.pk).first()
    if host is None:
        return
    lost = [name for name in _PRIMARY if getattr(host, f"{name}_id") == instance.ip_address_id]
    others = host.assignments().filter(ip_address=instance.ip_address_id)
    if lost and not others.exclude(pk=instance.pk).exists():
        for name in lost:
            setattr(host, name, None)
        host.save()


def _is_put(
    instance: Any, action: str, pk_set: Any, model: Any, reverse: bool = False, **more: Any
) -> None:
    """A location holds the prefixes and VLANs that are put there."""
    del more
    if action != "pre_add" or not pk_set:
        return
    things = model if reverse else type(instance)
    locations = [instance] if reverse else model._base_manager.filter(pk__in=pk_set)
    for location in locations:
        words = refusal(things, location)
        if words:
            raise ValidationError({"locations": words})


def _is_in_vrf(
    instance: Any, action: str, pk_set: Any, model: Any, reverse: bool = False, **more: Any
) -> None:
    """A VRF and its prefixes are of one namespace."""
    del reverse, more
    if action != "pre_add" or not pk_set:
        return
    other = model._base_manager.filter(pk__in=pk_set).exclude(namespace=instance.namespace_id)
    for one in other[:1]:
        words = f"{one} is in {one.namespace}, not in {instance.namespace} as {instance.name}."
        raise ValidationError({"namespace": words})


pre_delete.connect(_address_goes, sender=IPAddressToInterface, dispatch_uid="jobdesk address")
for _sender in (PrefixLocationAssignment, VLANLocationAssignment):
    m2m_changed.connect(_is_put, sender=_sender, dispatch_uid="jobdesk place")
m2m_changed.connect(_is_in_vrf, sender=VRFPrefixAssignment, dispatch_uid="jobdesk VRF")
