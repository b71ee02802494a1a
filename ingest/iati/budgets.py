"""What one organisation of an organisation file becomes: its profile and its payments."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from graph.domain.dates import PartialDate
from graph.domain.model import Tie
from ingest.iati.activity import File, Record
from ingest.iati.narratives import LANGUAGE, narratives, text_of
from ingest.iati.quantities import Money, date_of, money_of
from ingest.iati.structure import (
    DELETE,
    LONGEST_CODE,
    ORGANISATION,
    Children,
    boolean,
    check,
    children_of,
    counts,
    optional,
    required,
)
from ingest.iati.subjects import places_in

#: Budgets that are for somebody or somewhere, and whom or what for.
_FOR = {
    "recipient-org-budget": "recipient-org",
    "recipient-region-budget": "recipient-region",
    "recipient-country-budget": "recipient-country",
}
#: Sums that are for nobody in particular, and how they are called.
_TOTALS = {"total-budget": "total budget", "total-expenditure": "total expenditure"}
#: The codelist BudgetStatus; a budget that does not say is indicative.
_STATUS = {"1": "indicative", "2": "committed"}
_LINES = ("budget-line", "expense-line")

Period = tuple[PartialDate | None, PartialDate | None]


def organisation_claims(element: Element, file: File) -> Iterator[Tie]:
    """The ties that an `iati-organisation` makes; what is wrong with it is noted in the file."""
    children = children_of(element)
    file.held["organisations described"] += 1
    for what, number in counts(children, ORGANISATION):
        file.held[what] += number
    check(element, children, ORGANISATION, file.faults, strict=file.strict)
    record = _record(element, children, file)
    if record is not None:
        file.organisations.tell(record.id, [*_reporter(record), *_totals(record)])
        for tag, of_whom in _FOR.items():
            for budget in record.all(tag):
                yield from _ties(record, budget, of_whom)


def _record(element: Element, children: Children, file: File) -> Record | None:
    """The organisation's record; None, and a fault, where it is unnamed or already known."""
    faults = file.faults
    language = optional(element, LANGUAGE, faults)
    names = [
        said.text
        for name in children.get("name", ())
        for said in narratives(name, language, faults)
    ]
    found = children.get("organisation-identifier", ())
    identifier = text_of(found[0], faults, LONGEST_CODE) if found else None
    if identifier is not None and DELETE in identifier:
        identifier = None
    if not names:
        problem, keeps = "the organisation has no name", () if identifier else None
        faults.note("unnamed organisation", element, problem, keeps=keeps)
    if not names and identifier is None:
        return None
    name = file.organisations.described(identifier or "", names)
    if name in file.seen:
        problem = f"{(identifier or names[0])[:80]!r} was already in this file: nothing was made"
        faults.note("organisation twice", element, problem)
        return None
    file.seen.add(name)
    return Record(
        file=file,
        faults=faults,
        id=name,
        identifier=identifier,
        children=children,
        language=language,
        currency=optional(element, "default-currency", faults),
    )


def _reporter(record: Record) -> Iterator[tuple[str, str]]:
    """Who tells all this, where it is another organisation."""
    element, faults = record.first("reporting-org"), record.faults
    if element is None:
        return
    for name in ("ref", "type"):
        required(element, name, faults)
    if element.find("narrative") is None:
        problem = "the reporting organisation has no <narrative>"
        faults.note(problem, element, problem)
    boolean(element, "secondary-reporter", faults)
    reporter = record.file.organisations.met(element, record.language)
    if reporter is not None and reporter != record.id:
        said = narratives(element, record.language, faults)
        yield "reported by", said[0].text if said else element.get("ref", "")


