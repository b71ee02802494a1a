"""Codes that are known by how they begin."""

import doctest

from ingest import prefixes
from ingest.prefixes import longest


def test_longest() -> None:
    """The longest known beginning of a code decides, and an unknown code has none."""
    table = {"1": "one", "12": "twelve"}
    assert longest(table, "129") == "twelve"
    assert longest(table, "13") == "one"
    assert longest(table, "2") is None
    assert longest(table, "") is None


def test_examples() -> None:
    """What the docstring shows is so."""
    assert doctest.testmod(prefixes).failed == 0
