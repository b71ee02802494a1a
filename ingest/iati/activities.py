"""What one activity becomes: an entity, and all its ties."""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from graph.domain.model import Claim, key_of
from ingest.iati.activity import Activity, File, identifier_of
from ingest.iati.narratives import LANGUAGE, Narrative
from ingest.iati.participations import participation_ties, related_ties, reporting_tie
from ingest.iati.profile import dates, gender_marker, profile, span, titles
from ingest.iati.quantities import day
from ingest.iati.structure import ACTIVITY, check, children_of, counts, optional
from ingest.iati.subjects import subject_ties
from ingest.iati.transactions import transaction_ties


def activity_claims(element: Element, file: File) -> Iterator[Claim]:
    """The claims that an `iati-activity` makes; what is wrong with it is noted in the file."""
    children = children_of(element)
    file.held["activities"] += 1
    for what, number in counts(children, ACTIVITY):
        file.held[what] += number
    if not children:
        problem = "the activity is empty: nothing was made of it"
        file.faults.note("empty activity", element, problem, keeps=None)
        return
    check(element, children, ACTIVITY, file.faults, strict=file.strict)
    activity = Activity(
        file=file,
        faults=file.faults,
        id="",
        identifier=None,
        children=children,
        transactions=[(found, children_of(found)) for found in children.get("transaction", ())],
        language=optional(element, LANGUAGE, file.faults),
        currency=optional(element, "default-currency", file.faults),
        updated=day(element.get("last-updated-datetime", "").strip()),
    )
    named = titles(activity)
    if _is_known(activity, named, element):
        yield from _claims(activity, named, element)


def _is_known(activity: Activity, named: Sequence[Narrative], element: Element) -> bool:
    """Give the activity its id; False, and a fault, where that is another's, or it has none."""
    file = activity.file
    activity.identifier = identifier_of(activity.first("iati-identifier"), file.faults)
    if activity.identifier is not None:
        activity.id = file.activity_id(activity.identifier)
        if activity.id in file.seen:
            problem = (
                f"{activity.identifier[:80]!r} was already in this file: nothing was made of it"
            )
            file.faults.note("activity twice", element, problem)
            return False
    elif named:
        activity.id = _titled(file, [name.text for name in named])
    else:
        problem = "the activity has neither identifier nor title: nothing was made of it"
        file.faults.note("unnamed activity", element, problem, keeps=None)
        return False
    file.seen.add(activity.id)
    return True


def _titled(file: File, names: list[str]) -> str:
    """An id made of the titles, and of a number where another activity has the same."""
    name = file.activity_id(f"titled:{key_of(*names)}")
    number = 1
    while (numbered := name if number == 1 else f"{name}-{number}") in file.seen:
        number += 1
    return numbered


def _claims(activity: Activity, named: Sequence[Narrative], element: Element) -> Iterator[Claim]:
    found = dates(activity)
    activity.since, activity.until = span(activity, found)
    activity.marker = gender_marker(activity)
    yield profile(activity, element, named, found)
    reporting = reporting_tie(activity)
    if reporting is not None:
        yield reporting
    yield from participation_ties(activity)
    yield from subject_ties(activity)
    yield from transaction_ties(activity)
    yield from related_ties(activity)
