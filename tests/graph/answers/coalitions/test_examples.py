"""The examples in the words of the code are so."""

import doctest
from types import ModuleType

import pytest

from graph.answers import ask
from graph.answers.coalitions import alike, connection, pricing, solver


@pytest.mark.parametrize("module", [ask, alike, connection, pricing, solver])
def test_examples(module: ModuleType) -> None:
    """Every example gives what it says."""
    found = doctest.testmod(module)
    assert found.attempted
    assert found.failed == 0
