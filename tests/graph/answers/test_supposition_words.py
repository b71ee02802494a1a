"""What was supposed, in words."""

import pytest

from graph.answers.supposition_words import supposed
from graph.domain.errors import NotHereError
from graph.domain.labels import Label
from graph.measures.supposition import Bond, Supposition
from tests.networks import entity, shared, tie, view_of

VIEW = view_of(
    *shared(),
    entity("n/a"),
    entity("n/b", label=Label.AMBER),
    entity("n/body", "regional_body"),
    tie("n/a", "member_of", "n/body"),
)


def test_words() -> None:
    """Everything that is supposed is told by its names."""
    found = supposed(
        VIEW,
        Supposition(
            gone=("n/b",),
            bonds=(Bond(start="n/a", kind="partners_with", end="n/body"),),
            ended=(("n/a", "n/body"),),
        ),
    )

    assert found.words == (
        "without b",
        "a partners with body",
        "a no longer member of body",
    )


def test_label() -> None:
    """The words are as closed as whom they name."""
    assert supposed(VIEW, Supposition(gone=("n/a",))).label == Label.CLEAR
    assert supposed(VIEW, Supposition(gone=("n/b",))).label == Label.AMBER
    assert supposed(VIEW, Supposition()).label == Label.CLEAR


def test_nobody() -> None:
    """Who is not here is refused."""
    with pytest.raises(NotHereError, match="n/zed"):
        supposed(VIEW, Supposition(gone=("n/zed",)))
