"""Read IATI activity files."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from lxml.etree import _Element as Element

from graph.errors import ClaimError
from graph.model import Entity
from ingest.errors import Place, ReadError
from ingest.iati.activities import activity_claims
from ingest.iati.activity import File
from ingest.iati.contexts import Contexts
from ingest.iati.document import Root, activities, root_of
from ingest.iati.faults import Faults, line_of
from ingest.iati.narratives import LANGUAGE, narratives
from ingest.iati.organisations import Organisations
from ingest.iati.quantities import day
from ingest.reading import Given, Held, Item

#: The editions of the standard that are read.
EDITIONS = ("2.01", "2.02", "2.03")


def read_iati(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the IATI activity file at *path*, one activity at a time.

    What the schema asks for and the file does not have is reported at its line; only
    what cannot be read at all stops the reading.

    Raises:
        ReadError: It is no IATI 2.0x activity file, no well-formed XML, declares a
            document type, or holds an activity too large to be one.
    """
    faults = Faults(path.name)
    root = _checked(root_of(path), path, faults)
    found = activities(path)
    first = next(found, None)
    source = given.source_of(path, _said(root, first, faults))
    yield source
    file = File(
        source=source.id,
        faults=faults,
        organisations=Organisations(source.id, faults),
        contexts=Contexts(source.id),
    )
    if first is None:
        faults.note("no activity", root.line, "the file holds no activity")
    for element in chain([] if first is None else [first], found):
        yield from _claims(element, file)
        yield from faults.drain()
    yield from _gathered(file)


def _claims(element: Element, file: File) -> Iterator[Item]:
    try:
        yield from activity_claims(element, file)
    except ClaimError as error:
        place = Place(file=file.faults.file, line=line_of(element))
        raise ReadError(f"this activity cannot be kept: {error}", place) from error


def _checked(root: Root, path: Path, faults: Faults) -> Root:
    """The same root, if what follows can be read by this reader."""
    place = Place(file=path.name, line=root.line)
    if root.tag == "iati-organisations":
        raise ReadError("this is an IATI organisation file; only activity files are read", place)
    if root.tag != "iati-activities":
        problem = f"the first element is <{root.tag[:50]}>; an IATI activity file"
        raise ReadError(f"{problem} begins with <iati-activities>", place)
    version = root.attributes.get("version", "").strip()
    if version.startswith("1."):
        problem = f"this is IATI {version[:20]}; editions {', '.join(EDITIONS)} are read"
        raise ReadError(problem, place)
    if not version:
        problem = "<iati-activities> has no version; the file is read as 2.03"
        faults.note("no version", root.line, problem)
    elif version not in EDITIONS:
        problem = f"{version[:50]!r} is no version of the standard; the file is read as 2.03"
        faults.note("version", root.line, problem)
    return root


def _said(root: Root, first: Element | None, faults: Faults) -> Given:
    """What the file says of itself as a source: who publishes it, and when it was made."""
    made = root.attributes.get("generated-datetime", "").strip()
    if made and day(made) is None:
        faults.note("date of file", root.line, f"generated-datetime {made[:50]!r} is no date")
    reporter = None if first is None else first.find("reporting-org")
    if first is None or reporter is None:
        return Given(retrieved=day(made))
    # Its faults are noted when the activity is read.
    names = narratives(reporter, first.get(LANGUAGE), Faults(faults.file))
    publisher = names[0].text if names else reporter.get("ref")
    title = f"IATI activities of {publisher}" if publisher else None
    return Given(title=title, publisher=publisher, retrieved=day(made))


def _gathered(file: File) -> Iterator[Item]:
    """What is known only when all activities were read."""
    yield from file.organisations.entities()
    yield from file.contexts.entities()
    for name in sorted(file.related - file.seen):
        yield _named_only(file, name)
    if file.organisations:
        file.held["organisations"] = len(file.organisations)
    for what, count in file.held.items():
        yield Held(what=what, count=count)
    yield from file.faults.drain()
    yield from file.faults.rest()


def _named_only(file: File, name: str) -> Entity:
    """An activity that others are related to, but that is not in the file."""
    identifier = name.partition("/activity:")[2]
    return Entity(
        id=name,
        source=file.source,
        kind="activity",
        name=identifier,
        identifiers=(f"iati:{identifier}",),
        extra=(("known", "only as related to others"),),
    )
