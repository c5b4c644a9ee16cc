"""Naming: what objects of a kind are called by."""

from __future__ import annotations

from jobdesk.inventory.desk.fields import WHOLE_ADDRESS
from jobdesk.inventory.desk.kinds import model_of


def title_field(label: str) -> str:
    """The field that an object of this kind is called by; empty when it has none."""
    if label in WHOLE_ADDRESS:
        return WHOLE_ADDRESS[label][0]
    names = {field.name for field in model_of(label)._meta.concrete_fields}
    for name in ("name", "model", "cid", "label", "version", "image_file_name", "username"):
        if name in names:
            return name
    return ""
