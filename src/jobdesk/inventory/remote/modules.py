"""Modules of Nautobot 2.3 and later: their parts come as parts of the device that they are in.

Modules themselves are not kept here. No Django here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def homes_of(bays: Iterable[Row], modules: Iterable[Row]) -> dict[str, str]:
    """The key of the device that each module is in, by key; without those on a shelf."""
    holder = {
        str(bay["id"]): (_key(bay.get("parent_device")), _key(bay.get("parent_module")))
        for bay in bays
    }
    bay_of = {str(module["id"]): _key(module.get("parent_module_bay")) for module in modules}
    found: dict[str, str] = {}
    for module in bay_of:
        inside, seen = module, set[str]()
        while inside and inside not in seen:
            seen.add(inside)
            device, inside = holder.get(bay_of.get(inside, ""), ("", ""))
            if device:
                found[module] = device
    return found


def in_its_device(row: dict[str, Any], homes: Mapping[str, str]) -> dict[str, Any]:
    """A part of a module as one of the device around it."""
    device = "" if row.get("device") else homes.get(_key(row.get("module")), "")
    return {**row, "device": {"id": device}} if device else row


def _key(link: Any) -> str:
    return str(link["id"]) if isinstance(link, Mapping) else ""
