"""What cells, rows and columns are called and hold."""

import pytest

from graph.domain.errors import ClaimError
from graph.domain.texts import LONGEST_TEXT
from ingest.decoding.sheets import clean, letters


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        pytest.param(1, "A", id="first"),
        pytest.param(26, "Z", id="last of one letter"),
        pytest.param(27, "AA", id="first of two"),
        pytest.param(702, "ZZ", id="last of two"),
        pytest.param(703, "AAA", id="first of three"),
        pytest.param(16_384, "XFD", id="last of all"),
    ],
)
def test_letters(column: int, expected: str) -> None:
    """Columns are called as spreadsheets call them."""
    assert letters(column) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  a \u00a0", "a", id="space around"),
        pytest.param("a\r\nb\rc\n", "a\nb\nc", id="line ends"),
        pytest.param(" \t", "", id="blank"),
        pytest.param("a" * LONGEST_TEXT, "a" * LONGEST_TEXT, id="as long as may be"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    """A cell is taken without the space around it, its lines parted in one way."""
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("a" * (LONGEST_TEXT + 1), "more than 100,000 characters", id="too long"),
        pytest.param("a\x00b", r"control character '\\x00'", id="null"),
        pytest.param("a\x1bb", r"control character '\\x1b'", id="escape"),
    ],
)
def test_unclean(text: str, problem: str) -> None:
    """A cell that holds no text is refused."""
    with pytest.raises(ClaimError, match=problem):
        clean(text)
