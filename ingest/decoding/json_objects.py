"""Read the objects of a JSON file one by one: of a list, line by line, or a single one."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.decoding.text_blocks import Decoded
from ingest.errors import Place, ReadError
from ingest.reader import Refused

#: The most characters that one object may hold.
LARGEST_OBJECT = 8_000_000
#: How much is decoded before an object that has not ended is tried again.
_STEP = 256 * 1024
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonObject:
    """An object, and the line where it begins."""

    file: str
    line: int
    values: dict[str, Any] = field(default_factory=dict)

    def refused(self, problem: str, name: str | None = None) -> Refused:
        """That the object, or its value *name*, did not enter the network."""
        return Refused(place=self.place(name), problem=problem)

    def place(self, name: str | None = None) -> Place:
        """Where the object stands, or its value *name*."""
        return Place(file=self.file, line=self.line, column=name)


def objects(path: Path) -> Iterator[JsonObject | Refused]:
    """
    Yield the objects of the JSON file at *path*, and refusals for what is no plain object.

    An object with a key twice is refused whole: nobody can tell which value was meant. A
    number that is not one (NaN) is refused alone, after its object.

    Raises:
        ReadError: The file is no JSON, or an object is too large to be one.
    """
    with Decoded(path) as text:
        yield from _Reader(path.name, text).objects()


class _Reader:
    """The text of a file as far as it was decoded; what was read of it ends at `_at`."""

    def __init__(self, file: str, text: Decoded) -> None:
        self._file = file
        self._source = text
        self._text = ""
        self._at = 0
        self._line = 1
        self._over = False
        self._faults: list[str] = []
        self._odd: list[str] = []
        # The standard decoder is the one that tells of keys that are there twice.
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._unique, parse_constant=self._odd.append
        )

    def objects(self) -> Iterator[JsonObject | Refused]:
        in_list = self._comes("[")
        while not (in_list and self._comes("]")):
            if not self._goes_on():
                if in_list:
                    raise self._error("the file ends before its list does")
                return
            line = self._line
            value = self._value()
            if self._faults:
                yield self._refused("; ".join(dict.fromkeys(self._faults)), line)
            elif not isinstance(value, dict):
                yield self._refused("this is no object", line)
            else:
                yield JsonObject(file=self._file, line=line, values=value)
                yield from self._without(line)
        if self._goes_on():
            raise self._error("there is something behind the end of the list")

    def _without(self, line: int) -> Iterator[Refused]:
        """The refusals of what in the last object is no number."""
        for name in dict.fromkeys(self._odd):
            problem = f"{name} is no number of JSON; it was left out"
            yield Refused(place=Place(file=self._file, line=line), problem=problem, keeps=())

    def _goes_on(self) -> bool:
        """Pass over what parts two objects; False at the end of the file."""
        while True:
            found = _BETWEEN.match(self._text, self._at)
            self._take(found.end() if found else self._at)
            if self._at < len(self._text) or self._over:
                return self._at < len(self._text)
            self._more(1)

    def _comes(self, sign: str) -> bool:
        """Whether *sign* comes next, which is then passed."""
        if self._goes_on() and self._text[self._at] == sign:
            self._take(self._at + 1)
            return True
        return False

    def _value(self) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """The value that comes next; more of the file is read until it is whole."""
        wanted = _STEP
        while True:
            self._faults.clear()
            self._odd.clear()
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self._error("values are nested too deeply") from error
            except ValueError as error:
                if self._over or len(self._text) - self._at > LARGEST_OBJECT:
                    raise self._broken(error) from error
                self._more(wanted)
                wanted *= 2
            else:
                self._take(end)
                return value

    def _broken(self, error: ValueError) -> ReadError:
        """What is wrong with the value that comes next, at its own line where that is known."""
        reason = str(error)
        line = self._line
        if isinstance(error, json.JSONDecodeError):
            reason = error.msg
            line += self._text.count("\n", self._at, error.pos)
        problem = f"this is not well-formed JSON: {reason}"
        if not self._over:
            problem = f"no object of at most {LARGEST_OBJECT:,} characters begins here: {reason}"
            line = self._line
        return ReadError(problem, Place(file=self._file, line=line))

    def _more(self, wanted: int) -> None:
        """Read at least so much more of the file, if there is more."""
        parts = [self._text[self._at :]]
        while wanted > 0 and not self._over:
            text = self._source.read()
            self._over = not text
            parts.append(text)
            wanted -= len(text)
        self._text, self._at = "".join(parts), 0

    def _take(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
            self._faults.append(f"the key {twice[:80]!r} is there twice")
        return found

    def _refused(self, problem: str, line: int) -> Refused:
        return Refused(place=Place(file=self._file, line=line), problem=problem)

    def _error(self, problem: str) -> ReadError:
        return ReadError(problem, Place(file=self._file, line=self._line))
