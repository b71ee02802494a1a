"""An IATI file as XML: what its root says, and its activities one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from lxml import etree
from lxml.etree import _Element as Element

from ingest.errors import Place, ReadError
from ingest.iati.faults import line_of

#: How much of a file is held before its root must have begun.
LONGEST_PROLOG = 2**20
#: How much of a file may pass without the end of an activity: what bounds the memory.
LARGEST_ACTIVITY = 32 * 2**20
_CHUNK = 2**16


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The first element of a file: its name, its attributes and its line."""

    tag: str
    attributes: Mapping[str, str]
    line: int


class _Found(Exception):  # noqa: N818 - a way out of the parser, not an error
    """The parser came to the root."""


class _Prolog:
    """A target for a parser that is to see a file no further than its root."""

    def __init__(self) -> None:
        self.root: tuple[str, Mapping[str, str]] | None = None
        self.doctype_name: str | None = None

    def doctype(self, name: str, *_: object) -> NoReturn:
        self.doctype_name = name
        raise _Found

    def start(self, tag: str, attributes: Mapping[str, str]) -> NoReturn:
        self.root = (tag, dict(attributes))
        raise _Found

    def close(self) -> None:
        """Do nothing: a parser asks its target for this."""


def root_of(path: Path) -> Root:
    """
    The root of the file at *path*, read no further than that.

    Raises:
        ReadError: It is not XML, or it has a document type declaration, which may
            declare entities that expand without end or name other files.
    """
    target = _Prolog()
    parser = etree.XMLParser(
        target=target,  # type: ignore[arg-type]  # lxml calls only the methods there are
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    line = 1
    try:
        with path.open("rb") as file:
            for number, piece in _pieces(file):
                line = number
                parser.feed(piece)
        parser.close()
    except _Found:
        pass
    except etree.XMLSyntaxError as error:
        raise _unreadable(error, Place(file=path.name, line=line)) from error
    place = Place(file=path.name, line=line)
    if target.doctype_name is not None:
        problem = f"the document type {target.doctype_name!r} is declared, which IATI files do not"
        raise ReadError(f"{problem}; take <!DOCTYPE …> out", place)
    if target.root is None:
        raise ReadError(f"no element begins in the first {LONGEST_PROLOG:,} bytes", place)
    return Root(tag=target.root[0], attributes=target.root[1], line=line)


def _pieces(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, or as much of a long one as is read at a time, with their numbers."""
    line, total = 1, 0
    while total < LONGEST_PROLOG and (piece := file.readline(_CHUNK)):
        yield line, piece
        line += piece.endswith(b"\n")
        total += len(piece)


def activities(path: Path) -> Iterator[Element]:
    """
    Yield each `iati-activity` below the root, and let go of it when the next is asked for.

    Raises:
        ReadError: At the line where the file is no longer XML, or where more than
            `LARGEST_ACTIVITY` bytes have passed without an activity.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag="iati-activity",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    held, line = 0, 1
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            _feed(parser, chunk, path)
            held += len(chunk)
            for _, element in parser.read_events():
                if isinstance(element, Element) and _is_below_root(element):
                    held, line = 0, line_of(element) or line
                    yield element
                    _let_go(element)
            if held > LARGEST_ACTIVITY:
                raise _too_large(path, line)
    _feed(parser, None, path)


def _feed(parser: "etree.XMLPullParser", chunk: bytes | None, path: Path) -> None:
    """Give the parser a chunk, or, with None, the end of the file."""
    try:
        if chunk is None:
            parser.close()
        else:
            parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        raise _unreadable(error, Place(file=path.name, line=error.position[0] or None)) from error


def _is_below_root(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.getparent() is None


def _let_go(element: Element) -> None:
    """Empty an activity, and take what stands before it out of the root."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _unreadable(error: etree.XMLSyntaxError, place: Place) -> ReadError:
    reason = str(error.msg).split(", line ")[0].strip()
    return ReadError(f"this is not well-formed XML: {reason}", place)


def _too_large(path: Path, line: int) -> ReadError:
    size = LARGEST_ACTIVITY // 2**20
    problem = f"no activity ends in {size} MB from here, and that is more than one may hold"
    return ReadError(problem, Place(file=path.name, line=line))
