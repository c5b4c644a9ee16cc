"""Plugging: where the ends of a new cable may go: a device, circuit or panel, then its ports.

An end travels as "dcim.interface/<key>"; of one whose port is not chosen yet, what holds it
does: "dcim.device/<key>".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.dcim.cabling import HOLDERS, called
from jobdesk.inventory.desk import cabling
from jobdesk.inventory.desk.edit_records import PORT_KINDS, PORTS, CableStart, Offer
from jobdesk.inventory.desk.ends import end_of
from jobdesk.inventory.desk.kinds import kind_of, label_of, model_of
from jobdesk.inventory.desk.records import EMPTY, Reference, Value
from jobdesk.inventory.desk.suggesting import objects
from jobdesk.inventory.desk.values import reference_to
from jobdesk.inventory.snapshots import shown_name

_PLACES = ("location", "provider")
_MOST_HOLDERS = 30
_MOST_PORTS = 60


# What is offered


def holders(text: str, against: str = "") -> tuple[Offer, ...]:
    """Devices, circuits and power panels whose name has a text in it.

    Args:
        text: what is typed so far.
        against: the kind of port at the other end; "" while nothing is chosen there.
    """
    fitting = _fitting(against)
    found: list[Offer] = []
    for kind, kinds in PORTS.items():
        if not fitting.isdisjoint(kinds) and len(found) < _MOST_HOLDERS:
            named = objects(kind, text, limit=_MOST_HOLDERS - len(found))
            found += _placed(kind, named)
    return tuple(found)


def _placed(kind: str, named: Iterable[Reference]) -> list[Offer]:
    """Each with what it is and where, which tells several of one name apart."""
    model = model_of(kind)
    column = next(one for one in _PLACES if hasattr(model, f"{one}_id"))
    named = list(named)
    found = model.objects.filter(pk__in=[one.key for one in named]).select_related(column)
    places = {str(one.pk): shown_name(getattr(one, column)) for one in found.order_by()}
    words = kind_of(model).name
    return [
        Offer(kind, one.key, one.text, f"{words}, {places.get(one.key, '')}".rstrip(", "))
        for one in named
    ]


def ports(holder: str, text: str = "", other: str = "") -> tuple[Offer, ...]:
    """The ports of a device, circuit or panel that a cable could go into, taken ones too.

    Args:
        holder: "kind/key".
        text: part of their names.
        other: the end at the other side, "kind/key"; "" while nothing is chosen there.
    """
    kind, _, key = holder.partition("/")
    against = other.partition("/")[0]
    fitting = _fitting(against)
    there = end_of(other) if against in PORT_KINDS else None
    found: list[Offer] = []
    for label in sorted(PORTS.get(kind, ()), key=lambda one: one != against):
        if label in fitting:
            found += _offers(_matching(label, key, text), there, _MOST_PORTS - len(found))
    return tuple(found)


def _fitting(against: str) -> frozenset[str]:
    """The kinds of ports that this one can be connected to; all of them for none."""
    from jobdesk.inventory.dcim.cables import FITTING

    if not against or against in PORTS:
        return PORT_KINDS
    allowed = FITTING.get(against.partition(".")[2], ())
    return frozenset(label for label in PORT_KINDS if label.partition(".")[2] in allowed)


def _matching(label: str, key: str, text: str) -> Any:
    model = model_of(label)
    names = {field.name for field in model._meta.concrete_fields}
    owner = next(one for one in HOLDERS if one in names)
    title = "name" if "name" in names else "term_side"
    found = model.objects.filter(**{owner: key})
    if text.strip() and title == "name":
        found = found.filter(name__icontains=text.strip())
    return cabling.with_names(found.order_by("_name" if "_name" in names else title))


def _offers(found: Any, there: Any, limit: int) -> list[Offer]:
    shown = list(found[: max(limit, 0)])
    peers = cabling.ends("cable_peer", shown)
    return [
        Offer(
            label_of(type(port)),
            str(port.pk),
            str(port),
            kind_of(type(port)).name,
            _problem(port, there, peers.get(port.pk, EMPTY).text),
        )
        for port in shown
    ]


def _problem(port: Any, there: Any, peer: str) -> str:
    """Why no cable goes in here; the rules are those of `Cable.clean`."""
    if port.cable_id is not None:
        return f"taken: {peer}" if peer else "taken"
    if not getattr(port, "is_connectable", True):
        return f"{port.type}: no cable fits in"
    if there is not None and there == port:
        return "the other end"
    if there is not None and there.pk == getattr(port, "rear_port_id", None):
        return "a position of the other end"
    is_behind = there is not None and getattr(there, "rear_port_id", None) == port.pk
    return "behind the other end" if is_behind else ""


def judge(near: str, far: str) -> str:
    """Why these two ends cannot be connected, in one sentence; empty when they can."""
    from jobdesk.inventory.dcim.cables import Cable

    try:
        Cable(termination_a=end_of(near), termination_b=end_of(far)).require_ends()
    except ValidationError as error:
        return str(error.messages[0])
    return ""


# Beginning


def start(kind: str, key: str) -> CableStart:
    """A cable from this port, or from some port of this device, circuit or panel."""
    one = model_of(kind).objects.filter(pk=key).first()
    if one is None:
        return CableStart({}, "It is gone.")
    status = _usual_status()
    values = {"status": status} if status is not EMPTY else {}
    if kind in PORTS:
        held = reference_to(one)
        return CableStart(values | {"end_a": Value(held.text, "", (held,))})
    if one.cable_id is not None:
        return CableStart({}, f"{called(one)} has a cable already: {one.cable.shown_as}.")
    if problem := _problem(one, None, ""):
        return CableStart({}, f"{called(one)} is {problem}.")
    port = Reference(kind, key, str(one))
    end = Value(called(one), f"{kind}/{key}", (reference_to(one.parent), port))
    return CableStart(values | {"end_a": end})


def _usual_status() -> Value:
    found = objects("extras.status", "Connected", owner=cabling.CABLE, limit=1)
    return Value(found[0].text, found[0].key, found[:1]) if found else EMPTY
