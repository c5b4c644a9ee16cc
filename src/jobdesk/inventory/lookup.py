"""Finds the objects of a job's inputs, by key, name or natural key.

What may be chosen (`query_params`) is enforced: the same at request and in the worker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldError, ValidationError

from jobdesk.errors import VariableError
from jobdesk.inventory.filters import params as filters
from jobdesk.inventory.filters.reading import as_primary_key, keys_in, named_so

_TOLD = 5  # of what is wrong with many, so many are named


class InventoryLookup:
    """An ObjectLookup (`jobs/variables/objects.py`) that gives the job its objects."""

    def one(self, model: str, key: Any, query_params: Mapping[str, Any]) -> Any:
        """The object that `key` means.

        Raises:
            VariableError: there is none, there are several, or it may not be chosen.
        """
        kind = model_named(model)
        found = find(kind, key)
        _require_allowed(kind, [found.pk], query_params)
        return found

    def several(self, model: str, keys: Sequence[Any], query_params: Mapping[str, Any]) -> Any:
        """The objects that `keys` mean, as a queryset.

        Raises:
            VariableError: names those that are not there or may not be chosen.
        """
        kind = model_named(model)
        found = find_all(kind, keys)
        _require_allowed(kind, found, query_params)
        return kind.objects.filter(keys_in(kind, found))


class KeyLookup:
    """The same for who may not be handed objects: it gives their keys as text."""

    def one(self, model: str, key: Any, query_params: Mapping[str, Any]) -> str:
        """The key of the object."""
        return str(InventoryLookup().one(model, key, query_params).pk)

    def several(
        self, model: str, keys: Sequence[Any], query_params: Mapping[str, Any]
    ) -> list[str]:
        """The keys of the objects, in the order in which they were given."""
        kind = model_named(model)
        found = find_all(kind, keys)
        _require_allowed(kind, found, query_params)
        return [str(key) for key in found]


def model_named(label: str) -> Any:
    """The model of `dcim.Device`, or of a longer path that ends in its name.

    Raises:
        VariableError: there is no such model here.
    """
    app, _, name = label.rpartition(".")
    try:
        return apps.get_model(app, name)
    except (LookupError, ValueError):
        pass
    for model in apps.get_models():
        if model.__name__ == name:
            return model
    raise VariableError(f"The inventory has no objects of the kind {label}.")


def find(model: Any, key: Any) -> Any:
    """The one object that a key, a name or a mapping of look-ups means.

    Raises:
        VariableError: there is none, or more than one.
    """
    found = list(_candidates(model, key)[:2])
    if not found:
        raise VariableError(f"There is no {_kind(model)} {_said(key)}.")
    if len(found) > 1:
        raise VariableError(
            f"Several objects fit {_said(key)}: say which {_kind(model)} by its key."
        )
    return found[0]


def find_all(model: Any, keys: Sequence[Any]) -> list[Any]:
    """The keys of all objects that are meant, each once, in the order given.

    Raises:
        VariableError: names what was not found.
    """
    found: dict[Any, None] = {}
    missing = list[str]()
    known = known_keys(model, keys)
    for key in keys:
        primary = None if isinstance(key, Mapping) else as_primary_key(model, key)
        if primary in known:
            found[primary] = None
            continue
        try:
            found[find(model, key).pk] = None
        except VariableError as error:
            missing.append(str(error))
    if missing:
        raise VariableError(_some(missing))
    return list(found)


def known_keys(model: Any, keys: Sequence[Any]) -> set[Any]:
    """The primary keys among `keys` that there are: one query, however many."""
    given = [as_primary_key(model, key) for key in keys if not isinstance(key, Mapping)]
    wanted = [key for key in given if key is not None]
    if not wanted:
        return set()
    return set(model.objects.filter(keys_in(model, wanted)).values_list("pk", flat=True))


def _candidates(model: Any, key: Any) -> Any:
    if isinstance(key, Mapping):
        return _fitting(model, key)
    primary = as_primary_key(model, key)
    if primary is not None and model.objects.filter(pk=primary).exists():
        return model.objects.filter(pk=primary)
    return model.objects.filter(named_so(model, key))


def _fitting(model: Any, lookups: Mapping[str, Any]) -> Any:
    try:
        return model.objects.filter(**lookups)
    except (FieldError, ValidationError, ValueError, TypeError) as error:
        told = error.messages if isinstance(error, ValidationError) else [str(error)]
        words = str(told[0]).split(". ")[0].rstrip(".")
        raise VariableError(
            f"No {_kind(model)} can be found by {_said(lookups)}: {words}."
        ) from error


def _require_allowed(model: Any, keys: Sequence[Any], params: Mapping[str, Any]) -> None:
    """All of them pass each filter; else says which does not, and why."""
    if not keys or not params:
        return
    for part in filters.parts(model, params):
        if part.is_unknown:
            continue
        chosen = model.objects.filter(keys_in(model, keys))
        passing = set(part.on(chosen).values_list("pk", flat=True))
        outside = [key for key in keys if key not in passing]
        if outside:
            raise VariableError(_refusal(model, outside, part))


def _refusal(model: Any, outside: Sequence[Any], part: filters.Part) -> str:
    if part.problem:
        return f"Nothing can be chosen here: {part.problem}"
    named = model.objects.filter(pk__in=list(outside[:_TOLD]))
    names = ", ".join(str(one) for one in named)
    more = f" and {len(outside) - _TOLD:,} more" if len(outside) > _TOLD else ""
    kinds = model._meta.verbose_name_plural
    return f"{names}{more}: only {kinds} where {part.words()} can be chosen here."


def _kind(model: Any) -> str:
    return str(model._meta.verbose_name)


def _said(key: Any) -> str:
    if isinstance(key, Mapping):
        return ", ".join(f"{name} = {value!r}" for name, value in key.items())
    return repr(str(key))


def _some(sentences: Sequence[str]) -> str:
    more = len(sentences) - _TOLD
    told = list(sentences[:_TOLD])
    return " ".join([*told, f"And {more:,} more."] if more > 0 else told)
