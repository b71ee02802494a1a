"""A compact set of the ids already read from a file."""

from array import array

_BITS = 2**64 - 1
_FIRST_SIZE = 1_024


class Seen:
    """
    A set of texts that cannot be listed, for it keeps eight bytes of each.

    A table of 500,000 rows takes 8 MB, where their ids would take 60. Two texts are
    taken for one when their 64-bit hashes agree: among a million, once in thirty
    million files.

    >>> seen = Seen()
    >>> seen.add("list/1")
    >>> "list/1" in seen, "list/2" in seen, len(seen)
    (True, False, 1)
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SIZE))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, text: str) -> bool:
        return self._slots[self._place(_number(text))] != 0

    def add(self, text: str) -> None:
        """Add *text* to the ids already read."""
        number = _number(text)
        place = self._place(number)
        if not self._slots[place]:
            self._slots[place] = number
            self._count += 1
            # Half of the slots stay empty, so that a free one is near.
            if 2 * self._count > len(self._slots):
                self._grow()

    def _place(self, number: int) -> int:
        """Where *number* is, or else the first free slot from where it would be."""
        slots = self._slots
        last = len(slots) - 1
        place = number & last
        while slots[place] not in (0, number):
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        numbers = self._slots
        self._slots = array("Q", bytes(16 * len(numbers)))
        for number in filter(None, numbers):
            self._slots[self._place(number)] = number


def _number(text: str) -> int:
    """A number that says which text it is, and is not 0, which marks a free slot."""
    return (hash(text) & _BITS) or 1
