"""What people read is in words that a reader whose third language is English understands."""

import pytest

from tests.plain_words import LONGEST, explanations, habits, long_sentences, public_texts

TEXTS = list(public_texts())


def test_no_hard_habits() -> None:
    """No docstring, page or description of the schema has one of the worst turns."""
    assert len(TEXTS) > 1_000
    assert [(where, found) for where, text in TEXTS if (found := habits(text))] == []


def test_no_long_sentences() -> None:
    """No sentence of docstrings, schema and first pages has more words than a reader holds."""
    texts = explanations()
    assert [(where, found) for where, text in texts if (found := long_sentences(text))] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Whom it names.", ["Whom"], id="whom"),
        pytest.param("A label that is none.", ["that is none"], id="none"),
        pytest.param("The field `whom` is gone.", [], id="code"),
        pytest.param("Those it names.", [], id="plain"),
    ],
)
def test_habits(text: str, found: list[str]) -> None:
    """The check sees a turn in a sentence and overlooks it in code."""
    assert habits(text) == found


def test_long_sentences() -> None:
    """The check counts the words of each sentence by itself, and not those of a table."""
    short, long = " ".join(["word"] * LONGEST), " ".join(["word"] * (LONGEST + 1))
    assert long_sentences(f"{short}. {short}.\n| {long} |") == []
    assert len(long_sentences(f"{long}.")) == 1
