"""The questions of planning, in the schema."""

import strawberry

from api.schema.arguments import AsOf
from api.schema.bridges import Bridges, bridges_node
from api.schema.experts import Experts, RapidFunds, experts_node, funds_node
from api.schema.gaps import Gaps, gaps_node
from api.schema.introductions import Introductions, introductions_node
from api.schema.questions import asks
from api.schema.subjects import Info
from api.schema.what_if import WhatIfArgument, supposition_of
from graph.answers.bridges.bridges import Agendas, bridges
from graph.answers.experts.experts import Post, experts
from graph.answers.funds.funds import Grant, quick_funds
from graph.answers.gaps.gaps import Grid, gaps
from graph.answers.introductions.introductions import Wish, introductions


@strawberry.type
class Planning:
    """What can be asked to plan a dialogue."""

    @strawberry.field
    @asks(Wish)
    def introductions(
        self,
        info: Info,
        question: Wish,
        *,
        as_of: AsOf = None,
        what_if: WhatIfArgument = None,
    ) -> Introductions:
        """
        Who can introduce us, by the strongest chains of real ties.

        Of to, themes, places, kinds and levels one must be given. What opposes never
        introduces.
        """
        network = info.context.supposing(as_of, supposition_of(what_if))
        return introductions_node(network, introductions(network.view, question))

    @strawberry.field
    @asks(Grid)
    def gaps(
        self,
        info: Info,
        question: Grid,
        *,
        as_of: AsOf = None,
        what_if: WhatIfArgument = None,
    ) -> Gaps:
        """
        Who is missing: every theme, place and kind of actor, and how well it is covered.

        Unless named, themes are the pillars of the agenda, and kinds all but persons, armed
        actors and those of unknown kind. Places must be named.
        """
        network = info.context.supposing(as_of, supposition_of(what_if))
        return gaps_node(network, gaps(network.view, question))

    @strawberry.field
    @asks(Agendas)
    def bridges(
        self,
        info: Info,
        question: Agendas,
        *,
        as_of: AsOf = None,
    ) -> Bridges:
        """
        What joins two agendas, and what could: who works on both, connectors, nearest pairs.

        Where one agenda lies within the other, what lies in it counts for it alone.
        """
        network = info.context.network(as_of)
        return bridges_node(network, bridges(network.view, question))

    @strawberry.field
    @asks(Post)
    def experts(
        self,
        info: Info,
        question: Post,
        *,
        as_of: AsOf = None,
    ) -> Experts:
        """
        Who can be there, who vouches for them, and how independently.

        One of themes and places must be given. Persons are in the pool only where a source
        says that they agreed.
        """
        network = info.context.network(as_of)
        return experts_node(network, experts(network.view, question))

    @strawberry.field
    @asks(Grant)
    def rapid_funds(
        self,
        info: Info,
        question: Grant,
        *,
        as_of: AsOf = None,
    ) -> RapidFunds:
        """
        Which funds could pay quickly, here, for this and for such as these.

        One of themes, places and kinds must be given.
        """
        network = info.context.network(as_of)
        return funds_node(network, quick_funds(network.view, question))
