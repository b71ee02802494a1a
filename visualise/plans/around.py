"""The parts of a plan around its table: ways to it, what is missing, who pays, what is unsure."""

from collections.abc import Iterable, Iterator

from graph.answers.answer import Part
from graph.answers.evidence_words import count_words
from graph.answers.experts.experts import Expert, Experts
from graph.answers.funds.funds import QuickFund, QuickFunds
from graph.answers.gaps.cell import Nearest
from graph.answers.gaps.gaps import Gap, Gaps
from graph.answers.plan.doubts import Doubt, Way
from graph.answers.plan.plan import Held, Plan
from graph.domain.vocabulary import vocabulary
from visualise.plans.citations import Citations
from visualise.plans.markup import Inner, Markup, tag
from visualise.plans.table import label_mark

#: What one, and several, do with what a dialogue asks for.
VERBS = {
    "theme": ("works on", "work on"),
    "place": ("works in", "work in"),
    "language": ("is known to speak", "are known to speak"),
}


def ways(plan: Plan, citations: Citations) -> Iterator[Markup]:
    """The members the convenor knows, and the chains to all others."""
    seats = {member.id: rank for rank, member in enumerate(plan.table.members, start=1)}
    known = [way.name for way in plan.ways if way.known]
    if known:
        yield tag("p", tag("strong", "Known directly: "), ", ".join(known), ".")
    others = [way for way in plan.ways if not way.known]
    if others:
        rows = (_way(way, seats[way.id], citations) for way in others)
        yield tag("ol", rows, class_="chains")


def _way(way: Way, seat: int, citations: Citations) -> Markup:
    name = tag("strong", way.name, dir="auto")
    return tag(
        "li",
        tag("span", str(seat), class_="rank"),
        tag("div", _steps(way, name, citations)),
    )


def _steps(way: Way, name: Markup, citations: Citations) -> Iterator[Inner]:
    """The chain to somebody, by names and hop by hop; or why there is none."""
    if way.introduction is None:
        instead = "; ".join(way.instead) or "nothing leads there"
        yield tag("p", name)
        yield tag("p", tag("span", "No chain: ", class_="warn"), instead, ".")
        return
    chain = way.introduction
    between: list[Inner] = []
    for hop in chain.hops[:-1]:
        between += [tag("span", " → ", class_="quiet"), tag("span", hop.far_name, dir="auto")]
    strength = tag("span", f", strength {chain.strength:.2f}", class_="quiet number")
    yield tag("p", name, " through ", between[1:], strength, label_mark(chain.label))
    hops = (
        tag("li", (citations.reason(reason) for reason in hop.because[:1])) for hop in chain.hops
    )
    yield tag("ul", hops, class_="quiet")


def held(rows: Iterable[Held]) -> Iterator[Markup]:
    """What the dialogue asks for, and how many at the table have it."""
    for row in rows:
        count = count_words(len(row.members), "member") if row.members else "nobody at the table"
        words = tag("span", count, class_=None if row.members else "warn")
        verb = VERBS[row.what][len(row.members) > 1]
        yield tag("li", words, f" {verb} ", tag("strong", row.name))


def gaps(found: Gaps, citations: Citations) -> Iterator[Markup]:
    """The foremost gaps, each with who is nearest to filling it."""
    counts = ", ".join(f"{count} {state}" for state, count in found.counts.items() if count)
    yield tag("p", f"Of every theme, place and kind of actor: {counts}.", class_="quiet")
    if found.gaps:
        yield tag("ul", (_gap(gap, citations) for gap in found.gaps), class_="rows")
    yield tag("p", found.words[0], class_="quiet small")


def _gap(gap: Gap, citations: Citations) -> Markup:
    kind = vocabulary().kinds[gap.cell.kind].label
    head = tag(
        "p",
        tag("span", gap.cell.state, class_="state"),
        " ",
        tag("strong", kind),
        f" on {gap.theme} in {gap.place}",
    )
    nearest = (_nearest(near, citations) for near in gap.nearest)
    none = tag("li", "nobody of this kind is near", class_="quiet")
    return tag("li", head, tag("ul", nearest if gap.nearest else none))


def _nearest(near: Nearest, citations: Citations) -> Markup:
    parts: list[Inner] = ["nearest: ", tag("span", near.name, dir="auto"), label_mark(near.label)]
    if near.because:
        parts += [tag("span", ", ", citations.reason(near.because[0]), class_="quiet")]
    if near.introduction is not None and len(near.introduction.hops) > 1:
        through = ", ".join(hop.far_name for hop in near.introduction.hops[:-1])
        parts += [tag("span", f"; through {through}", class_="quiet")]
    return tag("li", parts)


def funds(found: QuickFunds, citations: Citations) -> Iterator[Markup]:
    """Which funds could pay, with why, and what to mind."""
    if found.funds:
        yield tag("ol", (_fund(fund, citations) for fund in found.funds), class_="rows")
    else:
        yield tag("p", "No fund is known that pays quickly for this.")
    yield from (tag("p", words, class_="quiet small") for words in found.words)


def _fund(fund: QuickFund, citations: Citations) -> Markup:
    mind = tag("p", tag("span", "Mind: ", class_="warn"), "; ".join(fund.against))
    return tag("li", _head(fund), _parts(fund.parts, citations), mind if fund.against else "")


def experts(found: Experts, citations: Citations) -> Iterator[Markup]:
    """Who else could be there, with who vouches for them."""
    if found.experts:
        yield tag("ol", (_expert(expert, citations) for expert in found.experts), class_="rows")
    else:
        left = [
            f"{count:,} would, were their {reason} known"
            for reason, count in found.left_out_counts.items()
        ]
        yield tag("p", "; ".join(["Nobody is known to fit", *left]), ".")
    yield from (tag("p", words, class_="quiet small") for words in found.words)


def _expert(expert: Expert, citations: Citations) -> Markup:
    spoken = ", ".join(each.name for each in expert.languages)
    vouching = ", ".join(each.name for each in expert.vouchers[:3])
    return tag(
        "li",
        _head(expert),
        _parts(expert.parts, citations),
        tag("p", f"Speaks {spoken}.") if spoken else "",
        tag("p", f"Vouched for by {vouching}.", class_="quiet") if vouching else "",
    )


def _head(one: Expert | QuickFund) -> Markup:
    kind = vocabulary().kinds[one.kind].label
    return tag(
        "p",
        tag("strong", one.name, dir="auto"),
        tag("span", f" {kind}, {one.score:.1f} points", class_="quiet"),
        label_mark(one.label),
    )


def _parts(parts: Iterable[Part], citations: Citations) -> Markup:
    told = (
        tag("li", f"{part.name}: ", citations.reason(part.because[0]))
        for part in parts
        if part.value and part.because
    )
    return tag("ul", told, class_="quiet")


def doubts(found: Iterable[Doubt]) -> Iterator[Markup]:
    """What is not sure, and which members it is about."""
    for doubt in found:
        names = ", ".join(doubt.names)
        members = (": ", tag("span", names, class_="quiet")) if names else ""
        yield tag("li", doubt.words[:1].upper(), doubt.words[1:], members)
