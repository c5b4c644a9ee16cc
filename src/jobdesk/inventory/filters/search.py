"""`q`: the text somewhere in what an object is known by."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import BooleanField, F, Func, Value

from jobdesk.inventory.core.orm import Condition, Q, models
from jobdesk.inventory.filters.reading import as_uuid, has_column, name_fields

_SEARCHED: dict[str, tuple[str, ...]] = {
    "dcim.Device": ("name", "serial", "asset_tag"),
    "dcim.DeviceType": ("model", "part_number", "manufacturer__name"),
    "dcim.Location": ("name", "facility", "description"),
    "dcim.Rack": ("name", "facility_id", "serial", "asset_tag"),
    "dcim.Cable": ("label",),
    "dcim.Interface": ("name", "label", "description"),
    "dcim.SoftwareVersion": ("version", "alias", "platform__name"),
    "ipam.VLAN": ("name", "vid"),
    "ipam.VRF": ("name", "rd"),
    "ipam.Prefix": ("description",),
    "ipam.IPAddress": ("dns_name", "description"),
    "circuits.Circuit": ("cid", "description"),
    "users.User": ("username", "first_name", "last_name"),
    "contenttypes.ContentType": ("app_label", "model"),
}
_GLOB: dict[str, Any] = {
    "template": "%(expressions)s",
    "arg_joiner": " GLOB ",
    "output_field": BooleanField(),
}


def condition_for(model: Any, without: Collection[str] = ()) -> Any:
    """A function from texts to the condition for objects of a model.

    Args:
        model: the model.
        without: fields that are not looked at.
    """

    def make(values: Sequence[Any]) -> Condition:
        found = Q(pk__in=[])
        for value in values:
            found |= _for_text(model, str(value).strip(), without)
        return found

    return make


def searched_fields(model: Any) -> tuple[str, ...]:
    """The fields that `q` looks at."""
    label = model._meta.concrete_model._meta.label
    known = _SEARCHED.get(label)
    if known is None:
        known = tuple(name for name in name_fields(model) if name != "slug")
    return known or tuple(
        name for name in ("description", "object_repr") if has_column(model, name)
    )


def _for_text(model: Any, text: str, without: Collection[str]) -> Condition:
    key = as_uuid(text)
    found = Q(pk=key) if key is not None else Q(pk__in=[])
    for name in searched_fields(model):
        if name not in without:
            found |= holds(model, name, text)
    label = model._meta.concrete_model._meta.label
    if label in {"ipam.Prefix", "ipam.IPAddress"}:
        found |= _for_address(label, text)
    return found


def holds(model: Any, name: str, text: str) -> Condition:
    """The field holds the text; digits of a number are searched from its start."""
    if is_number(model, name):
        return Q((f"{name}__startswith", text)) if text.isdigit() else Q(pk__in=[])
    if text.isascii():
        found = Q(pk__in=[])
        for pattern in patterns(text):
            found |= Q(Func(F(name), Value(pattern), **_GLOB))
        return found
    return Q((f"{name}__icontains", text))


def patterns(text: str) -> tuple[str, ...]:
    """What a text of ASCII with this one in it is like, in capitals or not: one of these.

    SQLite's own GLOB goes through a million names in 70 ms when a pattern begins with one
    character and not with a choice of two; LOWER takes three times as long, Python thirty.
    """
    rest = "".join(map(_either, text[1:]))
    first = sorted({text[:1].lower(), text[:1].upper()})
    return tuple(f"*{_literal(one)}{rest}*" for one in first)


def _either(letter: str) -> str:
    return f"[{letter.lower()}{letter.upper()}]" if letter.isalpha() else _literal(letter)


def _literal(letter: str) -> str:
    return f"[{letter}]" if letter and letter in "*?[" else letter


def is_number(model: Any, name: str) -> bool:
    """It is a column of whole numbers."""
    return has_column(model, name) and isinstance(
        model._meta.get_field(name), models.IntegerField
    )


def _for_address(label: str, text: str) -> Condition:
    span = span_of(text)
    if span is None:
        return Q(pk__in=[])
    first, last = str(span[0]), str(span[1])
    version = Q(ip_version=span[0].version)
    if label == "ipam.IPAddress":
        return version & Q(host__gte=first, host__lte=last)
    # That no network begins behind the last address follows; an index needs to be told.
    return version & Q(network__gte=first, network__lte=last, broadcast__lte=last)


def span_of(text: str) -> tuple[Any, Any] | None:
    """First and last address of a network, or of what was typed of an IPv4 address so far."""
    try:
        net = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return _begun(text)
    return net.network_address, net.broadcast_address


def _begun(text: str) -> tuple[Any, Any] | None:
    parts = text.rstrip(".").split(".")
    if "." not in text or len(parts) > 3 or not all(one.isdigit() for one in parts):
        return None
    rest = 4 - len(parts)
    try:
        return (
            ipaddress.ip_address(".".join([*parts, *["0"] * rest])),
            ipaddress.ip_address(".".join([*parts, *["255"] * rest])),
        )
    except ValueError:
        return None
