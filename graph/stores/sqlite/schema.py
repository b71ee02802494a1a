"""The tables of a SQLite store, and what happens to files that are older, newer or foreign."""

import sqlite3
from pathlib import Path
from typing import Any

from graph.domain.errors import StoreError
from graph.domain.places import shared_edition
from graph.stores.sqlite.batch import put_shared

#: Marks a file as a store of Tracktwo: "Trk2".
APPLICATION = 0x54726B32
#: Grows when tables change.
VERSION = 4

# seq is the order of arrival, by which a merged stakeholder gets its id. born, changed
# and seen are numbers of batches; clashed marks a row put twice with different content.
_KEPT = "born INT NOT NULL, changed INT NOT NULL, seen INT NOT NULL, clashed INT"
TABLES = f"""
CREATE TABLE meta (revision INT NOT NULL);
INSERT INTO meta VALUES (0);
CREATE TABLE sources (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label INT NOT NULL,
    record TEXT NOT NULL, {_KEPT});
CREATE TABLE entities (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, kind TEXT NOT NULL,
    label INT NOT NULL, identified INT NOT NULL, record TEXT NOT NULL, {_KEPT});
CREATE TABLE ties (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, kind TEXT NOT NULL,
    start TEXT NOT NULL, "end" TEXT NOT NULL, since TEXT, until TEXT, weight REAL NOT NULL,
    label INT NOT NULL, rest TEXT NOT NULL, {_KEPT});
CREATE TABLE judgements (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, author TEXT NOT NULL, "left" TEXT NOT NULL,
    "right" TEXT NOT NULL, label INT NOT NULL, record TEXT NOT NULL, {_KEPT});
"""  # noqa: S608
# shared is the edition of the shared themes and places.
_QUESTIONS = """
ALTER TABLE meta ADD COLUMN shared TEXT;
CREATE TABLE questions (
    seq INTEGER PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL, label INT NOT NULL,
    saved TEXT NOT NULL);
CREATE INDEX questions_name ON questions (name, seq);
"""
# stamp is chance, drawn anew with every revision: two files that went different ways after one
# was copied from the other may have the same revision.
_STAMP = "ALTER TABLE meta ADD COLUMN stamp TEXT;\n"
_DRAW = "UPDATE meta SET stamp = lower(hex(randomblob(16)))"
#: The statement that ends a revision.
REVISE = f"{_DRAW}, revision = revision + 1"
# Records may have closed fields, which Tracktwo of before would show to anybody.
_CLOSED = ""
#: What makes the tables of the next version of those of each; from 0 on they are made anew.
STEPS = {0: TABLES, 1: _QUESTIONS, 2: _STAMP, 3: _CLOSED}


def prepare(connection: sqlite3.Connection, path: Path, *, make: bool) -> None:
    """
    Bring an old file up to this Tracktwo.

    A file that is up to date is only read, so that nobody waits for a writer. In any
    other, tables, themes and places come in one transaction.

    Args:
        make: Make an empty file a store.

    Raises:
        StoreError: Another program's file, one of a newer Tracktwo, or an empty one that
            was not to be made a store.
    """
    if _current(connection, path):
        return
    if not make and _version(connection) == 0:
        raise StoreError(f"{path}: there is no store in this file any more; restore it")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _current(connection, path):
            _bring_up(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _bring_up(connection: sqlite3.Connection) -> None:
    for step in range(_version(connection), VERSION):
        for statement in STEPS[step].split(";\n"):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    put_shared(connection)
    connection.execute(_DRAW)


def _current(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether there is nothing to bring up; StoreError when the file is somebody else's."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if owner != APPLICATION:
        if tables:
            raise StoreError(f"{path}: this is another program's database; name a new file")
        return False
    version = _version(connection)
    if version > VERSION:
        raise StoreError(
            f"{path}: made by a newer Tracktwo (tables of version {version}; this one knows "
            f"{VERSION}); upgrade Tracktwo, or name another file"
        )
    if version < VERSION:
        return False
    return bool(_meta(connection, path, "shared")[0] == shared_edition())


def standing(connection: sqlite3.Connection, path: Path) -> tuple[int, str]:
    """
    The revision of the store, and the stamp that was drawn with it.

    Raises:
        StoreError: The row that says so is gone.
    """
    revision, stamp = _meta(connection, path, "revision, stamp")
    return int(revision), str(stamp)


def _meta(connection: sqlite3.Connection, path: Path, columns: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = connection.execute(f"SELECT {columns} FROM meta").fetchone()  # noqa: S608
    if row is None:
        raise StoreError(f"{path}: this store is damaged (its table meta is empty); restore it")
    return row


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
