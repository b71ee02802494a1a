"""Entries of watch lists vet stakeholders, and take no other part in the network."""

from dataclasses import replace

import pytest

from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.labels import Label
from graph.domain.model import Claim, Judgement
from graph.measures.scope import scoped, within
from graph.measures.search import Wanted, search
from graph.measures.watch_lists import keys, listing_words, matches, only_watching, watch
from graph.views.view import Scope, View
from tests.networks import entity, judged, shared, tie, view_of
from visualise.exports.rows import Export
from visualise.maps.network_maps import network_map

ROR = "ror:05a28rw58"
LISTED = (
    entity(
        "un/1",
        "listed",
        name="Front of Peace",
        aliases=("FOP",),
        identifiers=(ROR,),
        label=Label.CLEAR,
    ),
    entity("un/list", "instrument", name="List of the Council"),
    tie("un/1", "listed_by", "un/list", since="2020-01-01"),
)


def seen(*claims: Claim, **more: object) -> View:
    """The view of *claims*, the list and the shared themes and places."""
    return view_of(*shared(), *LISTED, *claims, **more)  # type: ignore[arg-type]


def found(view: View, name: str) -> list[str]:
    """What is said of the stakeholder called *name* and watch lists."""
    return [listing_words(view, match) for match in matches(view, view.node(name))]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        pytest.param({"name": "FRONT of peace"}, "has the name of", id="name"),
        pytest.param({"name": "Peace, Front of"}, "has the name of", id="in another order"),
        pytest.param({"name": "x", "aliases": ("Fröñt of Peace",)}, "has the name of", id="alias"),
        pytest.param({"name": "FOP"}, "has the name of", id="initials"),
        pytest.param({"name": "x", "identifiers": (ROR,)}, f"has the identifier {ROR} of", id="id"),
    ],
)
def test_matches(values: dict[str, object], why: str) -> None:
    """A stakeholder of the same name or identifier may be the one that is listed."""
    view = seen(entity("list/a", **values))
    assert found(view, "list/a") == [f"{why} Front of Peace, listed by List of the Council"]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"name": "Front of Peace and Justice"}, id="more words"),
        pytest.param({"name": "Front"}, id="fewer words"),
        pytest.param({"name": "x", "identifiers": ("ror:02mhbdp94",)}, id="another identifier"),
        pytest.param({"name": "?!"}, id="no word"),
    ],
)
def test_no_match(values: dict[str, object]) -> None:
    """Part of a name is no match."""
    assert found(seen(entity("list/a", **values)), "list/a") == []


def test_local_identifiers() -> None:
    """An identifier that proves nothing elsewhere proves nothing here."""
    one = entity("un/2", "listed", name="One", identifiers=("local:7",))
    view = seen(one, entity("list/a", identifiers=("local:7",)))
    assert found(view, "list/a") == []


def test_judged_same() -> None:
    """A judgement says more than a name, and never makes the two one node."""
    view = seen(entity("list/a", name="Other"), judged("list/a", "same", "un/1"))
    assert view.node("list/a") != view.node("un/1")
    assert found(view, "list/a") == [
        "was judged the same as Front of Peace, listed by List of the Council"
    ]


@pytest.mark.parametrize(
    ("judgement", "count"),
    [
        pytest.param(judged("list/a", "different", "un/1"), 0, id="people"),
        pytest.param(judged("list/a", "different", "un/1", author="rule:x"), 1, id="a rule"),
        pytest.param(judged("list/a", "unsure", "un/1"), 1, id="unsure"),
        pytest.param(judged("list/a", "same", "list/b"), 1, id="of two others"),
    ],
)
def test_judged_different(judgement: Judgement, count: int) -> None:
    """A person who tells the two apart ends the warning; a rule that doubts does not."""
    view = seen(entity("list/a", name="Front of Peace"), entity("list/b"), judgement)
    assert len(found(view, "list/a")) == count


def test_surest_first() -> None:
    """What was judged comes before identifiers, and these before names."""
    view = seen(
        entity("un/2", "listed", name="Two"),
        entity("un/3", "listed", name="Three"),
        entity("list/a", name="Three", identifiers=(ROR,)),
        judged("list/a", "same", "un/2"),
    )
    assert [view.ids[match.node] for match in matches(view, view.node("list/a"))] == [
        "un/2",
        "un/1",
        "un/3",
    ]
    assert found(view, "list/a")[2] == "has the name of Three, an entry of a watch list"


def test_delisted() -> None:
    """Who was taken off a list was on it once."""
    claims = [one if one.id != LISTED[2].id else replace(one, until=None) for one in LISTED]
    gone = tie("un/1", "listed_by", "un/list", since="2001", until="2010")
    view = view_of(*shared(), *claims[:2], gone, entity("list/a", name="FOP"))
    (words,) = found(view, "list/a")
    assert words.endswith("once listed by List of the Council")


