"""Kinds of objects by their labels."""

from __future__ import annotations

from functools import cache
from typing import Any

from jobdesk.inventory.wording import in_words


def model_of(label: str) -> Any:
    """The model with this label; None when there is none any more."""
    from django.apps import apps

    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


@cache
def words_for(label: str) -> str:
    """A kind in words: "Device type"."""
    model = model_of(label)
    if model is None:
        return label.partition(".")[2] or label
    return in_words(str(model._meta.verbose_name))


def type_id(label: str) -> int:
    """The key of a kind's content type; 0 when it has none."""
    from django.contrib.contenttypes.models import ContentType

    app, _, name = label.lower().partition(".")
    found = ContentType.objects.filter(app_label=app, model=name)
    return found.values_list("pk", flat=True).first() or 0


def labels() -> dict[int, str]:
    """Label by key, of all content types; they are few."""
    from django.contrib.contenttypes.models import ContentType

    rows = ContentType.objects.values_list("pk", "app_label", "model")
    return {key: f"{app}.{name}" for key, app, name in rows}
