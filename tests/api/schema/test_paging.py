"""Cursors come back as they went; what is no cursor is refused."""

from base64 import urlsafe_b64encode

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.schema.paging import cursor_of, page, page_info, read_cursor
from api.schema.ties import TiePosition
from graph.domain.errors import NeedError
from graph.measures.search import Position

TEXT = st.text(max_size=60)
NUMBERS = st.integers(0, 2**53)


class Plain:
    """The numbers from 0 up, as a list with pages."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __len__(self) -> int:
        return self.size

    def after(self, position: int) -> int:
        """The place behind *position*."""
        return min(position + 1, self.size)


@given(st.builds(Position, NUMBERS, TEXT, TEXT))
def test_a_cursor_comes_back(position: Position) -> None:
    """What a cursor was made of is read back from it; it needs no escaping in an address."""
    cursor = cursor_of(position)
    assert read_cursor(cursor, Position) == position
    assert cursor.replace("-", "").replace("_", "").isalnum()


@given(st.text())
def test_no_cursor(text: str) -> None:
    """A text that is no cursor is refused, whatever it is."""
    with pytest.raises(NeedError, match="no cursor of this list"):
        read_cursor(text, Position)


def encoded(value: object) -> str:
    """Any value, written as cursors are."""
    return urlsafe_b64encode(orjson.dumps(value)).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        pytest.param("", id="empty"),
        pytest.param(encoded([1, "a"]), id="too-few"),
        pytest.param(encoded([1, "a", "b", "c"]), id="too-many"),
        pytest.param(encoded(["1", "a", "b"]), id="text-for-a-number"),
        pytest.param(encoded([True, "a", "b"]), id="truth-for-a-number"),
        pytest.param(encoded([1.0, "a", "b"]), id="half-numbers"),
        pytest.param(encoded({"rank": 1}), id="object"),
        pytest.param(encoded([[1], "a", "b"]), id="nested"),
        pytest.param(cursor_of(Position(1, "a", "b")) + "=", id="padded"),
        pytest.param(cursor_of(TiePosition(1, 2, "b")), id="of-another-list"),
        pytest.param("A" * 5_000, id="long"),
        pytest.param("[" * 3_000, id="brackets"),
        pytest.param("é", id="not-ascii"),
    ],
)
def test_forged_cursors(cursor: str) -> None:
    """A cursor of another form, or of another list, is refused."""
    with pytest.raises(NeedError, match="no cursor of this list"):
        read_cursor(cursor, Position)


@given(st.integers(0, 50), st.integers(1, 20))
def test_pages_cover_the_list(size: int, first: int) -> None:
    """Page after page visits every place once and in order."""
    seen: list[int] = []
    position: int | None = None
    for _ in range(size + 1):
        places = page(Plain(size), first, position, 20)
        seen += places
        info = page_info(places, size, [str(place) for place in places])
        assert info.has_next_page == (len(seen) < size)
        if not places:
            break
        position = places[-1]
    assert seen == list(range(size))


@pytest.mark.parametrize("first", [0, -1, 21, 10**9])
def test_sizes_of_pages(first: int) -> None:
    """A page has at least one item, and no more than is allowed."""
    with pytest.raises(NeedError, match="ask for 1 to 20"):
        page(Plain(3), first, None, 20)


def test_page_info() -> None:
    """A page in the middle has others before and behind it; an empty list has neither."""
    middle = page_info(range(2, 4), 6, ["c", "d"])
    assert (middle.has_next_page, middle.has_previous_page) == (True, True)
    assert (middle.start_cursor, middle.end_cursor) == ("c", "d")
    empty = page_info(range(0), 0, [])
    assert (empty.has_next_page, empty.has_previous_page) == (False, False)
    assert (empty.start_cursor, empty.end_cursor) == (None, None)
