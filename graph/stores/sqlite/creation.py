"""How the file of a SQLite store comes to be: whole, and for its owner alone."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.files import make_folder, new_file
from graph.stores.sqlite.connection import USUAL, closing, connect
from graph.stores.sqlite.schema import prepare


def create(path: Path) -> None:
    """
    Make a store under another name, and give it that of *path* once it is whole.

    So nobody finds half a store, and a file without content is known to have lost it.
    What is there under that name by then stays.
    """
    target = Path(os.path.realpath(path))
    make_folder(target.parent)
    with TemporaryDirectory(prefix=".tracktwo-", dir=target.parent) as folder:
        new = Path(folder) / "store"
        new_file(new).close()
        connection = connect(new, USUAL)
        with closing(connection):
            prepare(connection, new, make=True)
        _name(new, target)


def _name(new: Path, target: Path) -> None:
    try:
        # Unlike to rename, this never replaces what another process has made meanwhile.
        os.link(new, target)
    except FileExistsError:
        return
    except OSError:
        # Not every file system knows two names of one file.
        if not target.exists():
            new.rename(target)
