"""An IATI file as XML: what its root says, and its records one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from lxml import etree
from lxml.etree import _Element as Element

from ingest.decoding.faults import line_of
from ingest.decoding.xml_feed import CHUNK, feed, let_go, not_well_formed, parser_of
from ingest.errors import Place, ReadError

#: How much of a file is held before its root must have begun.
LONGEST_PROLOG = 2**20
#: How much of a file may pass without the end of a record: what bounds the memory.
LARGEST_RECORD = 32 * 2**20
#: How many tags may pass without it: an element in memory is 50 times as large as in the file.
MOST_TAGS = 1_500_000


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
        self.root: tuple[str, Mapping[str, str]] = ("", {})
        self.doctype_name: str | None = None

    def doctype(self, name: str, *_: object) -> NoReturn:
        self.doctype_name = name
        raise _Found

    def start(self, tag: str, attributes: Mapping[str, str]) -> NoReturn:
        self.root = (tag, dict(attributes))
        raise _Found

    def close(self) -> None:
        """Do nothing: a parser asks its target for this."""


def root_of(path: Path, what: str = "IATI") -> Root:
    """
    The root of the file at *path*, read no further than that.

    Args:
        path: The file.

        what: The name of its format, for the message.

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
    fed = bytearray()
    try:
        for piece in _pieces(path):
            fed += piece
            parser.feed(piece)
        if len(fed) >= LONGEST_PROLOG:
            problem = f"no element begins in the first {LONGEST_PROLOG:,} bytes"
            raise ReadError(problem, _place_after(fed, path))
        parser.close()
    except _Found:
        pass
    except etree.XMLSyntaxError as error:
        raise ReadError(not_well_formed(error.msg), _place_after(fed, path)) from error
    if target.doctype_name is not None:
        # The parser says so only once it has seen a little more than the declaration's name.
        before, _, _ = fed.replace(b"\x00", b"").rpartition(b"<!DOCTYPE")
        name = target.doctype_name
        problem = f"the document type {name!r} is declared, which {what} files do not"
        place = Place(file=path.name, line=before.count(b"\n") + 1)
        raise ReadError(f"{problem}; take <!DOCTYPE …> out", place)
    tag, attributes = target.root
    return Root(tag=tag, attributes=attributes, line=_place_after(fed, path).line or 1)


def _pieces(path: Path) -> Iterator[bytes]:
    """The lines at the beginning of a file, or as much of a long one as is read at a time."""
    total = 0
    with path.open("rb") as file:
        while total < LONGEST_PROLOG and (piece := file.readline(CHUNK)):
            yield piece
            total += len(piece)


def _place_after(fed: bytearray, path: Path) -> Place:
    """The last line of what was given to the parser."""
    return Place(file=path.name, line=fed.count(b"\n") + (not fed.endswith(b"\n")))


def records(path: Path, root: str, tag: str) -> Iterator[Element]:
    """
    Yield each element called *tag* below the root, and let go of it when the next is asked for.

    Args:
        root: What the root is called; where it is called *tag* itself, it is the only one.

    Raises:
        ReadError: At the line where the file is no longer XML, or where more than
            `LARGEST_RECORD` bytes, or `MOST_TAGS`, have passed without a record.
    """
    parser = parser_of(tag)
    depth = 0 if root == tag else 1
    held, tags, line = 0, 0, 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            feed(parser, chunk, path)
            held += len(chunk)
            tags += chunk.count(b"<")
            for _, element in parser.read_events():
                if isinstance(element, Element) and _depth(element) == depth:
                    held, tags, line = 0, 0, line_of(element) or line
                    yield element
                    let_go(element)
            if held > LARGEST_RECORD or tags > MOST_TAGS:
                raise _too_large(path, line)
    feed(parser, None, path)


def _depth(element: Element) -> int:
    """How far below the root it is: 0 for the root, 1 for its children, 2 for all others."""
    parent = element.getparent()
    return 0 if parent is None else 1 if parent.getparent() is None else 2


def _too_large(path: Path, line: int) -> ReadError:
    size = LARGEST_RECORD // 2**20
    most = f"{size} MB, or {MOST_TAGS:,} tags, from here"
    problem = f"no record ends in {most}, and that is more than one may hold"
    return ReadError(problem, Place(file=path.name, line=line))
