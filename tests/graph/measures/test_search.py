"""Stakeholders are found by what they are called, and by what they are and do."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.dates import PartialDate
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Judgement, Source, Tie
from graph.measures.search import (
    BEGINNING,
    EXACT,
    INITIALS,
    WORDS,
    Found,
    Position,
    Wanted,
    fold,
    initials,
    search,
)
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from graph.views.view import View

NAMED = {
    "femwise": (
        "Network of African Women in Conflict Prevention and Mediation",
        ("FemWise-Africa",),
    ),
    "reseau": ("Réseau des Femmes d’Afrique", ("RFA",)),
    "wilpf": ("Women's International League for Peace and Freedom", ()),
    "women": ("Women", ()),
    "women-first": ("Women First", ()),
    "united": ("U.N. Women", ("Onu Femmes",)),
    "lodz": ("Kobiety Łódź", ()),
    "arab": ("شبكة النساء", ()),
}
ABOUT = (
    Tie(id="s/1", source="s", kind="works_on", start="s/femwise", end="theme:mediation"),
    Tie(id="s/2", source="s", kind="works_on", start="s/reseau", end="theme:participation"),
    Tie(id="s/3", source="s", kind="active_in", start="s/reseau", end="country:ML"),
    Tie(id="s/4", source="s", kind="active_in", start="s/wilpf", end="country:CH"),
)


def seen(path: Path, claims: Iterable[Claim]) -> View:
    """The View of *claims* at RED."""
    store = SqliteStore(path / "network.db")
    with store.writing() as batch:
        for claim in claims:
            batch.put(claim)
    view = build(store.claims(Label.RED), date(2026, 11, 21))
    store.close()
    return view


def organisation(key: str, name: str, aliases: tuple[str, ...] = ()) -> Entity:
    """An organisation of source `s`; women's networks are regional."""
    kind = "womens_network" if "omen" in name else "civil_society"
    level = "regional" if kind == "womens_network" else None
    return Entity(id=f"s/{key}", source="s", kind=kind, name=name, aliases=aliases, level=level)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """Give a network of names that are hard to find."""
    named = [organisation(key, *names) for key, names in NAMED.items()]
    source = Source(id="s", title="Register")
    return seen(tmp_path_factory.mktemp("search"), [source, *named, *ABOUT])


def keys(view: View, found: Found) -> list[str]:
    """What was found, by key, in order."""
    return [view.ids[found.node(place)].removeprefix("s/") for place in range(len(found))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("femwise", ["femwise"], id="beginning-of-an-alias"),
        pytest.param("femwise africa", ["femwise"], id="sign-between-words"),
        pytest.param("MEDIATION african", ["femwise"], id="any-order-any-case"),
        pytest.param("reseau", ["reseau"], id="accent"),
        pytest.param("RÉSEAU", ["reseau"], id="accent-given"),
        pytest.param("re\u0301seau", ["reseau"], id="accent-apart"),
        pytest.param("afrique", ["reseau"], id="behind-an-apostrophe"),
        pytest.param("d'afrique", ["reseau"], id="other-apostrophe"),
        pytest.param("womens international", ["wilpf"], id="no-apostrophe"),
        pytest.param("women's", ["wilpf"], id="apostrophe"),
        pytest.param("WILPF", ["wilpf"], id="initials"),
        pytest.param("un women", ["united"], id="points"),
        pytest.param("U.N. Women", ["united"], id="points-given"),
        pytest.param("lodz", ["lodz"], id="letters-of-their-own"),
        pytest.param("النساء", ["arab"], id="another-script"),
        pytest.param("s/wilpf", ["wilpf"], id="id"),
        pytest.param(" s/wilpf ", ["wilpf"], id="id-with-spaces"),
        pytest.param("rfa mediation", [], id="words-of-two"),
        pytest.param("ediation", [], id="middle-of-a-word"),
        pytest.param("?!", [], id="no-word"),
        pytest.param("women", ["women", "women-first", "wilpf", "femwise", "united"], id="by-fit"),
    ],
)
def test_text(view: View, text: str, expected: list[str]) -> None:
    """Every word must begin a word of some name; names that are the text come first."""
    assert keys(view, search(view, Wanted(text=text))) == expected


def test_ranks(view: View) -> None:
    """A name, initials, a beginning and words fit in this order."""
    found = search(view, Wanted(text="women"))
    ranks = [found.position(place).rank for place in range(len(found))]
    assert ranks == [EXACT, BEGINNING, BEGINNING, WORDS, WORDS]
    assert search(view, Wanted(text="wilpf")).position(0).rank == INITIALS


