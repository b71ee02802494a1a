"""Ids that went by are known again, and no others."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from ingest.id_set import Seen


@given(st.lists(st.text(max_size=3)), st.text(max_size=3))
def test_a_set(texts: list[str], other: str) -> None:
    """It holds what was added, once, and nothing else."""
    seen = Seen()
    for text in texts:
        seen.add(text)
    assert all(text in seen for text in texts)
    assert (other in seen) == (other in texts)
    assert len(seen) == len(set(texts))


def test_many() -> None:
    """It grows with what it holds, and still tells what went by from what did not."""
    seen = Seen()
    for number in range(50_000):
        seen.add(f"list/{number}")
    assert len(seen) == 50_000
    assert all(f"list/{number}" in seen for number in range(50_000))
    assert not any(f"other/{number}" in seen for number in range(50_000))


def test_small() -> None:
    """It takes less than a third of what a set takes for its slots alone."""
    seen, known = Seen(), set[str]()
    for number in range(30_000):
        seen.add(str(number))
        known.add(str(number))
    assert 3 * sys.getsizeof(seen._slots) < sys.getsizeof(known)
