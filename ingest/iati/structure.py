"""What the schemas of IATI 2.03 ask of an activity or an organisation, checked in one pass."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from ingest.decoding.faults import Faults

#: The longest code or identifier; the standard's own are far shorter.
LONGEST_CODE = 500
#: The one control character that XML lets through and ids may not hold.
DELETE = "\x7f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A child of a record: its place in the order, how often it may be, how it is counted."""

    place: int
    needed: bool
    once: bool
    counted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """What the schema says of the children of one sort of record, which messages call *what*."""

    what: str
    parts: Mapping[str, Part]
    needed: tuple[str, ...]
    places: Mapping[str, int]


def _schema(what: str, *rows: tuple[str, str, str | None]) -> Schema:
    parts = {
        tag: Part(place=place, needed=often in "1+", once=often in "1?", counted=counted)
        for place, (tag, often, counted) in enumerate(rows)
    }
    return Schema(
        what=what,
        parts=parts,
        needed=tuple(tag for tag, part in parts.items() if part.needed),
        places={tag: part.place for tag, part in parts.items()},
    )


#: The children of an activity, in the order of the schema: how often (1 once, + at least
#: once, ? at most once, * any number) and as what a load report counts them.
ACTIVITY = _schema(
    "activity",
    ("iati-identifier", "1", None),
    ("reporting-org", "1", None),
    ("title", "1", None),
    ("description", "+", None),
    ("participating-org", "+", "participations"),
    ("other-identifier", "*", "other identifiers"),
    ("activity-status", "1", None),
    ("activity-date", "+", None),
    ("contact-info", "*", "contacts"),
    ("activity-scope", "?", None),
    ("recipient-country", "*", "recipient countries"),
    ("recipient-region", "*", "recipient regions"),
    ("location", "*", "locations"),
    ("sector", "*", "sectors"),
    ("tag", "*", "tags"),
    ("country-budget-items", "?", "country budget items"),
    ("humanitarian-scope", "*", "humanitarian scopes"),
    ("policy-marker", "*", "policy markers"),
    ("collaboration-type", "?", None),
    ("default-flow-type", "?", None),
    ("default-finance-type", "?", None),
    ("default-aid-type", "*", None),
    ("default-tied-status", "?", None),
    ("budget", "*", "budgets"),
    ("planned-disbursement", "*", "planned disbursements"),
    ("capital-spend", "?", None),
    ("transaction", "*", "transactions"),
    ("document-link", "*", "documents"),
    ("related-activity", "*", "related activities"),
    ("legacy-data", "*", "legacy data"),
    ("conditions", "?", "conditions"),
    ("result", "*", "results"),
    ("crs-add", "?", "records for the DAC"),
    ("fss", "?", "forward spending surveys"),
)
#: The same for an organisation of an organisation file.
ORGANISATION = _schema(
    "organisation",
    ("organisation-identifier", "1", None),
    ("name", "1", None),
    ("reporting-org", "1", None),
    ("total-budget", "*", "total budgets"),
    ("recipient-org-budget", "*", "budgets for organisations"),
    ("recipient-region-budget", "*", "budgets for regions"),
    ("recipient-country-budget", "*", "budgets for countries"),
    ("total-expenditure", "*", "total expenditures"),
    ("document-link", "*", "documents"),
)

Children = Mapping[str, Sequence[Element]]


def children_of(element: Element) -> dict[str, list[Element]]:
    """The children of an element by their names, in the order of the file."""
    found: dict[str, list[Element]] = {}
    for child in element:
        tag = str(child.tag)
        if tag in found:
            found[tag].append(child)
        else:
            found[tag] = [child]
    return found


def counts(children: Children, schema: Schema) -> Iterator[tuple[str, int]]:
    """How many children a record has of each sort that a load report counts."""
    for tag, found in children.items():
        what = schema.parts[tag].counted if tag in schema.parts else "elements beyond the standard"
        if what is not None:
            yield what, len(found)


