"""From a query's text to its answer: parsed, validated, priced, run; errors say what to do or say nothing."""

import logging
from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionContext,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    parse,
    validate,
)
from graphql import execute as run

from ...graph.changes import ChangesError
from ...graph.ledger import LedgerError
from ...graph.policies.policy import PolicyError
from ...graph.sums import SumsError
from ...graph.view.views import Views
from ...schema.dates import DateError
from .cost import Limits, check
from .errors import QueryError
from .question import Question
from .schema import schema

#: Errors whose message is for who asked. Of any other only the log tells.
_TOLD = (QueryError, PolicyError, LedgerError, ChangesError, DateError, SumsError)
_LOG = logging.getLogger(__name__)
_INTERNAL = "internal error: this is a fault of Wattgraph, not of the query; the service's log has the details"

Answer = dict[str, Any]


def execute(
    views: Views, query: str, variables: Mapping[str, Any] | None = None, operation: str | None = None,
    limits: Limits | None = None,
) -> Answer:  # fmt: skip
    """The answer to a GraphQL query, with `data` and, if there were any, `errors`.

    Without `data` the query was not run: it is malformed, invalid, or asks for too much.
    """
    given = dict(variables or {})
    most = limits or Limits()
    try:
        document = _prepared(query, given, operation, most)
    except _Refused as refused:
        return {"errors": [error.formatted for error in refused.errors]}
    result = run(schema(), document, None, Question(views, most.seconds), given, operation)
    assert not hasattr(result, "__await__")
    answer: Answer = {"data": result.data}
    if result.errors:
        answer["errors"] = [_formatted(error) for error in result.errors]
    return answer


class _Refused(Exception):
    """A query that is not run."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


def _prepared(query: str, variables: dict[str, Any], operation: str | None, limits: Limits) -> DocumentNode:
    """The parsed query, valid and not too large. Raises _Refused."""
    try:
        document = parse(query, max_tokens=limits.tokens)
    except GraphQLError as error:
        raise _Refused([error]) from None
    if errors := validate(schema(), document):
        raise _Refused(errors)
    asked = _operation(document, operation)
    built = ExecutionContext.build(schema(), document, None, None, variables, operation)
    if isinstance(built, list):
        raise _Refused(built)
    try:
        check(schema(), document, asked, built.variable_values, limits)
    except QueryError as error:
        raise _Refused([GraphQLError(str(error), asked)]) from None
    return document


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    found = get_operation_ast(document, name)
    if found is None:
        names = [d.name.value for d in document.definitions if isinstance(d, OperationDefinitionNode) and d.name]
        listed = f"; it has {', '.join(names)}" if names else ""
        which = f"no operation {name!r}" if name else "several operations and no operationName, or none"
        raise _Refused([GraphQLError(f"the document has {which}{listed}")])
    if found.operation is not OperationType.QUERY:
        raise _Refused([GraphQLError("this service only reads: ask with a query", found)])
    return found


def _formatted(error: GraphQLError) -> dict[str, Any]:
    """An error as it goes out."""
    cause = error.original_error
    formatted: dict[str, Any] = dict(error.formatted)
    if cause is not None and not isinstance(cause, _TOLD):
        _LOG.error("a resolver failed", exc_info=cause)
        formatted["message"] = _INTERNAL
    return formatted
