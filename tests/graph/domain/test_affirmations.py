"""Words for yes, wherever a source says yes or no."""

from pathlib import Path

import pytest

from graph.domain.affirmations import YES, says_yes

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        *(pytest.param(text, True, id=text) for text in ("yes", " TRUE ", "1", "Y", "✔")),
        *(pytest.param(text, True, id=text) for text in ("Oui", "sí", "SI", "Sim", "نعم", "vrai")),
        pytest.param("x", False, id="a cross, which may stand for no"),
        pytest.param("yes, but not by name", False, id="under conditions"),
        pytest.param("no", False, id="no"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_says_yes(text: str, *, yes: bool) -> None:
    """A word for yes in any of the five languages is yes, alone and however it is written."""
    assert says_yes(text) is yes


def test_documented() -> None:
    """docs/planning.md names every word for yes."""
    page = (ROOT / "docs" / "planning.md").read_text("utf-8")
    (said,) = (line for line in page.split("\n\n") if line.startswith("**Words for yes**"))
    named = said.replace("í", "i")
    assert [word for word in YES if f"`{word}`" not in named] == ["✔"]
