"""Small tables that every check needs, read once: what a status is for, which custom fields.

They are forgotten when one of them is saved in this process, when a transaction of it is rolled
back, and when another process has written (SQLite's data version): so a window that is open for
days sees what a job changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Found = TypeVar("_Found")


class _Known:
    """What one thread's connection has read."""

    def __init__(self) -> None:
        self.version: tuple[int, int, int] = (0, 0, 0)
        self.found: dict[Hashable, Any] = {}


_forgotten = 0  # how often somebody of this process changed them


def remembered(key: Hashable, read: Callable[[], _Found]) -> _Found:
    """What `read` gave when it was asked for `key` first, until something changes."""
    known = _known()
    if key not in known.found:
        known.found[key] = read()
    return known.found[key]


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


def watch(*models: Any) -> None:
    """Forget when an object of these models, or which kinds it is for, changes here."""
    from django.db.models import signals

    def changed(**more: Any) -> None:
        del more
        forget()

    for model in models:
        for signal in (signals.post_save, signals.post_delete):
            signal.connect(changed, sender=model, weak=False)
        if hasattr(model, "content_types"):
            signals.m2m_changed.connect(changed, sender=model.content_types.through, weak=False)


def forget() -> None:
    """Somebody of this process changed them."""
    global _forgotten
    _forgotten += 1


def _known() -> _Known:
    from django.db import connection

    wrapper: Any = connection
    wrapper.ensure_connection()
    # Beside the gate's cursor: two microseconds in each check of each save.
    (written,) = wrapper.connection.execute("PRAGMA data_version").fetchone()
    version = (_forgotten, wrapper.times_undone, written)
    known: _Known | None = getattr(wrapper, "jobdesk_known", None)
    if known is None:
        known = wrapper.jobdesk_known = _Known()
    if known.version != version:
        known.version, known.found = version, {}
    return known
