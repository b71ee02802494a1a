"""A View, with what the API looks up in it again and again."""

from functools import cached_property

import numpy as np

from api.networks.what_if import NOTHING
from graph.answers.supposition_words import Supposed
from graph.domain.model import VOCABULARY_SOURCE, Source
from graph.measures.collaboration import fabric
from graph.measures.evidence import evidence
from graph.measures.search import search_index
from graph.measures.tie_strength import hops
from graph.views.view import View


class Network:
    """
    One View as the API holds it, shared by all requests that may see it.

    What was supposed for it is `said`; it is empty where nothing was supposed.

    Lookups are made on first use. Two threads may make the same one at once, which
    does no harm: both make it of the same View.
    """

    def __init__(self, view: View, said: Supposed = NOTHING) -> None:
        self.view = view
        self.said = said

    def prepare(self) -> None:
        """Make what most requests need, so that none of them waits for it."""
        search_index(self.view)
        evidence(self.view)
        fabric(self.view)
        hops(self.view)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by its id, the shared vocabulary among them."""
        return {source.id: source for source in self.view.sources}

    @cached_property
    def listed_sources(self) -> list[Source]:
        """The sources of claims, oldest first."""
        return [source for source in self.view.sources if source.id != VOCABULARY_SOURCE]

    @cached_property
    def tie_places(self) -> dict[str, int]:
        """The place in the View of every tie, by its id."""
        ids = self.view.claims.ties.ids
        return {ids[row]: place for place, row in enumerate(self.view.rows.tolist())}

    @cached_property
    def claims_of_sources(self) -> dict[str, tuple[int, int]]:
        """How many entities and ties of each source this View holds."""
        view, size = self.view, len(self.view.sources)
        entities = np.bincount(view.claims.entity_sources[view.members[0]], minlength=size)
        ties = np.bincount(view.tie_sources, minlength=size)
        pairs = zip(entities.tolist(), ties.tolist(), strict=True)
        return {source.id: pair for source, pair in zip(view.sources, pairs, strict=True)}
