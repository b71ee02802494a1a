"""Pages of long lists: cursors that clients need not understand, and what is on a page."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import Field, fields
from typing import Any, ClassVar, Protocol, TypeVar

import orjson
import strawberry

from api.schema.descriptions import described
from graph.domain.errors import NeedError

#: Longer words are no cursors.
MOST_CURSOR = 4_000
#: How many items a page has when nobody says.
USUAL_PAGE = 20
K_contra = TypeVar("K_contra", contravariant=True)


class Positioned(Protocol):
    """A dataclass of numbers and texts that says where an item stands."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


P = TypeVar("P", bound=Positioned)


def cursor_of(position: Positioned) -> str:
    """Write a position as one word."""
    return urlsafe_b64encode(orjson.dumps(_values(position))).decode().rstrip("=")


def read_cursor(cursor: str, kind: type[P]) -> P:
    """
    Read back the position that `cursor_of` wrote.

    Raises:
        NeedError: It is no cursor, or one of another list.
    """
    refusal = NeedError("after: this is no cursor of this list; give back endCursor as it came")
    if len(cursor) > MOST_CURSOR or not cursor.isascii():
        raise refusal
    try:
        values = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, orjson.JSONDecodeError) as error:
        raise refusal from error
    wanted = [field.type for field in fields(kind)]
    if not isinstance(values, list) or [type(value) for value in values] != wanted:
        raise refusal
    position = kind(*values)
    # One position has one cursor: what decodes to it in another way is not ours.
    if cursor_of(position) != cursor:
        raise refusal
    return position


def _values(position: Positioned) -> list[object]:
    return [getattr(position, field.name) for field in fields(position)]


class Listed(Protocol[K_contra]):
    """A list in order, in which a page can begin behind any position, there or not."""

    def __len__(self) -> int: ...

    def after(self, position: K_contra) -> int:
        """The first place behind *position*."""
        ...


K = TypeVar("K")


def page(listed: Listed[K], first: int | None, position: K | None, most: int) -> range:
    """
    The places of *listed* on the page that begins behind *position*.

    Raises:
        NeedError: *first* is not a number of items that a page can have.
    """
    size = USUAL_PAGE if first is None else first
    if not 1 <= size <= most:
        raise NeedError(f"first: {size} items cannot be listed at once; ask for 1 to {most}")
    begin = 0 if position is None else listed.after(position)
    return range(begin, min(begin + size, len(listed)))


@described
@strawberry.type
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether there is more behind this page.")
    has_previous_page: bool = strawberry.field(
        description="Whether there is more before this page."
    )
    start_cursor: str | None = strawberry.field(description="The cursor of the first on this page.")
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last on this page: give it as `after` for the next page."
    )


def page_info(places: range, total: int, cursors: Sequence[str]) -> PageInfo:
    """What there is to say of the page with these *places* in a list of *total* items."""
    return PageInfo(
        has_next_page=places.stop < total,
        has_previous_page=places.start > 0 and total > 0,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )
