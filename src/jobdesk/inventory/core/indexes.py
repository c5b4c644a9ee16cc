"""Indexes of what few objects have: they cost the others nothing.

A question must say the condition of such an index too, or the index is no use to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jobdesk.inventory.core.orm import Condition, Q, models

_SHORT = {"description": "descr", "rear_port_position": "position"}
# names of indexes have thirty letters at most


@dataclass(frozen=True, slots=True)
class Usual:
    """What most objects have in a column; the others are in an index.

    Attributes:
        value: what most have.
        others: the condition of the index.
    """

    value: Any
    others: Condition


def unusual_index(name: str, usual: Any, *then: str) -> Any:
    """Of the objects that have something else in a column than most.

    Args:
        name: of the column.
        usual: what most have; None for nothing.
        then: columns behind it, by which those with the same value are in order.
    """
    others = Q((f"{name}__isnull", False)) if usual is None else ~Q((name, usual))
    fields = (name, *then)
    return models.Index(
        fields=fields, name=f"%(class)s_{_SHORT.get(name, name)}", condition=others
    )


def said_index(name: str, *then: str) -> Any:
    """Of a text that is empty in most objects."""
    return unusual_index(name, "", *then)


def usual_of(field: Any) -> Usual | None:
    """What most objects have in a column with such an index; None where it has none."""
    for index in field.model._meta.indexes:
        if index.condition is not None and index.fields[0] == field.name:
            key, value = _said_by(index.condition)
            return Usual(None if key.endswith("__isnull") else value, index.condition)
    return None


def _said_by(condition: Condition) -> tuple[str, Any]:
    """The only term, however deep it is: a negation wraps it once more."""
    term: Any = condition
    while not isinstance(term, tuple):
        term = term.children[0]
    return term


def is_said(field: Any) -> bool:
    """The field is a text with such an index."""
    usual = usual_of(field)
    return usual is not None and usual.value == ""
