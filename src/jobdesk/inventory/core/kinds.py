"""Small tables that every check needs, read once: what a status is for, which custom fields.

They are forgotten when one of them is saved in this process, and when another process has
written since (SQLite's data version), so that a long-lived window sees what a job changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Found = TypeVar("_Found")
_known: dict[Hashable, Any] = {}


def remembered(key: Hashable, read: Callable[[], _Found]) -> _Found:
    """What `read` gave when it was asked for `key` first."""
    if key not in _known:
        _known[key] = read()
    return _known[key]


def meant_for(kind: Any, key: Any, model: Any) -> bool:
    """An object of `kind` (Status, Role) with this key is for objects of `model`."""
    from django.contrib.contenttypes.models import ContentType

    allowed = remembered((kind, key), lambda: _kinds_of(kind, key))
    return ContentType.objects.get_for_model(model).pk in allowed


def _kinds_of(kind: Any, key: Any) -> frozenset[int]:
    through = kind.content_types.through.objects
    name = kind._meta.model_name
    found = through.filter(**{f"{name}_id": key}).values_list("contenttype_id", flat=True)
    return frozenset(found)


def forget() -> None:
    """Somebody changed them, or a transaction that did was rolled back."""
    _known.clear()
