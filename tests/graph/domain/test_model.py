"""Claims cannot exist invalid, and come back from their records as they were."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import (
    Claim,
    Contact,
    Entity,
    Judgement,
    Source,
    Tie,
    key_of,
    record,
    shared_kind,
)
from graph.domain.records import claim_of
from graph.domain.texts import LONGEST_ID, LONGEST_TEXT
from tests import strategies
from tests.networks import entity, judged, source, tie

PERSON = entity("list/her", "person")
BODY = entity("list/body")
FUNDING = tie("list/fund", "funds", "list/body", amount=Decimal("10.50"), currency="XOF")
SAME = judged("list/1", "same", "list/2")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(lambda: source("The List"), "source id 'The List': use small", id="capitals"),
        pytest.param(lambda: source("réseau"), "source id 'réseau'", id="accents"),
        pytest.param(lambda: source(""), "source id ''", id="no id"),
        pytest.param(lambda: source("-list"), "source id '-list'", id="hyphen first"),
        pytest.param(lambda: source("l" * 1001), "source.*: an id of 1,001 char", id="long id"),
        pytest.param(lambda: Source(id="list", title=" "), "'list' needs a title", id="no title"),
        pytest.param(
            lambda: Source(id="list", title="A\x00"), "'list': title holds a null", id="null"
        ),
        pytest.param(
            lambda: Source(id="list", title="A", licence="x" * (LONGEST_TEXT + 1)),
            "'list': licence has 100,001 characters; 100,000 are the most",
            id="long text",
        ),
    ],
)
def test_refused_sources(make: Callable[[], Source], words: str) -> None:
    """A source needs an id of its form and a title that any store can keep."""
    with pytest.raises(ClaimError, match=words):
        make()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"id": "other/1"}, "'other/1' does not start with .* 'list/'", id="stranger"),
        pytest.param({"id": "list/"}, "entity id 'list/' does not start", id="no key"),
        pytest.param({"id": "theme:mediation"}, "'theme:mediation' does not start", id="shared"),
        pytest.param({"id": "list/a\nb"}, "holds a control character", id="line break in id"),
        pytest.param({"id": "list/" + "x" * LONGEST_ID}, "an id of 1,005 charac", id="long id"),
        pytest.param({"id": "list/\ud800"}, "id holds half of a surrogate", id="half a sign"),
        pytest.param({"kind": "ngo"}, "'ngo' is no kind of stakeholder or context", id="kind"),
        pytest.param({"level": "galactic"}, "'galactic' is no level; known are local", id="level"),
        pytest.param({"name": " \t"}, "entity 'list/body' needs a name", id="no name"),
        pytest.param({"name": "a\x00"}, "'list/body': name holds a null", id="null"),
        pytest.param({"closed": (("name", Label.RED),)}, "'name' cannot be closed", id="closed"),
        pytest.param({"closed": (("extra:\x00", Label.RED),)}, "closed holds a null", id="heading"),
        pytest.param({"summary": "\udc00"}, "summary holds half of a surrogate", id="surrogate"),
        pytest.param({"aliases": ("A", "b" * 100_001)}, "alias has 100,001", id="long alias"),
        pytest.param({"extra": (("a", "\x00"),)}, "extra holds a null", id="extra"),
        pytest.param({"identifiers": ("Q1",)}, "'Q1' is not in its written form", id="no scheme"),
        pytest.param(
            {"identifiers": ("wikidata:q1",)}, "'wikidata:q1' is not in its", id="not written so"
        ),
        pytest.param(
            {"identifiers": ("lei:1",)}, "'1' is not of the form of lei", id="wrong identifier"
        ),
        pytest.param(
            {"since": PartialDate("2020-02"), "until": PartialDate("2020-01-31")},
            r"'list/body': it ends \(2020-01-31\) before it begins \(2020-02\)",
            id="ends first",
        ),
    ],
)
def test_refused_entities(change: dict[str, object], words: str) -> None:
    """An entity belongs to its source, and every value of it is of its form."""
    with pytest.raises(ClaimError, match=words):
        replace(BODY, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"id": "other/1"}, "tie id 'other/1' does not start", id="stranger"),
        pytest.param({"kind": "helps"}, "'helps' is no kind of tie; known are", id="kind"),
        pytest.param({"end": "other/1"}, "end 'other/1' is not of source 'list'", id="other end"),
        pytest.param({"end": "list/fund"}, "'list/fund' cannot be tied to itself", id="itself"),
        pytest.param({"track": "4"}, "'4' is no track; known are 1, 1.5, 2, 3", id="track"),
        pytest.param({"weight": float("nan")}, "weight nan is not a number", id="weight nan"),
        pytest.param({"weight": float("inf")}, "weight inf is not a number", id="weight inf"),
        pytest.param({"weight": -0.1}, "weight -0.1 is not a number", id="weight below 0"),
        pytest.param({"share": 100.1}, "share 100.1 is not between 0 and 100", id="share"),
        pytest.param({"share": float("nan")}, "share nan is not between", id="share nan"),
        pytest.param({"marker": 3}, "gender marker 3 is not 0, 1 or 2", id="marker"),
        pytest.param({"amount": None}, "a currency an amount", id="currency alone"),
        pytest.param({"currency": None}, "an amount needs a currency", id="amount alone"),
        pytest.param({"currency": "euro"}, "currency 'euro' is not three", id="currency"),
        pytest.param({"amount": Decimal("NaN")}, "amount NaN is no amount", id="no number"),
        pytest.param({"amount": Decimal("-Infinity")}, "-Infinity is no amount", id="infinity"),
        pytest.param({"amount": Decimal("1E+999999")}, r"1E\+999999 is no amount", id="gigabyte"),
        pytest.param({"amount": Decimal("0E-999999")}, "0E-999999 is no amount", id="fine zero"),
        pytest.param({"role": "\x00"}, "role holds a null", id="null"),
        pytest.param({"extra": (("\ud800", ""),)}, "heading holds half", id="extra"),
        pytest.param(
            {"since": PartialDate("2020"), "until": PartialDate("2019")}, "before it", id="dates"
        ),
        pytest.param(
            {"end": "country:ML", "kind": "partners_with"},
            "to 'country:ML': partners_with does not end at country, but at any stakeholder",
            id="shared end that does not fit",
        ),
    ],
)
def test_refused_ties(change: dict[str, object], words: str) -> None:
    """A tie joins two entities of its source or shared ones, with numbers that are numbers."""
    with pytest.raises(ClaimError, match=words):
        replace(FUNDING, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"verdict": "alike"}, "'alike' is no verdict; use same, diff", id="verdict"),
        pytest.param({"right": "list/1"}, "'list/1' needs no judgement against", id="itself"),
        pytest.param({"author": " "}, "'list/1' and 'list/2': it needs an author", id="author"),
        pytest.param({"author": "\x00"}, "author holds a null", id="null"),
        pytest.param({"reasons": ("\ud800",)}, "reason holds half", id="reasons"),
        pytest.param({"score": 1.01}, "score 1.01 is not between 0 and 1", id="score"),
        pytest.param({"score": float("nan")}, "score nan is not between", id="score nan"),
        pytest.param({"left": "list/\t"}, "holds a control character", id="control character"),
    ],
)
def test_refused_judgements(change: dict[str, object], words: str) -> None:
    """A judgement is signed, on two different ids, and as sure as can be or less."""
    with pytest.raises(ClaimError, match=words):
        replace(SAME, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        pytest.param("email", "  ", "a contact of kind 'email' needs a value", id="nothing"),
        pytest.param("email", "\x00", "a contact: value holds a null", id="null"),
        pytest.param("\ud800", "a@b.example", "a contact: kind holds half", id="kind"),
    ],
)
def test_refused_contacts(kind: str, value: str, words: str) -> None:
    """A contact is a text of a kind."""
    with pytest.raises(ClaimError, match=words):
        Contact(kind=kind, value=value)


def test_what_may_stand_at_the_edges() -> None:
    """Bounds belong to what they bound, and a day may begin and end a thing."""
    day = PartialDate("2008-06-05")
    assert replace(FUNDING, weight=0, share=100, marker=0, since=day, until=day).until == day
    assert replace(FUNDING, share=0, amount=Decimal("-1E-24")).share == 0
    assert replace(BODY, since=PartialDate("2020-07"), until=PartialDate("2020")).name == "body"
    assert replace(BODY, name="x" * LONGEST_TEXT, id="list/" + "é" * (LONGEST_ID - 5)).id[-1] == "é"


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        pytest.param(PERSON, Label.AMBER, id="a person is AMBER"),
        pytest.param(replace(PERSON, label=Label.CLEAR), Label.CLEAR, id="unless it is said"),
        pytest.param(BODY, Label.CLEAR, id="a body is CLEAR"),
        pytest.param(replace(BODY, label=Label.RED), Label.RED, id="unless it is labelled"),
        pytest.param(FUNDING, Label.CLEAR, id="a tie is CLEAR"),
        pytest.param(replace(FUNDING, label=Label.GREEN), Label.GREEN, id="unless labelled"),
    ],
)
def test_own_labels(claim: Entity | Tie, label: Label) -> None:
    """Where a source says nothing, persons are AMBER and all else is open."""
    assert claim.own_label == label
    assert Contact(kind="email", value="a@b.example").label == Label.AMBER


def test_judgements_on_a_pair() -> None:
    """A pair is the same pair in either order, and another author's verdict is another one."""
    assert judged("b/2", "same", "a/1") == judged("a/1", "same", "b/2")
    assert judged("b/2", "same", "a/1").left == "a/1"
    assert SAME.id != replace(SAME, author="another").id
    assert SAME.id == replace(SAME, verdict="different", score=0.2).id
    assert not SAME.by_rule
    assert replace(SAME, author="rule:names").by_rule


