"""Naming: what objects of a kind are called by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jobdesk.inventory.desk.fields import WHOLE_ADDRESS
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.snapshots import shown_name

OWNERS = ("device", "virtual_machine")
"""Fields of parts that name what these are a part of."""


def title_field(label: str) -> str:
    """The field that an object of this kind is called by; empty when it has none."""
    if label in WHOLE_ADDRESS:
        return WHOLE_ADDRESS[label][0]
    names = {field.name for field in model_of(label)._meta.concrete_fields}
    for name in ("name", "model", "cid", "label", "version", "image_file_name", "username"):
        if name in names:
            return name
    return ""


def called(one: Any) -> str:
    """What an object is called where nothing says what it belongs to: `core-01 Te1/0/1`."""
    if hasattr(one, "shown_as"):
        return shown_name(one)
    held = getattr(one, _owner_of(one), None) if hasattr(one, "name") else None
    return str(one) if held is None else f"{held} {one}"


def _owner_of(one: Any) -> str:
    return next((name for name in OWNERS if hasattr(one, f"{name}_id")), "")


def first_names(found: Iterable[Any], count: int) -> tuple[str, ...]:
    """What the first of some objects are called, in the order of a list.

    What they are a part of is left out where it is the same for all.
    """
    ordered = sorted(found, key=lambda one: getattr(one, "_name", "") or str(one))
    owners = {getattr(one, f"{_owner_of(one)}_id", "") for one in ordered}
    name = shown_name if len(owners) == 1 else called
    return tuple(name(one) for one in ordered[:count])
