"""What an activity works on and where: sectors, tags, themes, countries and regions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from graph.domain.model import Tie, key_of
from graph.domain.places import places
from ingest.crosswalk import crosswalk, themes_of
from ingest.iati.activity import Activity, Record
from ingest.iati.codelists import codelist, meanings
from ingest.iati.flows import flows
from ingest.iati.narratives import narratives
from ingest.iati.organisations import folded
from ingest.iati.quantities import share_of
from ingest.iati.structure import Children, optional, required
from ingest.sectors import sector_themes
from ingest.spans import Span

#: Vocabularies of sectors whose codes we can name, with the list that names them.
_LISTS = {"1": "Sector", "2": "SectorCategory", "7": "UNSDG-Goals"}
#: Vocabularies of tags whose codes are those of a vocabulary of sectors: goals and targets.
_GOALS = {"2": "7", "3": "8"}
#: Vocabularies that have schemes of identifiers.
_SCHEMES = {"1": "dac", "2": "dac", "7": "sdg", "8": "sdg"}
_WHOLE = 100.0
_PRINCIPAL = 2

Shares = dict[str, float | None]


class _Subject(NamedTuple):
    """A sector or tag: its vocabulary, as those of sectors are numbered, its themes and share."""

    id: str
    vocabulary: str
    themes: tuple[str, ...]
    share: float | None

    @property
    def ends(self) -> tuple[str, ...]:
        """The ids of the sector and of its themes."""
        return self.id, *_ids(self.themes)


def subject_ties(activity: Activity) -> Iterator[Tie]:
    """
    Ties from the activity to what it works on and where it is active, each end once.

    What only transactions say counts too, without a share, and for as long as they
    prove it. Shares of sectors that stand for one theme add up.
    """
    subjects = [*_sectors(activity, activity.all("sector")), *_tags(activity)]
    works_on = _summed((subject.id, subject.share) for subject in subjects) | _themes(subjects)
    if activity.marker == _PRINCIPAL:
        works_on |= _missing(works_on, _ids(themes_of("markers", meanings().gender_marker)))
    active_in = _summed(places_in(activity, activity.children))
    yield from _ties(activity, "works_on", works_on, _on(activity))
    yield from _ties(activity, "active_in", active_in, _in(activity))


def _on(activity: Activity) -> Iterator[tuple[str, Span]]:
    """Sectors and themes that transactions name, and when."""
    for parts, span in flows(activity):
        for subject in _sectors(activity, parts.get("sector", ())):
            yield from ((end, span) for end in subject.ends)


def _in(activity: Activity) -> Iterator[tuple[str, Span]]:
    """Countries and regions that transactions name, and when."""
    for parts, span in flows(activity):
        yield from ((end, span) for end, _ in places_in(activity, parts))


def _ties(
    activity: Activity, kind: str, ends: Shares, later: Iterable[tuple[str, Span]]
) -> Iterator[Tie]:
    """Ties to *ends* for as long as the activity lasts, and to others for as long as is said."""
    spans = {end: Span(activity.since, activity.until) for end in ends}
    for end, span in later:
        if end not in ends:
            spans[end] = spans[end].joined(span) if end in spans else span
    for end, (since, until) in spans.items():
        yield Tie(
            id=activity.tie_id(kind, end),
            source=activity.file.source,
            kind=kind,
            start=activity.id,
            end=end,
            since=since,
            until=until,
            share=ends.get(end),
            cited_on=activity.updated,
        )


def _ids(themes: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"theme:{theme}" for theme in themes)


def _missing(known: Shares, ends: Iterable[str]) -> Shares:
    return {end: None for end in ends if end not in known}


def _summed(pairs: Iterable[tuple[str, float | None]]) -> Shares:
    """Each end with the sum of its shares; none when one of them is not said."""
    found: Shares = {}
    for end, share in pairs:
        before = found.get(end, 0.0)
        if before is None or share is None:
            found[end] = None
        else:
            found[end] = min(round(before + share, 4), _WHOLE)
    return found


def _themes(subjects: Iterable[_Subject]) -> Shares:
    """The themes that sectors stand for; where vocabularies differ, with the larger share."""
    pairs: dict[str, list[tuple[str, float | None]]] = defaultdict(list)
    for subject in subjects:
        pairs[subject.vocabulary] += [(end, subject.share) for end in _ids(subject.themes)]
    found: Shares = {}
    for vocabulary in sorted(pairs):
        for theme, share in _summed(pairs[vocabulary]).items():
            found[theme] = max((share, found.get(theme)), key=lambda known: known or 0.0)
    return found


def _sectors(activity: Activity, elements: Iterable[Element]) -> Iterator[_Subject]:
    for element in elements:
        code = required(element, "code", activity.faults)
        if code is not None:
            vocabulary = optional(element, "vocabulary", activity.faults) or "1"
            yield _subject(activity, element, vocabulary, code)


def _tags(activity: Activity) -> Iterator[_Subject]:
    for element in activity.all("tag"):
        code = required(element, "code", activity.faults)
        vocabulary = required(element, "vocabulary", activity.faults)
        if code is not None and vocabulary is not None:
            yield _subject(activity, element, _GOALS.get(vocabulary, f"tag {vocabulary}"), code)


def _subject(activity: Activity, element: Element, vocabulary: str, code: str) -> _Subject:
    """The sector or tag that *element* names, made known to the file."""
    official = codelist(_LISTS.get(vocabulary, "")).get(code)
    names = [name for name in official or () if name]
    names += [said.text for said in narratives(element, activity.language, activity.faults)]
    if vocabulary in ("1", "2") and official is None:
        problem = f"{code[:50]!r} is no sector of the DAC list; it is kept as it stands"
        activity.faults.note("sector of the DAC", element, problem)
    key = f"sdg:{code}" if vocabulary in ("7", "8") else f"sector:{vocabulary}:{code}"
    scheme = _SCHEMES.get(vocabulary)
    identifier = " ".join(f"{scheme}:{code}".split()) if scheme else None
    themes = sector_themes(meanings().subjects.get(vocabulary), code, names)
    called = names or [_unnamed(vocabulary, code)]
    met = activity.file.contexts.met
    name = met(key, "sector", called, identifier, themed=bool(themes))
    return _Subject(name, vocabulary, themes, share_of(element, activity.faults))


def _unnamed(vocabulary: str, code: str) -> str:
    """What to call a sector that nobody names: as the crosswalk does, else by its code."""
    codes = crosswalk().lists.get(meanings().subjects.get(vocabulary, ""))
    if codes and code in codes.codes:
        return codes.codes[code].name
    known = codelist("SectorVocabulary").get(vocabulary)
    return f"{known.english if known else vocabulary}: {code}"


def places_in(record: Record, parts: Children) -> Iterator[tuple[str, float | None]]:
    """The countries and regions in *parts*, with their shares."""
    for element in parts.get("recipient-country", ()):
        code = required(element, "code", record.faults)
        if code is None:
            continue
        place = places().get(code.upper())
        if place is not None and place.kind == "country":
            yield place.id, share_of(element, record.faults)
        else:
            problem = f"{code[:50]!r} is no country of ISO 3166-1: no tie was made to it"
            record.faults.note("country", element, problem)
    for element in parts.get("recipient-region", ()):
        code = required(element, "code", record.faults)
        region = _region(record, element, code) if code else None
        if region is not None:
            yield region, share_of(element, record.faults)


def _region(record: Record, element: Element, code: str) -> str | None:
    """A region of the world, or else a region of the source's own, by its name here."""
    vocabulary = optional(element, "vocabulary", record.faults) or "1"
    shared = meanings().regions.get(code) if vocabulary == "1" else code
    place = places().get(shared or "") if vocabulary in ("1", "2") else None
    if place is not None and place.kind == "region":
        return place.id
    official = codelist("Region").get(code) if vocabulary == "1" else None
    said = [said.text for said in narratives(element, record.language, record.faults)]
    names = said or ([official.english, official.french] if official else [])
    if vocabulary in ("1", "2") and official is None:
        problem = f"{code[:50]!r} is no region of vocabulary {vocabulary}"
        record.faults.note("region", element, problem)
    if not names:
        return None
    # Publishers use one code, such as 998 for "unspecified", for several regions of their own.
    key = f"region:{vocabulary}:{code}" + (f":{key_of(folded(said[0]))}" if said else "")
    return record.file.contexts.met(key, "region", names)
