"""Narrowing: which objects of a list are meant, by parameters as the REST interface has them.

`(("location", "Berlin"), ("role__n", "Endpoint"), ("q", "core"))`: the same key twice means
either, different keys mean all.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist, FieldError, ValidationError

from jobdesk.errors import InputErrors
from jobdesk.inventory.core.addresses import network_of
from jobdesk.inventory.core.orm import Condition, Q
from jobdesk.inventory.desk.columns import title_field
from jobdesk.inventory.desk.fields import WHOLE_ADDRESS
from jobdesk.inventory.desk.kinds import label_of
from jobdesk.inventory.desk.records import CUSTOM, Terms

SEARCH = "q"
_NULL = "null"
_NOT = "n"
_LOOKUPS = {
    "ic": "icontains",
    "ie": "iexact",
    "isw": "istartswith",
    "iew": "iendswith",
    "re": "regex",
    "ire": "iregex",
    "gt": "gt",
    "gte": "gte",
    "lt": "lt",
    "lte": "lte",
    "isnull": "isnull",
}
_SEARCHED = ("label", "serial", "asset_tag", "dns_name", "mac_address", "facility", "rd")
_DEEPEST = 20


def narrowed(model: Any, terms: Terms) -> Any:
    """The objects that fit all terms.

    Raises:
        InputErrors: a key or a value means nothing, by key.
    """
    found, wrong = model.objects.all(), dict[str, list[str]]()
    for key in dict.fromkeys(key for key, _ in terms):
        values = [value for one, value in terms if one == key]
        try:
            found = _narrow(found, key, values)
        except (ValidationError, FieldError, ValueError) as error:
            said = error.messages if isinstance(error, ValidationError) else [str(error)]
            wrong[key] = [str(one) for one in said]
    if wrong:
        raise InputErrors(wrong)
    return found


def _narrow(found: Any, key: str, values: list[str]) -> Any:
    model = found.model
    if key == SEARCH:
        for value in values:
            found = found.filter(_searched(model, value))
        return found
    path, lookup, is_not = split_key(model, key)
    condition = Q(pk__in=[])
    for value in values:
        condition |= _condition(model, path, lookup, value)
    found = found.exclude(condition) if is_not else found.filter(condition)
    return found.distinct() if _is_many(model, path) else found


def split_key(model: Any, key: str) -> tuple[str, str, bool]:
    """Path, lookup and whether it says "not"; ValidationError for a key that means nothing."""
    parts, lookup, is_not = key.split("__"), "", False
    last = parts[-1] if len(parts) > 1 else ""
    if last == _NOT:
        parts, is_not = parts[:-1], True
    elif last in _LOOKUPS:
        parts, lookup = parts[:-1], _LOOKUPS[last]
    elif last.startswith(_NOT) and last[1:] in _LOOKUPS:
        parts, lookup, is_not = parts[:-1], _LOOKUPS[last[1:]], True
    path = "__".join(parts)
    if not _is_known(model, parts):
        raise ValidationError(
            f"{model._meta.verbose_name_plural} cannot be filtered by {path}."
        )
    return path, lookup, is_not


def _is_known(model: Any, parts: list[str]) -> bool:
    label = label_of(model)
    first = parts[0]
    if len(parts) == 1 and first in (*WHOLE_ADDRESS.get(label, ("",))[:1], "id"):
        return True
    if first.startswith(CUSTOM):
        return len(parts) == 1 and hasattr(model, "custom_field_data")
    if first in getattr(model, "older_names", {}):
        return True
    try:
        field = model._meta.get_field(first)
    except FieldDoesNotExist:
        return False
    if len(parts) == 1:
        return True
    return bool(field.is_relation and field.related_model) and _is_known(
        field.related_model, parts[1:]
    )


def _is_many(model: Any, path: str) -> bool:
    for part in path.split("__"):
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return False
        if field.is_relation and (field.many_to_many or field.one_to_many):
            return True
        if not field.is_relation:
            return False
        model = field.related_model
    return False


def _condition(model: Any, path: str, lookup: str, value: str) -> Condition:
    if path.startswith(CUSTOM):
        return _custom(path.removeprefix(CUSTOM), lookup, value)
    if lookup == "isnull":
        return Q(**{f"{path}__isnull": value.lower() in ("true", "1", "yes")})
    if value == _NULL and not lookup:
        return Q(**{f"{path}__isnull": True})
    target = _target(model, path)
    if target is None:
        return Q(**{_joined(path, lookup): value})
    if target.is_relation:
        return _named(target.related_model, path, lookup, value)
    if target.get_internal_type() == "BooleanField":
        return Q(**{path: _truth(value)})
    if not lookup or lookup in ("gt", "gte", "lt", "lte"):
        target.to_python(value)  # raises where it is none
    return Q(**{_joined(path, lookup): value})


def _joined(path: str, lookup: str) -> str:
    return f"{path}__{lookup}" if lookup else path


def _target(model: Any, path: str) -> Any:
    """The column or reference at the end of a path; None for an older name."""
    field: Any = None
    for part in path.split("__"):
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return None
        model = field.related_model if field.is_relation else model
    return field


def _truth(value: str) -> bool:
    word = value.strip().lower()
    if word in ("true", "yes", "1", "on"):
        return True
    if word in ("false", "no", "0", "off"):
        return False
    raise ValidationError(f"{value!r} is neither yes nor no.")


def _named(related: Any, path: str, lookup: str, value: str) -> Condition:
    """Objects that refer to one with this name or key; inside of it, for what has an inside."""
    if lookup:
        title = title_field(label_of(related))
        return Q(**{f"{path}__{title}__{lookup}": value}) if title else Q(pk__in=[])
    keys = _keys(related, value)
    if not keys:
        words = related._meta.verbose_name
        raise ValidationError(f"There is no {words} called {value}.")
    return Q(**{f"{path}__in": [*keys, *_inside(related, keys)]})


def _keys(related: Any, value: str) -> list[Any]:
    import uuid

    try:
        return [uuid.UUID(value)] if len(value) in (32, 36) else _keys_by_name(related, value)
    except ValueError:
        return _keys_by_name(related, value)


def _keys_by_name(related: Any, value: str) -> list[Any]:
    label = label_of(related)
    if label == "contenttypes.contenttype":
        app, _, name = value.partition(".")
        found = related.objects.filter(app_label=app, model=name)
    elif label in WHOLE_ADDRESS:
        found = related.objects.filter(**{WHOLE_ADDRESS[label][0]: value})
    else:
        title = title_field(label)
        found = related.objects.filter(**{title: value}) if title else related.objects.none()
        if title and not found.exists():
            found = related.objects.filter(**{f"{title}__iexact": value})
    return list(found.values_list("pk", flat=True))


def _inside(related: Any, keys: list[Any]) -> list[Any]:
    """What is below these in their tree."""
    if "parent" not in {field.name for field in related._meta.concrete_fields}:
        return []
    if related._meta.get_field("parent").related_model is not related:
        return []
    below: list[Any] = []
    level = keys
    for _ in range(_DEEPEST):
        level = list(related.objects.filter(parent__in=level).values_list("pk", flat=True))
        if not level:
            break
        below += level
    return below


def _custom(key: str, lookup: str, value: str) -> Condition:
    path = f"_custom_field_data__{key}"
    if lookup == "isnull":
        return Q(**{f"{path}__isnull": value.lower() in ("true", "1", "yes")}) | Q(
            **{path: None}
        )
    if value == _NULL:
        return Q(**{path: None}) | Q(**{f"{path}__isnull": True})
    said: Any = value
    if value.lstrip("-").isdigit():
        said = int(value)
    elif value.lower() in ("true", "false"):
        said = value.lower() == "true"
    found = Q(**{_joined(path, lookup): said})
    return found if said == value or lookup else found | Q(**{path: value})


# Free text


def _searched(model: Any, text: str) -> Condition:
    label = label_of(model)
    names = {field.name for field in model._meta.concrete_fields}
    title = title_field(label)
    found = Q(pk__in=[])
    for name in (title, *_SEARCHED):
        if name in names:
            found |= Q(**{f"{name}__icontains": text})
    if label in WHOLE_ADDRESS:
        found |= _in_network(label, text)
    return found


def _in_network(label: str, text: str) -> Condition:
    """Addresses that begin with what was typed so far: `10.4` is 10.4.0.0/16."""
    try:
        net = network_of(_whole(text))
    except ValidationError:
        return Q(pk__in=[])
    first, last = str(net.network_address), str(net.broadcast_address)
    low = "network" if label == "ipam.prefix" else "host"
    return Q(**{f"{low}__gte": first, f"{low}__lte": last, "ip_version": net.version})


def _whole(text: str) -> str:
    parts = [part for part in text.strip().rstrip(".").split(".") if part]
    is_part_of_v4 = "/" not in text and ":" not in text and len(parts) < 4
    if is_part_of_v4 and parts and all(part.isdigit() for part in parts):
        return ".".join([*parts, *["0"] * (4 - len(parts))]) + f"/{8 * len(parts)}"
    return text
