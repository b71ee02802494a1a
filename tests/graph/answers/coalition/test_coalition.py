"""What the answer to an ask for a coalition says."""

from dataclasses import asdict, replace
from itertools import permutations

import orjson
import pytest

from graph.answers.coalition import coalition as module
from graph.answers.coalition.answer import Coalition, Met
from graph.answers.coalition.ask import Ask, Cover, Share, Weights
from graph.answers.coalition.coalition import coalition
from graph.answers.coalition.solver import Patience, Programme, Solution
from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.labels import Label
from graph.domain.model import Claim, Tie
from tests.coalitions import asked, chosen, contradicting, ranked, seen
from tests.networks import entity, shared, source, tie, view_of, visible

SIX = ranked("abcdef")
#: d and e alone work in Mali; d, e and f are led by women.
MIXED: list[Claim] = [
    *ranked("abcdef", d="womens_network", e="womens_network", f="womens_network"),
    tie("l/d", "active_in", "country:ML"),
    tie("l/e", "active_in", "country:ML"),
]
MALI = Cover(what="place", of=("Mali",))
HALF = Share(what="women_led", at_least=0.5)


def of_mali(**values: object) -> Coalition:
    """Three on mediation, half of them led by women, one of whom works in Mali."""
    claims = {"cover": (MALI,), "shares": (HALF,), "at_most": 4, "places": ("Chad",)}
    return asked(*MIXED, **{**claims, **values})


def met(answer: Coalition) -> dict[str, Met]:
    """The demands by their ids."""
    return {each.id: each for each in answer.demands}


def test_proven_best() -> None:
    """The best has the most points, says that it is proven, and counts whom it looked at."""
    found = asked(*SIX)
    assert (found.proven, found.bound, found.gap) == (True, found.points, 0.0)
    assert found.points == round(sum(member.points for member in found.members), 2)
    assert found.words == f"2 members with {found.points:g} points, proven best"
    assert found.considered == 6


def test_points_are_those_of_partners() -> None:
    """A member has the points that it has as a partner of the convenor, part by part."""
    claims = [*MIXED, tie("l/a", "partners_with", "l/b"), tie("l/b", "partners_with", "l/c")]
    need = Need(
        themes=("mediation",),
        asking="l/c",
        include_partners=True,
        kinds=("civil_society", "womens_network"),
    )
    known = {each.id: each for each in partners(seen(*claims), need).partners}
    members = asked(*claims, convenor="l/c", at_most=6).members
    assert {member.id: member.points for member in members} == {
        name: each.score for name, each in known.items()
    }
    assert all(member.parts == known[member.id].parts for member in members)


def test_weights() -> None:
    """A part that weighs nothing adds nothing; one that weighs twice adds twice as much."""
    (member,) = asked(*SIX, at_most=1, weights=Weights(themes=2.0, evidence=0.0)).members
    assert {part.name: part.value for part in member.parts} == {
        "fit to the themes": 80.0,
        "fresh and independent evidence": 0.0,
        "well connected": 0.0,
    }


def test_what_each_member_is_there_for() -> None:
    """A member serves the demands that count it, with what says so; others add points."""
    there = {member.id[-1]: member for member in of_mali().members}
    assert "".join(sorted(there)) == "abde"
    assert [each.words for each in there["a"].serves] == []
    assert [each.words for each in there["d"].serves] == [
        "at least 1 working in Mali",
        "at least half led by women",
    ]
    why = there["d"].serves[0].because[0]
    assert (why.words, why.ties) == ("active in Mali", ("l/l/d active_in country:ML",))


def test_what_breaks_without_a_member() -> None:
    """A demand breaks that nobody else at the table keeps."""
    there = {member.id[-1]: member for member in of_mali(exclude=("l/e",)).members}
    assert "".join(sorted(there)) == "abdf"
    assert [each.words for each in there["d"].breaks] == [
        "at least 1 working in Mali: without it 0",
        "at least half led by women: without it 1 of 3",
    ]
    assert there["a"].breaks == ()


def test_stand_ins() -> None:
    """The best of all others who would keep every demand could take a seat."""
    there = {member.id[-1]: member for member in of_mali().members}
    others = {name: each.stand_in for name, each in there.items() if each.stand_in}
    assert {name: each.id for name, each in others.items()} == {
        "a": "l/c",
        "b": "l/c",
        "d": "l/f",
        "e": "l/f",
    }
    assert others["a"].loses == round(there["a"].points - others["a"].points, 2)


def test_nobody_can_stand_in() -> None:
    """Where nobody else keeps a demand, nobody is a stand-in."""
    there = {member.id[-1]: member for member in of_mali(exclude=("l/e",)).members}
    assert there["d"].stand_in is None


def test_tightness() -> None:
    """Of each demand is told how many members, or how much money, it could bear to lose."""
    found = met(of_mali(budget=50, cost_of_others=10))
    assert (found["size: at most"].slack, found["size: at most"].tight) == (0, True)
    assert (found["size: at least"].slack, found["size: at least"].tight) == (3, False)
    assert (found["cover 1"].has, found["cover 1"].slack) == (2, 1)
    assert found["share 1: at least"].words == "at least half led by women: 2 of 4"
    assert found["share 1: at least"].tight
    assert (found["budget"].has, found["budget"].slack) == (40, 10)
    assert found["budget"].words == "seats for 50 at most: 40"


