"""What is said of a transaction besides who gives how much to whom, and when."""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

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
    "tied-status": ("tied status", ""),
    "recipient-country": ("recipient country", ""),
    "recipient-region": ("recipient region", "Region"),
}
#: Elements whose codes are of the DAC's list unless they name another vocabulary.
_IN_VOCABULARIES = {"aid-type": ("aid type", "AidType"), "sector": ("sector", "Sector")}


def earmarking(aid_types: Sequence[Element]) -> str | None:
    """How free money of these types is to use: as stated by category or modality, or core."""
    codes = {element.get("vocabulary", "1"): element.get("code", "") for element in aid_types}
    known = meanings()
    category = codes.get("2") or known.modalities.get(codes.get("3", ""))
    if category is None and codes.get("1") in known.core:
        category = "1"
    return known.earmarking.get(category or "")


def terms(activity: Activity, element: Element, parts: Children) -> Iterator[Term]:
    """Description, flags, codes and other activities of a transaction, as name and text."""
    if boolean(element, "humanitarian", activity.faults):
        yield "humanitarian", "yes"
    for tag, found in parts.items():
        for part in found:
            yield from _of_part(activity, tag, part)


def _of_part(activity: Activity, tag: str, part: Element) -> Iterator[Term]:
    faults = activity.faults
    if tag in _CODED:
        words, name = _CODED[tag]
        code = optional(part, "code", faults)
        yield words, worded(name, code) if code else None
    elif tag in _IN_VOCABULARIES:
        words, name = _IN_VOCABULARIES[tag]
        code = optional(part, "code", faults)
        vocabulary = part.get("vocabulary", "1")
        if code and vocabulary == "1":
            yield words, worded(name, code)
        elif vocabulary != "2" or code not in meanings().earmarking:
            yield f"{words} of vocabulary {vocabulary}", code
    elif tag == "description":
        yield from _described(activity, part)
    elif tag.endswith("-org"):
        side = tag.partition("-")[0]
        yield f"{side}'s activity", optional(part, f"{side}-activity-id", faults)
    elif tag.startswith("{"):
        # Elements of other namespaces are the publisher's own.
        yield tag.rpartition("}")[2], text_of(part, faults)


def _described(activity: Activity, part: Element) -> Iterator[Term]:
    said = narratives(part, activity.language, activity.faults)
    if not said:
        problem = "the description of the transaction has no <narrative>"
        activity.faults.note(problem, part, problem)
    for narrative in said:
        yield "description", narrative.text
