"""What an activity works on and where: sectors, tags, themes, countries and regions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from graph.model import Tie, key_of
from graph.places import places
from ingest.iati.activity import Activity, Record
from ingest.iati.codelists import codelist, meanings, themes_of
from ingest.iati.narratives import narratives
from ingest.iati.organisations import folded
from ingest.iati.quantities import share_of
from ingest.iati.structure import Children, optional, required

#: Vocabularies of sectors whose codes we can name, with the list that names them.
_LISTS = {"1": "Sector", "2": "SectorCategory", "7": "UNSDG-Goals"}
#: Vocabularies of tags whose codes are those of a vocabulary of sectors: goals and targets.
_GOALS = {"2": "7", "3": "8"}
_WHOLE = 100.0

Shares = dict[str, float | None]


class _Subject(NamedTuple):
    """A sector or tag: its vocabulary, as those of sectors are numbered, its code and share."""

    id: str
    vocabulary: str
    code: str
    share: float | None


def subject_ties(activity: Activity) -> Iterator[Tie]:
    """
    Ties from the activity to what it works on and where it is active, each end once.

    What only transactions say counts too, without a share. Shares of sectors that
    stand for one theme add up.
    """
    subjects = list(_sectors(activity, activity.all("sector")))
    within = [
        subject
        for _, parts in activity.transactions
        if "sector" in parts
        for subject in _sectors(activity, parts["sector"])
    ]
    subjects += list(_tags(activity))
    works_on = _summed((subject.id, subject.share) for subject in subjects)
    works_on |= _missing(works_on, (subject.id for subject in within))
    themes = _themes(subjects)
    themes |= _missing(themes, _themes(within))
    if activity.marker == _PRINCIPAL:
        themes |= _missing(themes, (f"theme:{meanings().gender_theme}",))
    active_in = _summed(places_in(activity, activity.children))
    for _, parts in activity.transactions:
        if "recipient-country" in parts or "recipient-region" in parts:
            active_in |= _missing(active_in, (end for end, _ in places_in(activity, parts)))
    yield from _ties(activity, "works_on", works_on | themes)
    yield from _ties(activity, "active_in", active_in)


_PRINCIPAL = 2


def _ties(activity: Activity, kind: str, ends: Shares) -> Iterator[Tie]:
    for end, share in ends.items():
        yield Tie(
            id=activity.tie_id(kind, end),
            source=activity.file.source,
            kind=kind,
            start=activity.id,
            end=end,
            since=activity.since,
            until=activity.until,
            share=share,
        )


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
        themes = themes_of(subject.vocabulary, subject.code)
        pairs[subject.vocabulary] += [(f"theme:{theme}", subject.share) for theme in themes]
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
    met = activity.file.contexts.met
    name = met(key, "sector", names or [_unnamed(vocabulary, code)], identifier)
    return _Subject(name, vocabulary, code, share_of(element, activity.faults))


_SCHEMES = {"1": "dac", "2": "dac", "7": "sdg", "8": "sdg"}


def _unnamed(vocabulary: str, code: str) -> str:
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
