"""Codes that are known by how they begin."""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def longest(table: Mapping[str, T], code: str) -> T | None:
    """
    What *table* has for the longest beginning of *code*; None if it has none.

    >>> longest({"15": "government", "152": "peace"}, "15220")
    'peace'
    """
    for length in range(len(code), 0, -1):
        if code[:length] in table:
            return table[code[:length]]
    return None
