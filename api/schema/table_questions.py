"""The questions that take an ask, in the schema."""

from typing import Annotated

import strawberry

from api.documents.keeping import history, newest
from api.schema.arguments import AsOf
from api.schema.coalition import Coalition, coalition_node
from api.schema.compare import Comparison, comparison_node
from api.schema.descriptions import given
from api.schema.plan import Plan, plan_node
from api.schema.questions import takes
from api.schema.saved import SavedAsk, saved_node
from api.schema.subjects import Info
from api.schema.what_if import WhatIfArgument, supposition_of
from graph.answers.coalition.ask import Ask
from graph.answers.coalition.coalition import coalition
from graph.answers.compare.compare import compare
from graph.answers.plan.dialogue import Dialogue
from graph.answers.plan.plan import plan
from graph.domain.errors import NeedError

#: How long one request may let the search for each of its tables last, in seconds.
MOST_SECONDS = 10.0


@strawberry.type
class Asking:
    """What can be asked about a table."""

    @strawberry.field
    @takes(ask="What the table needs.")
    def coalition(
        self,
        info: Info,
        *,
        ask: Ask,
        as_of: AsOf = None,
        what_if: WhatIfArgument = None,
    ) -> Coalition:
        """
        Who together meets what the table needs, proven best or with its bound.

        Where demands contradict each other, the fewest that do, and the cheapest way out.
        """
        network = info.context.supposing(as_of, supposition_of(what_if))
        return coalition_node(network, coalition(network.view, patient(ask)))

    @strawberry.field
    @takes(left="The one ask.", right="The other, to which one goes.")
    def compare(
        self,
        info: Info,
        *,
        left: Ask,
        right: Ask,
        as_of: AsOf = None,
        what_if: WhatIfArgument = None,
    ) -> Comparison:
        """Two tables side by side: who is at both, who enters and leaves, at what cost, and why."""
        network = info.context.supposing(as_of, supposition_of(what_if))
        return comparison_node(network, compare(network.view, patient(left), patient(right)))

    @strawberry.field
    @takes(dialogue="What is to be planned.")
    def plan(
        self,
        info: Info,
        *,
        dialogue: Dialogue,
        as_of: AsOf = None,
        what_if: WhatIfArgument = None,
    ) -> Plan:
        """
        A whole dialogue planned: its table, the ways to it, gaps, candidates, funds, doubts.

        Each part is the answer that its own question would have.
        """
        patient(dialogue.ask)
        network = info.context.supposing(as_of, supposition_of(what_if))
        return plan_node(network, plan(network.view, dialogue))

    @strawberry.field
    def asks(self, info: Info) -> list[SavedAsk]:
        """What is saved of asks, needs and dialogues: the newest version of each, by name."""
        return [saved_node(kept) for kept in newest(info.context.saved())]

    @strawberry.field
    def ask(
        self,
        info: Info,
        *,
        name: Annotated[str, given("The name under which it is saved.")],
        version: Annotated[int | None, given("An earlier version; the newest unless said.")] = None,
    ) -> SavedAsk | None:
        """One saved question; null where there is none of that name, or none that you may see."""
        versions = [kept for kept in info.context.saved() if kept.name == name]
        if not versions:
            return None
        found = [kept for kept in history(versions, name) if version in (None, kept.version)]
        return saved_node(found[-1]) if found else None


def patient(ask: Ask) -> Ask:
    """
    Let through an ask that may be searched online.

    Raises:
        NeedError: It would take too long.
    """
    if ask.seconds > MOST_SECONDS:
        raise NeedError(
            f"a search of {ask.seconds:g} seconds cannot be asked for here; {MOST_SECONDS:g} is "
            "the most, and the command line searches longer"
        )
    return ask
