"""An object in a list of options: what it is called, and what tells it from its like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from jobdesk.inventory.core.trees import TreeMixin
from jobdesk.inventory.options import Shown

_PLACES = (
    *("device", "virtual_machine", "location", "cluster", "provider", "vlan_group"),
    *("namespace", "location_type", "manufacturer", "tenant_group", "power_panel", "circuit"),
)
_MARKS = ("status", "role", "tenant")
_DEEPEST = 20
_ORDERS: dict[str, tuple[str, ...]] = {
    "dcim.DeviceType": ("manufacturer__name", "model"),
    "ipam.Prefix": ("ip_version", "network", "prefix_length"),
    "ipam.VLAN": ("vid",),
    "dcim.Interface": ("device", "_name"),
}
"""Where the order of the model is not to be had from an index."""


def in_order(found: Any, start: int, count: int) -> list[Any]:
    """Some objects of a queryset in the order of lists, with all that showing them needs.

    Their keys are found first: sorting and skipping whole rows with their relations costs more.
    """
    model = found.model
    keys = list(
        found.order_by(*_order(model)).values_list("pk", flat=True)[start : start + count]
    )
    rows = with_hints(model._base_manager.filter(pk__in=keys))
    known = {row.pk: row for row in rows}
    return [known[key] for key in keys if key in known]


def with_hints(found: Any) -> Any:
    """A queryset that reads what the hints of its objects say along with them."""
    return found.select_related(*_hinted(found.model))


def _order(model: Any) -> list[str]:
    """That of the model where an index gives it: by the keys of references, not by names."""
    order = _ORDERS.get(model._meta.concrete_model._meta.label) or model._meta.ordering
    return [f"{name}_id" if _is_link(model, name) else name for name in order] or ["pk"]


def shown(model: Any, rows: Sequence[Any], display_field: str = "display") -> list[Shown]:
    """Objects as options, in their order."""
    hinted = _hinted(model)
    if issubclass(model, TreeMixin):
        _read_parents(model, rows)
    return [Shown(str(row.pk), text_of(row, display_field), _hint(row, hinted)) for row in rows]


def text_of(row: Any, display_field: str) -> str:
    """What an object is called: a dotted path into it, its name where that leads nowhere."""
    value: Any = row
    for part in display_field.split("."):
        value = value.get(part) if isinstance(value, dict) else getattr(value, part, None)
        if value is None:
            break
    text = "" if value is None or callable(value) else str(value)
    return text or str(row)


def _hinted(model: Any) -> list[str]:
    places = [name for name in _PLACES if _is_link(model, name)][:1]
    return [*places, *[name for name in _MARKS if _is_link(model, name)][:1]]


def _is_link(model: Any, name: str) -> bool:
    try:
        return bool(model._meta.get_field(name).many_to_one)
    except FieldDoesNotExist:
        return False


def _hint(row: Any, names: Sequence[str]) -> str:
    values = (getattr(row, name) for name in names)
    return " · ".join(str(value) for value in values if value is not None)


def _read_parents(model: Any, rows: Sequence[Any]) -> None:
    """Give each object those above it: a query per level, not per object."""
    known = {row.pk: row for row in rows}
    level = list(rows)
    for _ in range(_DEEPEST):
        wanted = {row.parent_id for row in level} - {None, *known}
        found = list(model._base_manager.filter(pk__in=wanted)) if wanted else []
        known.update({row.pk: row for row in found})
        for row in level:
            if row.parent_id in known:
                row.parent = known[row.parent_id]
        level = found
        if not level:
            return
