"""Which entities of different sources are one and the same: the first reason, exact identifiers."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.identity import SHARED, is_exact
from graph.model import Judgement
from graph.stores.base import Identified

#: Who signs these judgements.
AUTHOR = "rule:identifiers"
#: Words that say nothing of who is meant.
_EMPTY = frozenset("the of for and in on de la le les du des et et pour el los las y para a an".split())


def by_identifiers(entities: Iterable[Identified]) -> Iterator[Judgement]:
    """
    Judge entities that share an exact identifier.

    They are the same; they stay unsure when another identifier of one scheme
    contradicts it, or when the scheme is one that publishers re-use (`org-id`) and
    the names have nothing in common. Each group is joined at its most open member,
    so that no reader needs to see a closed one to see two open ones as one.

    Args:
        entities: Those with identifiers, oldest first.
    """
    groups: dict[str, list[Identified]] = defaultdict(list)
    for entity in entities:
        for name in {*entity.identifiers, f"tracktwo:{entity.id}"}:
            if is_exact(name):
                groups[name].append(entity)
    judged: dict[tuple[str, str], Judgement] = {}
    for name in sorted(groups):
        first, *others = sorted(groups[name], key=lambda entity: entity.label)
        for other in others:
            judgement = _judge(first, other, name)
            known = judged.get((judgement.left, judgement.right))
            # Several identifiers may speak for one pair: the surest verdict stands.
            if known is None or known.score < judgement.score:
                judged[judgement.left, judgement.right] = judgement
    yield from judged.values()


def _judge(first: Identified, other: Identified, name: str) -> Judgement:
    doubts = [f"but {doubt}" for doubt in _doubts(first, other, name.partition(":")[0])]
    return Judgement(
        left=first.id,
        right=other.id,
        verdict="unsure" if doubts else "same",
        author=AUTHOR,
        score=0.5 if doubts else 1.0,
        reasons=(f"both are {name}", *doubts),
        label=max(first.label, other.label),
    )


def _doubts(first: Identified, other: Identified, scheme: str) -> Iterator[str]:
    ours, theirs = _by_scheme(first), _by_scheme(other)
    for known in sorted((ours.keys() & theirs.keys()) - SHARED - {"tracktwo"}):
        if ours[known].isdisjoint(theirs[known]):
            yield f"their {known} identifiers differ"
    if scheme in SHARED and not related(first.name, other.name):
        yield "their names have nothing in common"


def _by_scheme(entity: Identified) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name in entity.identifiers:
        found[name.partition(":")[0]].add(name)
    return found


def related(left: str, right: str) -> bool:
    """
    Whether two names share a telling word, or one holds the other's initials.

    >>> related("UN Women", "United Nations Entity for Gender Equality and Women")
    True
    >>> related("Mercy Corps", "Oxfam")
    False
    """
    ours, theirs = _words(left), _words(right)
    if set(ours) & set(theirs):
        return True
    return _initials(ours) in theirs or _initials(theirs) in ours


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return [word for word in letters.split() if word not in _EMPTY]


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)
