"""Preloading: what a query asks of the objects of a list is read with it, not one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode

_DEEPEST = 6


def with_what_is_asked(found: Any, info: Any) -> Any:
    """The objects, with those that the query asks for below them."""
    if found._result_cache is not None:  # read with the list above
        return found
    prefetched = [
        path
        for node in info.field_nodes
        for path in _paths(found.model, node, info.fragments, _DEEPEST)
    ]
    return found.prefetch_related(*dict.fromkeys(prefetched)) if prefetched else found


def fields_of(model: Any) -> list[Any]:
    """Columns and relations, both ways; a name of 1.x has those of its model too."""
    meta, whole = model._meta, model._meta.concrete_model._meta
    return [*whole.get_fields(), *(meta.get_fields() if meta is not whole else ())]


def name_of(field: Any) -> str | None:
    """How an object calls it; None for what has no way back."""
    return field.get_accessor_name() if field.auto_created and field.is_relation else field.name


def _paths(model: Any, node: Any, fragments: Any, depth: int) -> Iterator[str]:
    """Relations that are asked for without a filter, as Django spells them."""
    for below in _fields(node, fragments):
        field = None if below.arguments else _relation(model, below.name.value)
        if field is not None and depth and below.selection_set:
            yield below.name.value
            for path in _paths(field.related_model, below, fragments, depth - 1):
                yield f"{below.name.value}__{path}"


def _fields(node: Any, fragments: Any) -> Iterator[FieldNode]:
    for one in node.selection_set.selections if node.selection_set else ():
        if isinstance(one, FieldNode):
            yield one
        elif isinstance(one, InlineFragmentNode):
            yield from _fields(one, fragments)
        elif isinstance(one, FragmentSpreadNode):
            yield from _fields(fragments[one.name.value], fragments)


def _relation(model: Any, name: str) -> Any:
    for field in fields_of(model):
        if name_of(field) == name and field.is_relation and field.related_model is not None:
            is_plain = field.concrete or field.auto_created
            return field if is_plain and type(field).__name__ != "AliasLink" else None
    return None
