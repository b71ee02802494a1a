"""Ties that wait for the entities at their ends, on disk where they are many."""

import pickle
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import fields
from operator import attrgetter
from tempfile import TemporaryFile
from typing import Any

from graph.model import Tie

#: How many ties are held in memory; a megabyte or two.
HELD = 5_000

_FIELDS = tuple(field.name for field in fields(Tie))
_values = attrgetter(*_FIELDS)


class Waiting(AbstractContextManager["Waiting"]):
    """
    Ties put aside until every entity went by; they come back in their order.

    A file of donors states its organisations last, after a million ties of theirs.
    Beyond so many as are *held*, they go to a file without a name, gone with this.
    """

    def __init__(self, held: int = HELD) -> None:
        self._most = held
        self._held: list[tuple[Any, ...]] = []
        self._file = TemporaryFile()  # noqa: SIM115 - closed with this
        self._chunks = 0

    def put(self, tie: Tie) -> None:
        """Put *tie* aside."""
        self._held.append(_values(tie))
        if len(self._held) >= self._most:
            pickle.dump(self._held, self._file, pickle.HIGHEST_PROTOCOL)
            self._chunks += 1
            self._held = []

    def ties(self) -> Iterator[Tie]:
        """Every tie that was put aside."""
        self._file.seek(0)
        for _ in range(self._chunks):
            yield from map(_tie, pickle.load(self._file))  # noqa: S301
        yield from map(_tie, self._held)

    def __exit__(self, *_: object) -> None:
        """Let go of all of them."""
        self._file.close()


def _tie(values: tuple[Any, ...]) -> Tie:
    return Tie(**dict(zip(_FIELDS, values, strict=True)))
