"""Which table a row of headings begins: of connections, of people, or of other elements."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from ingest.words import fold
from ingest.workbook.columns import SHAPES, Headings, codes_of, folded_headings

_PARTS = ("first", "last")
_REACHED = ("email", "phone")


@cache
def told_by() -> Mapping[str, frozenset[str]]:
    """The lists of `people.yaml` by name, folded but for the codes of columns."""
    text = files("ingest.workbook").joinpath("people.yaml").read_text("utf-8")
    rows: Mapping[str, list[str]] = yaml.safe_load(text)
    return {
        name: frozenset(words if name == "bodies" else map(fold, words))
        for name, words in rows.items()
    }


def understood(texts: Mapping[int, str]) -> Headings | None:
    """The headings that the row *texts* is, by column number; None if it is no such row."""
    for shape, needed in SHAPES.items():
        codes = codes_of(shape, texts)
        if shape == "people":
            if found := _people(texts, codes):
                return found
        elif all(code in codes.values() for code in needed):
            return Headings(shape=shape, codes=codes, texts=texts)
    return None


def _people(texts: Mapping[int, str], codes: dict[int, str]) -> Headings | None:
    """
    The headings of a table of people, or of elements some of which may be people.

    None when no column names persons, nor might.
    """
    there = set(codes.values())
    if there.isdisjoint((*_PARTS, "label")):
        return None
    elements = codes_of("elements", texts)
    # A heading alone may be the title of a list.
    sure = len(texts) > 1 and _only_persons(texts, codes)
    if not sure and _says_kinds(codes, elements):
        return _declared(texts, codes, elements)
    likely = sure or _likely(texts, codes, set(elements.values()))
    if likely is None:
        return None
    # What a list of people says of its own is not said a second time.
    spoken = {*there, "id", "type", "parent", "contact" if "label" in there else ""}
    rest = {n: code for n, code in elements.items() if n not in codes and code not in spoken}
    return Headings(shape="people", codes={**codes, **rest}, texts=texts, doubtful=not likely)


def _only_persons(texts: Mapping[int, str], codes: Mapping[int, str]) -> bool:
    """Whether a heading names persons and nobody else, as *First name* does."""
    label = next((texts[number] for number, code in codes.items() if code == "label"), None)
    parts = any(part in codes.values() for part in _PARTS)
    return parts or (label is not None and not _is_in("either", label))


def _says_kinds(codes: Mapping[int, str], elements: Mapping[int, str]) -> bool:
    """Whether a column says of each row what it is, and not of its organisation."""
    number = next((n for n, code in elements.items() if code == "type"), None)
    is_of_organisation = "organisation" in codes.values() and codes.get(number or 0) == "org_type"
    return number is not None and not is_of_organisation


def _declared(
    texts: Mapping[int, str], codes: Mapping[int, str], elements: Mapping[int, str]
) -> Headings | None:
    """
    The headings of elements of which a column says what they are.

    A row that does not say so may be a person where another column is of persons. None
    if the elements are called by another column, such as *Organisation*.
    """
    if not any(code == "label" == elements.get(number) for number, code in codes.items()):
        return None
    own = {n: c for n, c in codes.items() if c in ("organisation", "role") and n not in elements}
    personal = bool(own) or any(_is_in("personal", text) for text in texts.values())
    return Headings(shape="elements", codes={**elements, **own}, texts=texts, declared=personal)


def _likely(texts: Mapping[int, str], codes: Mapping[int, str], elements: set[str]) -> bool | None:
    """
    Whether rows with a name are people: True if so, False if they may be, None if not.

    A column of what only people have, or of their posts, tells of people; beside what
    tells of organisations, only if it says which organisation each is of.
    """
    named = {code: texts[number] for number, code in codes.items()}
    of_bodies = bool(elements & told_by()["bodies"])
    if of_bodies and _is_in("asked_for", named["label"]):
        return None
    weak = "role" in named and _is_in("weak", named["role"])
    strong = ("role" in named and not weak) or any(_is_in("personal", t) for t in texts.values())
    if "organisation" in named:
        reached = weak or not elements.isdisjoint(_REACHED)
        return strong or (reached and not of_bodies)
    if strong:
        return not of_bodies
    return False if weak else None


def _is_in(name: str, heading: str) -> bool:
    """Whether *heading* is in the list *name* of `people.yaml`."""
    return not folded_headings(heading).isdisjoint(told_by()[name])