def _totals(record: Record) -> Iterator[tuple[str, str]]:
    """Each sum for nobody in particular, and the lines that it is made of."""
    for tag, called in _TOTALS.items():
        for element in record.all(tag):
            parts = children_of(element)
            money = _money(record, element, parts)
            if money is None:
                continue
            since, until = _period(record, element, parts)
            when = f"{since or '?'} to {until or '?'}"
            words = (_spelled(money), _status(record, element))
            yield called, f"{when}: {', '.join(filter(None, words))}"
            for line in _lines(record, parts):
                yield f"{called}, line", f"{when}: {line}"


def _ties(record: Record, budget: Element, of_whom: str) -> Iterator[Tie]:
    """A tie of money to the recipient of a budget; noted where it names none."""
    parts = children_of(budget)
    if of_whom not in parts:
        problem = f"the <{budget.tag}> has no <{of_whom}>: no tie was made of it"
        record.faults.note(f"no <{of_whom}>", budget, problem)
        return
    money = _money(record, budget, parts)
    if money is None:
        return
    since, until = _period(record, budget, parts)
    status = _status(record, budget)
    for end in _ends(record, parts, of_whom):
        yield Tie(
            id=record.tie_id("budget", end, since, until, *money, status),
            source=record.file.source,
            kind="funds",
            start=record.id,
            end=end,
            since=since,
            until=until,
            role="budget",
            amount=money.amount,
            currency=money.currency,
            extra=tuple(_extra(record, parts, money, status)),
        )


def _ends(record: Record, parts: Children, of_whom: str) -> Iterator[str]:
    elements = parts[of_whom]
    if of_whom != "recipient-org":
        yield from (end for end, _ in places_in(record, {of_whom: elements[:1]}))
        return
    end = record.file.organisations.met(elements[0], record.language)
    if end == record.id:
        problem = "the budget is for the organisation itself: no tie was made of it"
        record.faults.note("budget for itself", elements[0], problem)
    elif end is not None:
        yield end


def _money(record: Record, element: Element, parts: Children) -> Money | None:
    if "value" in parts:
        return money_of(parts["value"][0], record.currency, record.faults)
    problem = f"the <{element.tag}> has no <value>: nothing was made of it"
    record.faults.note("no <value>", element, problem)
    return None


def _period(record: Record, element: Element, parts: Children) -> Period:
    """From when until when; what is not there, or ends before it begins, is noted."""
    found: list[PartialDate | None] = []
    for tag in ("period-start", "period-end"):
        if tag not in parts:
            record.faults.note(f"no <{tag}>", element, f"the <{element.tag}> has no <{tag}>")
        found.append(date_of(parts[tag][0], record.faults) if tag in parts else None)
    since, until = found
    if since is not None and until is not None and until.last < since.first:
        problem = f"the period ends ({until}) before it begins ({since}): the end was left out"
        record.faults.note("period", element, problem)
        return since, None
    return since, until


def _status(record: Record, element: Element) -> str | None:
    code = optional(element, "status", record.faults)
    if code is not None and code not in _STATUS:
        problem = f"{code[:50]!r} is no status of a budget"
        record.faults.note("status of budget", element, problem)
    return _STATUS.get(code or "")


def _extra(
    record: Record, parts: Children, money: Money, status: str | None
) -> Iterator[tuple[str, str]]:
    """What a budget says beyond the fields of a tie."""
    if money.currency is None:
        yield "value", money.text
    if status is not None:
        yield "status", status
    for line in _lines(record, parts):
        yield "budget line", line


def _lines(record: Record, parts: Children) -> Iterator[str]:
    """The lines of a budget: what for, and how much."""
    for tag in _LINES:
        for element in parts.get(tag, ()):
            values = children_of(element).get("value", ())
            money = money_of(values[0], record.currency, record.faults) if values else None
            said = narratives(element, record.language, record.faults)
            words = [text.text for text in said] or [optional(element, "ref", record.faults) or ""]
            yield ": ".join(filter(None, (words[0], _spelled(money) if money else None)))


def _spelled(money: Money) -> str:
    return f"{money.text} {money.currency or ''}".strip()
