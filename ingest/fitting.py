"""Whether ties join what their kind may join, as far as the entities of one load tell."""

from graph.model import Entity, Tie, shared_kind
from graph.places import places
from graph.vocabulary import misfit_of, vocabulary


class Ends:
    """
    The kinds of the entities that went by, to hold the ends of ties against.

    It keeps an id and a kind of each entity of the load, some 12 MB for 100,000.
    """

    def __init__(self) -> None:
        self._kinds = {f"theme:{code}": "theme" for code in vocabulary().themes}
        self._kinds |= {place.id: place.kind for place in places().values()}

    def note(self, entity: Entity) -> None:
        """Remember that *entity* is there."""
        self._kinds[entity.id] = entity.kind

    def are_known(self, tie: Tie) -> bool:
        """Whether both ends of *tie* went by, or never will, being shared ones."""
        known = self._kinds
        return (tie.start in known or shared_kind(tie.start) is not None) and (
            tie.end in known or shared_kind(tie.end) is not None
        )

    def problem(self, tie: Tie) -> str:
        """What is wrong with the ends of *tie*, once all that may be one went by; or nothing."""
        start, end = self._kinds.get(tie.start), self._kinds.get(tie.end)
        if start is None or end is None:
            unknown = tie.start if start is None else tie.end
            return f"tie {tie.id!r} has an end that nobody describes: {unknown!r}"
        misfit = misfit_of(tie.kind, start, end)
        return misfit and f"tie {tie.id!r} from {tie.start!r} to {tie.end!r}: {misfit}"
