"""What SQLite says of a store that it cannot use, in words that tell damage from the rest."""

import shutil
import sqlite3
from pathlib import Path

#: What is said after the words of SQLite, by the primary code of its error.
_REMEDIES = {
    sqlite3.SQLITE_CORRUPT: (
        "the store is damaged; restore it from a backup, or load its sources into a new one"
    ),
    sqlite3.SQLITE_NOTADB: "name another file, or restore the store from a backup",
    sqlite3.SQLITE_FULL: "the store is not damaged; make room, and do it again",
    sqlite3.SQLITE_IOERR: (
        "the disk fails or cannot be reached, which need not have damaged the store"
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the store need not be damaged; see who may open it, and write in its folder"
    ),
    sqlite3.SQLITE_READONLY: "the store is not damaged, but it cannot be written to where it is",
    sqlite3.SQLITE_NOMEM: "there is too little memory",
    sqlite3.SQLITE_BUSY: "another load is writing to it; wait until that ends, or end it",
}
#: The codes of what is around a store; a reader may find another way to it then.
_AROUND = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
}
#: A disk with fewer bytes left is full: SQLite takes them to share its index of changes.
_LEAST_ROOM = 64 * 1024


def is_around(error: sqlite3.Error) -> bool:
    """Whether *error* is of the disk, the folder or the rights, and not of what a store holds."""
    return _code(error) in _AROUND


def is_busy(error: sqlite3.Error) -> bool:
    """Whether *error* is that somebody else uses the store, in a way that keeps us out."""
    return _code(error) == sqlite3.SQLITE_BUSY


def in_words(path: Path, error: sqlite3.Error) -> str:
    """What is wrong with the store at *path*, and what would do, in one line."""
    code = _code(error)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _is_full(path):
        return f"{path}: the disk is full; {_REMEDIES[sqlite3.SQLITE_FULL]}"
    remedy = _REMEDIES.get(code)
    return f"{path}: {error}" if remedy is None else f"{path}: {error}; {remedy}"


def _code(error: sqlite3.Error) -> int:
    """The primary code of an error, whose second byte says more."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False
