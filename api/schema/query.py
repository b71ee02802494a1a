"""The GraphQL schema: what can be asked, and of which type the answer is."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Annotated, Any

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from api.networks.network import Network
from api.schema.arguments import AsOf, Kinds, Levels, Places, Themes
from api.schema.descriptions import described, given
from api.schema.paging import PageInfo, cursor_of, page, page_info, read_cursor
from api.schema.partners import Partners, partners_node
from api.schema.planning_questions import Planning
from api.schema.questions import asks
from api.schema.subjects import (
    TIE_PREFIX,
    Context,
    Info,
    Node,
    Source,
    Stakeholder,
    source_node,
    stakeholder_node,
    subject,
    tie_node,
)
from api.schema.table_questions import Asking
from api.schema.terms import Vocabulary
from api.schema.what_if import WhatIfArgument, supposition_of
from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.dates import PartialDate
from graph.measures.search import Found, Position, Wanted, search

#: The file that keeps the schema as text, beside this module.
SCHEMA_FILE = "schema.graphql"


@described
@strawberry.type
class StakeholderEdge:
    """A stakeholder in a list."""

    cursor: str = strawberry.field(description="Where it stands in the list: give it as `after`.")
    node: Stakeholder = strawberry.field(description="The stakeholder.")


@described
@strawberry.type
class StakeholderConnection:
    """A page of stakeholders."""

    edges: list[StakeholderEdge] = strawberry.field(description="The stakeholders on this page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(description="How many stakeholders there are on all pages.")


@described
@strawberry.type
class Query(Planning, Asking):
    """
    What can be asked of the network.

    You see what your key is cleared for; without a key, what is CLEAR.
    """

    @strawberry.field
    def stakeholder(
        self,
        info: Info,
        id: Annotated[strawberry.ID, given("Any id under which a source knows it.")],
        as_of: AsOf = None,
    ) -> Stakeholder | None:
        """One stakeholder; null where there is none of that id, or none that you may see."""
        found = _found(info.context.network(as_of), id)
        return found if isinstance(found, Stakeholder) else None

    @strawberry.field
    def stakeholders(
        self,
        info: Info,
        *,
        text: Annotated[
            str | None,
            given(
                "Words that must each begin a word of a name, alias or acronym; case and "
                "accents do not count."
            ),
        ] = None,
        kinds: Kinds = None,
        levels: Levels = None,
        themes: Themes = None,
        places: Places = None,
        first: Annotated[int | None, given("How many, 20 unless said.")] = None,
        after: Annotated[str | None, given("The `endCursor` of the page before.")] = None,
        as_of: AsOf = None,
    ) -> StakeholderConnection:
        """
        Stakeholders by what they are called and by what they are and do.

        Each argument narrows the list; of several values in one, any will do. Names that
        are the text come first, then names that begin with it, then the others by name.
        """
        network = info.context.network(as_of)
        wanted = Wanted(
            text=text or "",
            kinds=tuple(kinds or ()),
            levels=tuple(levels or ()),
            themes=tuple(themes or ()),
            places=tuple(places or ()),
        )
        found = search(network.view, wanted)
        position = None if after is None else read_cursor(after, Position)
        return _connection(network, found, page(found, first, position, info.context.most_on_page))

    @strawberry.field
    @asks(Need)
    def partners(
        self,
        info: Info,
        question: Need,
        *,
        as_of: AsOf = None,
        what_if: WhatIfArgument = None,
    ) -> Partners:
        """
        Who could be our partner, and why: ranked, each score with its parts and reasons.

        Every argument is optional, but one of themes, places, kinds, levels and asking
        must be given.
        """
        network = info.context.supposing(as_of, supposition_of(what_if))
        return partners_node(network, partners(network.view, question))

    @strawberry.field
    def sources(self, info: Info) -> list[Source]:
        """Where this network comes from, the first source first."""
        network = info.context.network()
        return [source_node(network, claim) for claim in network.listed_sources]

    @strawberry.field
    def vocabulary(self) -> Vocabulary:
        """The words of the field: kinds, themes, levels, tracks and labels."""
        return Vocabulary()

    @strawberry.field
    def node(
        self,
        info: Info,
        id: Annotated[strawberry.ID, given("The id of anything in this API.")],
    ) -> Node | None:
        """Anything by its id, as of today; null where there is nothing that you may see."""
        network = info.context.network()
        if id.startswith(TIE_PREFIX):
            place = network.tie_places.get(id.removeprefix(TIE_PREFIX))
            return None if place is None else tie_node(network, place)
        source = network.sources.get(id)
        return _found(network, id) if source is None else source_node(network, source)


def _found(network: Network, name: str) -> Stakeholder | Context | None:
    return subject(network, network.view.node(name)) if name in network.view else None


def _connection(network: Network, found: Found, places: range) -> StakeholderConnection:
    edges = [_edge(network, found, place) for place in places]
    cursors: Sequence[str] = [edge.cursor for edge in edges]
    return StakeholderConnection(
        edges=edges,
        page_info=page_info(places, len(found), cursors),
        total_count=len(found),
    )


def _edge(network: Network, found: Found, place: int) -> StakeholderEdge:
    position = found.position(place)
    node = stakeholder_node(network, found.node(place))
    return StakeholderEdge(cursor=cursor_of(position), node=node)


def _config() -> StrawberryConfig:
    partial = strawberry.scalar(
        name="PartialDate",
        description="A date as precise as its source has it: `2019`, `2019-07` or `2019-07-15`.",
        serialize=str,
        parse_value=PartialDate,
    )
    scalars: dict[object, Any] = {PartialDate: partial}
    return StrawberryConfig(scalar_map=scalars)


_SCHEMA = strawberry.Schema(query=Query, types=[Stakeholder, Context], config=_config())


def schema_text() -> str:
    """The schema in the language of schemas, as `tracktwo export-schema` prints it."""
    return _SCHEMA.as_str() + "\n"


def executable_schema() -> GraphQLSchema:
    """The schema as graphql-core carries it out."""
    # Strawberry makes the schema and its resolvers; operations are read, weighed and
    # carried out by `api.http.operation`, in a thread and with limits of our own.
    return _SCHEMA._schema  # noqa: SLF001


def kept_schema() -> str:
    """The schema as it is kept in the repository."""
    return files("api.schema").joinpath(SCHEMA_FILE).read_text("utf-8")
