"""
What the Committee's roll-call votes were on: the organisation concerned, and to what end.

Only two sorts of vote are for or against an organisation. The first are on a proposal
whose end the paper states, such as to grant it status or to withdraw that. The second are
listed under its bare name and are on its application. Motions of procedure (to adjourn, to take no
action, on a ruling of the chair) are neither: which side they helped depends on what was
before the Committee, which the paper does not say. A proposal "made by Cuba", or a name
under the heading "Application not recommended", may be either.
"""

import re
from dataclasses import dataclass

from ingest.ecosoc.names import named

FOR, AGAINST, UNKNOWN = 1, -1, 0
_HEADING = re.compile(
    r"^(?:(?:general )?statements?(?: in explanation of (?:the )?vote)? before the vote"
    r"|explanations? of vote before the vote|new applications for consultative status"
    r"|applications? not recommended|consideration of special reports[^:]*? by member states"
    r"|(?:matters pertaining|review of the methods of work)[^:]*)\s*:?[\s,]*",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"\b(?:motion|adjourn|no-?action|postpone|reconsider|rules? \d|ruling|appeal|competence|cede)"
    r"|\bchair[’']s decision",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\bnot to (?:recommend|grant)|\bnot granting|\bwithdraw|\bsuspend"
    r"|\bclos(?:e|ure)\b|\breject the application",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\bgrant(?:ed|ing)?\b|\bfor consultative status|\bconsultative status to", re.IGNORECASE
)
_DECISION = re.compile(
    r"\bdecided to\b|\bwas (?:recommended for|granted|not recommended)\b", re.IGNORECASE
)
_BODY = r"(?:the )?(?:non-governmental )?organization "
_NAMES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?!The |the |On )(?P<name>[^:]{3,200}?)\s*:\s",
        r"^(?P<name>[^:]{3,200}?), [Ww]ithdrawal of ",
        r"[Oo]n the first organization, (?P<name>[^,]+),",
        rf"\b(?:of|to) {_BODY}(?P<name>[A-Z].*?)(?: was\b|, which\b|[.,]?$)",
        r"\bstatus of (?:the )?(?P<name>[A-Z].*?) (?:would be|was|for (?:a|\w+ years))\b",
        r"\bstatus to the (?P<name>[A-Z][^.]+)\.",
        r"\bnot to recommend the (?P<name>[A-Z].+)$",
        r"^application of (?P<name>[A-Z].+)$",
    )
)
_CARRIED = {"in favor", "in favour", "adopted", "supported", "carried"}
_FAILED = {"against", "rejected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """
    What one vote was on.

    `effect` is what a vote in favour was for the organisation called `name`; `doubt`
    says why the paper's own words on it do not fit together.
    """

    name: str | None
    effect: int = UNKNOWN
    doubt: str | None = None


def motion(topic: str, outcome: str, *, ayes: int, noes: int) -> Motion:
    """What a vote called *topic*, with these votes and this *outcome*, was on."""
    whole = " ".join(topic.split())
    text = _HEADING.sub("", whole, count=1)
    if not _is_name(text):
        return _stated(text, outcome, ayes=ayes, noes=noes)
    name = re.sub(r"^non-governmental organization (?=[A-Z])", "", text)
    # Under a heading, or with "rejected", a bare name may stand for a proposal against it.
    if text != whole or outcome not in ("in favor", "in favour", "against"):
        return Motion(name=name)
    return _weighed(name, FOR, outcome, ayes=ayes, noes=noes)


def _is_name(text: str) -> bool:
    found = any(pattern.search(text) for pattern in (_PROCEDURE, _AGAINST, _DECISION))
    named_in = any(pattern.search(text) for pattern in _NAMES)
    return not (found or named_in or text.endswith(".") or " proposal " in text)


def _stated(text: str, outcome: str, *, ayes: int, noes: int) -> Motion:
    """A vote whose topic is a sentence."""
    name = _name_in(text)
    effect = _effect(text)
    if name is None or effect == UNKNOWN:
        return Motion(name=name)
    if _DECISION.search(text):
        # What was decided, not what was proposed: by the majority in favour, or against it.
        return Motion(name=name, effect=effect * _sign(ayes - noes))
    return _weighed(name, effect, outcome, ayes=ayes, noes=noes)


def _effect(text: str) -> int:
    if _PROCEDURE.search(text):
        return UNKNOWN
    if _AGAINST.search(text):
        return AGAINST
    return FOR if _FOR.search(text) else UNKNOWN


def _name_in(text: str) -> str | None:
    for pattern in _NAMES:
        if found := pattern.search(text):
            return named(found["name"]).name
    return None


def _weighed(name: str, effect: int, outcome: str, *, ayes: int, noes: int) -> Motion:
    """The motion, if its outcome is the one that its votes make."""
    said = {True: _CARRIED, False: _FAILED}[ayes > noes]
    if outcome in said:
        return Motion(name=name, effect=effect)
    doubt = f"the outcome is {outcome!r}, with {ayes} votes in favour and {noes} against"
    return Motion(name=name, doubt=doubt)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