def test_judgements_on_ids_with_spaces() -> None:
    """Pairs that read alike when written one after the other are still two."""
    one, other = judged("a/1", "same", "b/2 c/3"), judged("a/1 b/2", "same", "c/3")
    assert one.id != other.id


def test_frozen() -> None:
    """Nobody can change a claim that was checked."""
    with pytest.raises(FrozenInstanceError, match="name"):
        BODY.name = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("theme:mediation", "theme", id="theme"),
        pytest.param("country:ML", "country", id="country"),
        pytest.param("region:011", "region", id="region"),
        pytest.param("list/theme:1", None, id="a source's own"),
        pytest.param("themes", None, id="another word"),
    ],
)
def test_shared_kind(name: str, kind: str | None) -> None:
    """The id of what is shared says its kind."""
    assert shared_kind(name) == kind


def test_key_of() -> None:
    """Keys are short, the same for the same parts, and tell nothing from an empty text apart."""
    assert key_of("a", 1) == key_of("a", "1")
    assert len(key_of("a")) == 16
    assert key_of("a", None, "b") == key_of("a", "", "b") != key_of("a", "b")
    assert key_of("ab", "c") != key_of("a", "bc")


def test_record_leaves_out_what_is_open() -> None:
    """A record holds what was said, dates and amounts as they were written."""
    assert (
        record(BODY) == b'{"id":"list/body","source":"list","kind":"civil_society","name":"body"}'
    )
    assert b'"amount":"10.50"' in record(FUNDING)
    assert b'"since":"2019-07"' in record(replace(FUNDING, since=PartialDate("2019-07")))
    assert b'"label":3' in record(replace(BODY, label=Label.AMBER_STRICT))


claims: st.SearchStrategy[Claim] = st.one_of(
    strategies.sources("list"),
    strategies.entities(),
    strategies.ties(BODY, PERSON) | strategies.ties(BODY, "theme:mediation"),
    strategies.judgements("list/1", "list/2"),
)


def again(claim: Claim) -> Claim:
    """The claim read back from its record."""
    match claim:
        case Source():
            return claim_of(Source, record(claim))
        case Entity():
            return claim_of(Entity, record(claim))
        case Tie():
            return claim_of(Tie, record(claim))
        case Judgement():
            return claim_of(Judgement, record(claim))


@given(strategies.any_text)
def test_any_text(text: str) -> None:
    """A text of any signs comes back as it was, with what stands around it."""
    claim = replace(BODY, summary=text, aliases=(text, "a"), extra=((text, text),), cited=text)
    assert again(claim) == claim


@given(claims)
def test_round_trip(claim: Claim) -> None:
    """Any claim comes back from its record as it was, and is recorded the same again."""
    assert again(claim) == claim
    assert record(again(claim)) == record(claim)
