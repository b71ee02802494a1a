"""The files that Tracktwo writes: private where they have to be, whole or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import IO

from graph.domain.labels import Label

#: The modes of what only its owner may open.
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
#: What the system's umask takes bits away from, for a file that everybody may read.
_ANY_FILE = 0o666
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# Windows would change line ends otherwise; elsewhere there is no such flag.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def make_folder(path: Path) -> None:
    """Make the folder *path*, and those above it, private where they are not there yet."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def new_file(path: Path, mode: int = PRIVATE_FILE) -> IO[bytes]:
    """
    Make the file *path* and open it for writing; it is never open to others, not even at first.

    Raises:
        FileExistsError: There is a file of that name.
    """
    return os.fdopen(os.open(path, _NEW, mode), "wb")


def exposure(path: Path) -> str | None:
    """A line that says that others may open the file *path*; None if nobody else may."""
    # Windows has other means, and shows every file as open.
    if os.name != "posix" or not path.is_file():
        return None
    mode = stat.S_IMODE(path.stat().st_mode)
    return f"other accounts may open it (mode {mode:04o})" if mode & _OTHERS else None


@contextmanager
def replacing(path: Path, label: Label) -> Iterator[IO[bytes]]:
    """
    Open a file that takes the place of *path* once the block has ended without an error.

    Whatever goes wrong, the file that was there stays as it was, and nothing is left
    beside it. A link stays a link: what it leads to is replaced.

    Args:
        path: A regular file, or none yet.

        label: The highest label of what is written. A file above CLEAR is for its owner
            alone; another keeps the mode that it has.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError("it is a folder")
    private = label > Label.CLEAR
    temporary = target.with_name(f".tracktwo-{token_hex(4)}.tmp")
    file = new_file(temporary, PRIVATE_FILE if private else _ANY_FILE)
    try:
        with file:
            yield file
        if target.exists() and not private:
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
