"""What an activity says of itself: names, dates, texts, contacts, and the rest of its codes."""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from graph.domain.dates import PartialDate
from graph.domain.model import Contact, Entity
from graph.domain.texts import LONGEST_TEXT
from ingest.iati.activity import Activity
from ingest.iati.codelists import codelist, meanings, worded
from ingest.iati.narratives import Narrative, narratives, text_of
from ingest.iati.quantities import date_of
from ingest.iati.structure import boolean, optional, required

Extra = Iterator[tuple[str, str | None]]

#: Types of dates; an actual one counts before a planned one.
_DATES = {"1": "planned start", "2": "actual start", "3": "planned end", "4": "actual end"}
_DESCRIPTIONS = {"2": "objectives", "3": "target groups", "4": "other description"}
#: Elements that are one code each: the element, its words, its codelist.
_CODED = (
    ("activity-status", "status", "ActivityStatus"),
    ("activity-scope", "scope", "ActivityScope"),
    ("collaboration-type", "collaboration", "CollaborationType"),
    ("default-flow-type", "flow type", "FlowType"),
    ("default-finance-type", "finance type", "FinanceType"),
    ("default-tied-status", "tied status", ""),
)
_CONTACTS = ("person-name", "telephone", "email", "website", "mailing-address")
#: The category of documents that are the activity's own page.
_WEB_PAGE = "A12"


def titles(activity: Activity) -> Sequence[Narrative]:
    """What the activity is called, English first; noted where it is called nothing."""
    element = activity.first("title")
    found = () if element is None else narratives(element, activity.language, activity.faults)
    if element is not None and not found:
        problem = "the title has no <narrative>"
        activity.faults.note("title without narrative", element, problem)
    return found


def dates(activity: Activity) -> dict[str, PartialDate]:
    """The planned and actual dates that are days, the first of each type."""
    found: dict[str, PartialDate] = {}
    for element in activity.all("activity-date"):
        code = required(element, "type", activity.faults)
        date = date_of(element, activity.faults)
        if code is not None and code not in _DATES:
            problem = f"{code[:50]!r} is no type of activity date"
            activity.faults.note("type of activity date", element, problem)
        elif code is not None and date is not None:
            found.setdefault(_DATES[code], date)
    return found


def span(
    activity: Activity, found: dict[str, PartialDate]
) -> tuple[PartialDate | None, PartialDate | None]:
    """From when until when the activity is, as far as its dates make sense."""
    since = found.get("actual start") or found.get("planned start")
    until = found.get("actual end") or found.get("planned end")
    if since is not None and until is not None and until.last < since.first:
        element = activity.first("activity-date")
        problem = f"it ends ({until}) before it begins ({since}): the end was left out"
        activity.faults.note("dates of activity", element, problem)
        return since, None
    return since, until


def gender_marker(activity: Activity) -> int | None:
    """How far the activity aims at gender equality: 0 not, 1 significantly, 2 principally."""
    found = None
    for element in activity.all("policy-marker"):
        vocabulary = optional(element, "vocabulary", activity.faults) or "1"
        code = element.get("code")
        if vocabulary != "1" or code is None or code.strip() != meanings().gender_marker:
            continue
        degree = required(element, "significance", activity.faults)
        if degree in ("0", "1", "2"):
            found = max(int(degree), found or 0)
        elif degree is not None:
            problem = f"{degree[:50]!r} is no significance of the gender equality marker"
            activity.faults.note("gender equality marker", element, problem)
    return found


def profile(
    activity: Activity,
    element: Element,
    names: Sequence[Narrative],
    found: dict[str, PartialDate],
) -> Entity:
    """The activity as an entity; *names* are its titles, *found* its dates."""
    called = [name.text for name in names] or [activity.identifier or "untitled activity"]
    extra = [*_texts(activity), *_flags(activity, element), *_dates(activity, found)]
    extra += [*_codes(activity), *_markers(activity), *_scopes(activity), *_others(activity)]
    summary = next((text for name, text in extra if name == "summary"), None)
    return Entity(
        id=activity.id,
        source=activity.file.source,
        kind="activity",
        name=called[0],
        aliases=tuple(dict.fromkeys(name for name in called[1:] if name != called[0])),
        identifiers=(f"iati:{activity.identifier}",) if activity.identifier else (),
        summary=summary,
        link=_link(activity, element),
        since=activity.since,
        until=activity.until,
        contacts=tuple(_contacts(activity)),
        cited_on=activity.updated,
        extra=tuple((name, text) for name, text in extra if text and name != "summary"),
    )


