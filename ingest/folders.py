"""The files that a folder, a pattern or the name of a file stands for."""

import os
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from glob import has_magic, iglob
from pathlib import Path
from typing import TypeVar

from ingest.errors import Place, ReadError
from ingest.mapping.parsing import read_plan

T = TypeVar("T")

#: The most files that one name may stand for.
MOST_FILES = 10_000
#: How the files of mappings end, which are read with the tables they are for.
MAPPING = ".mapping.yaml"
# What office programs leave beside an open file.
_LOCK = "~$"


def is_pattern(name: str) -> bool:
    """Whether *name* has signs that stand for others."""
    return has_magic(name)


def matching(pattern: str) -> list[Path]:
    """
    The files that a pattern such as `lists/*.csv` stands for, in order.

    For a folder it stands for what is in it.

    Raises:
        ReadError: They are too many.
    """
    found: dict[Path, None] = {}
    # Patterns may begin at the root, which Path.glob does not take.
    names = iglob(pattern, recursive=True)  # noqa: PTH207
    for path in sorted(map(Path, _some(names, pattern))):
        inside = within(path) if path.is_dir() else [path]
        found |= dict.fromkeys(one for one in inside if not one.name.endswith(MAPPING))
    return list(found)


def within(folder: Path) -> list[Path]:
    """
    The files in *folder* and the folders in it, in order.

    Hidden ones are left out, links to folders are not followed. Mappings, and the
    files that they name, are read with the files they are for; so is the second file
    of a pair of elements and connections.

    Raises:
        ReadError: They are too many.
    """
    found = list(_some(_walked(folder), str(folder)))
    named = {
        path for mapping in found if mapping.name.endswith(MAPPING) for path in _named(mapping)
    }
    names = {str(path).casefold() for path in found}
    return sorted(
        path
        for path in found
        if not path.name.endswith(MAPPING) and path not in named and not _is_second(path, names)
    )


def _walked(folder: Path) -> Iterator[Path]:
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(top, name)
            # A link that leads nowhere, or to itself, is no file.
            if not name.startswith((".", _LOCK)) and _is_file(path):
                yield path


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file()
    return False


def _some(paths: Iterable[T], name: str) -> Iterator[T]:
    """The same *paths*, of which there may be so many."""
    for number, path in enumerate(paths):
        if number == MOST_FILES:
            raise ReadError(f"more than {MOST_FILES:,} files; name fewer", Place(file=name))
        yield path


def _named(mapping: Path) -> Iterator[Path]:
    """The files beside *mapping* that it takes tables from, unless it has a mistake."""
    with suppress(ReadError):
        plan = read_plan(mapping)
        places = [table.at for table in plan.tables] + [one.at for one in plan.lookups.values()]
        yield from (mapping.parent / at.file for at in places if at.file)


def _is_second(path: Path, names: Container[str]) -> bool:
    """Whether *path* has the connections of elements beside it, and is read with them."""
    name = path.name.casefold()
    if "connections" not in name or not name.endswith(".csv"):
        return False
    first = str(path.with_name(name.replace("connections", "elements"))).casefold()
    return first in names and f"{first}{MAPPING}" not in names
