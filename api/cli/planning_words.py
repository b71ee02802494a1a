"""Planning answers as a person reads them in a terminal."""

from collections.abc import Iterable, Iterator, Mapping

from graph.answers.answer import Because, Part
from graph.answers.bridges.bridges import Bridges, Connector, OnBoth
from graph.answers.coalition.answer import Coalition
from graph.answers.compare.compare import Comparison
from graph.answers.evidence_words import count_words
from graph.answers.experts.experts import Expert, Experts
from graph.answers.funds.funds import QuickFund, QuickFunds
from graph.answers.gaps.cell import Nearest
from graph.answers.gaps.gaps import Gap, Gaps, Margin
from graph.answers.introductions.introductions import Introduction, Introductions
from graph.domain.labels import Label
from graph.domain.vocabulary import vocabulary

Answer = Introductions | Gaps | Bridges | Experts | QuickFunds | Coalition | Comparison


def heading(answer: Answer) -> str:
    """The line that every answer begins with: how far it may travel, of which day and state."""
    return f"TLP:{answer.label.text} · as of {answer.as_of} · revision {answer.revision}"


def reasons(because: Iterable[Because], indent: str) -> Iterator[str]:
    """Reasons with what they cite, a line each."""
    for reason in because:
        cited = f"  [{'; '.join(reason.cited)}]" if reason.cited else ""
        yield f"{indent}{reason.words}{cited}"


def closed(label: Label) -> str:
    """The label of one part of an answer, where it is not open to all."""
    return "" if label == Label.CLEAR else f"  TLP:{label.text}"


def introductions_in_words(answer: Introductions) -> Iterator[str]:
    """Chains of introductions, hop by hop."""
    yield heading(answer)
    for rank, chain in enumerate(answer.introductions, start=1):
        yield ""
        yield from chain_in_words(chain, f"{rank:>3}. ")
    for words in answer.instead:
        yield words[:1].upper() + words[1:] + "."


def chain_in_words(chain: Introduction, lead: str) -> Iterator[str]:
    """One chain: its stakeholders in order, and what joins each to the next."""
    names = [chain.hops[0].near_name, *(hop.far_name for hop in chain.hops)]
    yield f"{lead}{' – '.join(names)}  {chain.strength:.2f}{closed(chain.label)}"
    indent = " " * len(lead)
    for hop in chain.hops:
        yield f"{indent}{hop.far_name} ({hop.far}), {hop.strength:.2f}:"
        yield from reasons(hop.because, indent + "  ")


def gaps_in_words(answer: Gaps) -> Iterator[str]:
    """The sums of the table, and the foremost gaps."""
    yield heading(answer)
    yield from answer.words
    yield ""
    yield f"{'cells':40} {'covered':>8} {'thin':>8} {'stale':>8} {'nobody':>8} {'actors':>8}"
    for side in (answer.themes, answer.places, answer.kinds):
        yield from (_margin(row) for row in side)
        yield ""
    for gap in answer.gaps:
        yield from _gap(gap)
    if not answer.gaps and answer.counts["covered"] == answer.states.size:
        yield "Every cell is covered."


def _margin(row: Margin) -> str:
    counts = " ".join(f"{count:>8,}" for count in row.states.values())
    return f"{row.name[:40]:40} {counts} {row.actors:>8,}"


def _gap(gap: Gap) -> Iterator[str]:
    kind = vocabulary().kinds[gap.cell.kind].label
    yield f"{gap.cell.state.capitalize()}: {gap.theme} in {gap.place}, {kind}"
    for there in gap.there:
        last = "without a date" if there.newest is None else f"last heard of on {there.newest}"
        yield f"     there: {there.name}, {last}"
    for near in gap.nearest:
        yield from _nearest(near)
    if not gap.nearest:
        yield "     nobody of this kind is near to filling it"


def _nearest(near: Nearest) -> Iterator[str]:
    missing = f"; {' and '.join(near.missing)}"
    yield f"     near: {near.name} ({near.id})  {near.fit:.2f}{closed(near.label)}{missing}"
    yield from reasons(near.because, " " * 11)
    if near.introduction is not None:
        between = count_words(len(near.introduction.hops) - 1, "introduction")
        names = " – ".join(hop.far_name for hop in near.introduction.hops)
        yield f"           reached through {between}: {names}"
    for words in near.instead:
        yield f"           {words}"


