"""Closed sets: what people choose from where the models would take any text.

Jobs and imports may store other values, as they do upstream by other ways than forms; what is
there is shown and kept, but only these are offered and taken here.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

Pairs = tuple[tuple[str, str], ...]

_SETS: dict[str, str] = {  # "model.field", or the field of any model
    "cable.type": "ports.CableTypeChoices",
    "cable.length_unit": "dcim.CableLengthUnitChoices",
    "consoleport.type": "ports.ConsolePortTypeChoices",
    "consoleserverport.type": "ports.ConsolePortTypeChoices",
    "device.face": "dcim.DeviceFaceChoices",
    "deviceredundancygroup.failover_strategy": (
        "dcim.DeviceRedundancyGroupFailoverStrategyChoices"
    ),
    "devicetype.subdevice_role": "dcim.SubdeviceRoleChoices",
    "externalintegration.http_method": "extras.WebhookHttpMethodChoices",
    "frontport.type": "ports.PortTypeChoices",
    "interface.mode": "dcim.InterfaceModeChoices",
    "interface.type": "ports.InterfaceTypeChoices",
    "interfaceredundancygroup.protocol": "dcim.InterfaceRedundancyGroupProtocolChoices",
    "customfield.filter_logic": "extras.CustomFieldFilterLogicChoices",
    "powerfeed.phase": "dcim.PowerFeedPhaseChoices",
    "powerfeed.supply": "dcim.PowerFeedSupplyChoices",
    "powerfeed.type": "dcim.PowerFeedTypeChoices",
    "poweroutlet.feed_leg": "dcim.PowerOutletFeedLegChoices",
    "poweroutlet.type": "ports.PowerOutletTypeChoices",
    "powerport.type": "ports.PowerPortTypeChoices",
    "rack.outer_unit": "dcim.RackDimensionUnitChoices",
    "rack.type": "dcim.RackTypeChoices",
    "rack.width": "dcim.RackWidthChoices",
    "rearport.type": "ports.PortTypeChoices",
    "relationship.required_on": "extras.RelationshipRequiredSideChoices",
    "service.protocol": "ipam.ServiceProtocolChoices",
    "softwareimagefile.hashing_algorithm": "dcim.SoftwareImageFileHashingAlgorithmChoices",
    "vminterface.mode": "dcim.InterfaceModeChoices",
}
_WORDS = {
    "2-post-frame": "2-post frame",
    "4-post-frame": "4-post frame",
    "4-post-cabinet": "4-post cabinet",
    "wall-frame": "Wall frame",
    "tagged-all": "Tagged, all VLANs",
    "lag": "LAG",
}
_AS_THEY_ARE = frozenset({"rack.outer_unit", "cable.length_unit"})
_CAPITALS = frozenset(
    {"powerfeed.supply", "service.protocol", "interfaceredundancygroup.protocol"}
)
_INCHES = frozenset({"rack.width"})


def offered(model: Any, name: str) -> Pairs:
    """What a field may be, as (value, words) in the order of the list; empty for anything."""
    if name == "time_zone":
        return _zones()
    return _pairs(f"{model._meta.model_name.removesuffix('template')}.{name}")


@cache
def _zones() -> Pairs:
    from zoneinfo import available_timezones

    return tuple((zone, zone) for zone in sorted(available_timezones()))


@cache
def _pairs(place: str) -> Pairs:
    if place not in _SETS:
        return ()
    file, _, name = _SETS[place].partition(".")
    from jobdesk.inventory.choices.sets import unpack_grouped_choices

    found = getattr(import_module(f"jobdesk.inventory.choices.{file}"), name).CHOICES
    return tuple(
        (str(value), _words(place, str(value), str(words)))
        for value, words in unpack_grouped_choices(found)
        if value != ""
    )


def _words(place: str, value: str, words: str) -> str:
    if place in _AS_THEY_ARE:
        return value
    if place in _CAPITALS:
        return value.upper()
    return f"{value} inches" if place in _INCHES else _WORDS.get(value, words)
