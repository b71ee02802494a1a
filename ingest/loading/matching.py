"""Which entities of different sources are one and the same: the first reason, exact identifiers."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from graph.domain.identity import NAMES, SHARED, identifier, is_exact
from graph.domain.model import Judgement
from graph.domain.vocabulary import vocabulary
from graph.stores.base import Identified

#: Who signs these judgements.
AUTHOR = "rule:identifiers"
#: How sure it is that a name is the same organisation's in all papers of one register.
_BY_NAME = 0.9
#: The most entities under one identifier that are held against all that follow.
MOST_LEADERS = 20
#: Words that initials leave out.
_SMALL = {
    *("a", "an", "and", "for", "in", "of", "on", "the"),
    *("de", "des", "du", "et", "la", "le", "les", "pour", "el", "las", "los", "para", "y"),
}
#: Words that say nothing of who is meant.
_EMPTY = {
    *_SMALL,
    *("association", "committee", "council", "foundation", "fund", "group", "international"),
    *("national", "network", "ngo", "organisation", "organization", "programme", "program"),
}
_POSSESSIVE = re.compile(r"['’]s\b")


def sharing(entities: Callable[[], Iterable[Identified]]) -> Iterator[Identified]:
    """
    Those who may share an exact identifier with another: the only ones to be judged.

    Of a million entities few do. So they are gone through twice, and of each no more
    is held than eight bytes for an identifier.

    Args:
        entities: Gives those with identifiers, the same ones each time.
    """
    numbers = np.fromiter((hash(name) for one in entities() for name in _exact(one)), np.int64)
    found, times = np.unique(numbers, return_counts=True)
    # Two names of one number do no harm: they are held against each other as names.
    repeated = set(found[times > 1].tolist())
    for entity in entities():
        if not repeated.isdisjoint(map(hash, _exact(entity))):
            yield entity


def _exact(entity: Identified) -> set[str]:
    """What an entity is known by and no other should be, our own id of it among that."""
    names = {*entity.identifiers, identifier("tracktwo", entity.id)}
    return {name for name in names if is_exact(name)}


def by_identifiers(entities: Iterable[Identified]) -> Iterator[Judgement]:
    """
    Judge entities that share an exact identifier.

    They are the same, with four exceptions that stay unsure. Another identifier of one
    scheme contradicts it. They have different roles: a stakeholder, a context, an entry
    of a watch list. The scheme is one that publishers re-use (`org-id`) and the names
    have nothing in common. All that a register knows them by (`ecosoc`) is a name of one
    word. Each is joined to the most open of those it is the same as. So no reader needs to
    see a closed one to see two open ones as one.

    Args:
        entities: Those with identifiers, oldest first.
    """
    groups: dict[str, list[Identified]] = defaultdict(list)
    for entity in entities:
        for name in _exact(entity):
            groups[name].append(entity)
    judged: dict[tuple[str, str], Judgement] = {}
    for name in sorted(groups):
        for judgement in _judged(groups[name], name):
            known = judged.get((judgement.left, judgement.right))
            # Several identifiers may speak for one pair: the surest verdict stands.
            if known is None or known.score < judgement.score:
                judged[judgement.left, judgement.right] = judgement
    yield from judged.values()


def _judged(group: list[Identified], name: str) -> Iterator[Judgement]:
    """
    Verdicts on all who are *name*, each against the first it is the same as.

    Whoever is the same as none becomes one that later ones are held against. The
    most open come first: nobody's verdict rests on somebody more closed.
    """
    leaders: list[Identified] = []
    for entity in sorted(group, key=lambda one: one.label):
        verdicts = [_judge(leader, entity, name) for leader in leaders]
        same = next((one for one in verdicts if one.verdict == "same"), None)
        if same is not None:
            yield same
        else:
            yield from verdicts
            # More names than that under one identifier say that it identifies nobody.
            if len(leaders) < MOST_LEADERS:
                leaders.append(entity)


def _judge(first: Identified, other: Identified, name: str) -> Judgement:
    doubts = [f"but {doubt}" for doubt in _doubts(first, other, name)]
    return Judgement(
        left=first.id,
        right=other.id,
        verdict="unsure" if doubts else "same",
        author=AUTHOR,
        score=0.5 if doubts else _BY_NAME if name.partition(":")[0] in NAMES else 1.0,
        reasons=(f"both are {name}", *doubts),
        label=max(first.label, other.label),
    )


def _doubts(first: Identified, other: Identified, name: str) -> Iterator[str]:
    ours, theirs = _by_scheme(first), _by_scheme(other)
    scheme, _, value = name.partition(":")
    for known in sorted((ours.keys() & theirs.keys()) - SHARED - NAMES - {"tracktwo"}):
        if ours[known].isdisjoint(theirs[known]):
            yield f"their {known} identifiers differ"
    if vocabulary().kind(first.kind).role != vocabulary().kind(other.kind).role:
        yield f"one is a {first.kind} and the other a {other.kind}"
    if scheme in SHARED and not related(first.name, other.name):
        yield "their names have nothing in common"
    if scheme in NAMES and " " not in value:
        yield "a name of one word may be another's, too"


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
    if ours == theirs or (set(ours) & set(theirs)) - _EMPTY:
        return True
    return bool(_initials(ours) & set(theirs) or _initials(theirs) & set(ours))


def _words(name: str) -> list[str]:
    plain = _POSSESSIVE.sub("", unicodedata.normalize("NFKD", name.casefold()))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return letters.split()


def _initials(words: list[str]) -> set[str]:
    """The first letters of several words, with and without the small ones."""
    large = [word for word in words if word not in _SMALL]
    return {"".join(word[0] for word in each) for each in (words, large) if len(each) > 1} - _EMPTY
