"""Transactions of an activity, each as one dated tie of money."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lxml.etree import _Element as Element

from graph.domain.model import Tie
from ingest.iati.activity import Activity
from ingest.iati.codelists import codelist, meanings
from ingest.iati.quantities import Money, date_of, money_of
from ingest.iati.structure import Children, optional, required
from ingest.iati.terms import earmarking, terms


class _Ends(NamedTuple):
    """The two ends of a payment; `inferred` where the transaction does not name its giver."""

    start: str
    end: str
    inferred: bool


def transaction_ties(activity: Activity) -> Iterator[Tie]:
    """A tie for each transaction; what lacks a type, a date, a value or a giver is noted."""
    for element, parts in activity.transactions:
        tie = _tie(activity, element, parts)
        if tie is not None:
            yield tie


def _tie(activity: Activity, element: Element, parts: Children) -> Tie | None:
    for tag in _NEEDED:
        if tag not in parts:
            problem = f"the transaction has no <{tag}>: no tie was made of it"
            activity.faults.note(f"no <{tag}>", element, problem)
            return None
    code = required(parts["transaction-type"][0], "code", activity.faults)
    date = date_of(parts["transaction-date"][0], activity.faults)
    money = money_of(parts["value"][0], activity.currency, activity.faults)
    ends = _ends(activity, element, parts, code or "")
    if code is None or date is None or money is None or ends is None:
        return None
    reference = optional(element, "ref", activity.faults)
    named = (("transaction", reference),) if reference else ()
    extra = (*named, *_extra(activity, element, parts, ends, money))
    said = dict(extra).get("description")
    key = ("transaction", reference, code, date.text, *money, ends.start, ends.end, said)
    return Tie(
        id=activity.tie_id(*key),
        source=activity.file.source,
        kind="funds",
        start=ends.start,
        end=ends.end,
        since=date,
        until=date,
        role=_role(activity, code, element),
        amount=money.amount,
        currency=money.currency,
        earmarking=earmarking(parts.get("aid-type") or activity.all("default-aid-type")),
        marker=activity.marker,
        extra=extra,
    )


_NEEDED = ("transaction-type", "transaction-date", "value")


def _role(activity: Activity, code: str, element: Element) -> str:
    role = _roles().get(code)
    if role is not None:
        return role
    problem = f"{code[:50]!r} is no type of transaction; its tie is made without one"
    activity.faults.note("type of transaction", element, problem)
    return "transaction of unknown type"


@cache
def _roles() -> Mapping[str, str]:
    return {code: name.english.lower() for code, name in codelist("TransactionType").items()}


def _ends(activity: Activity, element: Element, parts: Children, code: str) -> _Ends | None:
    """
    The giver and the receiver of the money, as the standard assumes them where none is named.

    Incoming money reaches the reporting organisation and outgoing money leaves it. What
    has no receiver, or goes back to its giver, goes to the activity.
    """
    provider = _organisation(activity, parts.get("provider-org"))
    receiver = _organisation(activity, parts.get("receiver-org"))
    inferred = False
    if code in meanings().incoming:
        receiver = receiver or activity.reporter
        # With a single funder, incoming money can be nobody else's.
        if provider is None and len(set(activity.funders)) == 1:
            provider, inferred = activity.funders[0], True
    else:
        if receiver is None and provider is not None and code not in meanings().outgoing:
            receiver = activity.reporter
        provider = provider or activity.reporter
    if provider is None:
        problem = "the transaction does not say who gives the money: no tie was made of it"
        activity.faults.note("transaction without provider", element, problem)
        return None
    end = activity.id if receiver is None or receiver == provider else receiver
    return _Ends(provider, end, inferred)


def _organisation(activity: Activity, found: Sequence[Element] | None) -> str | None:
    return activity.file.organisations.met(found[0], activity.language) if found else None


def _extra(
    activity: Activity, element: Element, parts: Children, ends: _Ends, money: Money
) -> Iterator[tuple[str, str]]:
    """What the transaction says beyond the fields of a tie."""
    if money.currency is None:
        yield "value", money.text
    if ends.inferred:
        yield "provider", "the only funder of the activity; the transaction does not name it"
    if ends.end != activity.id and activity.identifier:
        yield "activity", activity.identifier
    for name, text in terms(activity, element, parts):
        if text:
            yield name, text
