"""What may stand in the texts and ids of a claim."""

import re
import unicodedata

from graph.domain.errors import ClaimError

#: The longest text one field may hold; longer ones are refused, not cut.
LONGEST_TEXT = 100_000
#: The longest id, in characters; stores index them.
LONGEST_ID = 1_000

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HALF = re.compile("[\ud800-\udfff]")
_SHOWN = 40


def is_text(text: str) -> bool:
    """
    Whether every store can keep *text*; `check_text` says why not.

    >>> is_text("نساء"), is_text(chr(0))
    (True, False)
    """
    if len(text) > LONGEST_TEXT or "\x00" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown(text: str) -> str:
    """
    *text* as one that can be shown, with U+FFFD for what is none of it.

    Names of files may be in another encoding than the system's.
    """
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def check_text(where: str, **texts: str | None) -> None:
    """
    Refuse texts that are too long, or that no store can keep.

    Args:
        where: What they belong to, for the message.

        texts: By the name of their field; None is no text.

    Raises:
        ClaimError: A text is too long, holds a null character or half a character.
    """
    for name, text in texts.items():
        if text is None or is_text(text):
            continue
        raise ClaimError(f"{where}: {name} {_fault(text)}", field=name)


def _fault(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return f"has {len(text):,} characters; {LONGEST_TEXT:,} are the most"
    if "\x00" in text:
        return "holds a null character"
    return "holds half of a surrogate pair, which is no text"


def check_name(where: str, name: str) -> None:
    """
    Refuse ids that stores cannot index or people cannot tell apart.

    Raises:
        ClaimError: An id is too long, or holds a control character.
    """
    if len(name) <= LONGEST_ID and name.isascii() and name.isprintable():
        return
    if len(name) > LONGEST_ID:
        raise ClaimError(
            f"{where}: an id of {len(name):,} characters, {name[:_SHOWN]!r}…; "
            f"{LONGEST_ID:,} are the most"
        )
    if _CONTROL.search(name):
        raise ClaimError(f"{where}: id {name!r} holds a control character")
    check_text(where, id=name)


def plain(text: str) -> str:
    """
    The same text without accents, capitals and needless spaces.

    >>> plain(" Sí ")
    'si'
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
