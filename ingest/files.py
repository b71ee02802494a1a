"""From what a steward names to the files, and from a file to the reader of its format."""

from collections.abc import Iterator
from pathlib import Path

from ingest.errors import Place, ReadError
from ingest.formats import format_of
from ingest.reading import Given, Item
from ingest.reference.reader import SOURCE, read_reference


def items_of(name: str, given: Given) -> tuple[str, Iterator[Item]]:
    """
    The name of the format of the file *name*, and what its reader yields.

    `reference` is the network that ships, unless a file of that name is there.

    Raises:
        ReadError: There is no such file, or no reader fits what is in it.
    """
    path = Path(name)
    if name == SOURCE and not path.exists():
        return "reference network", read_reference(given)
    if not path.is_file():
        raise ReadError("there is no such file", Place(file=name))
    form = format_of(path)
    return form.title, form.reader(path, given)
