"""Read files of the International Aid Transparency Initiative."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from lxml.etree import _Element as Element

from graph.domain.errors import ClaimError
from graph.domain.model import Claim, Entity
from ingest.decoding.faults import Faults, line_of
from ingest.decoding.xml_records import Root, records, root_of
from ingest.errors import Place, ReadError
from ingest.iati.activities import activity_claims
from ingest.iati.activity import File
from ingest.iati.budgets import organisation_claims
from ingest.iati.contexts import Contexts
from ingest.iati.earlier import EARLIER, is_earlier, renew
from ingest.iati.narratives import LANGUAGE, narratives
from ingest.iati.organisations import Organisations
from ingest.iati.quantities import day
from ingest.reader import Given, Held, Item

#: The editions of the standard that are read as they stand.
EDITIONS = ("2.01", "2.02", "2.03")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of IATI file: its records, what it is called in titles, what reads a record."""

    tag: str
    what: str
    claims: Callable[[Element, File], Iterator[Claim]]


_ACTIVITIES = Sort(tag="iati-activity", what="IATI activities", claims=activity_claims)
_ORGANISATIONS = Sort(
    tag="iati-organisation", what="IATI organisation file", claims=organisation_claims
)
#: The sort of a file by its root; an activity may stand alone, as it did in editions 1.0x.
SORTS = {
    "iati-activities": _ACTIVITIES,
    "iati-activity": _ACTIVITIES,
    "iati-organisations": _ORGANISATIONS,
    "iati-organisation": _ORGANISATIONS,
}


def read_iati(path: Path, given: Given) -> Iterator[Item]:
    """
    Read the IATI file at *path*, of activities or of organisations, one record at a time.

    What the schema asks for and the file does not have is reported at its line; only
    what cannot be read at all stops the reading. Editions before 2.01 are read as
    `ingest.iati.earlier` says.

    Raises:
        ReadError: It is no IATI file, no well-formed XML, declares a document type, or
            holds a record too large to be one.
    """
    faults = Faults(path.name)
    root = root_of(path)
    sort = _sort(root, path)
    found = records(path, root.tag, sort.tag)
    first = next(found, None)
    earlier = _is_earlier(root, first, faults)
    if first is not None and earlier:
        renew(first)
    source = given.source_of(path, _said(root, sort, first, faults))
    yield source
    file = File(
        source=source.id,
        faults=faults,
        organisations=Organisations(source.id, faults),
        contexts=Contexts(source.id),
        strict=not earlier,
    )
    if first is None:
        what = sort.tag.removeprefix("iati-")
        faults.note(f"no {what}", root.line, f"the file holds no {what}")
    for element in chain([] if first is None else [first], found):
        if earlier and element is not first:
            renew(element)
        yield from _claims(element, sort, file)
        yield from faults.drain()
    yield from _gathered(file)


def _claims(element: Element, sort: Sort, file: File) -> Iterator[Item]:
    try:
        yield from sort.claims(element, file)
    except ClaimError as error:
        place = Place(file=file.faults.file, line=line_of(element))
        what = sort.tag.removeprefix("iati-")
        raise ReadError(f"this {what} cannot be kept: {error}", place) from error


def _sort(root: Root, path: Path) -> Sort:
    if root.tag not in SORTS:
        problem = f"the first element is <{root.tag[:50]}>; an IATI file begins with"
        known = " or ".join(f"<{tag}>" for tag in SORTS)
        raise ReadError(f"{problem} {known}", Place(file=path.name, line=root.line))
    return SORTS[root.tag]


def _is_earlier(root: Root, first: Element | None, faults: Faults) -> bool:
    """
    Whether the file is of an edition before 2.01, by its version or else by how it is written.

    A version that is missing or unknown is noted.
    """
    version = root.attributes.get("version", "").strip()
    if version in EDITIONS or EARLIER.fullmatch(version):
        return version not in EDITIONS
    earlier = first is not None and is_earlier(first)
    edition = "as of an edition before 2.01" if earlier else "as 2.03"
    if version:
        what = f"{version[:50]!r} is no version of the standard"
        faults.note("version", root.line, f"{what}; the file is read {edition}")
    else:
        problem = f"<{root.tag}> has no version; the file is read {edition}"
        faults.note("no version", root.line, problem)
    return earlier


def _said(root: Root, sort: Sort, first: Element | None, faults: Faults) -> Given:
    """What the file says of itself as a source: who publishes it, and when it was made."""
    made = root.attributes.get("generated-datetime", "").strip()
    if made and day(made) is None:
        faults.note("date of file", root.line, f"generated-datetime {made[:50]!r} is no date")
    reporter = None if first is None else first.find("reporting-org")
    if first is None or reporter is None:
        return Given(published=day(made))
    # Its faults are noted when the activity is read.
    names = narratives(reporter, first.get(LANGUAGE), Faults(faults.file))
    publisher = names[0].text if names else reporter.get("ref")
    title = f"{sort.what} of {publisher}" if publisher else None
    return Given(title=title, publisher=publisher, published=day(made))


def _gathered(file: File) -> Iterator[Item]:
    """What is known only when all activities were read."""
    yield from file.organisations.entities()
    yield from file.contexts.entities()
    for name in sorted(file.related):
        if name not in file.seen:
            yield _named_only(file, name)
    if file.organisations:
        file.held["organisations"] = len(file.organisations)
    if file.contexts.unthemed:
        file.held["sectors that stand for no theme"] = file.contexts.unthemed
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
