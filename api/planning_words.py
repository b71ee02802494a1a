"""Planning answers as a person reads them in a terminal."""

from collections.abc import Iterable, Iterator

from graph.answers.answer import Because
from graph.answers.filling import Nearest
from graph.answers.gaps import Gap, Gaps, Margin
from graph.answers.introductions import Introduction, Introductions
from graph.answers.wording import count_words
from graph.labels import Label
from graph.vocabulary import vocabulary


def heading(answer: Gaps | Introductions) -> str:
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
    """One chain: who comes after whom, and what joins each to the next."""
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
