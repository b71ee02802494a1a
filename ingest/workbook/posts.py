"""Words for a connection that say of one of its ends that it is a person."""

from functools import lru_cache

from ingest.words import fold
from ingest.workbook.headings import told_by


@lru_cache(maxsize=4096)
def post_of(word: str) -> str | None:
    """
    The post that a word such as *president of* names, or None.

    >>> post_of("Board Member of"), post_of("Directrice de"), post_of("partner of")
    ('board member', 'directrice', None)
    """
    said = fold(word).split()
    while said and said[-1] in told_by()["between"]:
        said.pop()
    text = " ".join(said)
    return text if text in told_by()["posts"] else None


@lru_cache(maxsize=4096)
def person_end(word: str) -> str | None:
    """
    Which end of a connection called *word* is a person: `from`, `to` or None for neither.

    >>> person_end("works for"), person_end("employs"), person_end("member of")
    ('from', 'to', None)
    """
    folded = fold(word)
    if folded in told_by()["employs"]:
        return "to"
    return "from" if folded in told_by()["employed"] or post_of(word) else None
