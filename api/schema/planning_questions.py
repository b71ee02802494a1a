"""The questions of planning, in the schema."""

from typing import Annotated

import strawberry

from api.schema.arguments import Asking, AsOf, Kinds, Levels, Places, Texts, Themes
from api.schema.bridges import Bridges, bridges_node
from api.schema.descriptions import given
from api.schema.experts import Experts, RapidFunds, experts_node, funds_node
from api.schema.gaps import Gaps, gaps_node
from api.schema.introductions import Introductions, introductions_node
from api.schema.subjects import Info
from api.schema.what_if import WhatIfArgument, supposition_of
from graph.answers.bridges.bridges import Agendas, bridges
from graph.answers.experts.experts import Post, experts
from graph.answers.funds.funds import Grant, quick_funds
from graph.answers.gaps.gaps import Grid, gaps
from graph.answers.introductions.introductions import Wish, introductions
from graph.answers.need import Need

Ids = list[strawberry.ID] | None


@strawberry.type
class Planning:
    """What can be asked to plan a dialogue."""

    @strawberry.field
    def introductions(
        self,
        info: Info,
        *,
        near: Annotated[
            list[strawberry.ID],
            strawberry.argument(name="from", description="Ids of ours, who are to be introduced."),
        ],
        far: Annotated[
            Ids, strawberry.argument(name="to", description="Ids of those to reach.")
        ] = None,
        themes: Annotated[Texts, given("Reach anybody who works on these themes.")] = None,
        places: Annotated[Texts, given("Reach anybody who is active in these places.")] = None,
        kinds: Annotated[Texts, given("Reach anybody of these kinds.")] = None,
        levels: Annotated[Texts, given("Reach anybody of these levels.")] = None,
        avoid: Annotated[Ids, given("Ids of those who are not to introduce.")] = None,
        through: Annotated[
            Ids, given("Ids of stakeholders, one of which has to introduce.")
        ] = None,
        without_kinds: Annotated[Texts, given("Codes of kinds of tie that do not count.")] = None,
        without_sources: Annotated[Ids, given("Ids of sources that do not count.")] = None,
        most_hops: Annotated[int, given("The longest chain, 1 to 6 hops.")] = 4,
        diverse: Annotated[
            bool, given("Whether chains are to share as few as they can of those between.")
        ] = True,
        first: Annotated[int, given("How many chains, 1 to 50.")] = 3,
        as_of: AsOf = None,
        what_if: WhatIfArgument = None,
    ) -> Introductions:
        """
        Who can introduce us, by the strongest chains of real ties.

        Of to, themes, places, kinds and levels one must be given. What opposes never
        introduces.
        """
        fitting = None
        if themes or places or kinds or levels:
            fitting = Need(
                themes=tuple(themes or ()),
                places=tuple(places or ()),
                kinds=tuple(kinds or ()),
                levels=tuple(levels or ()),
            )
        wish = Wish(
            near=tuple(near),
            far=tuple(far or ()),
            fitting=fitting,
            first=first,
            most_hops=most_hops,
            avoid=tuple(avoid or ()),
            through=tuple(through or ()),
            without_kinds=tuple(without_kinds or ()),
            without_sources=tuple(without_sources or ()),
            diverse=diverse,
        )
        network = info.context.supposing(as_of, supposition_of(what_if))
        return introductions_node(network, introductions(network.view, wish))

    @strawberry.field
    def gaps(
        self,
        info: Info,
        *,
        themes: Themes = None,
        places: Places = None,
        kinds: Kinds = None,
        each_country: Annotated[
            bool, given("Whether to look at the countries in each place one by one.")
        ] = False,
        at_least: Annotated[int, given("Fewer independent actors are thin.")] = 2,
        years: Annotated[int, given("Older evidence is stale.")] = 5,
        asking: Asking = None,
        first: Annotated[int, given("How many gaps to tell one by one, 1 to 200.")] = 10,
        nearest: Annotated[int, given("How many who could fill each of these, 0 to 20.")] = 3,
        as_of: AsOf = None,
        what_if: WhatIfArgument = None,
    ) -> Gaps:
        """
        Who is missing: every theme, place and kind of actor, and how well it is covered.

        Unless named, themes are the pillars of the agenda, and kinds all but persons, armed
        actors and those of unknown kind. Places must be named.
        """
        grid = Grid(
            themes=tuple(themes or ()),
            places=tuple(places or ()),
            kinds=tuple(kinds or ()),
            each_country=each_country,
            at_least=at_least,
            years=years,
            asking=asking,
            first=first,
            nearest=nearest,
        )
        network = info.context.supposing(as_of, supposition_of(what_if))
        return gaps_node(network, gaps(network.view, grid))

    @strawberry.field
    def bridges(
        self,
        info: Info,
        *,
        left: Annotated[list[str], given("Themes of the one agenda, by code or label.")],
        right: Annotated[list[str], given("Themes of the other.")],
        places: Places = None,
        kinds: Kinds = None,
        first: Annotated[int, given("How many of each list, 1 to 100.")] = 10,
        as_of: AsOf = None,
    ) -> Bridges:
        """
        What joins two agendas, and what could: who works on both, connectors, nearest pairs.

        Where one agenda lies within the other, what lies in it counts for it alone.
        """
        ask = Agendas(
            left=tuple(left),
            right=tuple(right),
            places=tuple(places or ()),
            kinds=tuple(kinds or ()),
            first=first,
        )
        network = info.context.network(as_of)
        return bridges_node(network, bridges(network.view, ask))

    @strawberry.field
    def experts(
        self,
        info: Info,
        *,
        themes: Themes = None,
        places: Places = None,
        languages: Annotated[
            Texts, given("Languages by name or ISO 639 code; each of them is required.")
        ] = None,
        kinds: Kinds = None,
        levels: Levels = None,
        asking: Asking = None,
        first: Annotated[int, given("How many to list, 1 to 200.")] = 10,
        as_of: AsOf = None,
    ) -> Experts:
        """
        Who can be there, who vouches for them, and how independently.

        One of themes and places must be given. Persons are in the pool only where a source
        says that they agreed.
        """
        post = Post(
            themes=tuple(themes or ()),
            places=tuple(places or ()),
            languages=tuple(languages or ()),
            kinds=tuple(kinds or ()),
            levels=tuple(levels or ()),
            asking=asking,
            first=first,
        )
        network = info.context.network(as_of)
        return experts_node(network, experts(network.view, post))

    @strawberry.field
    def rapid_funds(
        self,
        info: Info,
        *,
        themes: Themes = None,
        places: Places = None,
        kinds: Annotated[Texts, given("The kinds of who is to be paid, by code or label.")] = None,
        asking: Asking = None,
        first: Annotated[int, given("How many to list, 1 to 200.")] = 10,
        as_of: AsOf = None,
    ) -> RapidFunds:
        """
        Which funds could pay quickly, here, for this and for such as these.

        One of themes, places and kinds must be given.
        """
        grant = Grant(
            themes=tuple(themes or ()),
            places=tuple(places or ()),
            kinds=tuple(kinds or ()),
            asking=asking,
            first=first,
        )
        network = info.context.network(as_of)
        return funds_node(network, quick_funds(network.view, grant))
