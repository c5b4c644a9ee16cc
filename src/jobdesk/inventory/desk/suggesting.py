"""Suggesting: what may be typed next, for editors and for the filter line."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.desk.columns import sorted_set
from jobdesk.inventory.desk.fields import WHOLE_ADDRESS, fields_of
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.desk.naming import title_field
from jobdesk.inventory.desk.narrowing import narrowed
from jobdesk.inventory.desk.records import FieldType, Reference
from jobdesk.inventory.desk.values import reference_to

_LIMIT = 50
_FEW = 12
_LOOKED_AT = 20_000  # rows of a column whose values are suggested
_MEANT_FOR = ("extras.status", "extras.role")


def objects(
    kind: str, text: str = "", *, owner: str = "", limit: int = _LIMIT
) -> tuple[Reference, ...]:
    """Objects of a kind whose name has this text in it, those that begin with it first.

    Args:
        kind: label of the kind.
        text: what is typed so far.
        owner: the kind of object that will refer to it: statuses and roles are meant for some.
        limit: how many.
    """
    model = model_of(kind)
    if kind == "contenttypes.contenttype":
        return _content_types(text, limit)
    found = model.objects.all()
    if owner and kind in _MEANT_FOR:
        found = found.get_for_model(model_of(owner))
    text = text.strip()
    if not text:
        return tuple(reference_to(one) for one in sorted_set(found, "")[:limit])
    title = title_field(kind)
    if not title or kind in WHOLE_ADDRESS:
        found = _narrowed(found, model, text)
        return tuple(reference_to(one) for one in sorted_set(found, "")[:limit])
    begins = list(sorted_set(found.filter(**{f"{title}__istartswith": text}), "")[:limit])
    inside = found.filter(**{f"{title}__icontains": text}).exclude(
        **{f"{title}__istartswith": text}
    )
    rest = list(sorted_set(inside, "")[: limit - len(begins)])
    return tuple(reference_to(one) for one in (*begins, *rest))


def _narrowed(found: Any, model: Any, text: str) -> Any:
    return found & narrowed(model, (("q", text),))


def _content_types(text: str, limit: int) -> tuple[Reference, ...]:
    from django.contrib.contenttypes.models import ContentType

    found: list[Reference] = []
    for one in ContentType.objects.order_by("app_label", "model"):
        model = one.model_class()
        label = f"{one.app_label}.{one.model}"
        if model is not None and not model._meta.proxy and text.lower() in label:
            found.append(Reference("contenttypes.contenttype", str(one.pk), label))
    return tuple(found[:limit])


def values(kind: str, name: str, text: str = "", limit: int = _FEW) -> tuple[str, ...]:
    """What a field may be, or is, in words that a filter understands."""
    known = {field.name: field for field in fields_of(kind)}
    field = known.get(name)
    if field is None:
        return ()
    wanted = text.strip().lower()
    if field.type is FieldType.BOOLEAN:
        return tuple(word for word in ("true", "false") if word.startswith(wanted))
    if field.choices:
        fitting = [value for value, _ in field.choices if wanted in value.lower()]
        return tuple(fitting[:limit])
    if field.related:
        found = objects(field.related, text, owner=kind, limit=limit)
        return tuple(dict.fromkeys(one.text for one in found))
    if field.is_custom or field.type is not FieldType.TEXT:
        return ()
    return _used(model_of(kind), name, wanted, limit)


def _used(model: Any, name: str, wanted: str, limit: int) -> tuple[str, ...]:
    """Values that are there: of the first rows only, where a table is long."""
    looked_at = model.objects.order_by().values_list(name, flat=True)[:_LOOKED_AT]
    seen = {value for value in looked_at if value}
    fitting = sorted(value for value in seen if wanted in value.lower())
    fitting.sort(key=lambda value: not value.lower().startswith(wanted))
    return tuple(fitting[:limit])
