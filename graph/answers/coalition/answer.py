"""What the answer to an ask for a coalition is made of."""

from dataclasses import dataclass, field
from datetime import date

from graph.answers.answer import Because, Part
from graph.domain.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A demand that a member is there for, and what says that it serves it."""

    demand: str
    words: str
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Who could take a member's seat if it declines, all others staying; the best there is."""

    id: str
    name: str
    points: float
    loses: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """
    A member: its points, what it is there for, and what its absence would break.

    `points` are the sum of `parts`. One who serves no demand is there for its points.
    Without a `stand_in` nobody could take the seat and keep all demands.
    """

    id: str
    name: str
    kind: str
    level: str | None
    points: float
    parts: tuple[Part, ...]
    serves: tuple[Service, ...]
    breaks: tuple[Service, ...]
    stand_in: StandIn | None
    against: tuple[Because, ...] = ()
    label: Label = Label.CLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """
    A demand, what the coalition has of it, and how much more or less it could bear.

    `slack` counts members, or money for a budget; nothing is left of what is `tight`.
    It is None for what is kept or not, with nothing between: `has` is 1 then where
    somebody or something has to be there, and 0 where not.
    """

    id: str
    words: str
    has: float
    slack: float | None = None

    @property
    def tight(self) -> bool:
        """Whether one member, or the least amount, would break it."""
        return self.slack is not None and self.slack <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another coalition, the best that differs enough: who enters, who leaves, what it is worth."""

    members: tuple[str, ...]
    names: tuple[str, ...]
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    points: float
    bound: float
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradicting:
    """One of the demands that contradict each other; `known` candidates have what it counts."""

    id: str
    words: str
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Eased:
    """A demand that would have to ask for less: by how many members, or how much money."""

    id: str
    by: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """
    Demands that cannot be kept together.

    All but any one of them can, if they are `minimal`; no fewer contradict each
    other, if they are the `smallest`; where time was too short neither is known, or no
    demands are. What is `eased` would together make the whole ask possible; nothing
    does at less cost, if it is the `cheapest`: a member more or less costs the same
    in every demand, and money by the mean seat.
    """

    demands: tuple[Contradicting, ...]
    eased: tuple[Eased, ...]
    minimal: bool
    smallest: bool
    cheapest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalition:
    """
    The answer to an ask for a coalition.

    No coalition that keeps all demands has more points than `bound`; it is `proven`
    when that is what this one has, or when it is known that there is none, and then
    `contradiction` says why. `dropped` counts the candidates that were left aside
    because they can be in nothing better, by what shows it: a demand, others who
    serve all demands alike (`dominated`) or the bound (`bound`).
    """

    members: tuple[Member, ...]
    points: float
    bound: float | None
    proven: bool
    words: str
    demands: tuple[Met, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    contradiction: Contradiction | None = None
    considered: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    label: Label
    as_of: date
    revision: str

    @property
    def gap(self) -> float | None:
        """By what share of its points a better one could be better; None where nothing is known."""
        if self.proven:
            return 0.0
        if self.bound is None or not self.points:
            return None
        return (self.bound - self.points) / self.points
