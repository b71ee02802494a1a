"""Reasons cite what they rest on."""

from graph.answers.citations import Citations
from graph.domain.labels import Label
from graph.domain.places import shared_claims
from tests.networks import entity, tie, view_of

VIEW = view_of(
    *shared_claims(),
    entity("a/one", label=Label.GREEN),
    entity("a/two"),
    entity("a/three", label=Label.AMBER_STRICT),
    tie("a/one", "funds", "a/two", label=Label.AMBER),
    tie("a/two", "knows", "a/one"),
)
ONE, TWO, THREE = (VIEW.node(f"a/{key}") for key in ("one", "two", "three"))
FUNDS, KNOWS = len(VIEW.starts) - 2, len(VIEW.starts) - 1


def test_cite() -> None:
    """A reason names its ties and their sources, each once."""
    reason = Citations(VIEW).cite(ONE, "words", [FUNDS, KNOWS, FUNDS])

    assert reason.words == "words"
    assert reason.ties == (VIEW.tie_id(FUNDS), VIEW.tie_id(KNOWS))
    assert reason.sources == ("a",)


def test_vocabulary() -> None:
    """The vocabulary is everybody's: it is used, not cited."""
    reason = Citations(VIEW).cite(ONE, "words", [0, KNOWS])

    assert VIEW.source(0).id == "vocabulary"
    assert reason.ties == (VIEW.tie_id(KNOWS),)


def test_label() -> None:
    """What is told of a candidate is as closed as all that it used."""
    used = Citations(VIEW)
    assert used.label(ONE) == Label.GREEN
    assert used.label(TWO) == Label.CLEAR

    used.cite(TWO, "words", [KNOWS])
    assert used.label(TWO) == Label.GREEN

    used.cite(TWO, "words", [FUNDS])
    assert used.label(TWO) == Label.AMBER

    used.cite(TWO, "words", [], named=[THREE])
    assert used.label(TWO) == Label.AMBER_STRICT

    used.note(ONE, Label.RED)
    assert (used.label(ONE), used.label(TWO)) == (Label.RED, Label.AMBER_STRICT)
