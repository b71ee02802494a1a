"""Maps of the planning answers: introductions, coalitions, gaps, bridges, experts and funds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from graph.answers.answer import Because
from graph.answers.bridges.agendas import Agenda, agendas
from graph.answers.bridges.bridges import Agendas, Bridges
from graph.answers.coalition.answer import Coalition, Member
from graph.answers.coalition.ask import Ask
from graph.answers.experts.experts import Expert, Experts, Post
from graph.answers.funds.funds import Grant, QuickFund, QuickFunds
from graph.answers.gaps.gaps import Gap, Gaps, Grid
from graph.answers.introductions.introductions import Introduction, Introductions, Wish
from graph.answers.need import Need
from graph.answers.resolved_need import understood
from graph.domain.vocabulary import vocabulary
from graph.measures.evidence import evidence
from graph.measures.names import kind_codes
from graph.measures.tie_strength import hops
from graph.views.view import View
from visualise.maps.camps import with_camps
from visualise.maps.network_maps import led_to, left_out_words, need_words, score_parts
from visualise.maps.picture import Picture
from visualise.maps.scene import Mark, Scene

#: The most of either side that a map of bridges shows beside those it tells of.
BESIDE = 30
#: How many names stand in a title.
NAMED = 2
#: The camp of who is on the left agenda, and on the right.
CAMPS = {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}
#: A sentence on a card, with the ids of its sources.
Told = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class _Cast:
    """Who is on a map, in the order in which they came, and what is said of each."""

    view: View
    marks: dict[int, Mark] = field(default_factory=dict)

    def show(self, *nodes: int) -> None:
        """Put them on the map, with nothing said."""
        for node in nodes:
            self.marks.setdefault(node, Mark())

    def badge(self, badge: str, *names: str) -> None:
        """Set those of these ids apart that are not set apart yet."""
        for name in names:
            mark = self.marks.get(self.view.node(name), Mark())
            self.marks[self.view.node(name)] = replace(mark, badge=mark.badge or badge)

    def rank(self, name: str, score: str, told: Iterable[Told]) -> None:
        """Give the next rank; who has one already is told more of."""
        node = self.view.node(name)
        mark = self.marks.get(node, Mark())
        rank = mark.rank or 1 + sum(each.rank is not None for each in self.marks.values())
        parts = (*mark.parts, *told)
        self.marks[node] = replace(mark, rank=rank, score=mark.score or score, parts=parts)

    def chain(self, chain: Introduction | None) -> None:
        """Show who stands between, and the events and activities where hops meet."""
        for hop in chain.hops if chain else ():
            for name in (hop.near, hop.far):
                self.show(self.view.node(name))
                self.show(*led_to(self.view, self.view.node(name), hop.because))
        if chain:
            self.badge("introduces", *chain.between)

    def scene(self) -> Scene:
        """The scene of all of them."""
        return Scene(self.view, list(self.marks), self.marks)


def introductions_map(view: View, wish: Wish, answer: Introductions) -> Picture:
    """
    Chains as they run: ours, those to reach, who stands between and where they met.

    Ranked is who makes the first introduction of each chain, the person to call.
    """
    cast = _Cast(view)
    cast.badge("ours", *wish.near)
    for chain in answer.introductions:
        cast.badge("to reach", chain.hops[-1].far)
        cast.rank(chain.hops[0].far, f"{chain.strength:.2f}", _chain_told(chain))
        cast.chain(chain)
    # Where there is no chain, the two sides are all that can be shown.
    cast.badge("to reach", *(wish.far if not answer.introductions else ()))
    reached = need_words(view, wish.fitting) or _names(view, wish.far)
    picture = cast.scene().picture(
        title=f"From {_names(view, wish.near)} to {reached}",
        subtitle=f"{_count(len(answer.introductions), 'chain')} of introductions",
        note=". ".join((*answer.instead, "")).strip().capitalize(),
        ranking="Who to ask first, strongest chain first",
        label=answer.label,
    )
    ends = {"ours": 0, "to reach": 2}
    camps = [ends.get(mark.badge, 1) for mark in cast.marks.values()]
    return _in_camps(picture, ("Ours", "Who introduces", "To reach"), camps)


def _chain_told(chain: Introduction) -> Iterator[Told]:
    names = " – ".join((chain.hops[0].near_name, *(hop.far_name for hop in chain.hops)))
    yield f"A chain of strength {chain.strength:.2f}: {names}", ()
    for hop in chain.hops:
        words = "; ".join(reason.words for reason in hop.because)
        yield f"{hop.strength:.2f}: {words}", _sources(hop.because)


def coalition_map(view: View, ask: Ask, answer: Coalition) -> Picture:
    """
    The table in the order of its points, what each member is there for, and the stand-ins.

    Shown with it are the themes, places and events that say so. Where no table is
    possible, there is nobody but the convenor, and what contradicts itself.
    """
    cast = _Cast(view)
    cast.badge("convenes", *([ask.convenor] if ask.convenor else []))
    for member in sorted(answer.members, key=lambda each: (-each.points, each.id)):
        cast.rank(member.id, f"{member.points:g}", _member_told(member))
        reasons = [each for service in member.serves for each in service.because]
        cast.show(*led_to(view, view.node(member.id), reasons))
    cast.badge("stands in", *(each.stand_in.id for each in answer.members if each.stand_in))
    return with_camps(
        cast.scene().picture(
            title=f"A table of {len(answer.members)}" if answer.members else "No such table",
            subtitle=answer.words,
            ranking="At the table, most points first",
            label=answer.label,
        )
    )


def _member_told(member: Member) -> Iterator[Told]:
    for service in member.serves:
        words = "; ".join((service.words, *(reason.words for reason in service.because)))
        yield f"There for {words}", _sources(service.because)
    if member.breaks:
        yield f"Without it: {'; '.join(service.words for service in member.breaks)}", ()
    if member.stand_in:
        yield f"If it declines: {member.stand_in.name}", ()
    yield from score_parts(member.parts, member.against)


def bridges_map(view: View, ask: Agendas, answer: Bridges) -> Picture:
    """
    Two agendas as two camps, and what joins them.

    Ranked are the connectors; beside everybody named in the answer stand those of either
    side who are tied to most of them. Who is on both sides, or on neither, is a camp too.
    """
    cast = _Cast(view)
    for connector in answer.connectors:
        cast.rank(connector.id, f"{connector.worth:,.2f}", _told(connector.because))
    for both in answer.both:
        cast.badge("on both", both.id)
    cast.badge("holds them together", *(holder.id for holder in answer.holding))
    for chain in answer.nearest:
        cast.chain(chain)
    sides = agendas(view, ask.left, ask.right, places=ask.places, kinds=kind_codes(ask.kinds))
    for side in sides:
        cast.show(*_beside(view, list(cast.marks), side.member.nonzero()[0].tolist()))
    grounds = [_grounds(view, side, list(cast.marks)) for side in sides]
    cast.show(*grounds[0], *grounds[1])
    left, right = (" and ".join(side.themes) for side in (answer.left, answer.right))
    picture = cast.scene().picture(
        title=f"Between {left} and {right}",
        subtitle=f"{answer.on_both:,} on both, {_count(answer.joined, 'pair')} tied already",
        ranking="Who connects the two, most pairs first",
        label=answer.label,
    )
    on = [
        {*side.member.nonzero()[0].tolist(), *ground}
        for side, ground in zip(sides, grounds, strict=True)
    ]
    camps = [CAMPS[node in on[0], node in on[1]] for node in cast.marks]
    return _in_camps(picture, (f"On {left}", f"On {right}", "On both", "On neither"), camps)


def _in_camps(picture: Picture, names: tuple[str, ...], camps: Iterable[int]) -> Picture:
    """The picture with camps that an answer makes, not the lines."""
    dots = zip(picture.dots, camps, strict=True)
    return replace(picture, camps=names, dots=tuple(replace(dot, camp=camp) for dot, camp in dots))


def _grounds(view: View, side: Agenda, shown: Iterable[int]) -> list[int]:
    """The themes of a side, and the parts, events and activities by which *shown* are on it."""
    known, rows = evidence(view), np.concatenate([each.rows for each in side.fits])
    through = {
        view.other_end(int(known.tie[row]), int(known.node[row]))
        if known.then[row] >= 0
        else int(known.context[row])
        for row in rows[np.isin(known.node[rows], list(shown))].tolist()
    }
    return list(dict.fromkeys((*side.themes, *sorted(through))))


def _beside(view: View, told: Sequence[int], side: Sequence[int]) -> list[int]:
    """Those of a side who are tied to most of *told*."""
    known, among = hops(view), set(side)
    tied = Counter(
        far
        for node in told
        for far in known.far[known.bounds[node] : known.bounds[node + 1]].tolist()
        if far in among
    )
    return sorted(tied, key=lambda node: (-tied[node], view.ids[node]))[:BESIDE]


def experts_map(view: View, post: Post, answer: Experts) -> Picture:
    """
    The pool in rank, what says that each fits, who vouches, and how to reach them.

    Nobody else is shown: a person is on the map only as the answer names them.
    """
    need = Need(themes=post.themes, places=post.places, kinds=post.kinds, levels=post.levels)
    cast = _asked(view, need, post.asking)
    for expert in answer.experts:
        _ranked(cast, expert, score_parts(expert.parts, expert.against))
        cast.badge("vouches", *(voucher.id for voucher in expert.vouchers))
    return _pool(
        cast,
        title=f"Experts: {need_words(view, need)}",
        ranking="Experts, best first",
        answer=answer,
    )


def funds_map(view: View, grant: Grant, answer: QuickFunds) -> Picture:
    """The funds in rank: why each could pay, its recipients, and who reaches it."""
    need = Need(themes=grant.themes, places=grant.places, kinds=grant.kinds)
    cast = _asked(view, need, grant.asking)
    for fund in answer.funds:
        against = (Because(words=words) for words in fund.against)
        _ranked(cast, fund, score_parts(fund.parts, against))
    return _pool(
        cast,
        title=f"Quick funds: {need_words(view, need)}",
        ranking="Funds, best first",
        answer=answer,
    )


def _asked(view: View, need: Need, asking: str | None) -> _Cast:
    cast = _Cast(view)
    cast.show(*(each.asked for each in understood(view, need).fits))
    cast.badge("asking", *([asking] if asking else []))
    return cast


def _ranked(cast: _Cast, found: Expert | QuickFund, told: Iterable[Told]) -> None:
    cast.rank(found.id, f"{found.score:g}", told)
    reasons = [reason for part in found.parts for reason in part.because]
    cast.show(*led_to(cast.view, cast.view.node(found.id), reasons))
    cast.chain(found.introduction)


def _pool(cast: _Cast, *, title: str, ranking: str, answer: Experts | QuickFunds) -> Picture:
    count = sum(mark.rank is not None for mark in cast.marks.values())
    return with_camps(
        cast.scene().picture(
            title=title,
            subtitle=f"the best {count} of {answer.considered:,} who fit",
            note=left_out_words(answer.left_out_counts),
            ranking=ranking,
            label=answer.label,
        )
    )


def gaps_map(view: View, grid: Grid, answer: Gaps) -> Picture:
    """
    The foremost gaps: their themes and places, who is there, who is nearest to filling them.

    Ranked are those who are nearest, in the order of the gaps they could fill.
    """
    cast = _Cast(view)
    cast.badge("asking", *([grid.asking] if grid.asking else []))
    for gap in answer.gaps:
        cast.show(view.node(gap.cell.theme), view.node(gap.cell.place))
        for near in gap.nearest:
            cast.rank(near.id, f"{near.fit:.2f}", _gap_told(gap, near.missing, near.because))
            cast.show(*led_to(view, view.node(near.id), near.because))
            cast.chain(near.introduction)
        cast.badge("there", *(each.id for each in gap.there))
    covered = answer.counts["covered"]
    return with_camps(
        cast.scene().picture(
            title="Who is missing, and who is near",
            subtitle=f"{covered:,} of {answer.states.size:,} cells are covered",
            note=" ".join(answer.words),
            ranking="Nearest to filling the foremost gaps",
            label=answer.label,
        )
    )


def _gap_told(gap: Gap, missing: Iterable[str], because: Sequence[Because]) -> Iterator[Told]:
    kind = vocabulary().kinds[gap.cell.kind].label
    words = "; ".join((*missing, *(reason.words for reason in because)))
    yield f"{gap.theme} in {gap.place}, {kind}, {gap.cell.state}: {words}", _sources(because)


def _told(reasons: Iterable[Because]) -> Iterator[Told]:
    return ((reason.words, reason.sources) for reason in reasons)


def _sources(reasons: Iterable[Because]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for reason in reasons for source in reason.sources))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _names(view: View, ids: Sequence[str]) -> str:
    names = [view.names[view.node(name)] for name in ids[:NAMED]]
    more = [f"{len(ids) - NAMED} more"] if len(ids) > NAMED else []
    return " and ".join((*names, *more))
