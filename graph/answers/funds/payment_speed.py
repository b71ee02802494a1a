"""Signs that a giver of money can pay quickly: what is said of it, and how free its money is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from graph.domain.model import Entity
from graph.domain.records import values_of
from graph.views.claims import Numbers
from graph.views.view import View

#: Words that say so, in English, French, Spanish and Portuguese.
QUICK = re.compile(
    r"\b(?:"
    r"(?:rapid|quick|swift|fast)(?:ly)?[ -](?:response|reaction|action|grants?|money|funds?|funding"
    r"|release|disburs\w*|deploy\w*|pay\w*|relief|impact)"
    r"|(?:pays|gives|disburses|responds|grants) (?:out )?(?:quickly|rapidly|swiftly|at once)"
    r"|urgent (?:action|grants?|response|needs?|support|fund(?:s|ing)?)"
    r"|emergency (?:grants?|response|funds?|funding|relief|window|support)"
    r"|(?:at|on) short notice|fast[ -]track\w*|within \d+ (?:hours|days)"
    r"|(?:réaction|réponse|intervention) rapide|(?:fonds|action|aide|subventions?) d['’]urgence"
    r"|action urgente|(?:respuesta|reacción) rápida|acción urgente|fondos? de emergencia"
    r"|(?:resposta|reação) rápida|ação urgente|fundos? de emergência"
    r")\b",
    re.IGNORECASE,
)
#: How free money is, by how its earmarking begins: the words of the Grand Bargain.
FREE = {"unearmarked": 1.0, "softly": 0.7}
#: How many letters before and after the words that say so are quoted.
AROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Where a source says that money comes quickly: its words, and which sources say so."""

    words: str
    sources: tuple[str, ...]
    cited: tuple[str, ...]


def signs(entities: Iterable[Entity]) -> Iterator[Sign]:
    """What each source says of somebody that means quick money: in summary, extra or names."""
    for entity in entities:
        extra = (f"{heading}: {text}" for heading, text in entity.extra)
        texts = (entity.summary or "", *extra, entity.name, *entity.aliases)
        found = next((match for match in map(QUICK.search, texts) if match), None)
        if found is not None:
            yield Sign(
                words=_quoted(found),
                sources=(entity.source,),
                cited=() if entity.cited is None else (entity.cited,),
            )


def _quoted(found: re.Match[str]) -> str:
    """The words that say so, with whole words around them."""
    text = found.string
    begin = text.rfind(" ", 0, max(found.start() - AROUND, 0)) + 1
    end = text.find(" ", found.end() + AROUND)
    before, after = ("… " if begin else ""), ("" if end < 0 else " …")
    return before + text[begin : len(text) if end < 0 else end] + after


def freedom(view: View, places: Numbers) -> Numbers:
    """How free the money of each tie in *places* is: 1 unearmarked, 0.7 softly so, else 0."""
    rests = view.claims.ties.rests
    found = np.zeros(len(places))
    for at, row in enumerate(view.rows[places].tolist()):
        if '"earmarking"' in rests[row]:
            text = values_of(rests[row])["earmarking"].strip().casefold()
            first = re.split(r"[^a-z]+", text)[0]
            found[at] = FREE.get(first, 0.0)
    return found
