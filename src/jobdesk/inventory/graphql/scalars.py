"""Scalars: how a column looks in an answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLScalarType,
    GraphQLString,
    value_from_ast_untyped,
)

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.desk.closed import offered

Resolver = Callable[..., Any]


def _as_it_is(value: Any) -> Any:
    return value


ANYTHING = GraphQLScalarType(
    "GenericScalar",
    serialize=_as_it_is,
    parse_value=_as_it_is,
    parse_literal=value_from_ast_untyped,
    description="A document, or whatever a filter takes.",
)
BIG = GraphQLScalarType("BigInt", serialize=int, description="A number above 2,147,483,647.")
_KINDS: tuple[tuple[Any, Any], ...] = (
    ((models.UUIDField, models.AutoField), GraphQLID),
    (models.BooleanField, GraphQLBoolean),
    (models.BigIntegerField, BIG),
    (models.IntegerField, GraphQLInt),
    (models.FloatField, GraphQLFloat),
    (models.JSONField, ANYTHING),
)


def scalar_of(column: Any) -> Any:
    """The type of a column; text for all that GraphQL has no type for."""
    return next((kind for bases, kind in _KINDS if isinstance(column, bases)), GraphQLString)


def resolver_of(model: Any, column: Any) -> Resolver:
    """Reads a column: dates as ISO 8601 has them, of a closed set the name of its value."""
    name = column.attname
    if scalar_of(column) not in (GraphQLString, GraphQLID):
        return lambda one, _info: getattr(one, name)
    if offered(model, column.name) or column.choices:
        return lambda one, _info: constant(getattr(one, name))
    return lambda one, _info: text(getattr(one, name))


def constant(value: Any) -> str | None:
    """The name of a value in a closed set: `1000base-t` is A_1000BASE_T; nothing for none."""
    if value in (None, ""):
        return None
    name = re.sub(r"\W+", "_", str(value)).upper()
    return name if name[0].isalpha() or name[0] == "_" else f"A_{name}"


def text(value: Any) -> str | None:
    """A value as text."""
    if value is None:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
