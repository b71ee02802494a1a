"""What a GraphQL operation may ask for, weighed before it is checked or carried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from graphql.type.introspection import SchemaMetaFieldDef, TypeMetaFieldDef

from api.settings import Settings

#: How many items a list is taken to hold when nobody says.
USUAL = 10
#: Past this nothing is told apart; it keeps numbers small however fragments multiply.
UNBOUNDED = 10**12
#: What a field costs beyond the values it gives.
DEAR = {
    "bridges": 2_000,
    "coalition": 2_000,
    "compare": 4_000,
    "experts": 500,
    "gaps": 1_000,
    "introductions": 500,
    "partners": 500,
    "plan": 5_000,
    "rapidFunds": 500,
    "stakeholders": 50,
    "__schema": 20_000,
    "__type": 1_000,
}
_PAGES = ("first", "last")
_INTROSPECTION: dict[str, GraphQLField] = {
    "__schema": SchemaMetaFieldDef,
    "__type": TypeMetaFieldDef,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a selection of fields amounts to."""

    cost: int = 0
    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(
            cost=min(UNBOUNDED, self.cost + other.cost),
            depth=max(self.depth, other.depth),
            fields=min(UNBOUNDED, self.fields + other.fields),
            aliases=min(UNBOUNDED, self.aliases + other.aliases),
            directives=min(UNBOUNDED, self.directives + other.directives),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most of each that one operation may come to."""

    cost: int
    depth: int
    fields: int
    aliases: int
    directives: int
    root_fields: int
    page: int

    def check(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> None:
        """
        Refuse *operation* if it asks for too much.

        Linear in the document, however fragments multiply: each is weighed once.

        Raises:
            GraphQLError: Too much of something; the message names what, how much and the most.
        """
        scales = _Scales(schema, document, variables, self.page)
        weight = scales.operation(operation)
        asked = {
            "root fields": (len(operation.selection_set.selections), self.root_fields),
            "directives": (weight.directives, self.directives),
            "aliases": (weight.aliases, self.aliases),
            "fields": (weight.fields, self.fields),
            "depth": (weight.depth, self.depth),
            "cost": (weight.cost, self.cost),
        }
        for what, (got, most) in asked.items():
            if got > most:
                words = "past counting" if got >= UNBOUNDED else str(got)
                raise GraphQLError(
                    f"the {what} of this operation: {words}; {most} is the most. "
                    "Ask for less, for smaller pages, or in several requests.",
                    extensions={"code": "QUERY_TOO_COMPLEX"},
                )


def limits_of(settings: Settings) -> Limits:
    """The limits that *settings* set."""
    return Limits(
        cost=settings.max_cost,
        depth=settings.max_depth,
        fields=settings.max_fields,
        aliases=settings.max_aliases,
        directives=settings.max_directives,
        root_fields=settings.max_root_fields,
        page=settings.max_page,
    )


class _Scales:
    """One weighing: the document's fragments, each with its weight once it is known."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        variables: Mapping[str, Any],
        most_on_page: int,
    ) -> None:
        self._schema = schema
        self._variables = variables
        self._most_on_page = most_on_page
        self._fragments = {
            part.name.value: part
            for part in document.definitions
            if isinstance(part, FragmentDefinitionNode)
        }
        self._known: dict[tuple[str, int | None], Weight] = {}

    def operation(self, operation: OperationDefinitionNode) -> Weight:
        root = self._schema.get_root_type(operation.operation)
        directives = Weight(directives=len(operation.directives or ()))
        return directives + self._selection(operation.selection_set, root, None)

    def _selection(
        self, chosen: SelectionSetNode, parent: GraphQLNamedType | None, page: int | None
    ) -> Weight:
        """The weight of *chosen* fields of *parent*, whose lists hold *page* items if it says."""
        total = Weight()
        for part in chosen.selections:
            total += Weight(directives=len(part.directives or ()))
            if isinstance(part, FieldNode):
                total += self._field(part, parent, page)
            elif isinstance(part, InlineFragmentNode):
                within = self._named(
                    part.type_condition.name.value if part.type_condition else None
                )
                total += self._selection(part.selection_set, within or parent, page)
            else:
                total += self._fragment(cast("FragmentSpreadNode", part).name.value, page)
        return total

    def _fragment(self, name: str, page: int | None) -> Weight:
        fragment = self._fragments.get(name)
        if fragment is None:
            return Weight()
        key = (name, page)
        if key not in self._known:
            # Stands in while the fragment is weighed: one that spreads itself is refused later.
            self._known[key] = Weight()
            within = self._named(fragment.type_condition.name.value)
            self._known[key] = self._selection(fragment.selection_set, within, page)
        return self._known[key]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, page: int | None) -> Weight:
        name = node.name.value
        field = _field_of(parent, name)
        at_top = parent is self._schema.query_type
        own = Weight(
            cost=1 + (DEAR.get(name, 0) if at_top else 0),
            depth=1,
            fields=1,
            aliases=int(node.alias is not None),
        )
        if node.selection_set is None:
            return own
        asked = self._page(node)
        many = field is not None and is_list_type(get_nullable_type(field.type))
        times = (asked or page or USUAL) if many else 1
        paged = field is not None and any(name in field.args for name in _PAGES)
        kind = get_named_type(field.type) if field else None
        below = self._selection(
            node.selection_set, kind, (asked or USUAL) if paged and not many else None
        )
        if name in _INTROSPECTION:
            # Deep and wide by nature: it has a price of its own, and GraphQL a rule against depth.
            return own + Weight(aliases=below.aliases, directives=below.directives)
        return own + Weight(
            cost=min(UNBOUNDED, times * below.cost),
            depth=1 + below.depth,
            fields=below.fields,
            aliases=below.aliases,
            directives=below.directives,
        )

    def _page(self, node: FieldNode) -> int | None:
        """How many items a field is asked for; None when it does not say."""
        asked: int | None = None
        for argument in node.arguments or ():
            if argument.name.value in _PAGES:
                size = self._number(argument.value)
                if size is not None and not 0 < size <= self._most_on_page:
                    raise GraphQLError(
                        f"{argument.name.value}: {size} items cannot be listed at once; "
                        f"ask for 1 to {self._most_on_page}",
                        [argument],
                        extensions={"code": "BAD_USER_INPUT"},
                    )
                asked = max(asked or 0, size or 0) or None
        return asked

    def _number(self, value: object) -> int | None:
        if isinstance(value, IntValueNode):
            return int(value.value)
        given = self._variables.get(value.name.value) if isinstance(value, VariableNode) else None
        return given if isinstance(given, int) and not isinstance(given, bool) else None

    def _named(self, name: str | None) -> GraphQLNamedType | None:
        return self._schema.get_type(name) if name else None


def _field_of(parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
    if name in _INTROSPECTION:
        return _INTROSPECTION[name]
    if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
        fields: dict[str, GraphQLField] = parent.fields
        return fields.get(name)
    return None
