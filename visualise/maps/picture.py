"""What a map shows, and nothing else: dots, lines and where their words come from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something on a map comes from, in words, with an address if it has one."""

    words: str
    link: str | None = None

    def __post_init__(self) -> None:
        _check_link(self.link)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One sentence on a dot's card; `sources` are places in the picture's sources."""

    words: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """
    A stakeholder, or a context such as a country or an event, on a map.

    `rank`, `score` and `parts` are for an answer: who was found, in which place and why.
    `badge` is a word or two that sets a dot apart ("asking", "already in"). `label` is
    the Traffic Light Protocol label as it is to be read.
    """

    id: str
    name: str
    kind: str
    kind_label: str
    context: bool = False
    summary: str = ""
    facts: tuple[Fact, ...] = ()
    themes: tuple[str, ...] = ()
    camp: int | None = None
    rank: int | None = None
    score: str = ""
    parts: tuple[Fact, ...] = ()
    badge: str = ""
    label: str = ""
    link: str | None = None

    def __post_init__(self) -> None:
        _check_link(self.link)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    A tie between two dots, named by their places in the picture.

    `reverse_label` reads the tie from its end ("has member"); left out, the tie reads
    the same both ways. Lines between one pair are drawn as one stroke.
    """

    start: int
    end: int
    kind: str
    kind_label: str
    reverse_label: str = ""
    words: str = ""
    weight: float = 1.0
    directed: bool = True
    opposing: bool = False
    sources: tuple[int, ...] = ()
    label: str = ""

    def __post_init__(self) -> None:
        # Written so that NaN, which compares false with everything, is refused.
        if not 0.0 <= self.weight < float("inf"):
            raise ValueError(f"a line's weight is {self.weight}, not a number from 0 up")
        if self.start == self.end:
            raise ValueError(f"a line joins dot {self.start} to itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """
    All that one map may say; the page made from it holds no other fact.

    `label` is the highest Traffic Light Protocol label of what is shown, as it is to be
    read; `camps` may name the camps that `Dot.camp` counts; `ranking` heads the list of
    ranked dots; `note` says in words what was left out and why.
    """

    title: str
    label: str
    as_of: str
    revision: str
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...] = ()
    sources: tuple[Source, ...] = ()
    subtitle: str = ""
    label_meaning: str = ""
    note: str = ""
    ranking: str = ""
    camps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        dots, sources = range(len(self.dots)), len(self.sources)
        for line in self.lines:
            if line.start not in dots or line.end not in dots:
                raise ValueError(f"a line joins {line.start} and {line.end} of {len(dots)} dots")
        cited = [line.sources for line in self.lines]
        cited += [fact.sources for dot in self.dots for fact in dot.facts + dot.parts]
        for number in (number for numbers in cited for number in numbers):
            if not 0 <= number < sources:
                raise ValueError(f"source {number} is cited, and there are {sources}")
        for dot in self.dots:
            if dot.camp is not None and dot.camp < 0:
                raise ValueError(f"{dot.id!r} is in camp {dot.camp}; camps count from 0")


def _check_link(link: str | None) -> None:
    # Only these open a page; "javascript:" would run what a source file says.
    if link is not None and not link.startswith(("https://", "http://")):
        raise ValueError(f"{link!r} is not a web address")
