"""What one request reads from: the networks its reader may see."""

from dataclasses import dataclass, field
from datetime import date

from api.network import Network
from api.views import Views
from graph.errors import NeedError
from graph.labels import Label

#: A network of another date has to be built first, so one request asks for few.
MOST_DATES = 3


@dataclass(slots=True, kw_only=True)
class Reading:
    """The context that resolvers are given; it lives as long as one request."""

    views: Views
    clearance: Label
    most_on_page: int
    _asked: dict[date | None, Network] = field(default_factory=dict)

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
