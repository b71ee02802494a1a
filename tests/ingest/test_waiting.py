"""Ties that wait come back as they were put aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Tie
from ingest.waiting import HELD, Waiting
from tests.networks import entity, tie
from tests.strategies import ties


@pytest.mark.parametrize("count", [0, 1, HELD, 2 * HELD + 1])
def test_order(count: int) -> None:
    """Few or many, ties come back in the order in which they were put aside."""
    put = [tie("list/bank", "funds", f"list/{number}") for number in range(count)]
    with Waiting() as waiting:
        for one in put:
            waiting.put(one)
        assert list(waiting.ties()) == put


@given(put=st.lists(ties(entity("list/bank"), entity("list/net")), max_size=5))
def test_all_of_it(put: list[Tie]) -> None:
    """A tie that was on disk says all that it said."""
    with Waiting(held=2) as waiting:
        for one in put:
            waiting.put(one)
        assert list(waiting.ties()) == put


def test_let_go() -> None:
    """The file is gone with what used it."""
    with Waiting() as waiting:
        pass
    with pytest.raises(ValueError, match="closed file"):
        list(waiting.ties())
