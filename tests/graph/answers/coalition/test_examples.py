"""The examples in the words of the code are so."""

import doctest
from types import ModuleType

import pytest

from graph.answers.coalition import ask, connection, pricing, solver
from graph.answers.coalition import equivalents as alike


@pytest.mark.parametrize("module", [ask, alike, connection, pricing, solver])
def test_examples(module: ModuleType) -> None:
    """Every example gives what it says."""
    found = doctest.testmod(module)
    assert found.attempted
    assert found.failed == 0
