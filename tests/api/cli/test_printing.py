"""What cannot be done is one line."""

import pytest

from api.cli.printing import refusal
from graph.domain.errors import GraphError


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(GraphError("no such place"), "no such place", id="ours"),
        pytest.param(OSError(28, "No space left"), "No space left", id="system"),
        pytest.param(OSError(2, "No such file", "a.csv"), "a.csv: No such file", id="file"),
        pytest.param(OSError("broken"), "broken", id="bare"),
        pytest.param(MemoryError(), "there is too little memory for this", id="memory"),
    ],
)
def test_refusal(error: Exception, words: str) -> None:
    """The line names the file, if there is one, and no number of an error."""
    assert refusal(error) == words
