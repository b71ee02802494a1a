"""What is in a gzip or zip, unpacked to files of a folder, and never more than can be meant."""

import errno
import gzip
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO

from graph.files import make_folder, new_file
from ingest.decoding.beginning import Beginning
from ingest.errors import Place, ReadError

#: The most that an archive may hold, unpacked, in bytes.
LARGEST_CONTENT = 2 * 1024**3
#: How many times its packed size a file may be; IATI files come to about 30.
LARGEST_RATIO = 250
#: The most files in an archive.
MOST_MEMBERS = 10_000
#: The largest list of contents, in bytes, as of files with long names.
LARGEST_LIST = 8 * 1024**2
_SMALL = 1024**2
_BLOCK = 1024**2
_DEEPEST = 16
_LONGEST_NAME = 200
_GZIP, _ZIP, _EMPTY_ZIP = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
_TAR_AT, _TAR = 257, b"ustar"
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# The end of a zip: signature, four numbers, the size and place of its list, a comment.
_END = struct.Struct("<4s4H2LH")
_LONGEST_END = _END.size + 2**16
_LARGE_END = b"PK\x06\x07"
#: What the system says where there is no room for a file.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError),
    *(LookupError, NotImplementedError, OverflowError, RuntimeError, ValueError),
)


def is_gzip(beginning: Beginning) -> bool:
    """Whether the file is packed by gzip."""
    return beginning.head.startswith(_GZIP)


def is_zip(beginning: Beginning) -> bool:
    """Whether the file is a zip of files, and no workbook or other document that is one inside."""
    if not beginning.head.startswith((_ZIP, _EMPTY_ZIP)):
        return False
    first = beginning.head[30:110]
    inside = (b"_rels/", b"[Content_Types].xml", b"mimetype", b"xl/", b"docProps/")
    return not first.startswith(inside)


def is_archive(beginning: Beginning) -> bool:
    """Whether the file holds others, packed."""
    is_tar = beginning.head[_TAR_AT:].startswith(_TAR)
    return is_gzip(beginning) or is_zip(beginning) or is_tar


def unpack(path: Path, folder: Path) -> None:
    """
    Unpack the gzip or zip at *path* into *folder*.

    Hidden files are passed over. Whatever in an archive is unsafe (a name that leads out
    of the folder, a link, a size that no such file has) refuses it whole, before anything
    is written.

    Raises:
        ReadError: It is damaged or unsafe.
        OSError: There is no room for it.
    """
    place = Place(file=path.name)
    beginning = Beginning.of(path)
    if not (is_gzip(beginning) or is_zip(beginning)):
        raise ReadError("tar archives are not read; unpack it, and load the folder", place)
    try:
        if is_gzip(beginning):
            _gunzip(path, folder)
            return
        if problem := _unsafe_end(path):
            raise ReadError(problem, place)
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if problem := _problem(members):
                raise ReadError(problem, place)
            _unzip(archive, members, folder)
    except _BROKEN as error:
        if getattr(error, "errno", None) in NO_ROOM:
            raise
        problem = f"the archive is damaged, or of a kind that is not read ({error}); unpack it"
        raise ReadError(problem, place) from error


def _gunzip(path: Path, folder: Path) -> None:
    name = path.stem if path.suffix.lower() in (".gz", ".gzip") else path.name
    most = min(LARGEST_CONTENT, max(_SMALL, LARGEST_RATIO * path.stat().st_size))
    target = folder / name
    with gzip.open(path) as packed, new_file(target) as file:
        left = copied(packed, file, most)
    if left:
        problem = f"the file unpacks to more than {LARGEST_RATIO} times its size, or too much"
        raise ReadError(f"{problem}; unpack it yourself, if you trust it", Place(file=path.name))


def copied(source: IO[bytes] | gzip.GzipFile, target: IO[bytes], most: int) -> bool:
    """Copy up to *most* bytes; whether there were more."""
    while block := source.read(min(_BLOCK, most + 1)):
        if len(block) > most:
            return True
        target.write(block)
        most -= len(block)
    return False


def _unsafe_end(path: Path) -> str | None:
    """What is wrong with a zip, as far as its end tells, before its list is held in memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LONGEST_END))
        tail = file.read()
    at = tail.rfind(_EMPTY_ZIP)
    if at < 0 or len(tail) - at < _END.size:
        return "the archive is cut short; fetch it again"
    listed = _END.unpack_from(tail, at)[5]
    if _LARGE_END in tail[max(0, at - 20) : at]:
        return "the archive is of the kind for very large files (ZIP64); unpack it first"
    return "the archive holds too many files; split it" if listed > LARGEST_LIST else None


def _problem(members: list[zipfile.ZipInfo]) -> str | None:
    """What is wrong with the contents of a zip, as far as its list tells."""
    names = [member.filename.casefold() for member in members]
    # What is read later never exceeds the sizes given here: zipfile stops there.
    large = sum(member.file_size for member in members) > LARGEST_CONTENT
    bomb = any(m.file_size > max(_SMALL, LARGEST_RATIO * m.compress_size) for m in members)
    ways = {member.compress_type for member in members}
    out = next((m.filename for m in members if not _is_safe(m)), None)
    faults: dict[str, object] = {
        f"the archive holds more than {MOST_MEMBERS:,} files": len(members) > MOST_MEMBERS,
        f"the archive holds a name that is not safe to unpack, {str(out)[:80]!r}": out is not None,
        "the archive has a password; unpack it first": any(m.flag_bits & 1 for m in members),
        "the archive is packed in an unusual way; unpack it first": ways - _WAYS,
        "the archive holds two files of one name; unpack it first": len(set(names)) < len(names),
        f"the archive unpacks to more than {LARGEST_CONTENT >> 20:,} MB; split it": large,
        f"a file in it unpacks to more than {LARGEST_RATIO} times its size": bomb,
    }
    return next((problem for problem, found in faults.items() if found), None)


def _is_safe(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a file with a name that stays in its folder."""
    name, mode = member.filename, member.external_attr >> 16
    parts = PurePosixPath(name).parts
    return (
        name.isprintable()
        and "\\" not in name
        and ":" not in name
        and not name.startswith("/")
        and ".." not in parts
        and 0 < len(parts) <= _DEEPEST
        and all(len(part.encode()) <= _LONGEST_NAME for part in parts)
        and (not stat.S_IFMT(mode) or stat.S_ISREG(mode))
    )


def _unzip(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo], folder: Path) -> None:
    for member in members:
        parts = PurePosixPath(member.filename).parts
        if any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        target = folder.joinpath(*parts)
        make_folder(target.parent)
        with archive.open(member) as packed, new_file(target) as file:
            copied(packed, file, member.file_size)
