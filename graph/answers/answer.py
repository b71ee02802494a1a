"""What answers are made of: parts of a score, and the ties and sources behind them."""

from dataclasses import dataclass, field
from datetime import date

from graph.domain.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """
    A reason in words, with what it rests on.

    `ties` are ids of ties, `sources` ids of sources, and `cited` what these sources
    cite in turn; all are empty where the reason counts something rather than citing it.
    """

    words: str
    ties: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A named part of a score, in points; the parts of a score add up to it."""

    name: str
    value: float
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody worth asking: the score, what makes it up, and what speaks against."""

    id: str
    name: str
    kind: str
    level: str | None
    score: float
    parts: tuple[Part, ...]
    against: tuple[Because, ...] = ()
    label: Label = Label.CLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Somebody who is not in the answer, and why: a short code and the reason in words."""

    id: str
    name: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """
    The answer to a need for partners, best first.

    `left_out` names the nearest of those left out, `left_out_counts` all of them by
    reason. `label` is the highest of what the answer used.
    """

    partners: tuple[Partner, ...]
    left_out: tuple[LeftOut, ...]
    left_out_counts: dict[str, int] = field(default_factory=dict)
    considered: int = 0
    label: Label
    as_of: date
    revision: str
