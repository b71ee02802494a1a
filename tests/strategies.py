"""Arbitrary claims, for properties that hold of all of them."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import (
    CLOSABLE,
    EXTRA,
    Claim,
    Contact,
    Entity,
    Judgement,
    Source,
    Tie,
)
from graph.domain.vocabulary import vocabulary

T = TypeVar("T")

#: Texts as sources write them, the hard ones among them; drawn far faster than signs are.
HARD = (
    *("Réseau des femmes", "شبكة السلام", "平和", "peace\u200d🕊", '"contacts":', "'; DROP TABLE"),
    *("\u2028", "a\x1eb", "line\nline", "\\", "{}", "$x", "1", "ﬁ", "e\u0301", "x" * 300),
)
names = st.sampled_from(HARD).filter(lambda text: bool(text.strip()))
texts = st.sampled_from(("", " ", *HARD))
#: Any text at all that a claim may hold.
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
labels = st.sampled_from(Label)
#: No label at all is what most sources say.
own_labels = st.none() | labels
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
partial_dates = st.builds(
    lambda day, length: PartialDate(day.isoformat()[:length]), days, st.sampled_from((4, 7, 10))
)
identifiers = st.sampled_from(
    ("wikidata:Q1", "wikidata:Q2", "org-id:XM-DAC-1", "iati:XM-1", "local:7", "ror:05gq02987")
)
contacts = st.builds(Contact, kind=names, value=names, label=labels)
pairs = st.tuples(texts, texts)
#: Labels of single fields, of some that a claim has and of some that it does not have.
closed = st.tuples(st.sampled_from((*CLOSABLE, f"{EXTRA} ", f"{EXTRA}1")), labels)
STAKEHOLDERS = [code for code, kind in vocabulary().kinds.items() if kind.role == "stakeholder"]
OPEN_KINDS = [code for code in vocabulary().kinds if code not in ("theme", "country", "region")]
#: Shared contexts to tie to; `tests.networks.shared` has the claims that they are there.
SHARED = ("theme:mediation", "theme:peace_processes", "country:ML", "region:011")


def tuples(values: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """A few of *values*."""
    return st.lists(values, max_size=most, unique=True).map(tuple)


@st.composite
def spans(draw: st.DrawFn) -> tuple[PartialDate | None, PartialDate | None]:
    """A beginning and an end, either of them perhaps unknown, in the right order."""
    since, until = draw(st.none() | partial_dates), draw(st.none() | partial_dates)
    if since and until and until.last < since.first:
        return until, since
    return since, until


def sources(name: str) -> st.SearchStrategy[Source]:
    """Sources of that id."""
    return st.builds(
        Source,
        id=st.just(name),
        title=names,
        publisher=st.none() | texts,
        published=st.none() | partial_dates,
        retrieved=st.none() | partial_dates,
        label=labels,
    )


@st.composite
def entities(draw: st.DrawFn, source: str = "list", key: str = "1", kind: str = "") -> Entity:
    """Entities of a source, of any kind that sources may have if none is named."""
    since, until = draw(spans())
    return Entity(
        id=f"{source}/{key}",
        source=source,
        kind=kind or draw(st.sampled_from(OPEN_KINDS)),
        name=draw(names),
        aliases=draw(tuples(names)),
        identifiers=draw(tuples(identifiers)),
        level=draw(st.none() | st.sampled_from(list(vocabulary().levels))),
        summary=draw(st.none() | texts),
        link=draw(st.none() | texts),
        contacts=draw(tuples(contacts)),
        label=draw(own_labels),
        cited=draw(st.none() | texts),
        cited_on=draw(st.none() | partial_dates),
        extra=draw(tuples(pairs)),
        closed=draw(tuples(closed)),
        since=since,
        until=until,
    )


amounts = st.decimals(Decimal("-1e12"), Decimal("1e12"), places=2)


@st.composite
def ties(draw: st.DrawFn, start: Entity, end: Entity | str, key: str = "1") -> Tie:
    """Ties from one entity to another, or to a shared context, of any kind that fits."""
    kind = end.kind if isinstance(end, Entity) else end.partition(":")[0]
    fitting = [
        t.code for t in vocabulary().ties.values() if start.kind in t.starts and kind in t.ends
    ]
    amount = draw(st.none() | amounts)
    since, until = draw(spans())
    return Tie(
        id=f"{start.source}/tie {key}",
        source=start.source,
        kind=draw(st.sampled_from(fitting)),
        start=start.id,
        end=end if isinstance(end, str) else end.id,
        role=draw(st.none() | texts),
        track=draw(st.none() | st.sampled_from(list(vocabulary().tracks))),
        weight=draw(st.floats(0, 1e6)),
        share=draw(st.none() | st.floats(0, 100)),
        amount=amount,
        currency=None if amount is None else "XOF",
        marker=draw(st.none() | st.sampled_from((0, 1, 2))),
        label=draw(own_labels),
        cited=draw(st.none() | texts),
        cited_on=draw(st.none() | partial_dates),
        extra=draw(tuples(pairs)),
        closed=draw(tuples(closed)),
        since=since,
        until=until,
    )


@st.composite
def judgements(draw: st.DrawFn, left: str, right: str) -> Judgement:
    """Judgements of people and rules on a pair."""
    return Judgement(
        left=left,
        right=right,
        verdict=draw(st.sampled_from(("same", "same", "different", "unsure"))),
        author=draw(st.sampled_from(("a steward", "another", "rule:names"))),
        score=draw(st.floats(0, 1)),
        reasons=draw(tuples(texts)),
        at=draw(st.none() | partial_dates),
        label=draw(labels),
    )


@st.composite
def networks(draw: st.DrawFn, names: tuple[str, ...] = ("alpha", "beta", "gamma")) -> list[Claim]:
    """A few sources with a few entities each, ties within them, and judgements across them."""
    known: list[Entity] = []
    found: list[Claim] = []
    for name in names:
        own = [draw(entities(name, str(key))) for key in range(draw(st.integers(1, 3)))]
        known += own
        found += [draw(sources(name)), *own, *draw(ties_among(own))]
    pairs = st.tuples(st.sampled_from(known), st.sampled_from(known))
    made = {}
    for left, right in draw(st.lists(pairs, max_size=6)):
        if left != right:
            judgement = draw(judgements(left.id, right.id))
            made[judgement.id] = judgement
    return [*found, *made.values()]


@st.composite
def ties_among(draw: st.DrawFn, known: list[Entity]) -> list[Tie]:
    """A few ties between entities of one source, and from them to shared contexts."""
    starts = draw(st.lists(st.sampled_from(known), max_size=3))
    found = []
    for key, start in enumerate(starts):
        others: list[Entity | str] = [one for one in known if one != start]
        end = draw(st.sampled_from([*others, *SHARED]))
        found.append(draw(ties(start, end, str(key))))
    return found