def check(
    record: Element, children: Children, schema: Schema, faults: Faults, *, strict: bool = True
) -> None:
    """
    Note what is missing from a record, too often in it, unknown or out of order.

    Args:
        strict: Whether anything must be there, and in order; editions before 2.01 ask neither.
    """
    for tag in schema.needed if strict else ():
        if tag not in children:
            faults.note(f"no <{tag}>", record, f"the {schema.what} has no <{tag}>")
    for tag, found in children.items():
        if tag in schema.parts:
            if len(found) > 1 and schema.parts[tag].once:
                problem = f"the {schema.what} has {len(found)} <{tag}>, it may have one"
                faults.note(f"two <{tag}>", found[1], problem)
        elif not tag.startswith("{"):
            problem = f"<{tag[:80]}> is no element of IATI 2.03; nothing was made of it"
            faults.note("unknown element", found[0], problem)
    places = [schema.places.get(str(child.tag), -1) for child in record]
    if strict and places != sorted(places):
        _check_order(record, schema, faults)


def _check_order(record: Element, schema: Schema, faults: Faults) -> None:
    """Note the first child that stands too late; foreign ones may stand anywhere."""
    before, last = "", -1
    for child in record:
        place = schema.places.get(str(child.tag))
        if place is None:
            continue
        if place < last:
            problem = f"<{child.tag}> stands after <{before}>; the schema wants it before"
            faults.note("out of order", child, problem)
            return
        before, last = str(child.tag), place


def optional(element: Element, name: str, faults: Faults, most: int = LONGEST_CODE) -> str | None:
    """An attribute without superfluous white space; None if missing, empty or unusable."""
    value = element.get(name)
    if value is None:
        return None
    if len(value) <= most and value.isprintable():
        return value.strip() or None
    value = " ".join(value.split())
    if len(value) > most or DELETE in value:
        problem = f"{name} of <{element.tag}> is left out: too long, or with control characters"
        faults.note("unusable attribute", element, problem)
        return None
    return value.strip() or None


def required(element: Element, name: str, faults: Faults) -> str | None:
    """An attribute that the schema requires; noted where it is missing or empty."""
    value = element.get(name)
    if value and value.isalnum() and len(value) <= LONGEST_CODE:
        return value
    value = optional(element, name, faults)
    if value is None:
        sort = f"<{element.tag}> without {name}"
        faults.note(sort, element, sort)
    return value


def boolean(element: Element, name: str, faults: Faults) -> bool | None:
    """An attribute that is true or false; None where it is missing or neither."""
    value = element.get(name)
    if value is None or value.strip() in ("true", "false", "1", "0"):
        return None if value is None else value.strip() in ("true", "1")
    problem = f"{name} is {value[:50]!r}, which is neither 1 (true) nor 0 (false)"
    faults.note(f"{name} of <{element.tag}>", element, problem)
    return None


#: What elements that name organisations may carry; anything else is no attribute of the standard.
ATTRIBUTES = {
    "reporting-org": frozenset({"ref", "type", "secondary-reporter"}),
    "participating-org": frozenset({"ref", "type", "role", "activity-id", "crs-channel-code"}),
    "provider-org": frozenset({"ref", "type", "provider-activity-id"}),
    "receiver-org": frozenset({"ref", "type", "receiver-activity-id"}),
    "recipient-org": frozenset({"ref"}),
}


def check_attributes(element: Element, faults: Faults) -> None:
    """Note attributes of an organisation that the standard does not know."""
    known = ATTRIBUTES[str(element.tag)]
    for name in map(str, element.keys()):
        if name not in known and not name.startswith("{"):
            what = f"<{element.tag}> has an attribute {name[:80]!r}"
            problem = f"{what}, which the standard does not know"
            faults.note(f"unknown attribute of <{element.tag}>", element, problem)
