"""Whether the pages of a SQLite store are what they have to be, looked at when it is opened."""

import sqlite3
import time
from pathlib import Path

from graph.domain.errors import StoreError

#: How long rows may be looked at, in seconds, once every page has been.
PATIENCE = 0.3
_STEPS = 1_000


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """
    Look at every page of the store, and at rows as long as there is time.

    Pages take two milliseconds for each megabyte. What the rows say is checked when
    they are read.

    Raises:
        StoreError: A page or a row is damaged.
    """
    end = time.monotonic() + PATIENCE
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return
    finally:
        connection.set_progress_handler(None, 0)
    if found != "ok":
        where = " ".join(str(found).replace("*** in database main ***", "").split())
        raise StoreError(
            f"{path}: the store is damaged ({where}); restore it from a backup, or load its "
            "sources into a new one"
        )
