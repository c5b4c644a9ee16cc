"""What a form offers for an object variable: pages of options, found by what is typed.

Everything here is called in the inventory's thread and gives plain values. A page is cheap
whatever the number of objects: it follows an index and stops after fifty rows. How many fit is
a question of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jobdesk.errors import VariableError
from jobdesk.inventory import lookup
from jobdesk.inventory.filters import params as filters
from jobdesk.inventory.filters.reading import as_primary_key, keys_in
from jobdesk.inventory.filters.search import condition_for
from jobdesk.inventory.options import (
    COUNTED,
    PAGE,
    Match,
    Page,
    Question,
    Reasons,
    Sieve,
    given_as,
)
from jobdesk.inventory.showing import in_order, shown, with_hints

_LOGGED = 200  # characters of an object's name in a log


def page(question: Question, start: int = 0) -> Page:
    """The options from `start` on.

    Raises:
        VariableError: there is no such kind of objects.
    """
    model = lookup.model_named(question.model)
    found, warnings = _found(model, question)
    rows = in_order(found, start, PAGE + 1)
    options = shown(model, rows[:PAGE], question.display_field)
    return Page(tuple(options), len(rows) > PAGE, tuple(warnings))


def count(question: Question) -> int | None:
    """How many fit; None for more than `COUNTED`."""
    model = lookup.model_named(question.model)
    return _counted(_found(model, question)[0])


def reasons(question: Question) -> Reasons:
    """The filters of a question, and how many objects each of them leaves."""
    model = lookup.model_named(question.model)
    parts = filters.parts(model, question.params)
    sieves = [
        Sieve(
            one.words(),
            _counted(one.on(model.objects.all())),
            one.is_unknown,
            "" if one.is_unknown else one.problem,
        )
        for one in parts
    ]
    if question.search.strip():
        words = f"“{question.search.strip()}” is in its name"
        sieves.append(Sieve(words, _counted(_searched(model, question.search))))
    found, _ = _found(model, question)
    kinds = str(model._meta.verbose_name_plural)
    return Reasons(kinds, _counted(model.objects.all()), tuple(sieves), _counted(found))


def match(question: Question, given: Sequence[Any]) -> Match:
    """What keys, names or mappings mean: for pasted lists, drafts and presets.

    What is found and does not pass the parameters is found all the same, and said.
    """
    model = lookup.model_named(question.model)
    keys, missed = _keys(model, given)
    wanted = model.objects.filter(keys_in(model, list(keys.values())))
    rows = {row.pk: row for row in with_hints(wanted)}
    named = shown(model, list(rows.values()), question.display_field)
    by_key = dict(zip(rows, named, strict=True))
    found = {text: by_key[key] for text, key in keys.items() if key in by_key}
    return Match(found, missed, _outside(model, list(rows), question.params))


def names_of(model: str, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """All that a job's log may call objects by: their text, name, display name, and key."""
    kind = lookup.model_named(model)
    rows = kind.objects.filter(keys_in(kind, list(lookup.known_keys(kind, keys))))
    found: dict[str, tuple[str, ...]] = {}
    for row in with_hints(rows):
        told = (str(row), getattr(row, "name", None), getattr(row, "display", None), row.pk)
        found[str(row.pk)] = tuple(str(one)[:_LOGGED] for one in told if one)
    return found


def _keys(model: Any, given: Sequence[Any]) -> tuple[dict[str, Any], dict[str, str]]:
    keys, missed = dict[str, Any](), dict[str, str]()
    known = lookup.known_keys(model, given)
    for one in given:
        primary = None if isinstance(one, Mapping) else as_primary_key(model, one)
        if primary in known:
            keys[given_as(one)] = primary
            continue
        try:
            keys[given_as(one)] = lookup.find(model, one).pk
        except VariableError as error:
            missed[given_as(one)] = str(error)
    return keys, missed


def _outside(model: Any, keys: Sequence[Any], params: Mapping[str, Any]) -> dict[str, str]:
    found = dict[str, str]()
    for part in filters.parts(model, params) if keys else ():
        chosen = part.on(model.objects.filter(keys_in(model, keys)))
        passing = set(chosen.values_list("pk", flat=True))
        words = part.problem or part.words()
        for key in keys:
            if key not in passing:
                found.setdefault(str(key), words)
    return found


def _found(model: Any, question: Question) -> tuple[Any, list[str]]:
    found, warnings = filters.apply(model, question.params)
    for word in question.search.split():
        found = found.filter(condition_for(model)([word]))
    return found, warnings


def _searched(model: Any, text: str) -> Any:
    found = model.objects.all()
    for word in text.split():
        found = found.filter(condition_for(model)([word]))
    return found


def _counted(found: Any) -> int | None:
    number = found.order_by()[: COUNTED + 1].count()
    return number if number <= COUNTED else None