def bridges_in_words(answer: Bridges) -> Iterator[str]:
    """Who works on both agendas, who connects and holds them, and the nearest pairs."""
    yield heading(answer)
    for side in (answer.left, answer.right):
        yield f"{', '.join(side.themes)}: {count_words(side.actors, 'stakeholder')}"
    yield ""
    yield f"On both: {answer.on_both:,}"
    for both in answer.both:
        yield from _on_both(both)
    yield ""
    yield "Who stands between most pairs:" if answer.connectors else "Nobody connects the two."
    for connector in answer.connectors:
        yield from _connector(connector)
    yield ""
    yield from _holding(answer)
    yield ""
    pairs = count_words(answer.joined, "pair")
    nearest = "the nearest that are not:" if answer.nearest else "no others are near."
    yield f"Tied already: {pairs}; {nearest}"
    for rank, chain in enumerate(answer.nearest, start=1):
        yield from chain_in_words(chain, f"{rank:>3}. ")


def _on_both(both: OnBoth) -> Iterator[str]:
    yield f"     {both.name} ({both.id})  {both.fit:.2f}{closed(both.label)}"
    yield from reasons((*both.left, *both.right), " " * 11)


def _connector(found: Connector) -> Iterator[str]:
    own = "" if found.side == "neither" else f", itself on the {found.side}"
    tied = f"tied to {found.left:,} on the left and {found.right:,} on the right{own}"
    yield f"     {found.name} ({found.id})  {found.worth:,.2f}{closed(found.label)}; {tied}"
    yield from reasons(found.because, " " * 11)


def _holding(answer: Bridges) -> Iterator[str]:
    if answer.held_by is None:
        yield "The network is too large to say who holds the two together."
        return
    yield f"Held together by {answer.held_by:,}: without so many, no chain of ties joins the two"
    for holder in answer.holding:
        yield f"     {holder.name} ({holder.id}){', in every such set' if holder.always else ''}"


def experts_in_words(answer: Experts) -> Iterator[str]:
    """The pool, with who vouches for each."""
    yield heading(answer)
    yield from answer.words
    for rank, expert in enumerate(answer.experts, start=1):
        yield ""
        yield from _expert(expert, rank)
    if not answer.experts:
        yield "Nobody in this network fits."
    yield from _left_out(answer.left_out_counts)


def _expert(expert: Expert, rank: int) -> Iterator[str]:
    yield from _ranked(rank, expert)
    if expert.languages:
        yield f"     speaks {', '.join(each.name for each in expert.languages)}"
    for voucher in expert.vouchers:
        known = ", known to you" if voucher.known else ""
        yield f"     vouches: {voucher.name} ({voucher.id}){known}"
    if expert.consent:
        yield f"     agreed, by {', '.join(expert.consent)}"
    for reason in expert.against:
        yield f"     against: {reason.words}"
    yield from _reached(expert)


def funds_in_words(answer: QuickFunds) -> Iterator[str]:
    """The funds, with why each could pay quickly."""
    yield heading(answer)
    yield from answer.words
    for rank, fund in enumerate(answer.funds, start=1):
        yield ""
        yield from _ranked(rank, fund)
        for words in fund.against:
            yield f"     against: {words}"
        yield from _reached(fund)
    if not answer.funds:
        yield "No fund in this network fits."
    yield from _left_out(answer.left_out_counts)


def _ranked(rank: int, found: Expert | QuickFund) -> Iterator[str]:
    kind = vocabulary().kinds[found.kind].label
    yield f"{rank:>3}. {found.name} ({kind})  {found.score:.2f}{closed(found.label)}"
    yield f"     {found.id}"
    for part in found.parts:
        if part.value:
            yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield f"     {part.value:6.2f}  {part.name}"
    yield from reasons(part.because, " " * 15)


def _reached(found: Expert | QuickFund) -> Iterator[str]:
    if found.introduction is not None:
        names = " – ".join(hop.far_name for hop in found.introduction.hops)
        yield f"     reached through {names}"
    for words in found.instead:
        yield f"     {words}"


def _left_out(counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield ""
        told = ", ".join(f"{reason} {count:,}" for reason, count in counts.items())
        yield f"Left out, by reason: {told}."
