"""Indexes of words that few objects have."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.orm import Q, models

_SHORT = {"description": "descr"}  # names of indexes have thirty letters at most


def said_index(name: str) -> Any:
    """Of a text that is empty in most objects: they cost nothing, and are not looked through.

    A search for a text says `NOT (column = '')` too, or the index is no use to it.
    """
    return models.Index(
        fields=(name,), name=f"%(class)s_{_SHORT.get(name, name)}", condition=~Q(**{name: ""})
    )


def is_said(field: Any) -> bool:
    """The field has such an index."""
    indexes = field.model._meta.indexes
    return any(
        index.condition is not None and tuple(index.fields) == (field.name,)
        for index in indexes
    )
