"""XML as it is read from hostile files: piece by piece, with nothing fetched or expanded."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from ingest.errors import Place, ReadError

#: How much of a file is read at a time.
CHUNK = 2**16


def parser_of(tags: str | Sequence[str]) -> "etree.XMLPullParser":
    """A parser that tells of the ends of elements called *tags*, and of nothing else."""
    return etree.XMLPullParser(
        events=("end",),
        tag=tags,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )


def feed(parser: "etree.XMLPullParser", chunk: bytes | None, path: Path) -> None:
    """
    Give the parser a chunk, or, with None, the end of the file.

    Raises:
        ReadError: At the line where the file is no longer XML.
    """
    try:
        if chunk is None:
            parser.close()
        else:
            parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        # An entity that nobody declared stops the parser, and is only found in its log.
        first = next(iter(parser.feed_error_log), None)
        reason, line = (
            (error.msg, error.position[0]) if first is None else (first.message, first.line)
        )
        raise ReadError(
            not_well_formed(reason), Place(file=path.name, line=line or None)
        ) from error


def not_well_formed(message: str | None) -> str:
    """What the parser found, without the place that it adds."""
    return f"this is not well-formed XML: {str(message).split(', line ')[0].strip()}"


def let_go(element: Element) -> None:
    """Empty an element, and take what stands before it out of its parent."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
