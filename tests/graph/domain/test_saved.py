"""Names under which questions are saved."""

import pytest

from graph.domain.errors import NeedError
from graph.domain.saved import Saved


@pytest.mark.parametrize("name", ["a", "mali-2026", "0.x_y", "a" * 80])
def test_names(name: str) -> None:
    """A name can be written on a command line, and stand in an address."""
    assert Saved(name=name, text="").name == name


@pytest.mark.parametrize("name", ["", "-a", "A", "a b", "a/b", "é", "a" * 81, "a\n"])
def test_no_names(name: str) -> None:
    """Anything else is refused."""
    with pytest.raises(NeedError, match="is no name to save under"):
        Saved(name=name, text="")