def test_contexts_are_not_vetted() -> None:
    """Only stakeholders match, and a listed entity does not match itself."""
    view = seen(entity("list/e", "event", name="Front of Peace"))
    assert (found(view, "list/e"), found(view, "un/1")) == ([], [])


def test_no_list() -> None:
    """Without watch lists nobody is looked up."""
    view = view_of(*shared(), entity("list/a"), judged("list/a", "same", "list/a2"))
    assert matches(view, view.node("list/a")) == []
    assert watch(view) is watch(view)


def test_short_names() -> None:
    """Names of two letters are compared with nothing."""
    assert list(keys(["AB", "ABC", "abc", "—"])) == ["abc"]


def test_against() -> None:
    """An answer warns of a candidate who may be listed, and carries the label of the warning."""
    claims = (
        entity("list/a", name="Front of Peace"),
        tie("list/a", "works_on", "theme:mediation"),
        entity("red/1", "listed", name="Front of Peace"),
    )
    (best,) = partners(seen(*claims), Need(themes=("mediation",))).partners
    warned = [reason.words for reason in best.against]
    assert "has the name of Front of Peace, listed by List of the Council" in warned
    assert "has the name of Front of Peace, an entry of a watch list" in warned
    assert best.label == Label.AMBER
    (cited,) = [r for r in best.against if "Council" in r.words]
    assert cited.ties == (LISTED[2].id,)
    assert cited.sources == ("un",)


def test_against_is_within_clearance() -> None:
    """A list that a reader may not see warns her of nobody."""
    hidden = entity("red/1", "listed", name="Front", label=Label.RED)
    claims = (entity("list/a", name="Front"), tie("list/a", "works_on", "theme:mediation"), hidden)
    answer = partners(
        view_of(*shared(), *claims, clearance=Label.CLEAR), Need(themes=("mediation",))
    )
    assert "Front" not in " ".join(reason.words for reason in answer.partners[0].against)


def test_takes_no_part() -> None:
    """A listed entity is not found, ranked, drawn or counted, whatever joins it to others."""
    claims = (
        entity("un/s", name="Stakeholder"),
        entity("un/t", name="Other"),
        tie("un/s", "partners_with", "un/t"),
        tie("un/1", "linked_to", "un/s"),
        tie("un/1", "linked_to", "country:ML"),
    )
    view = seen(*claims)
    node = view.node("un/1")
    assert not view.acting[node]
    assert not within(view, Scope())[node]
    results = search(view, Wanted(text="Front"))
    assert len(results) == 0
    assert {dot.name for dot in network_map(view).dots} == {"Stakeholder", "Other"}
    answer = partners(view, Need(asking="un/s", include_partners=True))
    assert [partner.id for partner in answer.partners] == ["un/t"]
    assert answer.considered == 1


def test_same_answer_beside_a_list() -> None:
    """A watch list changes no score of anybody."""
    claims: tuple[Claim, ...] = (
        *(entity(f"list/{key}") for key in "abc"),
        tie("list/a", "partners_with", "list/b"),
        tie("list/b", "works_on", "theme:mediation"),
        tie("list/c", "works_on", "theme:mediation"),
    )
    need = Need(themes=("mediation",), asking="list/a", include_partners=True)
    plain = partners(view_of(*shared(), *claims), need).partners
    beside = partners(seen(*claims, tie("un/1", "linked_to", "country:ML")), need).partners
    assert plain == beside


def test_scoped_views_keep_lists() -> None:
    """Whom a list names stays known when the view is cut to a scope."""
    claims = (entity("list/a", name="FOP"), tie("list/a", "works_on", "theme:mediation"))
    view = scoped(seen(*claims), Scope(themes=("theme:mediation",)))
    (words,) = found(view, "list/a")
    assert words == "has the name of Front of Peace, listed by List of the Council"


def test_a_context_is_not_the_entry() -> None:
    """A judgement does not make a context and an entry of a list one."""
    view = seen(entity("list/e", "event"), judged("list/e", "same", "un/1"))
    assert view.node("list/e") != view.node("un/1")


def test_only_watching() -> None:
    """Entries and their lists are told from the rest, and from lists that others signed."""
    claims = (
        entity("un/2", "listed"),
        entity("un/law", "instrument"),
        entity("un/s"),
        tie("un/2", "listed_by", "un/law"),
        tie("un/2", "listed_by", "un/s"),
        tie("un/s", "adopted", "un/law"),
    )
    view = seen(*claims)
    mask = only_watching(view)
    assert {name for name, is_one in zip(view.ids, mask.tolist(), strict=True) if is_one} == {
        "un/1",
        "un/2",
        "un/list",
    }


def test_not_exported() -> None:
    """An export holds neither the entries of watch lists nor the lists."""
    view = seen(entity("un/s"), tie("un/1", "linked_to", "un/s"))
    export = Export(view)
    assert [row.id for row in export.nodes()] == ["un/s"]
    assert list(export.edges()) == []
