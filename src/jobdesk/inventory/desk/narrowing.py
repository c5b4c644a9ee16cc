"""Narrowing: which objects of a list are meant, by parameters as the REST interface has them.

`(("location", "Berlin"), ("role__n", "Endpoint"), ("q", "core"))`: the same key twice means
either, different keys mean all. The filters themselves are those of job variables.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jobdesk.errors import InputErrors
from jobdesk.inventory.core.orm import Q
from jobdesk.inventory.desk.kinds import label_of
from jobdesk.inventory.desk.lengths import is_short
from jobdesk.inventory.desk.naming import title_field
from jobdesk.inventory.desk.records import Terms
from jobdesk.inventory.desk.searching import field_condition, is_text, text_condition
from jobdesk.inventory.filters.params import parts
from jobdesk.inventory.filters.sets import filterset_for

_INTO = "__ic"
HAS = "__has"
"""Behind a reference: the name of what it refers to has this text in it."""


def narrowed(model: Any, terms: Terms, *, in_passing: bool = False) -> Any:
    """The objects that fit all terms.

    Args:
        model: of the objects.
        terms: the terms.
        in_passing: they are looked at one after the other, not found by an index.

    Raises:
        InputErrors: a key or a value means nothing, by key.
    """
    by_key: dict[str, list[str]] = {}
    for key, value in terms:
        by_key.setdefault(key, []).append(value)
    found, wrong = model.objects.all(), dict[str, list[str]]()
    for key in [one for one in by_key if one.endswith(HAS)]:
        found = _named_like(found, key.removesuffix(HAS), by_key.pop(key), wrong)
    if not in_passing and not is_short(model):
        found = _searched(found, by_key)
    for part in parts(model, by_key):
        if part.problem:
            wrong[part.name] = [part.problem]
        else:
            found = part.on(found)
    if wrong:
        raise InputErrors(wrong)
    return found


def _searched(found: Any, by_key: dict[str, list[str]]) -> Any:
    """Those with the texts that are looked for; the keys of these are done."""
    model = found.model
    for key in [one for one in by_key if one == "q" or _is_looked_into(model, one)]:
        condition = Q(pk__in=[])
        for text in by_key.pop(key):
            condition |= (
                text_condition(model, text)
                if key == "q"
                else field_condition(model, key.removesuffix(_INTO), text)
            )
        found = found.filter(condition)
    return found


def _is_looked_into(model: Any, key: str) -> bool:
    return key.endswith(_INTO) and is_text(model, key.removesuffix(_INTO))


def _named_like(found: Any, name: str, texts: list[str], wrong: dict[str, list[str]]) -> Any:
    """Those that refer to something with one of the texts in its name."""
    columns = {field.name: field for field in found.model._meta.get_fields()}
    field: Any = columns.get(name)
    related: Any = getattr(field, "related_model", None)
    title = title_field(label_of(related)) if related is not None else ""
    if not title or title in ("prefix", "address"):
        wrong[name] = [f"{name} has no name to look into."]
        return found
    condition = Q(pk__in=[])
    for text in texts:
        condition |= Q(**{f"{name}__{title}__icontains": text})
    found = found.filter(condition)
    return found.distinct() if getattr(field, "many_to_many", False) else found


_ENDINGS = ("", "__n", "__ic", "__nic", "__gt", "__gte", "__lt", "__lte", "__isnull")


def filter_names(model: Any, custom: Iterable[str]) -> frozenset[str]:
    """The keys that mean something; those of custom fields are made when they are asked for."""
    known: Any = filterset_for(model).base_filters
    own = (f"{name}{ending}" for name in custom for ending in _ENDINGS)
    return frozenset((*known, *(name for name in own if known.get(name) is not None)))
