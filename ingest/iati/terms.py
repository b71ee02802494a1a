"""What is said of a transaction besides giver, receiver, amount and date."""

from collections.abc import Sequence
from functools import lru_cache

from lxml.etree import _Element as Element

from ingest.decoding.faults import Faults
from ingest.iati.activity import Activity
from ingest.iati.codelists import meanings, worded
from ingest.iati.narratives import narratives, text_of
from ingest.iati.structure import Children, boolean, optional

Term = tuple[str, str | None]

#: Elements that are one code each: what they are called, and their codelist if we have it.
_CODED = {
    "disbursement-channel": ("disbursement channel", ""),
    "flow-type": ("flow type", "FlowType"),
    "finance-type": ("finance type", "FinanceType"),
    "aid-type": ("aid type", "AidType"),
    "tied-status": ("tied status", ""),
    "sector": ("sector", "Sector"),
    "recipient-country": ("recipient country", ""),
    "recipient-region": ("recipient region", "Region"),
}
#: Elements that may name an activity of theirs, by which attribute, and what that is called.
_SIDES = {
    f"{side}-org": (f"{side}-activity-id", f"{side}'s activity")
    for side in ("provider", "receiver")
}
#: Elements that are fields of the tie.
_FIELDS = frozenset({"transaction-type", "transaction-date", "value"})


def earmarking(aid_types: Sequence[Element]) -> str | None:
    """How free money of these types is to use: as stated by category or modality, or core."""
    if not aid_types:
        return None
    return _earmarking(
        tuple((element.get("vocabulary", "1"), element.get("code", "")) for element in aid_types)
    )


@lru_cache(maxsize=1_000)
def _earmarking(aid_types: tuple[tuple[str, str], ...]) -> str | None:
    codes, known = dict(aid_types), meanings()
    category = codes.get("2") or known.modalities.get(codes.get("3", ""))
    if category is None and codes.get("1") in known.core:
        category = "1"
    return known.earmarking.get(category or "")


def terms(activity: Activity, element: Element, parts: Children) -> list[Term]:
    """Description, flags, codes and other activities of a transaction, as name and text."""
    found: list[Term] = []
    if boolean(element, "humanitarian", activity.faults):
        found.append(("humanitarian", "yes"))
    for tag, elements in parts.items():
        if tag not in _FIELDS:
            for part in elements:
                found += _of_part(activity, tag, part)
    return found


def _of_part(activity: Activity, tag: str, part: Element) -> Sequence[Term]:
    faults = activity.faults
    if tag in _SIDES:
        name, words = _SIDES[tag]
        text = optional(part, name, faults)
        return ((words, text),) if text else ()
    if tag in _CODED:
        return (_code(part, *_CODED[tag], faults),)
    if tag == "description":
        return _described(activity, part)
    # Elements of other namespaces are the publisher's own.
    return ((tag.rpartition("}")[2], text_of(part, faults)),) if tag.startswith("{") else ()


def _code(part: Element, words: str, name: str, faults: Faults) -> Term:
    code = optional(part, "code", faults)
    vocabulary = optional(part, "vocabulary", faults) or "1"
    if code is None or vocabulary == "1":
        return words, worded(name, code) if code else None
    # An aid type of this vocabulary is the earmarking, a field of the tie.
    earmarked = words == "aid type" and vocabulary == "2" and code in meanings().earmarking
    return f"{words} of vocabulary {vocabulary}", None if earmarked else code


def _described(activity: Activity, part: Element) -> Sequence[Term]:
    said = narratives(part, activity.language, activity.faults)
    if not said:
        problem = "the description of the transaction has no <narrative>"
        activity.faults.note(problem, part, problem)
    return [("description", narrative.text) for narrative in said]
