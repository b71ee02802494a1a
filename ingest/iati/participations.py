"""Who takes part in an activity, who reports it, and what other activities it is part of."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from graph.domain.model import Tie, key_of
from ingest.iati.activity import Activity
from ingest.iati.codelists import codelist, meanings
from ingest.iati.structure import boolean, optional, required


def reporting_tie(activity: Activity) -> Tie | None:
    """The tie of the reporting organisation, which from here on is the activity's reporter."""
    element = activity.first("reporting-org")
    if element is None:
        return None
    for name in ("ref", "type"):
        required(element, name, activity.faults)
    if element.find("narrative") is None:
        problem = "the reporting organisation has no <narrative>"
        activity.faults.note(problem, element, problem)
    secondary = boolean(element, "secondary-reporter", activity.faults)
    activity.reporter = activity.file.organisations.met(element, activity.language)
    if activity.reporter is None:
        return None
    return Tie(
        id=activity.tie_id("reports_on", activity.reporter),
        source=activity.file.source,
        kind="reports_on",
        start=activity.reporter,
        end=activity.id,
        since=activity.since,
        until=activity.until,
        role="secondary reporter" if secondary else None,
        cited_on=activity.updated,
    )


def participation_ties(activity: Activity) -> Iterator[Tie]:
    """A tie for each organisation in each role, even where it has one twice."""
    for element in activity.all("participating-org"):
        code = required(element, "role", activity.faults)
        organisation = activity.file.organisations.met(element, activity.language)
        kind = meanings().roles.get(code or "")
        if code is not None and kind is None:
            problem = f"{code[:50]!r} is no role of an organisation: no tie was made"
            activity.faults.note("role of organisation", element, problem)
        if code is None or kind is None or organisation is None:
            continue
        if kind == "funds":
            activity.funders.append(organisation)
        yield Tie(
            id=activity.tie_id(kind, organisation),
            source=activity.file.source,
            kind=kind,
            start=organisation,
            end=activity.id,
            since=activity.since,
            until=activity.until,
            role=codelist("OrganisationRole")[code].english.lower(),
            marker=activity.marker if kind == "funds" else None,
            cited_on=activity.updated,
            extra=_extra(activity, element),
        )


def _extra(activity: Activity, element: Element) -> tuple[tuple[str, str], ...]:
    own = optional(element, "activity-id", activity.faults)
    channel = optional(element, "crs-channel-code", activity.faults)
    found = (("its own activity", own), ("channel of the DAC", channel))
    return tuple((name, text) for name, text in found if text)


def related_ties(activity: Activity) -> Iterator[Tie]:
    """
    Ties to parents, children and other related activities.

    When both sides state one relation, they state one tie: it has the same id and says
    the same from either side.
    """
    for element in activity.all("related-activity"):
        reference = required(element, "ref", activity.faults)
        code = required(element, "type", activity.faults)
        if reference is None or code is None:
            continue
        role = meanings().related.get(code)
        other = activity.file.activity_id(" ".join(reference.split()))
        if role is None or other == activity.id:
            what = f"{code[:50]!r} is no type of relation" if role is None else "it is its own"
            problem = f"the related activity {reference[:80]!r} has no tie: {what}"
            activity.faults.note("related activity", element, problem)
            continue
        activity.file.related.add(other)
        yield _related(activity, other, role)


def _related(activity: Activity, other: str, role: str) -> Tie:
    ends = (activity.id, other) if role == "parent" else (other, activity.id)
    kind, said = "part_of", None
    if role not in ("parent", "child"):
        kind, said, ends = "linked_to", role, (min(ends), max(ends))
    return Tie(
        id=f"{activity.file.source}/{key_of(kind, *ends, said)}",
        source=activity.file.source,
        kind=kind,
        start=ends[0],
        end=ends[1],
        role=said,
    )