def test_a_demand_that_is_kept_or_not_has_no_slack() -> None:
    """Where there is no more and less nothing is tight."""
    apart = (("l/a", "l/c"),)
    found = met(asked(*SIX, include=("l/a",), exclude=("l/b",), apart=apart))
    assert {name: each.has for name, each in found.items() if each.slack is None} == {
        "include l/a": 1,
        "exclude l/b": 0,
        "apart 1": 0,
    }
    assert not found["exclude l/b"].tight


def test_alternatives() -> None:
    """Each alternative is the best of those that leave enough out of all before it."""
    found = asked(*SIX, alternatives=2, differing=1)
    assert [each.names for each in found.alternatives] == [("a", "c"), ("a", "d")]
    assert [each.enters for each in found.alternatives] == [("l/c",), ("l/d",)]
    assert [each.leaves for each in found.alternatives] == [("l/b",), ("l/b",)]
    assert all(each.proven and each.points <= found.points for each in found.alternatives)


def test_distinct_alternatives() -> None:
    """Alternatives that differ in all members share none, and end where there are no more."""
    found = asked(*SIX, alternatives=5, differing=2)
    assert [each.names for each in found.alternatives] == [("c", "d"), ("e", "f")]


def test_contradiction() -> None:
    """An impossible ask names the fewest demands that cannot all be, and nothing else."""
    found = of_mali(cover=(MALI, Cover(what="kind", of=("academic",))), apart=(("l/a", "l/b"),))
    assert (found.members, found.points, found.proven) == ((), 0.0, True)
    assert found.bound is None
    told = found.contradiction
    assert told is not None
    assert [each.words for each in told.demands] == [
        "at least 1 of the kind academic or research body"
    ]
    assert [each.known for each in told.demands] == [0]
    assert (told.minimal, told.smallest, told.cheapest) == (True, True, True)
    assert [each.words for each in told.eased] == ["1 fewer of the kind academic or research body"]
    assert found.words.endswith(
        "these cannot all be: at least 1 of the kind academic or research body"
    )


def test_demands_that_only_together_are_too_much() -> None:
    """Each of the contradicting demands could be kept without the others."""
    wanted = {
        "cover": (Cover(what="women_led", at_least=2), Cover(what="kind", of=("civil_society",))),
        "at_most": 2,
    }
    named = contradicting(*MIXED, **wanted)
    assert named == [
        "at most 2 members",
        "at least 2 led by women",
        "at least 1 of the kind civil society organisation",
    ]
    for lifted in ({"at_most": 3}, {"cover": wanted["cover"][:1]}, {"cover": wanted["cover"][1:]}):  # type: ignore[index]
        assert asked(*MIXED, **{**wanted, **lifted}).members


@pytest.mark.parametrize(
    ("budget", "eased"),
    [
        pytest.param(59.5, "0.5 more to spend", id="a little money"),
        pytest.param(35, "a table of 1 fewer", id="a member less"),
    ],
)
def test_cheapest_easing(budget: float, eased: str) -> None:
    """What is least to give up is told: a little money before a member, a member before much."""
    found = asked(*SIX, at_least=2, budget=budget, cost_of_others=30).contradiction
    assert found is not None
    assert [each.words for each in found.eased] == [eased]


def test_dropped() -> None:
    """Who was left aside is counted by what shows that they are in nothing better."""
    claims = [*SIX, tie("l/e", "partners_with", "l/f"), entity("l/g")]
    found = asked(*claims, exclude=("l/a",), convenor="l/f", within=1, at_most=1)
    assert found.dropped == {"exclude l/a": 1, "within": 4}
    assert found.considered == 6


def test_as_many_as_needed_of_those_alike() -> None:
    """Of candidates who serve all demands alike as many stay as there are seats, and one more."""
    found = asked(*SIX, at_most=2)
    assert found.dropped["dominated"] == 3


def test_hidden_ties_change_nothing() -> None:
    """A reader has the answer that the network would give without what she may not see."""
    claims: list[Claim] = [
        source("l"),
        *shared(),
        *SIX,
        entity("l/z", label=Label.RED),
        tie("l/z", "works_on", "theme:mediation", since="2025-05"),
        tie("l/a", "opposes", "l/b", label=Label.AMBER),
        tie("l/f", "works_on", "theme:justice", label=Label.GREEN),
    ]
    ask = Ask(at_most=3, themes=("mediation",), cover=(Cover(what="theme", of=("justice",)),))
    for clearance in (Label.CLEAR, Label.GREEN, Label.AMBER, Label.RED):
        without = view_of(*visible(claims, clearance))
        found = coalition(view_of(*claims, clearance=clearance), ask)
        assert found == replace(coalition(without, ask), revision=found.revision)
        assert found.label <= clearance


