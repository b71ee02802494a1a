"""Answers and sources as a program reads them, and as a person reads them in a terminal."""

from collections.abc import Iterator
from typing import Any

from graph.answers.answer import Because, Partner, Partners
from graph.domain.labels import Label
from graph.domain.model import Source
from graph.domain.vocabulary import vocabulary

Json = dict[str, Any]


def refusal(error: Exception) -> str:
    """Why something cannot be done, in one line."""
    if isinstance(error, MemoryError):
        return "there is too little memory for this"
    if isinstance(error, OSError) and error.strerror:
        named = "" if error.filename is None else f"{error.filename}: "
        return f"{named}{error.strerror}"
    return str(error)


def partners_json(answer: Partners) -> Json:
    """The answer in the shape that other tools are written against."""
    return {
        "partners": [_partner_json(partner) for partner in answer.partners],
        "left_out": [
            {"id": left.id, "name": left.name, "reason": left.reason, "words": left.words}
            for left in answer.left_out
        ],
        "left_out_counts": answer.left_out_counts,
        "considered": answer.considered,
        "label": answer.label.text,
        "as_of": answer.as_of.isoformat(),
        "revision": answer.revision,
    }


def _partner_json(partner: Partner) -> Json:
    return {
        "id": partner.id,
        "name": partner.name,
        "kind": partner.kind,
        "level": partner.level,
        "score": partner.score,
        "parts": [
            {
                "name": part.name,
                "value": part.value,
                "because": [_because_json(reason) for reason in part.because],
            }
            for part in partner.parts
        ],
        "against": [_because_json(reason) for reason in partner.against],
        "label": partner.label.text,
    }


def _because_json(reason: Because) -> Json:
    return {
        "words": reason.words,
        "ties": list(reason.ties),
        "sources": list(reason.sources),
        "cited": list(reason.cited),
    }


def partners_in_words(answer: Partners) -> Iterator[str]:
    """The answer for a person, line by line."""
    yield f"TLP:{answer.label.text} · as of {answer.as_of} · revision {answer.revision}"
    for rank, partner in enumerate(answer.partners, start=1):
        yield ""
        kind = vocabulary().kinds[partner.kind].label
        told = kind if partner.level is None else f"{kind}, {partner.level}"
        yield f"{rank:>3}. {partner.name} ({told})  {partner.score:.2f}"
        yield f"     {partner.id}"
        yield from _reasons(partner)
    if not answer.partners:
        yield "Nobody in this network fits."
    yield from _left_out(answer)


def _reasons(partner: Partner) -> Iterator[str]:
    for part in partner.parts:
        if part.value:
            words = "; ".join(reason.words for reason in part.because)
            yield f"     {part.value:6.2f}  {part.name}: {words}"
    for reason in partner.against:
        yield f"     against: {reason.words}"
    reasons = [*(reason for part in partner.parts for reason in part.because), *partner.against]
    for cited in dict.fromkeys(cited for reason in reasons for cited in reason.cited):
        yield f"     source: {cited}"


def _left_out(answer: Partners) -> Iterator[str]:
    if not answer.left_out:
        return
    counts = ", ".join(f"{reason} {count:,}" for reason, count in answer.left_out_counts.items())
    yield ""
    yield f"Left out, by reason: {counts}. The nearest of them:"
    for left in answer.left_out:
        yield f"     {left.name}: {left.words}"


def source_json(source: Source) -> Json:
    """A source as other programs read it."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "link": source.link,
        "published": None if source.published is None else source.published.text,
        "retrieved": None if source.retrieved is None else source.retrieved.text,
        "label": source.label.text,
    }


def source_in_words(source: Source) -> str:
    """A source in one line."""
    label = f"TLP:{source.label.text}  " if source.label > Label.CLEAR else ""
    told = [source.title, source.publisher, source.licence, source.link]
    return f"{source.id}  {label}" + ", ".join(part for part in told if part)
