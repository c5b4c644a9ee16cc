"""`execute_query` and `execute_saved_query`, as job files call them."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

from graphql import (
    ExecutionResult,
    GraphQLSchema,
    execute_sync,
    parse,
    specified_rules,
    validate,
)
from graphql.error import GraphQLError
from graphql.validation import VariablesInAllowedPositionRule

from jobdesk.inventory.graphql.types import Types

# Filters take what they are given, so variables may be declared as Nautobot has them.
_RULES = [rule for rule in specified_rules if rule is not VariablesInAllowedPositionRule]

# Of a job's threads: the arguments of a list grow as they are asked for.
_turn = threading.Lock()


class Answer(ExecutionResult):
    """What a query gave: `data`, `errors`, and both as a document."""

    def to_dict(self) -> dict[str, Any]:
        """As 1.x and 2.x spell it; errors only where there are some."""
        document: dict[str, Any] = {"data": self.data}
        if self.errors:
            document["errors"] = [error.formatted for error in self.errors]
        return document


def execute_query(
    query: str, variables: Any = None, request: Any = None, user: Any = None
) -> Answer:
    """Ask the inventory; what is wrong with the query is in `errors`.

    Args:
        query: in the words of Nautobot's schema.
        variables: of the query, by name.
        request: who asks; a job gives this or `user`.
        user: the same.

    Raises:
        ValueError: neither is given.
    """
    if not request and not user:
        raise ValueError("Either request or username should be provided")
    try:
        document = parse(query)
    except GraphQLError as error:
        return Answer(data=None, errors=[error])
    with _turn:
        schema = _schema()
        wrong = validate(schema, document, _RULES)
        if wrong:
            return Answer(data=None, errors=wrong)
        found = execute_sync(
            schema, document, context_value=request or user, variable_values=variables
        )
    return Answer(data=found.data, errors=found.errors)


def execute_saved_query(saved_query_name: str, **more: Any) -> Answer:
    """The same with a query that was saved under a name."""
    from jobdesk.inventory.extras.models import GraphQLQuery

    return execute_query(GraphQLQuery.objects.get(name=saved_query_name).query, **more)


@cache
def _schema() -> GraphQLSchema:
    return GraphQLSchema(Types().query(), assume_valid=True)
