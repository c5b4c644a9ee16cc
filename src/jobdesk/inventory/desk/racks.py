"""A rack as it is drawn. Called through `InventoryDoor.call`."""

from __future__ import annotations

from typing import Any

from jobdesk.errors import NotFound
from jobdesk.inventory.desk.drawings import RackDevice, RackDrawing


def rack(key: str) -> RackDrawing:
    """The units of a rack and what is in them.

    Raises:
        NotFound: there is no such rack.
    """
    from jobdesk.inventory.dcim.models import Rack

    found = Rack.objects.filter(pk=key).first()
    if found is None:
        raise NotFound("This rack is not in the inventory any more.")
    mounted = found.devices.select_related("device_type", "role", "status")
    placed = [one for one in mounted if one.position is not None]
    loose = sorted((str(one.pk), str(one)) for one in mounted if one.position is None)
    reserved = {
        int(unit): one.description or "Reserved"
        for one in found.rack_reservations.all()
        for unit in one.units
    }
    return RackDrawing(
        str(found.pk),
        str(found),
        tuple(found.units),
        tuple(_device(one) for one in placed),
        reserved,
        tuple(loose),
        len(found.taken_units()),
    )


def _device(one: Any) -> RackDevice:
    kind = one.device_type
    return RackDevice(
        str(one.pk),
        str(one),
        int(one.position),
        max(1, int(kind.u_height)),
        str(one.face or "front"),
        bool(kind.is_full_depth),
        str(kind),
        "" if one.role is None else str(one.role),
        str(one.status),
        "" if one.role is None else str(one.role.color or ""),
    )
