"""A JSON file as one value, small enough to be held, its numbers as they are written."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.decoding.sheets import Figure
from ingest.decoding.text_blocks import Decoded
from ingest.errors import Place, ReadError
from ingest.reader import Refused
from ingest.words import shown

#: The most characters of a file; nobody can look at a drawing of more.
LARGEST = 64_000_000
#: The most values in it, so that what is held of them stays within some 300 MB.
MOST_VALUES = 2_000_000
#: How deep values may stand within values.
DEEPEST = 100
#: What an attribute may hold: a text, or several. Numbers are texts that say so.
Value = str | tuple[str, ...]
_SIGNS = ("[", "{", ",", ":")
_NESTING = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]')


class Twice(dict[str, Any]):
    """An object in which a key stands twice: nobody can tell which value was meant."""

    def __init__(self, values: Mapping[str, Any], key: str) -> None:
        super().__init__(values)
        self.key = key


class NoNumber(str):
    """What stands where a number should and is none, such as NaN."""

    __slots__ = ()


def document(path: Path) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """
    The value that the JSON file at *path* is; numbers are the texts they are written as.

    Raises:
        ReadError: It is no JSON, or larger than anybody can have meant.
    """
    text = _text(path)
    if sum(text.count(sign) for sign in _SIGNS) > MOST_VALUES * 2:
        problem = f"the file holds more than {MOST_VALUES:,} values; load it in parts"
        raise ReadError(problem, Place(file=path.name))
    decoder = json.JSONDecoder(
        object_pairs_hook=_object,
        parse_int=Figure,
        parse_float=Figure,
        parse_constant=NoNumber,
    )
    try:
        found = decoder.decode(text)
    except RecursionError as error:
        place = Place(file=path.name, line=_deepest_line(text))
        raise ReadError("values are nested too deeply", place) from error
    except json.JSONDecodeError as error:
        place = Place(file=path.name, line=error.lineno)
        raise ReadError(f"this is not well-formed JSON: {error.msg}", place) from error
    if isinstance(found, NoNumber):
        raise ReadError(f"{found} is no number of JSON", Place(file=path.name))
    if isinstance(found, Twice):
        raise ReadError(str(fault_of(found)), Place(file=path.name))
    return found


def _text(path: Path) -> str:
    parts, size = [], 0
    with Decoded(path) as file:
        while text := file.read():
            parts.append(text)
            size += len(text)
            if size > LARGEST:
                problem = f"the file holds more than {LARGEST:,} characters; export it as GEXF"
                raise ReadError(problem, Place(file=path.name))
    return "".join(parts)


def _deepest_line(text: str) -> int:
    """The line where values first stand too deep."""
    depth = 0
    for found in _NESTING.finditer(text):
        sign = found[0]
        depth += (sign in "[{") - (sign in "]}")
        if depth > DEEPEST:
            return text.count("\n", 0, found.start()) + 1
    return 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        return Twice(found, Counter(key for key, _ in pairs).most_common(1)[0][0])
    return found


def objects(value: object) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a list, by their numbers from 1; anything else in it is an empty one."""
    for number, one in enumerate(value if isinstance(value, list) else (), start=1):
        yield number, one if isinstance(one, dict) else {}


def fault_of(value: object, depth: int = 0) -> str | None:
    """Why nothing can be made of *value*, or of something in it; None when all is well."""
    if depth > DEEPEST:
        return "values are nested too deeply"
    if isinstance(value, Twice):
        return f"the key {shown(value.key)} is there twice"
    within = value.values() if isinstance(value, dict) else value
    if isinstance(within, str) or not hasattr(within, "__iter__"):
        return None
    return next((fault for one in within if (fault := fault_of(one, depth + 1))), None)


def no_numbers(values: Mapping[str, Any], place: Place, depth: int = 0) -> Iterator[Refused]:
    """The refusals of what in an object is written as a number and is none, by its names."""
    for name, value in values.items():
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, NoNumber):
                problem = f"{one} is no number of JSON; it was left out"
                yield Refused(place=replace(place, column=name), problem=problem, keeps=())
            elif isinstance(one, dict) and depth < DEEPEST:
                yield from no_numbers(one, place, depth + 1)


def values_of(value: Mapping[str, Any]) -> dict[str, Value]:
    """The attributes in an object, as texts; null is none, and objects stay JSON."""
    return {name: found for name, one in value.items() if (found := value_of(one)) is not None}


def value_of(value: object) -> Value | None:
    """A value of JSON as a text or several."""
    if isinstance(value, list):
        return tuple(text for one in value if (text := _plain(one)) is not None)
    return _plain(value)


def _plain(value: object) -> str | None:
    if value is None or isinstance(value, NoNumber):
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def text_of(value: object) -> str | None:
    """The one text that *value* is; None when it is none, or blank."""
    text = _plain(value) if not isinstance(value, dict | list) else None
    return text if text and text.strip() else None
