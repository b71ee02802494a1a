"""A whole dialogue planned: its table, ways to it, what is missing, who pays, what is unsure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from graph.answers.answer import Because
from graph.answers.coalition.answer import Coalition, Member
from graph.answers.coalition.coalition import coalition
from graph.answers.coalition.traits import trait
from graph.answers.experts.experts import Experts, Post, experts
from graph.answers.funds.funds import Grant, QuickFunds, quick_funds
from graph.answers.gaps.gaps import Gaps, Grid, gaps
from graph.answers.introductions.contact_chain import Reaching
from graph.answers.plan.dialogue import Dialogue
from graph.answers.plan.doubts import Doubt, Way, doubts
from graph.domain.labels import Label
from graph.domain.languages import language, language_name, languages_of
from graph.measures.names import place_node, theme_node
from graph.views.view import View

#: How many gaps, candidates, funds a plan tells.
GAPS, NEAREST, EXPERTS, FUNDS = 8, 2, 5, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A `theme`, `place` or `language` of the dialogue, and the members who have it."""

    what: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """
    Sources that reasons of the plan rest on together, and what they cite in turn.

    A reason says what its sources cite, not which of them does.
    """

    sources: tuple[str, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    Everything that is asked for one dialogue, at one date, for one reader.

    `ways` are empty where nobody convenes, `gaps` is None where no place is named.
    `held` says what of the dialogue is at the table; what nobody has is a gap of it.
    """

    dialogue: Dialogue
    table: Coalition
    ways: tuple[Way, ...]
    held: tuple[Held, ...]
    gaps: Gaps | None
    experts: Experts
    funds: QuickFunds
    doubts: tuple[Doubt, ...]
    sources: tuple[Cited, ...]
    label: Label
    as_of: date
    revision: str


def plan(view: View, dialogue: Dialogue) -> Plan:
    """
    Ask all that is asked for one dialogue.

    The table is a coalition; everything else is told of its members, of the themes and
    places of the dialogue, and of who convenes it. Each part is the answer that its own
    question would have.

    The convenor knows Ada, Ada knows Bea, nobody knows Cid; all three mediate in Mali,
    and Ada speaks French. A table of three for talks there in French and Bambara is all
    of them. Ada is known, she introduces Bea, there is no way to Cid; French is at the
    table, and nobody who speaks Bambara.

    Raises:
        NeedError: An unknown theme, place, kind or level; a demand that makes no sense.
        NotHereError: An id that this View does not hold.
    """
    table = coalition(view, dialogue.table)
    ways, label = _ways(view, dialogue.table.convenor, table.members)
    missing = _gaps(view, dialogue)
    pool, money = _experts(view, dialogue), _funds(view, dialogue)
    told = (table, ways, missing.gaps if missing else (), pool, money)
    labels = [table.label, label, pool.label, money.label, *([missing.label] if missing else [])]
    return Plan(
        dialogue=dialogue,
        table=table,
        ways=ways,
        held=tuple(_held(view, dialogue, table.members)),
        gaps=missing,
        experts=pool,
        funds=money,
        doubts=tuple(doubts(table, ways)),
        sources=_sources(told),
        label=max(labels),
        as_of=view.as_of,
        revision=view.revision,
    )


def _ways(
    view: View, convenor: str | None, members: Iterable[Member]
) -> tuple[tuple[Way, ...], Label]:
    """How the convenor comes to each member, and the label of all that is told of it."""
    if convenor is None:
        return (), Label.CLEAR
    reaching = Reaching(view, view.node(convenor))
    found = [(member, *reaching.to(view.node(member.id))) for member in members]
    ways = tuple(
        Way(id=member.id, name=member.name, introduction=chain, instead=instead)
        for member, chain, instead, _ in found
    )
    return ways, max((label for *_, label in found), default=Label.CLEAR)


def _gaps(view: View, dialogue: Dialogue) -> Gaps | None:
    if not dialogue.places:
        return None
    grid = Grid(
        themes=dialogue.themes,
        places=dialogue.places,
        years=dialogue.years,
        asking=dialogue.table.convenor,
        first=GAPS,
        nearest=NEAREST,
    )
    return gaps(view, grid)


def _experts(view: View, dialogue: Dialogue) -> Experts:
    post = Post(
        themes=dialogue.themes,
        places=dialogue.places,
        languages=dialogue.languages,
        asking=dialogue.table.convenor,
        first=EXPERTS,
    )
    return experts(view, post)


def _funds(view: View, dialogue: Dialogue) -> QuickFunds:
    grant = Grant(
        themes=dialogue.themes,
        places=dialogue.places,
        kinds=dialogue.money.kinds,
        asking=dialogue.table.convenor,
        first=FUNDS,
    )
    return quick_funds(view, grant)


def _held(view: View, dialogue: Dialogue, members: Iterable[Member]) -> Iterator[Held]:
    """Every theme, place and language of the dialogue, with the members who have it."""
    nodes = {member.name: view.node(member.id) for member in members}
    for what, texts, find in (
        ("theme", dialogue.themes, theme_node),
        ("place", dialogue.places, place_node),
    ):
        for text in texts:
            holders = trait(view, what, (text,)).holders
            having = tuple(name for name, node in nodes.items() if holders[node])
            yield Held(what=what, name=view.names[find(view, text)], members=having)
    spoken = {name: languages_of(view.entities(node)) for name, node in nodes.items()}
    for text in dialogue.languages:
        code = language(text)
        having = tuple(name for name, codes in spoken.items() if code in codes)
        yield Held(what="language", name=language_name(code), members=having)


def _sources(told: object) -> tuple[Cited, ...]:
    """The sources of all reasons in what is *told*, in its order, with what they cite."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for reason in _reasons(told):
        if reason.sources:
            cited = found.setdefault(reason.sources, {})
            cited |= dict.fromkeys(reason.cited)
    return tuple(Cited(sources=names, cited=tuple(cited)) for names, cited in found.items())


def _reasons(told: object) -> Iterator[Because]:
    """Every reason anywhere in *told*."""
    if isinstance(told, Because):
        yield told
    elif isinstance(told, tuple):
        for each in told:
            yield from _reasons(each)
    elif is_dataclass(told):
        for field in fields(told):
            yield from _reasons(getattr(told, field.name))
