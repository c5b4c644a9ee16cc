"""What follows from a change elsewhere: racks take their devices along, a chassis its master.

As in the original, each object that follows is saved by itself, so that it has its entry in the
change log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import m2m_changed, post_save, pre_delete

from jobdesk.inventory.core.interfaces import TAGGED
from jobdesk.inventory.core.places import is_inside, refusal
from jobdesk.inventory.dcim.chassis import DeviceRedundancyGroup, VirtualChassis
from jobdesk.inventory.dcim.interfaces import Interface
from jobdesk.inventory.dcim.racks import Rack, RackGroup


def _move(things: Iterable[Any], location: Any) -> None:
    for one in things:
        words = refusal(type(one), location)
        if words:
            raise ValidationError({"location": words})
        one.location = location
        one.save()


def _group_moves(instance: RackGroup, created: bool, raw: bool = False, **more: Any) -> None:
    """Groups, racks and panels of a group stay at its place, or in it."""
    del more
    if created or raw:
        return
    for held in (instance.children, instance.racks, instance.power_panels):
        every = held.exclude(location_id=instance.location_id).select_related("location")
        _move(
            (one for one in every if not is_inside(one.location, instance.location)),
            instance.location,
        )


def _rack_moves(instance: Rack, created: bool, raw: bool = False, **more: Any) -> None:
    """Devices are where their rack is."""
    del more
    if not (created or raw):
        held = instance.devices.exclude(location_id=instance.location_id)
        _move(held, instance.location)


def _chassis_is_made(
    instance: VirtualChassis, created: bool, raw: bool = False, **more: Any
) -> None:
    """The master of a new chassis becomes its first member."""
    del more
    if raw or not created or instance.master_id is None or instance._jobdesk_is_restored:
        return
    master = type(instance.master)._base_manager.get(pk=instance.master_id)
    master.virtual_chassis = instance
    master.vc_position = 1 if master.vc_position is None else master.vc_position
    master.save()


def _group_goes(instance: DeviceRedundancyGroup, **more: Any) -> None:
    """Without the group there is no priority in it."""
    del more
    instance.devices.filter(device_redundancy_group_priority__isnull=False).update(
        device_redundancy_group_priority=None
    )


def _vlans_are_tagged(
    instance: Any, action: str, pk_set: Any, model: Any, reverse: bool = False, **more: Any
) -> None:
    """Tagged VLANs need the mode, and are used where the device is."""
    del more
    if action != "pre_add" or not pk_set:
        return
    others = model._base_manager.filter(pk__in=pk_set)
    for interface in others if reverse else [instance]:
        _require_tagged(interface, [instance] if reverse else others)


def _require_tagged(interface: Any, vlans: Iterable[Any]) -> None:
    """Raise ValidationError where an interface cannot have these VLANs tagged."""
    if interface.mode != TAGGED:
        words = f"{interface} has no tagged VLANs: its mode is not {TAGGED!r}."
        raise ValidationError({"tagged_vlans": words})
    for vlan in vlans:
        if not vlan.is_used_at(interface.device.location):
            words = f"{vlan} is not used at {interface.device.location}, or around it."
            raise ValidationError({"tagged_vlans": words})


def _listen(signal: Any, receiver: Any, sender: Any) -> None:
    signal.connect(receiver, sender=sender, dispatch_uid=f"jobdesk {receiver.__name__}")


_listen(post_save, _group_moves, RackGroup)
_listen(post_save, _rack_moves, Rack)
_listen(post_save, _chassis_is_made, VirtualChassis)
_listen(pre_delete, _group_goes, DeviceRedundancyGroup)
_listen(m2m_changed, _vlans_are_tagged, Interface.tagged_vlans.through)
