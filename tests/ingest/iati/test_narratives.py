"""Texts and their languages."""

import pytest
from lxml import etree

from ingest.decoding.faults import Faults
from ingest.iati.narratives import narratives, text_of


@pytest.mark.parametrize(
    ("inside", "language", "expected"),
    [
        pytest.param("<narrative>a</narrative>", None, ["a"], id="one"),
        pytest.param(
            "<narrative xml:lang='fr'>f</narrative><narrative xml:lang='en'>e</narrative>",
            None,
            ["e", "f"],
            id="English first",
        ),
        pytest.param(
            "<narrative xml:lang='ar'>a</narrative><narrative>d</narrative>",
            "EN-gb",
            ["d", "a"],
            id="in the language of the activity",
        ),
        pytest.param(
            "<narrative xml:lang='fr'>f</narrative><narrative>d</narrative>",
            None,
            ["f", "d"],
            id="else in order",
        ),
        pytest.param("<narrative> a\n  b </narrative>", None, ["a b"], id="white space"),
        pytest.param("<narrative>a<b>c</b>d</narrative>", None, ["acd"], id="with markup"),
        pytest.param("<narrative/><narrative> </narrative>", None, [], id="empty"),
        pytest.param("text", None, [], id="text of 1.0x"),
    ],
)
def test_narratives(inside: str, language: str | None, expected: list[str]) -> None:
    """The texts of an element are its narratives, the English one first."""
    element = etree.fromstring(f"<title>{inside}</title>")
    assert [said.text for said in narratives(element, language, Faults("f"))] == expected


def test_too_long() -> None:
    """A text beyond what a claim can keep is left out, and the fault has its length."""
    faults = Faults("f")
    assert text_of(etree.fromstring("<a>12345</a>"), faults, most=4) is None
    assert text_of(etree.fromstring("<a>1234</a>"), faults, most=4) == "1234"
    (fault,) = faults.drain()
    assert fault.problem == "the text of <a> has 5 characters; 4 are the most"
