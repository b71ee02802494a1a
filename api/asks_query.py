"""The questions that take an ask, in the schema."""

from typing import Annotated

import strawberry

from api.answers_coalition import Coalition, coalition_node
from api.answers_compare import Comparison, comparison_node
from api.arguments import AsOf
from api.ask_input import AskInput, ask_of
from api.described import given
from api.subjects import Info
from api.what_if_input import WhatIfArgument
from graph.answers.coalition import coalition
from graph.answers.compare import compare


@strawberry.type
class Asking:
    """What can be asked about a table."""

    @strawberry.field
    def coalition(
        self,
        info: Info,
        *,
        ask: Annotated[AskInput, given("What the table needs.")],
        as_of: AsOf = None,
        what_if: WhatIfArgument = None,
    ) -> Coalition:
        """
        Who together meets what the table needs, proven best or with its bound.

        Where demands contradict each other, the fewest that do, and the cheapest way out.
        """
        network = info.context.supposing(as_of, what_if)
        return coalition_node(network, coalition(network.view, ask_of(ask)))

    @strawberry.field
    def compare(
        self,
        info: Info,
        *,
        left: Annotated[AskInput, given("The one ask.")],
        right: Annotated[AskInput, given("The other, to which one goes.")],
        as_of: AsOf = None,
    ) -> Comparison:
        """Two tables side by side: who is at both, who enters and leaves, at what cost, and why."""
        network = info.context.network(as_of)
        return comparison_node(network, compare(network.view, ask_of(left), ask_of(right)))
