"""The questions that take an ask, in the schema."""

from typing import Annotated

import strawberry

from api.answers_coalition import Coalition, coalition_node
from api.arguments import AsOf
from api.ask_input import AskInput, ask_of
from api.described import given
from api.subjects import Info
from graph.answers.coalition import coalition


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
    ) -> Coalition:
        """
        Who together meets what the table needs, proven best or with its bound.

        Where demands contradict each other, the fewest that do, and the cheapest way out.
        """
        network = info.context.network(as_of)
        return coalition_node(network, coalition(network.view, ask_of(ask)))
