"""Records of older and newer releases can be read."""

import pytest

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.labels import Label
from graph.domain.model import Contact, Entity, Tie
from graph.domain.records import claim_of


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
