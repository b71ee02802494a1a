"""Sources are numbered as they are first cited, and nothing is put into the mouth of another."""

import re

from graph.answers.answer import Because
from graph.domain.model import Source
from visualise.plans.citations import Citations
from visualise.plans.markup import joined

SOURCES = (
    Source(id="a", title="Register", publisher="The house", link="https://example.org"),
    Source(id="b", title="Notes"),
)
FIRST = Because(words="works here", sources=("a",), cited=("p. 1", "p. 2"))
SECOND = Because(words="and there", sources=("b",))
BOTH = Because(words="both say", sources=("a", "b"), cited=("p. 2",))


def words(markup: str) -> str:
    """What is said, without the markup."""
    return re.sub(r"<[^>]*>", "", markup)


def listed(citations: Citations) -> list[str]:
    """The entries of the list."""
    return [words(entry) for entry in citations.listing()]


def test_numbers() -> None:
    """The same citation has one number, wherever it stands."""
    citations = Citations(SOURCES)

    assert words(citations.marks([FIRST])) == "[1, 2]"
    assert words(citations.marks([SECOND, FIRST])) == "[1, 2, 3]"
    assert words(joined(citations.reason(SECOND))) == "and there [3]"
    assert len(citations) == 3


def test_listing() -> None:
    """Each is told with what it cites and through whom it is known, or with where it is found."""
    citations = Citations(SOURCES)
    citations.marks([FIRST, SECOND])

    assert listed(citations) == [
        "p. 1 – known through Register, The house",
        "p. 2 – known through Register, The house",
        "Notes",
    ]


def test_together() -> None:
    """What two sources cite together is not said to be of one of them."""
    citations = Citations(SOURCES)
    citations.marks([BOTH])

    assert listed(citations) == ["p. 2 – known through Register, The house; Notes"]


def test_one() -> None:
    """Where all is known through one source, it is said once."""
    citations = Citations(SOURCES)
    citations.marks([FIRST, Because(words="a count")])

    assert citations.one == "Register"
    assert listed(citations) == ["p. 1", "p. 2"]


def test_uncited() -> None:
    """A source that cites nothing is found at its address."""
    citations = Citations(SOURCES)
    citations.marks([Because(words="so", sources=("a", "b"))])

    assert listed(citations) == ["Register, The house. https://example.org; Notes"]


def test_nothing() -> None:
    """A reason that counts rather than cites has no number."""
    assert Citations(SOURCES).marks([Because(words="12 partners")]) == ""
