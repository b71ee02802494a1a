"""Rows as the texts and numbers that JSON and XML can carry."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import IO

import orjson

from visualise.exports.rows import Value

# What XML 1.0 cannot hold, however it is written.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(value: Value) -> str:
    """
    A value as a text of XML; several texts as a list of JSON.

    Control characters, which XML has no way to write, become U+FFFD.
    """
    if isinstance(value, tuple):
        text = orjson.dumps(list(value)).decode()
    elif isinstance(value, bool):
        text = "true" if value else "false"
    else:
        text = plain_number(value) if isinstance(value, Decimal) else str(value)
    return _NOT_XML.sub("\ufffd", text)


def plain_number(number: Decimal) -> str:
    """All the digits of an amount, without an exponent."""
    return format(number, "f")


def json_value(value: object) -> object:
    """A value as orjson takes it; amounts keep all of their digits."""
    if isinstance(value, Decimal):
        return orjson.Fragment(plain_number(value))
    return list(value) if isinstance(value, tuple) else value


def json_bytes(values: Mapping[str, object]) -> bytes:
    """An object of JSON; what is None is left out."""
    return orjson.dumps({n: json_value(v) for n, v in values.items() if v is not None})


def write_list(file: IO[bytes], rows: Iterable[Mapping[str, object]]) -> None:
    """Write a list of objects, one to a line, as they come."""
    file.write(b"[")
    for number, row in enumerate(rows):
        file.write(b",\n" if number else b"\n")
        file.write(json_bytes(row))
    file.write(b"\n]")