def test_everybody_by_name(view: View) -> None:
    """Without a text everybody is found, by name; contexts are not stakeholders."""
    found = keys(view, search(view, Wanted()))
    expected = sorted(NAMED, key=lambda key: fold(NAMED[key][0]))
    assert found == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(
            Wanted(kinds=("civil society organisation",)), ["lodz", "reseau", "arab"], id="kind"
        ),
        pytest.param(Wanted(levels=("regional",), text="un"), ["united"], id="level-and-text"),
        pytest.param(Wanted(levels=("local",)), [], id="level-of-nobody"),
        pytest.param(
            Wanted(themes=("participation",)), ["femwise", "reseau"], id="parts-of-a-theme"
        ),
        pytest.param(Wanted(themes=("mediation",)), ["femwise"], id="not-what-it-is-part-of"),
        pytest.param(Wanted(places=("011",)), ["reseau"], id="parts-of-a-region"),
        pytest.param(Wanted(places=("Mali", "CHE")), ["reseau", "wilpf"], id="any-of-two"),
        pytest.param(Wanted(places=("ML",), themes=("mediation",)), [], id="both"),
    ],
)
def test_filters(view: View, wanted: Wanted, expected: list[str]) -> None:
    """Each filter narrows; of several values in one, any will do; themes and places have parts."""
    assert keys(view, search(view, wanted)) == expected


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        pytest.param(Wanted(kinds=("country",)), "'country' is no kind of stakeholder", id="kind"),
        pytest.param(Wanted(levels=("cosmic",)), "'cosmic' is no level", id="level"),
        pytest.param(Wanted(themes=("tea",)), "'tea' is no theme", id="theme"),
        pytest.param(Wanted(places=("Atlantis",)), "'Atlantis' is no country", id="place"),
    ],
)
def test_unknown_filters(view: View, wanted: Wanted, words: str) -> None:
    """What no word of the vocabulary means is refused, with what is known."""
    with pytest.raises(NeedError, match=words):
        search(view, wanted)


def test_members_while_members(tmp_path: Path) -> None:
    """A body stands for its members while they were: who came after one had left does not count."""
    until, since = PartialDate("2020"), PartialDate("2021")
    claims: list[Claim] = [
        Source(id="s", title="Register"),
        Entity(id="s/bloc", source="s", kind="regional_body", name="Bloc"),
        Tie(id="s/m", source="s", kind="member_of", start="country:ML", end="s/bloc", until=until),
    ]
    spans = {"before": (None, until), "after": (since, None), "ever": (None, None)}
    for key, (begun, ended) in spans.items():
        end, who = "country:ML", f"s/{key}"
        claims.append(organisation(key, key))
        claims.append(
            Tie(id=who, source="s", kind="active_in", start=who, end=end, since=begun, until=ended)
        )
    view = seen(tmp_path, claims)
    assert keys(view, search(view, Wanted(places=("s/bloc",)))) == ["before", "bloc", "ever"]


def test_merged_names(tmp_path: Path) -> None:
    """One stakeholder of two sources is found by the names that either gives."""
    view = seen(
        tmp_path,
        [
            Source(id="s", title="One"),
            Source(id="t", title="Two"),
            organisation("a", "First Name"),
            Entity(id="t/a", source="t", kind="donor", name="Second Name"),
            Judgement(left="s/a", right="t/a", verdict="same", author="a steward"),
        ],
    )
    for text in ("first", "second", "t/a", "first second"):
        assert keys(view, search(view, Wanted(text=text))) == ["a"]


def test_pages_meet_without_gap(view: View) -> None:
    """Going on behind each position visits everybody once, in order."""
    found = search(view, Wanted(text="women"))
    for place in range(len(found)):
        assert found.after(found.position(place)) == place + 1


def test_a_page_begins_behind_what_is_gone(view: View) -> None:
    """A position need not be there: a page goes on where it would stand."""
    found = search(view, Wanted())
    here = found.position(2)
    assert found.after(Position(here.rank, here.name, here.id + "~")) == 3
    assert found.after(Position(-1, "", "")) == 0
    assert found.after(Position(9, "", "")) == len(found)


@given(st.text())
def test_fold_is_settled(text: str) -> None:
    """Folding what is folded changes nothing, and leaves words one space apart."""
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@given(st.text(), st.data())
def test_any_text_finds_something_or_nothing(view: View, text: str, data: st.DataObject) -> None:
    """No text breaks the search, and beginnings of a name's words find it."""
    assert len(search(view, Wanted(text=text))) <= len(NAMED)
    key = data.draw(st.sampled_from(sorted(NAMED)))
    words = fold(NAMED[key][0]).split()
    cuts = [word[: data.draw(st.integers(1, len(word)))] for word in words]
    wanted = " ".join(data.draw(st.permutations(cuts)))
    assert key in keys(view, search(view, Wanted(text=wanted)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Women's International League for Peace", "wilp", id="small-words-left-out"),
        pytest.param("École des Femmes du Mali", "efm", id="accent"),
        pytest.param("no capitals", "", id="none"),
        pytest.param("Two Words", "", id="too-short"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    """Initials are those of the words that begin with a capital."""
    assert initials(name) == expected
