"""Documents are read into needs and asks, and mistakes are told with their lines."""

import io
from pathlib import Path

import pytest

from api.documents.reading import asked, document, read_document
from graph.answers.coalition.ask import Ask, Cost, Cover, Share, Weights
from graph.answers.need import Need
from graph.answers.plan.dialogue import Dialogue, Money
from graph.domain.errors import NeedError
from ingest.errors import ReadError

ASK = """
ask:
  at_least: 4
  at_most: 8
  convenor: list/us
  themes: mediation
  places: [ML, Niger]
  cover:
    - {what: kind, of: womens_network, at_least: 2}
    - what: women_led
  shares:
    - {what: country, at_most: 1/3}
    - {what: level, of: [local, national], at_least: 55%}
  apart: [[list/a, list/b]]
  opposed_may_meet: yes
  watched_may_sit: yes
  conflicts: funds
  joined: among themselves
  budget: 40000
  costs:
    - {id: list/a, amount: 1500.5}
  weights: {closeness: 0}
"""
MEANT = Ask(
    at_least=4,
    at_most=8,
    convenor="list/us",
    themes=("mediation",),
    places=("ML", "Niger"),
    cover=(Cover(what="kind", of=("womens_network",), at_least=2), Cover(what="women_led")),
    shares=(
        Share(what="country", at_most=1 / 3),
        Share(what="level", of=("local", "national"), at_least=0.55),
    ),
    apart=(("list/a", "list/b"),),
    opposed_may_meet=True,
    watched_may_sit=True,
    conflicts=("funds",),
    joined="among themselves",
    budget=40_000.0,
    costs=(Cost(id="list/a", amount=1500.5),),
    weights=Weights(closeness=0.0),
)


def test_ask() -> None:
    """Every key of an ask means what the field of that name means."""
    assert document(ASK, "ask.yaml") == MEANT


def test_need(tmp_path: Path) -> None:
    """A need is read from a file, where NO is Norway and not a refusal."""
    path = tmp_path / "need.yaml"
    path.write_text("need:\n  places: NO\n  already_in: [list/a]\n  first: 3\n", "utf-8")

    assert read_document(str(path)) == Need(places=("NO",), already_in=("list/a",), first=3)


def test_json() -> None:
    """JSON is read as well, indented by tabs too."""
    text = '{\n\t"need": {\n\t\t"themes": ["mediation"],\n\t\t"include_partners": true\n\t}\n}'

    assert document(text, "need.json") == Need(themes=("mediation",), include_partners=True)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash is standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"ask: {at_most: 3}")))

    assert read_document("-") == Ask(at_most=3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", r"^a\.yaml: the file is empty$", id="empty"),
        pytest.param("ask", r"a\.yaml:1: write keys here, such as need, ask", id="no keys"),
        pytest.param("aks: {}", r":1: 'aks' is no key .*did you mean 'ask'\?", id="top"),
        pytest.param("ask: {at_most: 1}\nneed: {}", r":1: a document has one key", id="two"),
        pytest.param("ask:\n  at_least: 2", r":2: the key 'at_most' is missing", id="needed"),
        pytest.param("ask:\n  at_most: 2\n  covr: []", r":3: .*did you mean 'cover'", id="key"),
        pytest.param("ask:\n  at_most: 2.5", r":2: '2\.5' is no whole number", id="whole"),
        pytest.param("ask:\n  at_most: 2\n  budget: much", r":3: 'much' is no number", id="number"),
        pytest.param(
            "ask:\n  at_most: 2\n  cover:\n    - what: shape",
            r":4: 'shape' is none of theme, place",
            id="trait",
        ),
        pytest.param(
            "ask:\n  at_most: 2\n  cover:\n    what: kind", r":4: write a list here", id="list"
        ),
        pytest.param(
            "ask:\n  at_most: 2\n  cover:\n    - what: kind", r":4: which kind\?", id="refused"
        ),
        pytest.param(
            "ask:\n  at_most: 2\n  shares:\n    - {what: women_led, at_least: half}",
            r":4: 'half' is no share; write 0\.5, 50% or 1/2",
            id="share",
        ),
        pytest.param(
            "ask:\n  at_most: 2\n  shares:\n    - {what: women_led, at_least: 50}",
            r":4: a share of 50\.0 is not between 0 and 1",
            id="share above one",
        ),
        pytest.param(
            "ask:\n  at_most: 2\n  apart: [list/a, list/b]",
            r"it takes two to sit apart",
            id="groups",
        ),
        pytest.param("ask:\n  at_most: 2\n  apart: list/a", r":3: write a list of", id="no group"),
        pytest.param("need:\n  include_partners: perhaps", r":2: 'perhaps' is none of", id="flag"),
        pytest.param("need: [", r":2: this is not well-formed YAML", id="no YAML"),
    ],
)
def test_mistakes(text: str, words: str) -> None:
    """A mistake is told with its line, and with what would do."""
    with pytest.raises(ReadError, match=words):
        document(text, "a.yaml")


def test_other_sort() -> None:
    """Where an ask is needed a need is refused, by its key."""
    with pytest.raises(NeedError, match=r"n\.yaml: this holds the key 'need'; 'ask' is what"):
        asked(Need(places=("ML",)), Ask, "n.yaml")


def test_dialogue() -> None:
    """An ask takes over what its dialogue says, in whatever order, but for what it says itself."""
    found = document(
        "dialogue:\n  title: Talks\n  ask: {at_most: 3, within: 2, themes: justice}\n"
        "  themes: mediation\n  convenor: list/us\n  money: {amount: 500, currency: EUR}\n",
        "talks.yaml",
    )

    assert found == Dialogue(
        title="Talks",
        themes=("mediation",),
        convenor="list/us",
        money=Money(amount=500.0, currency="EUR"),
        ask=Ask(at_most=3, within=2, themes=("justice",), convenor="list/us"),
    )
