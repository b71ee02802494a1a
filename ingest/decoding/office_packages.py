"""
Open the ZIP archives that office programs save, and read their XML, within bounds.

Nothing that a package says of itself is trusted. Sizes are limited before anything is
unpacked. XML is read as a stream and no tree is built of it. A document type, which is
where entities are declared, is refused.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from ingest.errors import Place, ReadError

#: The most that a file may hold, packed and unpacked, in bytes.
LARGEST_FILE = 64 * 1024**2
LARGEST_CONTENT = 256 * 1024**2
#: The largest part that may be kept while others are read: styles, shared texts.
LARGEST_KEPT = 64 * 1024**2
#: The most tags in a part, as of some two million cells: a bomb of tags takes time, not space.
MOST_TAGS = 10_000_000
#: How many times its packed size a part may be; sheets of equal rows come to about 40.
LARGEST_RATIO = 200
_SMALL = 1024**2

_OLE = b"\xd0\xcf\x11\xe0"
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BLOCK = 64 * 1024
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, etree.XMLSyntaxError, OSError, EOFError),
    *(LookupError, NotImplementedError, OverflowError, RuntimeError, ValueError),
)


class Listener:
    """Hears the XML of a part go by, each element's start, text and end."""

    def doctype(self, *_: object) -> None:
        """Refuse what no office program writes."""
        raise ValueError("it declares a document type")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""

    def end(self, tag: str) -> None:
        """Hear an element end."""

    def data(self, text: str) -> None:
        """Hear some of the text of an element."""

    def close(self) -> None:
        """Hear the end of the part."""


@contextmanager
def opened(path: Path, sheet: str | None = None) -> Iterator[zipfile.ZipFile]:
    """
    Open the package at *path*; what is broken in it ends as a ReadError.

    Args:
        path: The file.

        sheet: The sheet that is being read, if it is one.
    """
    place = Place(file=path.name, sheet=sheet)
    try:
        if problem := _foreign(path):
            raise ReadError(problem, place)
        with zipfile.ZipFile(path) as archive:
            if problem := _problem(archive.infolist()):
                raise ReadError(problem, place)
            yield archive
    except _BROKEN as error:
        problem = f"not readable as an XLSX workbook ({error}); open it and save it as .xlsx anew"
        raise ReadError(problem, place) from error


def _foreign(path: Path) -> str | None:
    """What keeps a file from being opened as an archive."""
    if path.stat().st_size > LARGEST_FILE:
        return f"the file is larger than {LARGEST_FILE >> 20} MB; split it"
    with path.open("rb") as file:
        old = file.read(len(_OLE)) == _OLE
    if old and path.suffix.lower() == ".xls":
        return "this is the old .xls format; open it and save it as .xlsx"
    if old:
        return "the file has a password or is in the old .xls format; save it as .xlsx without one"
    return None


def _problem(parts: list[zipfile.ZipInfo]) -> str | None:
    """What is wrong with an archive, as far as its directory tells."""
    names = {part.filename for part in parts}
    ways = {part.compress_type for part in parts}
    # What is read later never exceeds the sizes given here: zipfile stops there.
    size = sum(part.file_size for part in parts)
    large = size > LARGEST_CONTENT
    bomb = any(p.file_size > max(_SMALL, LARGEST_RATIO * p.compress_size) for p in parts)
    faults = {
        "this is an OpenDocument file; save it as .xlsx": "mimetype" in names,
        "this is the binary format .xlsb; save it as .xlsx": "xl/workbook.bin" in names,
        "this is an archive and no workbook; unpack it first": "_rels/.rels" not in names,
        "the file has a password; save it without one": any(part.flag_bits & 1 for part in parts),
        "the file is packed as no spreadsheet program does it; save it anew": ways - _WAYS,
        "the file holds two parts of one name; save it anew": len(names) < len(parts),
        f"the file unpacks to more than {LARGEST_CONTENT >> 20} MB; split it": large,
        f"a part unpacks to more than {LARGEST_RATIO} times its size; save the file anew": bomb,
    }
    return next((problem for problem, found in faults.items() if found), None)


def heard(archive: zipfile.ZipFile, part: str, listener: Listener) -> Iterator[None]:
    """Let *listener* hear *part*, and pause after each block."""
    target: Any = listener  # lxml's types ask for more than it calls
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True)
    tags = 0
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            tags += block.count(b"<")
            if tags > MOST_TAGS:
                raise ValueError(f"{part} holds more than {MOST_TAGS:,} tags; split the sheet")
            parser.feed(block)
            yield
    parser.close()


def hear_whole(archive: zipfile.ZipFile, part: str, listener: Listener) -> None:
    """Let *listener*, which keeps what it hears, hear all of *part*."""
    size = archive.getinfo(part).file_size
    if size > LARGEST_KEPT:
        raise ValueError(f"{part} holds {size >> 20} MB; {LARGEST_KEPT >> 20} are the most")
    for _ in heard(archive, part, listener):
        pass


@lru_cache(maxsize=1024)
def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag[tag.rfind("}") + 1 :]


class _Starts(Listener):
    """The start tags of some elements."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        self._tags = tags
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if (name := local(tag)) in self._tags:
            self.found.append((name, {local(key): text for key, text in attributes.items()}))


def starts(archive: zipfile.ZipFile, part: str, *tags: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of *part* called one of *tags*, in order, with their attributes."""
    listener = _Starts(tags)
    hear_whole(archive, part, listener)
    return listener.found


def targets(archive: zipfile.ZipFile, part: str) -> dict[str, dict[str, str]]:
    """The parts that *part* refers to, by the last word of their type and by id."""
    whole = PurePosixPath(part)
    found: dict[str, dict[str, str]] = {}
    rels = str(whole.parent / "_rels" / f"{whole.name}.rels")
    for _, said in starts(archive, rels, "Relationship"):
        # A target that begins with a slash counts from the top, as it does in paths.
        target = str(PurePosixPath("/") / whole.parent / said["Target"])[1:]
        found.setdefault(said["Type"].rpartition("/")[2], {})[said["Id"]] = target
    return found
