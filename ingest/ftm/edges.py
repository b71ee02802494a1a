"""From an edge of FollowTheMoney, which is an entity there, to ties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import product

from graph.domain.dates import PartialDate
from graph.domain.errors import ClaimError
from graph.domain.model import WHOLE, Tie, key_of
from ingest.ftm.attached import Attached
from ingest.ftm.things import Thing, meanings
from ingest.words import shown

#: Edges whose date is the day on which they happened.
_ON_A_DAY = ("Payment", "Debt")
_MONEY = (("amount", None), ("amountEur", "EUR"), ("amountUsd", "USD"))
_AMOUNT = re.compile(r"[+-]?\d{1,24}(?:\.\d{1,24})?", re.ASCII)
_CURRENCY = re.compile(r"[A-Za-z]{3}")


def edge_claims(thing: Thing, source: str, attached: Attached) -> Iterator[Tie]:
    """
    The ties that the edge *thing* is: one for each pair of its ends.

    What joins an entry of a watch list to others is no partnership and no grant: it is
    *linked to* them, and its role says as what.

    Raises:
        ClaimError: An end is missing, or it says what no tie can hold.
    """
    edge = meanings().edges[thing.schema]
    starts, ends = thing.all(edge.start), thing.all(edge.end)
    role = thing.first("role", "relationship") or edge.role
    if thing.schema == "Occupancy" and ends:
        ends, role = _organisations(ends, attached)
    if not starts or not ends:
        missing = edge.end if starts else edge.start
        raise ClaimError(f"the {thing.schema} {shown(thing.id)} has no {missing}")
    pairs = list(product(starts, ends))
    said = _said(thing, alone=len(pairs) == 1)
    for start, end in pairs:
        kind, as_what = edge.kind, role
        if attached.watched & {start, end} and kind != "linked_to":
            kind, as_what = "linked_to", role or thing.schema
        make = partial(
            thing.claim,
            Tie,
            id=f"{source}/{thing.id if said.alone else key_of(thing.id, start, end)}",
            source=source,
            kind=kind,
            start=f"{source}/{start}",
            end=f"{source}/{end}",
            since=said.since,
            until=said.until,
            role=as_what,
            share=said.share,
            amount=said.amount,
            currency=said.currency,
            earmarking=said.earmarking,
            cited=said.cited,
            cited_on=said.cited_on,
            extra=(*_schema(thing, kind), *said.extra),
        )
        if (tie := thing.attempt(make)) is not None:
            yield tie


def _organisations(posts: tuple[str, ...], attached: Attached) -> tuple[tuple[str, ...], str]:
    """The organisations that positions are in, and what these are called."""
    known = [attached.positions[post] for post in posts if post in attached.positions]
    names = [next(iter(one.values.get("name", ())), one.caption) or one.id for one in known]
    called = "; ".join(names) or "; ".join(posts)
    found = tuple(name for one in known for name in one.values.get("organization", ()))
    if not found:
        raise ClaimError(f"the position {shown(called)} is in no organisation that the file names")
    return found, called


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What an edge says beside its ends and its role."""

    alone: bool
    since: PartialDate | None
    until: PartialDate | None
    share: float | None
    amount: Decimal | None
    currency: str | None
    earmarking: str | None
    cited: str | None
    cited_on: PartialDate | None
    extra: tuple[tuple[str, str], ...]


def _said(thing: Thing, *, alone: bool) -> _Said:
    since, until = _span(thing)
    # Of money between several, nobody knows who gave how much: it is told, and not counted.
    amount, currency = _money(thing) if alone else (None, None)
    return _Said(
        alone=alone,
        since=since,
        until=until,
        share=_share(thing),
        amount=amount,
        currency=currency,
        earmarking=thing.first("purpose"),
        cited=thing.first("sourceUrl"),
        cited_on=thing.day("modifiedAt", last=True),
        extra=thing.rest(),
    )


def _schema(thing: Thing, kind: str) -> Iterator[tuple[str, str]]:
    """Its schema, where the kind of tie does not say it."""
    makers = [schema for schema, edge in meanings().edges.items() if edge.kind == kind]
    if makers != [thing.schema]:
        yield "schema", thing.schema


def _span(thing: Thing) -> tuple[PartialDate | None, PartialDate | None]:
    since, until = thing.day("startDate"), thing.day("endDate", last=True)
    if since is None and until is None and thing.schema in _ON_A_DAY:
        since = until = thing.day("date")
    return thing.span(since, until)


def _share(thing: Thing) -> float | None:
    """A percentage; what is none, or not of a whole, stays as it is."""
    for text in thing.values.get("percentage", ()):
        if _AMOUNT.fullmatch(text) and 0 <= float(text) <= WHOLE:
            thing.values["percentage"] = tuple(t for t in thing.values["percentage"] if t != text)
            return float(text)
    return None


def _money(thing: Thing) -> tuple[Decimal | None, str | None]:
    """The amount with its currency, else the one in euros or dollars; the others stay."""
    for name, known in _MONEY:
        texts = thing.values.get(name, ())
        currency = known or next(iter(thing.values.get("currency", ())), "")
        if not texts or not _CURRENCY.fullmatch(currency):
            continue
        if not _AMOUNT.fullmatch(texts[0]):
            thing.refuse(f"{shown(texts[0])} is no amount", name)
            continue
        thing.values[name] = texts[1:]
        if known is None:
            thing.values["currency"] = thing.values["currency"][1:]
        return Decimal(texts[0]), currency.upper()
    return None, None
