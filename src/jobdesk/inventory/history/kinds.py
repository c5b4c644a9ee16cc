"""Kinds of objects by their labels, and the files that entries are read from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_COPIES = "copy:"


def alias_of(copy: Path | None) -> str:
    """The name by which Django knows a file: the inventory, or a preview's copy (read only).

    A copy's connection is kept until `forget` or the end of the process.
    """
    from django.db import connections

    if copy is None:
        return "default"
    alias = f"{_COPIES}{copy}"
    known = _databases(connections)
    if alias not in known:
        stock = dict(known["default"])
        known[alias] = {
            **stock,
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": f"{copy.as_uri()}?mode=ro",
            "OPTIONS": {"uri": True},
        }
    return alias


def forget(copy: Path) -> None:
    """Close the copy of a preview, so that its file can go."""
    from django.db import connections

    alias = f"{_COPIES}{copy}"
    known = _databases(connections)
    if alias in known:
        connections[alias].close()
        del connections[alias]
        del known[alias]


def _databases(connections: Any) -> dict[str, Any]:
    return connections.databases


def model_of(label: str) -> Any:
    """The model with this label; None when there is none any more."""
    from django.apps import apps

    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def words_for(label: str) -> str:
    """A kind in words: "Device type"."""
    model = model_of(label)
    if model is None:
        return label.partition(".")[2] or label
    words = str(model._meta.verbose_name)
    return words[:1].upper() + words[1:]


def type_id(label: str, alias: str = "default") -> int:
    """The key of a kind's content type; 0 when it has none."""
    from django.contrib.contenttypes.models import ContentType

    app, _, name = label.lower().partition(".")
    found = ContentType.objects.using(alias).filter(app_label=app, model=name)
    return found.values_list("pk", flat=True).first() or 0


def label_of(content_type: Any) -> str:
    """The label of a content type."""
    return f"{content_type.app_label}.{content_type.model}"


def labels(alias: str = "default") -> dict[int, str]:
    """Label by key, of all content types; they are few."""
    from django.contrib.contenttypes.models import ContentType

    rows = ContentType.objects.using(alias).values_list("pk", "app_label", "model")
    return {key: f"{app}.{name}" for key, app, name in rows}
