"""Values of a snapshot in words: references by name, choices by their label, yes and no."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from jobdesk.inventory import snapshots
from jobdesk.inventory.history.kinds import model_of, words_for
from jobdesk.inventory.wording import field_words

Names = dict[tuple[str, str], str]
"""Names of objects by label of their kind and key."""

NameOf = Callable[[str, str], str]
"""The name of an object, of its kind's label and its key; empty when nobody knows it."""

_KEY_SHOWN = 8


@cache
def fields_of(model: Any) -> dict[str, Any]:
    """The fields by the names that snapshots give them."""
    by_attribute = {field.attname: field for field in model._meta.concrete_fields}
    found = {name: by_attribute[attribute] for name, attribute in snapshots.fields_of(model)}
    found.update({field.name: field for field in model._meta.many_to_many})
    return found


def label_of_field(name: str, field: Any) -> str:
    """The field in words: "Device type"."""
    return field_words(str(field.verbose_name) if field is not None else name.replace("_", " "))


def is_stamp(name: str) -> bool:
    """A time that each save sets; by itself it is no difference."""
    return name in ("created", "last_updated")


def target_of(field: Any, name: str, data: Mapping[str, Any]) -> str:
    """The kind of what a field refers to; empty for a plain value.

    A generic reference is two fields: `…_type` says the kind of `…_id`.
    """
    if field is None:
        return ""
    if field.is_relation:
        return str(field.related_model._meta.label_lower)
    kind_field = f"{name.removesuffix('_id')}_type"
    return f"#{data[kind_field]}" if name.endswith("_id") and kind_field in data else ""


def keys_in(value: Any) -> list[str]:
    """The keys that a reference holds, one or many."""
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def names_of(wanted: Iterable[tuple[str, str]]) -> Names:
    """The names of objects; of those that are gone the last one that the log knows."""
    by_kind: dict[str, set[str]] = {}
    for label, key in wanted:
        by_kind.setdefault(label, set()).add(key)
    found: Names = {}
    for label, keys in by_kind.items():
        found.update(_names_of_kind(label, keys))
    return found


def _names_of_kind(label: str, keys: set[str]) -> Names:
    from django.contrib.contenttypes.models import ContentType

    model = model_of(label)
    if model is None:
        return {}
    held = model._base_manager.filter(pk__in=keys)
    if model is ContentType:
        return {(label, str(one.pk)): words_for(f"{one.app_label}.{one.model}") for one in held}
    found = {(label, str(one.pk)): snapshots.shown_name(one) for one in held}
    gone = keys - {key for _, key in found}
    found.update({(label, key): name for key, name in _last_names(label, gone)})
    return found


def _last_names(label: str, keys: set[str]) -> Iterable[tuple[str, str]]:
    from jobdesk.inventory.extras.changelog import ObjectChange
    from jobdesk.inventory.history.kinds import type_id

    if not keys:
        return []
    rows = ObjectChange.objects.filter(
        changed_object_type_id=type_id(label), changed_object_id__in=keys
    )
    ordered = rows.order_by("time").values_list("changed_object_id", "object_repr")
    return {str(key): name for key, name in ordered}.items()


def lookup(names: Names) -> NameOf:
    """Names that were read, for `shown`."""
    return lambda label, key: names.get((label, key), "")


def shown(value: Any, field: Any, target: str, name_of: NameOf) -> str:
    """A value in words; empty for none."""
    if value is None or value == "":
        return ""
    if target:
        return ", ".join(name_of(target, key) or _short(key) for key in keys_in(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (dict, list)):
        return _document_words(value)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))


def _document_words(value: dict[str, Any] | list[Any]) -> str:
    if isinstance(value, list) and all(not isinstance(one, (dict, list)) for one in value):
        return ", ".join(str(one) for one in value)
    unit = "key" if isinstance(value, dict) else "item"
    many = len(value)
    return f"{many} {unit}" if many == 1 else f"{many} {unit}s"


def _short(key: str) -> str:
    return f"{key[:_KEY_SHOWN]}…" if len(key) > _KEY_SHOWN else key


def document(value: Any) -> str:
    """A dictionary or list as text, line by line."""
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
