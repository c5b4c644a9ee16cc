"""Who refers to what: a revert neither takes away what is used nor refers to what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jobdesk.inventory.history.state import chunks, is_placed
from jobdesk.inventory.history.values import fields_of, keys_in

Key = tuple[str, str]
"""Label of the kind and key of an object."""


class Use(NamedTuple):
    """An object that refers to another; one that `moves_up` finds another place by itself."""

    used: Key
    user: Key
    words: str
    moves_up: bool = False


def uses_of(model: Any, keys: Sequence[str]) -> Iterator[Use]:
    """Everything that would go with these objects, keep them, or lose its reference to them."""
    label = model._meta.label_lower
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete):
            continue
        if relation.many_to_many or not getattr(relation, "field", None):
            continue
        if not relation.field.editable or relation.related_model._meta.proxy:
            continue  # the cable of a port follows from the cable
        yield from _uses_by(relation, label, keys)


def _uses_by(relation: Any, label: str, keys: Sequence[str]) -> Iterator[Use]:
    by, name = relation.related_model, relation.field.attname
    owner = _owner_of(by, relation.field)
    if owner is None:
        return
    moves_up = is_placed(by, relation.field)
    if moves_up and by._meta.label_lower == label:
        return  # prefixes inside a prefix always do
    for some in chunks(keys):
        rows = by._base_manager.filter(**{f"{relation.field.name}__in": some})
        for used, user in rows.values_list(name, owner[1]):
            yield Use((label, str(used)), (owner[0], str(user)), owner[2], moves_up)


def _owner_of(by: Any, field: Any) -> tuple[str, str, str] | None:
    """Label, column of the key, and words for the object behind a row that refers.

    The row of a link to many belongs to the object that has the links; None: that is the one
    that is asked about.
    """
    links = _links_of(by)
    if links is None:
        return by._meta.label_lower, "pk", str(by._meta.verbose_name)
    model = links.model
    owner = links.m2m_field_name()
    if owner == field.name:
        return None
    return model._meta.label_lower, f"{owner}_id", str(model._meta.verbose_name)


def _links_of(through: Any) -> Any:
    """The links to many whose rows these are, and no objects of their own; None: they are."""
    from jobdesk.inventory.changes import is_logged

    if is_logged(through):
        return None
    for relation in through._meta.concrete_fields:
        model = relation.related_model if relation.is_relation else None
        for one in () if model is None else model._meta.many_to_many:
            if one.remote_field.through is through:
                return one
    return None


def references_in(
    model: Any, data: Mapping[str, Any], names: Sequence[str], kinds: Mapping[int, str]
) -> Iterator[tuple[Key, str]]:
    """What these fields of a snapshot refer to, each with the field's name."""
    fields = fields_of(model)
    for name in names:
        field = fields[name]
        if field.is_relation:
            label = field.related_model._meta.label_lower
            yield from (((label, key), name) for key in keys_in(data.get(name)))
        elif name.endswith("_id"):
            kind = kinds.get(data.get(f"{name.removesuffix('_id')}_type") or 0)
            if kind:
                yield from (((kind, key), name) for key in keys_in(data.get(name)))


def missing(wanted: set[Key]) -> set[Key]:
    """Those of the objects that are not there."""
    from jobdesk.inventory.history.kinds import model_of

    by_kind: dict[str, list[str]] = {}
    for label, key in wanted:
        by_kind.setdefault(label, []).append(key)
    gone: set[Key] = set()
    for label, keys in by_kind.items():
        model = model_of(label)
        held: set[str] = set()
        for some in chunks(keys):
            if model is not None:
                found = model._base_manager.filter(pk__in=some)
                held |= {str(key) for key in found.values_list("pk", flat=True)}
        gone |= {(label, key) for key in keys if key not in held}
    return gone
