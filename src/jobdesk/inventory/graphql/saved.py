"""Saved queries: what is wrong with their text, and the variables that they ask for."""

from __future__ import annotations

from typing import Any

from graphql import (
    GraphQLSyntaxError,
    IntValueNode,
    OperationDefinitionNode,
    StringValueNode,
    parse,
)


def problem_of(query: str) -> str:
    """What is wrong with the text and where; empty when it is a query."""
    try:
        parse(query)
    except GraphQLSyntaxError as error:
        line, column = error.locations[0] if error.locations else (1, 1)
        return f"{error.message} (line {line}, column {column})"
    return ""


def variables_of(query: str) -> dict[str, Any]:
    """The variables with their defaults as text; empty text where there is none."""
    return {
        variable.variable.name.value: variable.default_value.value
        if isinstance(variable.default_value, StringValueNode | IntValueNode)
        else ""
        for definition in parse(query).definitions
        if isinstance(definition, OperationDefinitionNode)
        for variable in definition.variable_definitions or ()
    }
