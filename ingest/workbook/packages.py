"""
Open the ZIP archives that office programs save, and hear their XML, within bounds.

Nothing that a package says of itself is trusted: sizes are limited before anything is
unpacked, XML is heard as it streams by and no tree is built of it, and a document type,
which is where entities are made, is refused.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from ingest.errors import Place, ReadError

#: The most that a file may hold, packed and unpacked, in bytes.
LARGEST_FILE = 64 * 1024**2
LARGEST_CONTENT = 256 * 1024**2
#: The largest part that may be kept while others are read: styles, shared texts.
LARGEST_KEPT = 64 * 1024**2
#: How many times its packed size a part may be; sheets of equal rows come to about 40.
LARGEST_RATIO = 200
_SMALL = 1024**2

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
        if path.stat().st_size > LARGEST_FILE:
            raise ReadError(f"the file is larger than {LARGEST_FILE >> 20} MB; split it", place)
        with zipfile.ZipFile(path) as archive:
            if problem := _problem(archive.infolist()):
                raise ReadError(problem, place)
            yield archive
    except _BROKEN as error:
        problem = f"not readable as an XLSX workbook ({error}); open it and save it as .xlsx anew"
        raise ReadError(problem, place) from error


def _problem(parts: list[zipfile.ZipInfo]) -> str | None:
    # What is read later never exceeds the sizes given here: zipfile stops there.
    if any(part.flag_bits & 1 for part in parts):
        return "the file is protected by a password; save it without one"
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        return "the file is packed in a way that no spreadsheet program uses; save it anew"
    if len({part.filename for part in parts}) < len(parts):
        return "the file holds two parts of the same name; open it and save it as .xlsx anew"
    if sum(part.file_size for part in parts) > LARGEST_CONTENT:
        return f"the file unpacks to more than {LARGEST_CONTENT >> 20} MB; split the workbook"
    if any(part.file_size > max(_SMALL, LARGEST_RATIO * part.compress_size) for part in parts):
        return f"the file unpacks to more than {LARGEST_RATIO} times its size, as no workbook does"
    return None


def heard(archive: zipfile.ZipFile, part: str, listener: Listener) -> Iterator[None]:
    """Let *listener* hear *part*, and pause after each block."""
    target: Any = listener  # lxml's types ask for more than it calls
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True)
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
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
