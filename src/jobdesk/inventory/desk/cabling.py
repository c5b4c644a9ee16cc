"""Cabling: what the ends of cables are called, for many of them by one query a kind of port."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jobdesk.inventory.desk.kinds import label_of

CABLE = "dcim.cable"
_SIDES = {"end_a": "termination_a", "end_b": "termination_b"}
_BETWEEN = " \N{EN DASH} "


def words(name: str, instances: Sequence[Any]) -> dict[Any, str]:
    """What stands in a column of ends, by the key of the object.

    Args:
        name: "cable_peer" of ports; "end_a" or "end_b" of cables.
        instances: the objects.
    """
    side = _SIDES.get(name, "_cable_peer")
    ends = {one.pk: _end(one, side) for one in instances}
    known = _ports(end for end in ends.values() if end is not None)
    return {key: known[end[1]] for key, end in ends.items() if end and end[1] in known}


def names(instances: Sequence[Any]) -> Mapping[Any, str]:
    """What cables without a label are called: by their ends; nothing of other objects."""
    unnamed = [one for one in instances if label_of(type(one)) == CABLE and not one.label]
    if not unnamed:
        return {}
    near, far = words("end_a", unnamed), words("end_b", unnamed)
    pairs = {one.pk: (near.get(one.pk), far.get(one.pk)) for one in unnamed}
    return {key: _BETWEEN.join(filter(None, pair)) for key, pair in pairs.items()}


def _end(one: Any, side: str) -> tuple[int, Any] | None:
    key = getattr(one, f"{side}_id")
    return None if key is None else (getattr(one, f"{side}_type_id"), key)


def _ports(ends: Iterable[tuple[int, Any]]) -> dict[Any, str]:
    from django.contrib.contenttypes.models import ContentType

    wanted: dict[int, list[Any]] = {}
    for type_id, key in ends:
        wanted.setdefault(type_id, []).append(key)
    found: dict[Any, str] = {}
    for type_id, keys in wanted.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        owner = next((name for name in ("device", "circuit") if hasattr(model, name)), None)
        ports = model.objects.filter(pk__in=keys).order_by()
        for port in ports.select_related(owner) if owner else ports:
            holder = getattr(port, owner) if owner else None
            found[port.pk] = f"{holder} {port}" if holder is not None else str(port)
    return found
