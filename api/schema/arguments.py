"""Arguments that many questions take, described once."""

from datetime import date
from typing import Annotated

import strawberry

from api.schema.descriptions import given

AsOf = Annotated[date | None, given("The date to look at the network as of; today unless said.")]
Texts = list[str] | None
Themes = Annotated[Texts, given("Themes, by code or label: `mediation`. Parts count.")]
Places = Annotated[
    Texts,
    given(
        "Countries, regions or regional bodies: `ML`, `MLI`, `Mali`, `011`, or the id of a body, "
        "which stands for its members while they were members."
    ),
]
Kinds = Annotated[Texts, given("Kinds of stakeholder, by code or label; any of them will do.")]
Levels = Annotated[Texts, given("Levels of work, by code or label; any of them will do.")]
Asking = Annotated[strawberry.ID | None, given("The id of who asks.")]
