"""The way of cables from a port, as it is drawn. Called through `InventoryDoor.call`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from jobdesk.errors import NotFound
from jobdesk.inventory.desk.drawings import (
    CABLE,
    CIRCUIT,
    OPEN,
    THROUGH,
    PathDrawing,
    PathLink,
    PathPoint,
)

_METRES = {
    "km": Decimal(1000),
    "m": Decimal(1),
    "cm": Decimal("0.01"),
    "mi": Decimal("1609.344"),
    "ft": Decimal("0.3048"),
    "in": Decimal("0.0254"),
}
_SIDE = "circuittermination"


def path(kind: str, key: str) -> PathDrawing:
    """The whole way from a port, or the one that a cable is part of.

    Raises:
        NotFound: it is there no more.
    """
    from jobdesk.inventory.history.kinds import model_of

    model = model_of(kind)
    found = None if model is None else model.objects.filter(pk=key).first()
    if found is None:
        raise NotFound("This object is not in the inventory any more.")
    start = _beginning(found) if kind == "dcim.cable" else found
    return _drawing(start.trace())


def _beginning(cable: Any) -> Any:
    """Where the way that a cable is in begins: back from its far end."""
    near, far, _ = (*cable.ends, None)
    if far is None:
        return near
    last_near, _, last_far = far.trace()[-1]
    return last_far if last_far is not None else last_near


def _drawing(hops: Iterable[tuple[Any, Any, Any]]) -> PathDrawing:
    points: list[PathPoint] = []
    links: list[PathLink] = []
    cables: list[Any] = []
    before: Any = None
    for near, cable, far in hops:
        if before is not None:
            links.append(_inner(before))
        points.append(_point(near))
        if cable is None:
            words = "no cable" if len(points) == 1 else "it goes on nowhere: no cable"
            links.append(PathLink(OPEN, words))
            break
        cables.append(cable)
        links.append(_cable(cable))
        points.append(_point(far))
        before = far
    if before is not None and links[-1].how != OPEN and before.is_passed:
        links.append(PathLink(OPEN, "nothing is behind this port"))
    return PathDrawing(tuple(points), tuple(links), _length(cables))


def _point(end: Any) -> PathPoint:
    owner = getattr(end, "circuit", None) or getattr(end, "parent", None)
    meta = end._meta
    name = f"side {end.term_side}" if meta.model_name == _SIDE else str(end)
    return PathPoint(
        meta.label_lower,
        str(end.pk),
        name,
        "" if owner is None else str(owner),
        "" if owner is None else owner._meta.label_lower,
        "" if owner is None else str(owner.pk),
    )


def _inner(end: Any) -> PathLink:
    """From a port to the one behind it."""
    if end._meta.model_name == _SIDE:
        circuit = end.circuit
        words = f"circuit {circuit}"
        return PathLink(CIRCUIT, words, circuit._meta.label_lower, str(circuit.pk))
    return PathLink(THROUGH, "through the panel")


def _cable(cable: Any) -> PathLink:
    status = str(cable.status)
    length = f"{cable.length:g} {cable.length_unit}" if cable.length else ""
    return PathLink(
        CABLE,
        cable.label or (f"{cable.type} cable" if cable.type else "cable"),
        "dcim.cable",
        str(cable.pk),
        length,
        cable.color or "",
        "" if status == "Connected" else status,
    )


def _length(cables: Iterable[Any]) -> str:
    """The length of all cables that have one, in metres."""
    known = [one for one in cables if one.length and one.length_unit in _METRES]
    if not known:
        return ""
    total = sum((Decimal(one.length) * _METRES[one.length_unit] for one in known), Decimal(0))
    return f"{total.quantize(Decimal('0.1')).normalize():f} m"
