"""XML that is fed to a parser piece by piece."""

from pathlib import Path

import pytest
from lxml.etree import _Element as Element

from ingest.decoding.xml_feed import feed, let_go, parser_of
from ingest.errors import ReadError


def fed(*pieces: bytes | None) -> list[Element]:
    """The elements called a that a parser tells of."""
    parser = parser_of("a")
    for piece in pieces:
        feed(parser, piece, Path("list.xml"))
    return [found for _, found in parser.read_events() if isinstance(found, Element)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            b"<r>\n<a>\n</b>", r"list\.xml:3: .*not well-formed XML: .*mismatch", id="tags"
        ),
        pytest.param(b"<r>\n&who;</r>", r"list\.xml:2: .*Entity 'who' not defined", id="entity"),
        pytest.param(b"<r>\n<a>", r"list\.xml:2: .*not well-formed XML", id="no end"),
    ],
)
def test_faults(text: bytes, words: str) -> None:
    """What is no XML is told at its line, also when it is found at the end or in the log."""
    with pytest.raises(ReadError, match=words):
        fed(text, None)


def test_let_go() -> None:
    """An element that was read is empty, and those before it are gone."""
    first, second = fed(b"<r><a>one</a><a>two</a>")
    let_go(second)

    assert first.getparent() is None
    assert second.text is None
