"""The beginning of a file, from which its format is told."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

#: How much of a file is looked at.
HEAD = 64 * 1024
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """The first bytes of the file at `path`, and what they say at a glance."""

    path: Path
    head: bytes

    @classmethod
    def of(cls, path: Path) -> "Beginning":
        """The beginning of the file at *path*."""
        with path.open("rb") as file:
            return cls(path=path, head=file.read(HEAD))

    @cached_property
    def text(self) -> str:
        """The beginning as text, whatever cannot be read replaced; leading space left out."""
        encoding = next((e for mark, e in _MARKS.items() if self.head.startswith(mark)), "utf-8")
        return self.head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")

    @property
    def is_archive(self) -> bool:
        """Whether it is a zip, as XLSX is, or one of the old office files."""
        return self.head.startswith((_ZIP, _OLE))

    @property
    def is_markup(self) -> bool:
        """Whether it is XML or HTML."""
        return self.text.startswith("<")

    @property
    def is_json(self) -> bool:
        """Whether it is JSON, or JSON line by line."""
        return self.text.startswith(("{", "["))

    @property
    def is_table(self) -> bool:
        """Whether it may be rows of cells as text."""
        return bool(self.text) and not (self.is_archive or self.is_markup or self.is_json)
