"""Records of older and newer releases can be read."""

from pathlib import Path

import pytest

from graph.domain import records
from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError, StoreError
from graph.domain.labels import Label
from graph.domain.model import Contact, Entity, Tie
from graph.domain.records import claim_of, values_of


def test_newer_record() -> None:
    """Fields that this release does not know are left out, in contacts too."""
    text = (
        '{"id":"list/1","source":"list","kind":"person","name":"N","mood":"calm",'
        '"contacts":[{"kind":"email","value":"a@b.example","label":4,"verified":true}]}'
    )
    contact = Contact(kind="email", value="a@b.example", label=Label.RED)
    assert claim_of(Entity, text) == Entity(
        id="list/1", source="list", kind="person", name="N", contacts=(contact,)
    )


def test_values_get_their_types_back() -> None:
    """Dates, labels and pairs are what they were, not their texts."""
    text = (
        '{"id":"list/1","source":"list","kind":"knows","start":"list/a","end":"list/b",'
        '"since":"2019-07","label":2,"extra":[["note","x"]]}'
    )
    tie = claim_of(Tie, text)
    assert (tie.since, tie.label, tie.extra) == (
        PartialDate("2019-07"),
        Label.AMBER,
        (("note", "x"),),
    )
    assert tie.label is Label.AMBER


def test_record_that_is_invalid() -> None:
    """A record is held to the same rules as any claim."""
    with pytest.raises(ClaimError, match="'list/1' needs a name"):
        claim_of(Entity, '{"id":"list/1","source":"list","kind":"person","name":""}')


@pytest.mark.parametrize("text", ["", "{", "\x00\x00", '{"id": nope}', "[]", "7"])
def test_no_json_object(text: str) -> None:
    """A record that is no JSON object is damage, which is said with what would do."""
    with pytest.raises(StoreError, match=r"^the store is damaged: a record in it is no JSON"):
        values_of(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"id":"list/1"}', id="fields missing"),
        pytest.param('{"id":"list/1","kind":"knows","label":9}', id="no such label"),
        pytest.param('{"id":"list/1","amount":"much"}', id="no number"),
        pytest.param('{"id":"list/1","extra":[["one"]]}', id="half a pair"),
    ],
)
def test_no_claim(text: str) -> None:
    """A record that lacks what every record has is damage too."""
    with pytest.raises(StoreError, match=r"a record in it is no tie; restore it from a backup"):
        claim_of(Tie, text)


def test_nobody_else_reads_records() -> None:
    """No other module of the graph reads JSON by itself, and so none falls over damage."""
    root = Path(records.__file__).parents[1]
    texts = {path: path.read_text("utf-8") for path in root.rglob("*.py")}
    assert [path.name for path, text in texts.items() if "json.loads" in text] == ["records.py"]