def test_label() -> None:
    """An answer has the highest label of what it used, and a member that of what is told of it."""
    justice = tie("l/f", "works_on", "theme:justice", label=Label.AMBER)
    cover = (Cover(what="theme", of=("justice",)),)
    assert asked(*SIX, justice).label == Label.CLEAR
    found = asked(*SIX, justice, cover=cover)
    assert found.label == Label.AMBER
    assert {member.id: member.label for member in found.members} == {
        "l/a": Label.CLEAR,
        "l/f": Label.AMBER,
    }


def test_label_of_a_contradiction() -> None:
    """How many have what a demand counts is told, and so has the label of what says so."""
    justice = tie("l/f", "works_on", "theme:justice", label=Label.AMBER)
    found = asked(*SIX, justice, cover=(Cover(what="theme", of=("justice",), at_least=2),))
    assert found.contradiction is not None
    assert [each.known for each in found.contradiction.demands] == [1]
    assert found.label == Label.AMBER


def test_the_same_bytes() -> None:
    """The same ask on the same revision gives the same bytes, whatever was asked between."""
    view = seen(*MIXED)
    ask = Ask(at_most=4, themes=("mediation",), cover=(MALI,), shares=(HALF,), seconds=3_600.0)
    first = orjson.dumps(asdict(coalition(view, ask)))
    coalition(view, replace(ask, at_most=2))
    assert orjson.dumps(asdict(coalition(view, ask))) == first
    assert orjson.dumps(asdict(coalition(seen(*MIXED), ask))) == first


def test_of_equal_coalitions_the_order_of_loading_chooses_none() -> None:
    """Where several are as good, the same one is told in whatever order the claims came."""
    twins = [entity(f"l/{name}") for name in "abc"]
    works = [tie(f"l/{name}", "works_on", "theme:mediation") for name in "abc"]
    found = {chosen(*order, *works, at_most=1) for order in permutations(twins)}
    assert len(found) == 1


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(tie("l/f", "works_on", "theme:mediation", since="2025"), id="newer word"),
        pytest.param(tie("l/f", "partners_with", "l/b"), id="a partner"),
        pytest.param(tie("l/f", "works_on", "theme:justice", since="2024"), id="another theme"),
    ],
)
def test_more_evidence_never_lowers_points(more: Tie) -> None:
    """What is best can only gain by more being known in favour of a candidate."""
    more = replace(more, id="l/more")
    ask = {"at_most": 3, "convenor": "l/b", "themes": ("mediation", "justice")}
    assert asked(*MIXED, more, **ask).points >= asked(*MIXED, **ask).points


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([], id="nobody"),
        pytest.param([entity("l/old", until="2019")], id="only who has ended"),
    ],
)
def test_nobody_to_choose_from(claims: list[Claim]) -> None:
    """An empty network has no coalition, and the size is what cannot be."""
    assert contradicting(*claims) == ["at least 1 member"]


class FewTries(Patience):
    """Patience that ends after so many programmes, however long each takes."""

    def __init__(self, tries: int) -> None:
        super().__init__(3_600)
        self._tries = tries

    def solved(self, programme: Programme, *, share: float = 1.0) -> Solution:
        """Solve *programme*, if it is not one too many."""
        self._tries -= 1
        if self._tries < 0:
            self.left = 0
        return super().solved(programme, share=share)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="possible"),
        pytest.param({"joined": "among themselves", "at_most": 3}, id="joined"),
        pytest.param({"cover": (MALI, Cover(what="kind", of=("fund",)))}, id="impossible"),
        pytest.param({"joined": "among themselves", "at_least": 3}, id="joined, impossible"),
        pytest.param(
            {
                "shares": (Share(what="women_led", at_least=0.5, at_most=0.5),),
                "at_least": 3,
                "at_most": 3,
            },
            id="possible if seats could be shared",
        ),
    ],
)
def test_time_that_ends_anywhere(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, object]
) -> None:
    """Wherever the search is broken off, what is called proven is so, and the rest is a bound."""
    claims = [*MIXED, tie("l/a", "partners_with", "l/d"), tie("l/b", "partners_with", "l/e")]
    wanted = {"cover": (MALI,), "shares": (HALF,), "at_most": 4, **values}
    best = found = asked(*claims, **wanted)
    for tries in range(30):
        monkeypatch.setattr(module, "Patience", lambda _, tries=tries: FewTries(tries))
        found = asked(*claims, **wanted)
        assert found.points <= best.points
        assert found.bound is None or found.bound >= best.points
        if found.proven:
            assert found.points == best.points
        if found.contradiction and found.contradiction.smallest:
            assert best.contradiction
            assert found.contradiction.demands == best.contradiction.demands
    assert found == best


def test_gap() -> None:
    """A gap is by what share of its points a coalition could be bettered at most."""
    best = asked(*SIX)
    assert replace(best, proven=False, bound=best.points * 1.5).gap == pytest.approx(0.5)
    assert replace(best, proven=False, bound=None).gap is None


def test_no_time() -> None:
    """Where time is too short nothing is claimed."""
    found = of_mali(seconds=1e-9)
    assert (found.members, found.proven, found.gap) == ((), False, None)
    assert found.words.startswith("nothing was found in the time given")
