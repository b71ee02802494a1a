"""What one request reads from: the networks its reader may see."""

from dataclasses import dataclass, field
from datetime import date

from api.networks.network import Network
from api.networks.views import Views
from api.networks.what_if import what_if
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.measures.supposition import Supposition

#: A network of another date has to be built first, so one request asks for few.
MOST_DATES = 3
#: So has what is supposed.
MOST_SUPPOSED = 2


@dataclass(slots=True, kw_only=True)
class Reading:
    """The context that resolvers are given; it lives as long as one request."""

    views: Views
    clearance: Label
    most_on_page: int
    _supposed: dict[tuple[date | None, Supposition], Network] = field(default_factory=dict)
    _asked: dict[date | None, Network] = field(default_factory=dict)

    def saved(self) -> list[Saved]:
        """Every version of every saved question that the reader may see."""
        return self.views.saved(self.clearance)

    def supposing(self, as_of: date | None, supposition: Supposition) -> Network:
        """
        What the reader may see, as it would be if the *supposition* held.

        Raises:
            NeedError: One supposition too many, or one of what could never be.
        """
        network = self.network(as_of)
        if supposition == Supposition():
            return network
        key = as_of, supposition
        if key not in self._supposed:
            if len(self._supposed) >= MOST_SUPPOSED:
                raise NeedError(f"whatIf: one request may suppose {MOST_SUPPOSED} things at most")
            given = what_if(network.view, supposition)
            self._supposed[key] = Network(given.view, given.said)
        return self._supposed[key]

    def network(self, as_of: date | None = None) -> Network:
        """
        What the reader may see, as of a date or today; the same all through a request.

        Raises:
            NeedError: One date too many.
        """
        if as_of not in self._asked:
            if len(self._asked) >= MOST_DATES:
                raise NeedError(f"asOf: one request may ask for {MOST_DATES} dates at most")
            self._asked[as_of] = self.views.network(self.clearance, as_of)
        return self._asked[as_of]
