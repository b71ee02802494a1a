"""Arguments that many questions take, described once."""

from datetime import date
from typing import Annotated

from api.schema.descriptions import given
from graph.domain.questions import ASKED_KINDS, ASKED_LEVELS, ASKED_PLACES, ASKED_THEMES

AsOf = Annotated[date | None, given("The date to look at the network as of; today unless said.")]
Texts = list[str] | None
Themes = Annotated[Texts, given(ASKED_THEMES)]
Places = Annotated[Texts, given(ASKED_PLACES)]
Kinds = Annotated[Texts, given(ASKED_KINDS)]
Levels = Annotated[Texts, given(ASKED_LEVELS)]
