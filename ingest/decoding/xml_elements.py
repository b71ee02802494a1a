"""An XML file of nodes and edges: the elements asked for, one by one."""

from collections.abc import Collection, Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from ingest.decoding.faults import line_of
from ingest.decoding.xml_feed import CHUNK, feed, parser_of
from ingest.decoding.xml_records import root_of
from ingest.errors import Place, ReadError

#: How much of a file may pass without the end of an element that was asked for.
LARGEST = 8 * 2**20
#: How many tags may pass without it: an element in memory is 50 times as large as in the file.
MOST_TAGS = 500_000
_SPACE = " \t\r\n"


def checked_root(path: Path, name: str) -> None:
    """
    Refuse the file at *path* if its root is not the element *name*.

    Raises:
        ReadError: It is another one, no XML, or declares a document type, which may
            hold entities that expand without end.
    """
    root = root_of(path, what=name.upper() if name == "gexf" else "GraphML")
    if local(root.tag) != name:
        problem = f"the file begins with <{local(root.tag)[:80]}>, not <{name}>"
        raise ReadError(problem, Place(file=path.name, line=root.line))


def elements(path: Path, *names: str) -> Iterator[Element]:
    """
    Yield every element of one of *names*, whatever its namespace, when it ends.

    What stands before it beside it is let go of when the next is asked for.

    Raises:
        ReadError: At the line where the file is no longer XML, or where too much of it
            passes without one of these elements.
    """
    parser = parser_of([f"{{*}}{name}" for name in names])
    held, tags, line = 0, 0, 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            feed(parser, chunk, path)
            held += len(chunk)
            tags += chunk.count(b"<")
            for _, element in parser.read_events():
                if isinstance(element, Element):
                    held, tags, line = 0, 0, line_of(element) or line
                    yield element
                    _let_go(element, names)
            if held > LARGEST or tags > MOST_TAGS:
                most = f"{LARGEST // 2**20} MB, or {MOST_TAGS:,} tags,"
                problem = f"no <{names[0]}> ends in {most} from here"
                raise ReadError(problem, Place(file=path.name, line=line))
    feed(parser, None, path)


def _let_go(element: Element, names: Collection[str]) -> None:
    """
    Take the element, and what stands before it, out of what it stands in.

    So up to the root, but not out of an element that was asked for and is yet to end.
    """
    above: Element | None = element
    while above is not None and (above is element or local(above.tag) not in names):
        parent = above.getparent()
        while parent is not None and above.getprevious() is not None:
            del parent[0]
        above = parent
    element.clear()


def local(tag: object) -> str:
    """The name of an element or attribute without its namespace."""
    return str(tag).rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of *element* that are called *name*, whatever their namespace."""
    for child in element:
        if local(child.tag) == name:
            yield child


def text_in(element: Element) -> str:
    """All text within *element*, without the space around it."""
    return "".join(str(part) for part in element.itertext()).strip(_SPACE)


def place_of(element: Element, path: Path) -> Place:
    """Where *element* stands."""
    return Place(file=path.name, line=line_of(element))
