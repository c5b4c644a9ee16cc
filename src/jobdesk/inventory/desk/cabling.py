"""Cabling: what the ends of cables are called, for many of them by one query a kind of port."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jobdesk.inventory.desk.kinds import label_of
from jobdesk.inventory.desk.records import EMPTY, Reference, Value

CABLE = "dcim.cable"
_SIDES = {"end_a": "termination_a", "end_b": "termination_b"}
_BETWEEN = " \N{EN DASH} "


def ends(name: str, instances: Sequence[Any]) -> dict[Any, Value]:
    """What stands in a column of ends, by the key of the object.

    Args:
        name: "cable_peer" of ports; "end_a" or "end_b" of cables.
        instances: the objects.
    """
    side = _SIDES.get(name, "_cable_peer")
    wanted = {one.pk: _end(one, side) for one in instances}
    known = _ports(end for end in wanted.values() if end is not None)
    found = {key: known.get(end[1]) for key, end in wanted.items() if end is not None}
    return {key: Value(one.text, one.key, (one,)) for key, one in found.items() if one}


def names(instances: Sequence[Any]) -> Mapping[Any, str]:
    """What cables without a label are called: by their ends; nothing of other objects."""
    unnamed = [one for one in instances if label_of(type(one)) == CABLE and not one.label]
    if not unnamed:
        return {}
    near, far = ends("end_a", unnamed), ends("end_b", unnamed)
    pairs = {one.pk: (near.get(one.pk, EMPTY), far.get(one.pk, EMPTY)) for one in unnamed}
    return {
        key: _BETWEEN.join(end.text for end in pair if end.text) for key, pair in pairs.items()
    }


def _end(one: Any, side: str) -> tuple[int, Any] | None:
    key = getattr(one, f"{side}_id")
    return None if key is None else (getattr(one, f"{side}_type_id"), key)


def _ports(ends: Iterable[tuple[int, Any]]) -> dict[Any, Reference]:
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.dcim.cabling import called

    wanted: dict[int, list[Any]] = {}
    for type_id, key in ends:
        wanted.setdefault(type_id, []).append(key)
    found: dict[Any, Reference] = {}
    for type_id, keys in wanted.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        ports = with_names(model.objects.filter(pk__in=keys).order_by())
        label = label_of(model)
        found.update((one.pk, Reference(label, str(one.pk), called(one))) for one in ports)
    return found


def with_names(ports: Any) -> Any:
    """Ends together with all that their names are made of, by one query."""
    from jobdesk.inventory.dcim.cabling import HOLDERS

    wanted = (*HOLDERS, "location", "provider_network")
    names = {field.name for field in ports.model._meta.concrete_fields}
    return ports.select_related(*(name for name in wanted if name in names))
