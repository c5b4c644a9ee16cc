"""Narrowing: which objects of a list are meant, by parameters as the REST interface has them.

`(("location", "Berlin"), ("role__n", "Endpoint"), ("q", "core"))`: the same key twice means
either, different keys mean all. The filters themselves are those of job variables.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from jobdesk.errors import InputErrors
from jobdesk.inventory.core.indexes import usual_of
from jobdesk.inventory.core.orm import Condition, Q
from jobdesk.inventory.desk.kinds import label_of
from jobdesk.inventory.desk.lengths import is_short
from jobdesk.inventory.desk.naming import title_field
from jobdesk.inventory.desk.records import Terms
from jobdesk.inventory.desk.searching import field_condition, is_text, text_condition
from jobdesk.inventory.filters.params import Part, parts
from jobdesk.inventory.filters.reading import has_column, many
from jobdesk.inventory.filters.search import condition_for, holds
from jobdesk.inventory.filters.sets import filterset_for

_INTO = "__ic"
_MOST_KEYS = 5_000
HAS = "__has"
"""Behind a reference: the name of what it refers to has this text in it."""


Named = dict[tuple[str, str], Any]
"""What has a text in its name, by the field that refers to it and the text."""


def narrowed(
    model: Any, terms: Terms, *, in_passing: bool = False, named: Named | None = None
) -> Any:
    """The objects that fit all terms.

    Args:
        model: of the objects.
        terms: the terms.
        in_passing: they are looked at one after the other, not found by an index.
        named: what one call found out by reading, for the next with the same terms.

    Raises:
        InputErrors: a key or a value means nothing, by key.
    """
    by_key: dict[str, list[str]] = {}
    for key, value in terms:
        by_key.setdefault(key, []).append(value)
    found, wrong = model.objects.all(), dict[str, list[str]]()
    named = {} if named is None else named
    for key in [one for one in by_key if one.endswith(HAS)]:
        name, texts = key.removesuffix(HAS), by_key.pop(key)
        found = _named_like(found, name, texts, wrong, named, in_passing=in_passing)
    if in_passing or not is_short(model):
        found = _searched(found, by_key, in_passing=in_passing)
    for part in parts(model, by_key):
        if part.problem:
            wrong[part.name] = [part.problem]
        else:
            found = _by_its_index(part.on(found), part)
    if wrong:
        raise InputErrors(wrong)
    return found


def is_unusual(model: Any, terms: Terms) -> bool:
    """The only term names values that few objects have, and these have an index."""
    by_key = {key: [value for _, value in terms] for key, _ in terms}
    return len(by_key) == 1 and all(
        _unusual(model, part) is not None for part in parts(model, by_key)
    )


def _by_its_index(found: Any, part: Part) -> Any:
    """Say of values that few objects have that they are such: then their index is used."""
    unusual = _unusual(found.model, part)
    return found if unusual is None else found.filter(unusual)


def _unusual(model: Any, part: Part) -> Condition | None:
    name, values = part.name, part.filter[1] if part.filter else None
    usual = usual_of(model._meta.get_field(name)) if has_column(model, name) else None
    if usual is None or not isinstance(values, list):
        return None
    is_usual = any(value in (None, "", usual.value) for value in values)
    return None if is_usual else usual.others


def _searched(found: Any, by_key: dict[str, list[str]], *, in_passing: bool) -> Any:
    """Those with the texts that are looked for; the keys of these are done."""
    model = found.model
    for key in [one for one in by_key if one == "q" or _is_looked_into(model, one)]:
        condition = Q(pk__in=[])
        for text in by_key.pop(key):
            condition |= _text_in(model, key, text, in_passing=in_passing)
        found = found.filter(condition)
    return found


def _text_in(model: Any, key: str, text: str, *, in_passing: bool) -> Condition:
    if key == "q":
        return condition_for(model)([text]) if in_passing else text_condition(model, text)
    name = key.removesuffix(_INTO)
    return holds(model, name, text) if in_passing else field_condition(model, name, text)


def _is_looked_into(model: Any, key: str) -> bool:
    return key.endswith(_INTO) and is_text(model, key.removesuffix(_INTO))


def _named_like(
    found: Any,
    name: str,
    texts: list[str],
    wrong: dict[str, list[str]],
    named: Named,
    *,
    in_passing: bool,
) -> Any:
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
        if (name, text) not in named:
            named[name, text] = _keys_of(related, title, text)
        keys = named[name, text]
        if keys is None and in_passing:
            condition |= holds(found.model, f"{name}__{title}", text)
        else:
            condition |= Q((f"{name}__in", _of(related, title, text) if keys is None else keys))
    found = found.filter(condition)
    return found.distinct() if getattr(field, "many_to_many", False) else found


def _keys_of(related: Any, title: str, text: str) -> Any:
    """The keys of what has the text in its name; None where they are many."""
    keys = list(_of(related, title, text).values_list("pk", flat=True)[: _MOST_KEYS + 1])
    is_many = len(keys) > _MOST_KEYS or not all(isinstance(key, UUID) for key in keys)
    return None if is_many else many(keys)


def _of(related: Any, title: str, text: str) -> Any:
    return related._base_manager.filter(holds(related, title, text)).order_by().values("pk")


_ENDINGS = ("", "__n", "__ic", "__nic", "__gt", "__gte", "__lt", "__lte", "__isnull")


def filter_names(model: Any, custom: Iterable[str]) -> frozenset[str]:
    """The keys that mean something; those of custom fields are made when they are asked for."""
    known: Any = filterset_for(model).base_filters
    own = (f"{name}{ending}" for name in custom for ending in _ENDINGS)
    return frozenset((*known, *(name for name in own if known.get(name) is not None)))
