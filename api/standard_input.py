"""Standard input, where a command reads it in place of a file."""

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import IO

from ingest.errors import Place, ReadError

#: What reports and errors call it.
NAME = "standard input"
#: The largest document that is read from it, in bytes.
LARGEST = 1_000_000


def is_terminal() -> bool:
    """Say whether a person can be asked: standard input is open, and a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def opened() -> AbstractContextManager[IO[bytes]]:
    """
    Give standard input, which stays open when the context ends.

    Raises:
        ReadError: Whoever started the command closed it.
    """
    if sys.stdin is None:
        raise ReadError("it is closed; name a file", Place(file=NAME))
    return nullcontext(sys.stdin.buffer)


def read_text() -> str:
    """
    All of standard input, as text.

    Raises:
        ReadError: It is closed, too large, or in another encoding than UTF-8.
    """
    with opened() as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise ReadError(f"more than {LARGEST:,} bytes came in", Place(file=NAME))
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise ReadError("the text is not UTF-8", Place(file=NAME, line=line)) from error
