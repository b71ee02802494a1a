"""From the text of a GraphQL request to its result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    parse,
    validate,
)

from api.http.errors import formatted
from api.http.limits import Limits

Json = dict[str, Any]

#: Longer documents are read anew each time: the cache is for what clients send again.
REMEMBERED_LENGTH = 10_000
REMEMBERED = 256
#: The most errors that are told of one document.
MOST_ERRORS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A GraphQL request, however it came."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of a request; refused means that nothing was carried out."""

    body: Json
    refused: bool


class Engine:
    """
    Reads, weighs, checks and carries out operations on one schema.

    Synchronous from end to end, so that the service gives each request a thread of
    its own; documents that were read and checked are remembered.
    """

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, max_tokens: int) -> None:
        self._schema = schema
        self._limits = limits
        self._max_tokens = max_tokens
        self._remembered = lru_cache(REMEMBERED)(self._parse)

    def document(self, text: str) -> DocumentNode:
        """Read a document; GraphQLError says where it is none, or that it is too long."""
        return self._read(text).tree

    def carry_out(self, asked: Asked, context: object) -> Outcome:
        """The result of what was *asked*, its resolvers given *context*."""
        try:
            read = self._read(asked.query)
            document = read.tree
            operation = operation_of(document, asked.operation_name)
            self._limits.check(self._schema, document, operation, asked.variables)
        except GraphQLError as error:
            return _refusal([error])
        if read.faults is None:
            read.faults = validate(self._schema, document, max_errors=MOST_ERRORS)
        if read.faults:
            return _refusal(read.faults)
        result = execute_sync(
            self._schema,
            document,
            variable_values=dict(asked.variables),
            operation_name=asked.operation_name,
            context_value=context,
            max_coercion_errors=MOST_ERRORS,
        )
        errors = result.errors or []
        # Only what comes before execution, such as a variable of the wrong type, has no path.
        if result.data is None and all(error.path is None for error in errors):
            return _refusal(errors)
        body: Json = {"errors": [formatted(error) for error in errors]} if errors else {}
        return Outcome(body=body | {"data": result.data}, refused=False)

    def _read(self, text: str) -> "_Document":
        short = len(text) <= REMEMBERED_LENGTH
        return self._remembered(text) if short else self._parse(text)

    def _parse(self, text: str) -> "_Document":
        return _Document(tree=parse(text, max_tokens=self._max_tokens))


@dataclass(slots=True, kw_only=True, eq=False)
class _Document:
    """A document that was read, with its faults once they were looked for."""

    tree: DocumentNode
    faults: list[GraphQLError] | None = None


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """
    The operation of *document* that is meant.

    Raises:
        GraphQLError: None is called so, or several are there and none is named.
    """
    operations = [
        part for part in document.definitions if isinstance(part, OperationDefinitionNode)
    ]
    named = [each for each in operations if name and each.name and each.name.value == name]
    meant = named if name else operations
    if len(meant) != 1:
        known = ", ".join(each.name.value for each in operations if each.name) or "none with a name"
        raise GraphQLError(
            f"operationName must name one operation of the document; it has {known}",
            extensions={"code": "OPERATION_RESOLUTION_FAILURE"},
        )
    return meant[0]


def is_query(operation: OperationDefinitionNode) -> bool:
    """Whether the operation only reads."""
    return operation.operation is OperationType.QUERY


def _refusal(errors: list[GraphQLError]) -> Outcome:
    told = errors[:MOST_ERRORS]
    return Outcome(body={"errors": [formatted(error) for error in told]}, refused=True)