def _texts(activity: Activity) -> Extra:
    """Descriptions; the first general one is the summary, other languages stand beside it."""
    summarised = False
    for element in activity.all("description"):
        said = narratives(element, activity.language, activity.faults)
        if not said:
            problem = "the description has no <narrative>"
            activity.faults.note(problem, element, problem)
        kind = _DESCRIPTIONS.get(element.get("type", "1").strip(), "description")
        for place, narrative in enumerate(said):
            if kind == "description" and not summarised:
                summarised = True
                yield "summary", narrative.text
            elif place == 0 or narrative.language is None:
                yield kind, narrative.text
            else:
                yield f"{kind} [{narrative.language[:20]}]", narrative.text


def _flags(activity: Activity, element: Element) -> Extra:
    faults = activity.faults
    if boolean(element, "humanitarian", faults):
        yield "humanitarian", "yes"
    yield "hierarchy", optional(element, "hierarchy", faults)
    yield "last updated", optional(element, "last-updated-datetime", faults)
    yield "budget not provided", optional(element, "budget-not-provided", faults)
    share = activity.first("capital-spend")
    if share is not None:
        yield "capital spend in percent", required(share, "percentage", faults)


def _dates(activity: Activity, found: dict[str, PartialDate]) -> Extra:
    """The dates that are not already the activity's since and until."""
    for name, date in found.items():
        if date not in (activity.since, activity.until):
            yield name, str(date)


def _codes(activity: Activity) -> Extra:
    for tag, words, name in _CODED:
        for element in activity.all(tag):
            code = required(element, "code", activity.faults)
            yield words, worded(name, code) if code else None
    for element in activity.all("default-aid-type"):
        code = required(element, "code", activity.faults)
        vocabulary = optional(element, "vocabulary", activity.faults) or "1"
        if code is not None:
            words = "aid type" if vocabulary == "1" else f"aid type of vocabulary {vocabulary}"
            yield words, worded("AidType", code) if vocabulary == "1" else code


def _markers(activity: Activity) -> Extra:
    for element in activity.all("policy-marker"):
        code = required(element, "code", activity.faults)
        vocabulary = optional(element, "vocabulary", activity.faults) or "1"
        if code is None:
            continue
        official = codelist("PolicyMarker").get(code) if vocabulary == "1" else None
        if vocabulary == "1" and official is None:
            problem = f"{code[:50]!r} is no policy marker of the DAC; it is kept as it stands"
            activity.faults.note("policy marker", element, problem)
        said = narratives(element, activity.language, activity.faults)
        name = official.english if official else next((n.text for n in said), code)
        degree = optional(element, "significance", activity.faults)
        known = codelist("PolicySignificance").get(degree or "")
        yield "policy marker", f"{name}: {known.english if known else degree or 'not said'}"


def _scopes(activity: Activity) -> Extra:
    for element in activity.all("humanitarian-scope"):
        said = narratives(element, activity.language, activity.faults)
        kind = codelist("HumanitarianScopeType").get(element.get("type", ""))
        code = required(element, "code", activity.faults)
        words = [kind.english if kind else None, code, *(text.text for text in said[:1])]
        yield "humanitarian scope", " ".join(word for word in words if word)


def _others(activity: Activity) -> Extra:
    for element in activity.all("other-identifier"):
        yield "other identifier", required(element, "ref", activity.faults)
    for element in activity.all("location"):
        for name in element.iterchildren("name"):
            for text in narratives(name, activity.language, activity.faults)[:1]:
                yield "location", text.text
    for tag, elements in activity.children.items():
        # Elements of other namespaces are the publisher's own.
        if tag.startswith("{"):
            for element in elements:
                yield tag.rpartition("}")[2], text_of(element, activity.faults)


def _link(activity: Activity, element: Element) -> str | None:
    """The activity's own page: its document of that category, else its linked data."""
    pages = (
        optional(document, "url", activity.faults, LONGEST_TEXT)
        for document in activity.all("document-link")
        if any(part.get("code") == _WEB_PAGE for part in document.iterchildren("category"))
    )
    for address in (*pages, optional(element, "linked-data-uri", activity.faults, LONGEST_TEXT)):
        # An address that is no web page may be a script in disguise.
        if address is not None and address.lower().startswith(("http://", "https://")):
            return address
    return None


def _contacts(activity: Activity) -> Iterator[Contact]:
    seen = set()
    for info in activity.all("contact-info"):
        for tag in _CONTACTS:
            for element in info.iterchildren(tag):
                said = narratives(element, activity.language, activity.faults)
                value = said[0].text if said else text_of(element, activity.faults)
                if value is not None and (tag, value) not in seen:
                    seen.add((tag, value))
                    yield Contact(kind=tag.replace("-", " "), value=value)
