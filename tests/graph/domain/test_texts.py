"""Texts and ids that some store could not keep are refused before any store sees them."""

from contextlib import nullcontext

import pytest

from graph.domain.errors import ClaimError
from graph.domain.texts import (
    LONGEST_ID,
    LONGEST_TEXT,
    check_name,
    check_text,
    is_text,
    plain,
    shown,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("x" * (LONGEST_TEXT + 1), "a row: name has 100,001 characters", id="long"),
        pytest.param("a\x00b", "a row: name holds a null character", id="null"),
        pytest.param("é\ud83d", "a row: name holds half of a surrogate pair", id="half a sign"),
    ],
)
def test_texts(text: str, words: str) -> None:
    """A text is refused with its field, and what is wrong with it."""
    with pytest.raises(ClaimError, match=words):
        check_text("a row", title="fine", name=text)


@pytest.mark.parametrize("text", [None, "", "\n\t", "\U0001f54a", "نساء", "x" * LONGEST_TEXT])
def test_texts_that_stand(text: str | None) -> None:
    """Line breaks, every script, and nothing at all are texts."""
    check_text("a row", name=text)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("x" * 1001, "an entity: an id of 1,001 characters, 'x{40}'…", id="long"),
        pytest.param("a/\x1e", r"id 'a/\\x1e' holds a control character", id="separator"),
        pytest.param("a/\x7f", "holds a control character", id="delete"),
        pytest.param("a/\udfff", "id holds half of a surrogate", id="half a sign"),
    ],
)
def test_names(name: str, words: str) -> None:
    """An id is short, and without signs that nobody sees."""
    with pytest.raises(ClaimError, match=words):
        check_name("an entity", name)


@pytest.mark.parametrize("name", ["a/1", "a/réseau des femmes 1", "a/نساء", "é" * LONGEST_ID])
def test_names_that_stand(name: str) -> None:
    """Spaces and letters of every script may stand in an id."""
    check_name("an entity", name)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        pytest.param("", True, id="nothing"),
        pytest.param("नारी\n\U0001f54a", True, id="any script"),
        pytest.param("x" * LONGEST_TEXT, True, id="as long as may be"),
        pytest.param("é" * (LONGEST_TEXT + 1), False, id="too long"),
        pytest.param("é\x00", False, id="null"),
        pytest.param("\udc00", False, id="half a sign"),
    ],
)
def test_is_text(text: str, stands: bool) -> None:  # noqa: FBT001 - what is expected
    """What is told quickly is what is refused with a reason."""
    assert is_text(text) is stands
    with nullcontext() if stands else pytest.raises(ClaimError, match="a row: name"):
        check_text("a row", name=text)


def test_plain() -> None:
    """Accents, capitals and needless spaces do not count; letters of every script stay."""
    assert [plain(text) for text in ("  Dirigée  PAR ", "نعم", "")] == ["dirigee par", "نعم", ""]


def test_shown() -> None:
    """A file name in another encoding can be shown; every other text stays as it is."""
    assert [shown(text) for text in ("caf\udce9.csv", "Réseau \U0001f54a")] == [
        "caf\ufffd.csv",
        "Réseau \U0001f54a",
    ]
