"""What is said of a transaction besides who gives how much to whom, and when."""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from ingest.iati.activity import Activity
from ingest.iati.codelists import meanings, worded
from ingest.iati.narratives import narratives, text_of
from ingest.iati.structure import Children, boolean, optional

Terms = Iterator[tuple[str, str | None]]

#: Elements that are one code each: the element, its words, its codelist if we have it.
_CODED = (
    ("disbursement-channel", "disbursement channel", ""),
    ("flow-type", "flow type", "FlowType"),
    ("finance-type", "finance type", "FinanceType"),
    ("tied-status", "tied status", ""),
    ("recipient-country", "recipient country", ""),
    ("recipient-region", "recipient region", "Region"),
)


def earmarking(aid_types: Sequence[Element]) -> str | None:
    """How free money of these types is to use: as stated by category or modality, or core."""
    codes = {element.get("vocabulary", "1"): element.get("code", "") for element in aid_types}
    known = meanings()
    category = codes.get("2") or known.modalities.get(codes.get("3", ""))
    if category is None and codes.get("1") in known.core:
        category = "1"
    return known.earmarking.get(category or "")


def terms(activity: Activity, element: Element, parts: Children) -> Terms:
    """Description, flags, codes and other activities of a transaction, as name and text."""
    yield from _descriptions(activity, parts)
    if boolean(element, "humanitarian", activity.faults):
        yield "humanitarian", "yes"
    for side in ("provider", "receiver"):
        for organisation in parts.get(f"{side}-org", ()):
            own = optional(organisation, f"{side}-activity-id", activity.faults)
            yield f"{side}'s activity", own
    yield from _codes(activity, parts)
    for tag, elements in parts.items():
        # Elements of other namespaces are the publisher's own.
        if tag.startswith("{"):
            for own_element in elements:
                yield tag.rpartition("}")[2], text_of(own_element, activity.faults)


def _descriptions(activity: Activity, parts: Children) -> Terms:
    for element in parts.get("description", ()):
        said = narratives(element, activity.language, activity.faults)
        if not said:
            problem = "the description of the transaction has no <narrative>"
            activity.faults.note(problem, element, problem)
        for text in said:
            yield "description", text.text


def _codes(activity: Activity, parts: Children) -> Terms:
    for element in parts.get("aid-type", ()):
        code = optional(element, "code", activity.faults)
        if code and element.get("vocabulary", "1") == "1":
            yield "aid type", worded("AidType", code)
    for tag, words, name in _CODED:
        for element in parts.get(tag, ()):
            code = optional(element, "code", activity.faults)
            yield words, worded(name, code) if code else None
    for element in parts.get("sector", ()):
        code = optional(element, "code", activity.faults)
        vocabulary = element.get("vocabulary", "1")
        yield "sector", worded("Sector", code) if code and vocabulary == "1" else code
