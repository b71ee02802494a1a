"""The words of PA-X: they lead to kinds, themes and stages that there are."""

import pytest

from graph.domain.vocabulary import vocabulary
from ingest.pax.meanings import meanings
from ingest.words import fold


def test_vocabulary() -> None:
    """Every kind that the table names is in the vocabulary, and fits its tie."""
    words, known = vocabulary(), meanings()
    kinds = {*known.kinds.values(), *(one.kind for one in known.closer)}
    assert kinds <= words.kinds.keys()
    assert all(words.misfit("signed", kind, "instrument") == "" for kind in kinds)


def test_codes() -> None:
    """There are the 53 codes on women that the gender file has, and the one of the main file."""
    codes = list(meanings().women)
    assert len(codes) == len(set(codes)) == 54
    assert [code for code in codes if not code.startswith("Wgg")] == ["GeWom"]


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        pytest.param(["Other", "Other ", "other"], "Other", id="blanks and case"),
        pytest.param(
            ["Intergovernmental Organization", "Intergovernmental organisation", "IGO"],
            "Intergovernmental Organization",
            id="spelling",
        ),
        pytest.param(["Country/State", "Country / State", "CON"], "Country/State", id="signs"),
    ],
)
def test_near_duplicates(texts: list[str], kept: str) -> None:
    """Types that are written in several ways are one."""
    assert {meanings().actor_types[fold(text)] for text in texts} == {kept}


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        pytest.param(["Pre", "Pre-negotiation/process"], "pre-negotiation", id="before talks"),
        pytest.param(["Cea", "Ceasefire", "Ceasefire/related"], "ceasefire", id="ceasefire"),
        pytest.param(
            ["SubComp", "Framework-substantive, comprehensive"],
            "comprehensive agreement",
            id="comprehensive",
        ),
        pytest.param(["Imp", "Implementation/renegotiation"], "implementation", id="carried out"),
    ],
)
def test_stages(texts: list[str], kept: str) -> None:
    """A stage is the same by its code and by each of its labels."""
    assert {meanings().stages[fold(text)] for text in texts} == {kept}
