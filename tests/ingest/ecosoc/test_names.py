"""Names of organisations and the status behind them."""

import doctest

import pytest

from ingest.ecosoc import names
from ingest.ecosoc.names import named


@pytest.mark.parametrize(
    ("text", "name", "statuses"),
    [
        pytest.param("ODI (special, 2011)", "ODI", ["special 2011-"], id="usual"),
        pytest.param("Aid (Special 2011)", "Aid", ["special 2011-"], id="without comma"),
        pytest.param("Inuit (special; 1983)", "Inuit", ["special 1983-"], id="semicolon"),
        pytest.param("Pulse (Roster)", "Pulse", ["roster -"], id="without year"),
        pytest.param("Care Service (2018)", "Care Service", ["2018-"], id="year alone"),
        pytest.param(
            "Mères (special, 1949; general, 2004)",
            "Mères",
            ["special 1949-2004", "general 2004-"],
            id="one after the other",
        ),
        pytest.param(
            "HEKS (in special consultative status) ", "HEKS", ["special -"], id="in words"
        ),
        pytest.param("WPS, in roster consultative status", "WPS", ["roster -"], id="comma"),
        pytest.param("Harm (IHRA) (special, 2007)", "Harm (IHRA)", ["special 2007-"], id="both"),
        pytest.param("Harm (IHRA)", "Harm (IHRA)", [], id="an acronym is no status"),
        pytest.param(
            "Global 2000 International,", "Global 2000 International", [], id="year inside"
        ),
        pytest.param("Peace (special, 11)", "Peace (special, 11)", [], id="no year"),
    ],
)
def test_status(text: str, name: str, statuses: list[str]) -> None:
    """The name is freed of the status, and the status has its kind and years."""
    found = named(text)

    spans = [
        f"{one.role.removesuffix('consultative status')}{one.since or ''}-{one.until or ''}"
        for one in found.statuses
    ]
    assert (found.name, spans) == (name, statuses)


@pytest.mark.parametrize(
    "text",
    [
        "Protestant Development Service (an organization not in status with the Council)",
        "Protestant Development Service (organization not in status with the Council)",
        "Protestant Development Service, not in status with the Council",
    ],
)
def test_no_status(text: str) -> None:
    """Who is said not to be in status is in none, and that is kept in words."""
    found = named(text)
    assert (found.name, found.statuses) == ("Protestant Development Service", ())
    assert found.said is not None
    assert "not in status" in found.said


@pytest.mark.parametrize(
    ("text", "others"),
    [
        pytest.param(
            "Validity Foundation (MDAC)", ("Validity Foundation", "MDAC"), id="an acronym"
        ),
        pytest.param("Validity Foundation (Kenya)", (), id="a place"),
        pytest.param("Validity Foundation (USA)", (), id="a place by its acronym"),
        pytest.param("Validity Foundation (United Kingdom)", (), id="words"),
        pytest.param("Validity Foundation", (), id="nothing"),
    ],
)
def test_others(text: str, others: tuple[str, ...]) -> None:
    """An acronym in brackets is a name of its own, and so is what stands before it."""
    assert named(text).others == others


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(special" + ", special" * 5_000, id="statuses"),
        pytest.param("(special" + ", 1949, special" * 5_000, id="statuses and years"),
        pytest.param("(special" + "," * 50_000, id="signs"),
    ],
)
def test_open_bracket(text: str) -> None:
    """A bracket of statuses that never closes is a name, found out in one go."""
    assert named(f"Network {text}").statuses == ()


def test_examples() -> None:
    """The examples in the docstrings hold."""
    assert doctest.testmod(names).failed == 0
