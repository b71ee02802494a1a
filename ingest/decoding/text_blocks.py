"""The text of a file, block by block, with the line at which it is no text."""

import codecs
import re
from pathlib import Path
from typing import Self

from ingest.errors import Place, ReadError

_BLOCK = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Decoded:
    """
    The text of the file at *path*: UTF-8, or UTF-16 with its byte order mark.

    `read` gives the next block, and nothing at the end of the file. Use it as a
    context, which closes the file.

    Args:
        path: The file.

        forbidden: Signs that the format does not let stand in a file.

    Raises:
        ReadError: The file cannot be opened.
    """

    def __init__(self, path: Path, forbidden: re.Pattern[str] | None = None) -> None:
        self._path = path
        self._forbidden = forbidden
        self._line = 1
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise ReadError(f"the file cannot be read: {error}", Place(file=path.name)) from error
        head = self._file.read(4)
        self._file.seek(0)
        encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self) -> str:
        """
        The next block of text.

        Raises:
            ReadError: It is in another encoding, or holds what no text holds.
        """
        text = ""
        while not text:
            block = self._file.read(_BLOCK)
            try:
                text = self._decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                line = self._line + error.object[: error.start].count(b"\n")
                problem = "the text is not UTF-8; save the file in that encoding"
                raise ReadError(problem, Place(file=self._path.name, line=line)) from error
            if not block:
                break
        if self._forbidden and (found := self._forbidden.search(text)):
            line = self._line + text.count("\n", 0, found.start())
            problem = f"the file holds the control character {found[0]!a}; take it out"
            raise ReadError(problem, Place(file=self._path.name, line=line))
        self._line += text.count("\n")
        return text
