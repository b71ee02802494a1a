"""What if: suppositions as an input of the schema."""

from typing import Annotated

import strawberry

from api.schema.descriptions import given
from graph.measures.supposition import Bond, Supposition


@strawberry.input(description="A tie that is supposed to be there.")
class SupposedTie:
    """A tie that is supposed."""

    start: strawberry.ID = strawberry.field(name="from", description="Where it starts, by id.")
    kind: str = strawberry.field(description="The code of its kind: `knows`, `partners_with`.")
    end: strawberry.ID = strawberry.field(name="to", description="Where it leads, by id.")


@strawberry.input(description="A membership that is supposed to have ended the day before.")
class SupposedEnd:
    """A membership that is supposed to have ended."""

    member: strawberry.ID = strawberry.field(description="The member, by id.")
    body: strawberry.ID = strawberry.field(description="What it is a member of, by id.")


@strawberry.input(name="WhatIf", description="What is to be supposed; nothing of it is kept.")
class WhatIfInput:
    """A supposition."""

    without: list[strawberry.ID] | None = strawberry.field(
        description="Ids of those who are supposed to be gone.", default=None
    )
    ties: list[SupposedTie] | None = strawberry.field(
        description="Ties that are supposed to be there.", default=None
    )
    ending: list[SupposedEnd] | None = strawberry.field(
        description="Memberships that are supposed to have ended.", default=None
    )


WhatIfArgument = Annotated[
    WhatIfInput | None,
    given("What is to be supposed; the answer says it in words, and nothing is kept."),
]


def supposition_of(asked: WhatIfInput | None) -> Supposition:
    """What was asked to be supposed; nothing, where nothing was."""
    if asked is None:
        return Supposition()
    return Supposition(
        gone=tuple(asked.without or ()),
        bonds=tuple(Bond(start=tie.start, kind=tie.kind, end=tie.end) for tie in asked.ties or ()),
        ended=tuple((each.member, each.body) for each in asked.ending or ()),
    )
