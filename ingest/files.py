"""From what a steward names to the files, and from a file to the reader of its format."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from graph.files import new_file
from ingest.decoding import archives
from ingest.decoding.archives import copied, is_archive, unpack
from ingest.decoding.beginning import Beginning
from ingest.errors import LeftOutError, Place, ReadError
from ingest.folders import MAPPING, is_pattern, matching, within
from ingest.formats import FORMATS, Format, format_of
from ingest.mapping.parsing import read_plan
from ingest.mapping.reader import read_mapped
from ingest.openness import closed
from ingest.reader import Given, Item
from ingest.reference.reader import SOURCE, read_reference
from ingest.workbook.telling import holds_table

#: What stands for standard input among the names of files.
STANDARD_INPUT = "-"
_REFERENCE = "reference network"
# The formats that any table seems to be of.
_GENERAL = ("csv", "xlsx")
_BLOCK = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    A file that was found for a name, under the `name` that reports give it.

    `path` is None for the network that ships, and for what has a `problem`. What was
    not `asked` for by its own name, but found in a folder or an archive, may be left
    out. `mapping` is the mapping beside it, if there is one.
    """

    name: str
    path: Path | None = None
    problem: ReadError | None = None
    asked: bool = True
    mapping: Path | None = None

    @property
    def origin(self) -> str:
        """Where the file is, an archive that it is in included."""
        return str(Path(self.name).resolve())


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """
    Finds the files that names stand for: files, folders, patterns, archives, standard input.

    Args:
        room: A folder for what has to be unpacked; it is emptied as the files go by.

        stdin: Opens standard input.
    """

    room: Path
    stdin: Callable[[], AbstractContextManager[IO[bytes]]]

    def files(self, names: Iterable[str]) -> Generator[Found, None, None]:
        """
        Yield the files that *names* stand for, each to be read before the next is asked for.

        What cannot be found or unpacked has a problem, and does not stop the rest.
        """
        for name in names:
            try:
                yield from self._named(name)
            except (ReadError, OSError) as error:
                yield Found(name=name, problem=_problem(name, error))

    def _named(self, name: str) -> Iterator[Found]:
        path = Path(name)
        if name == STANDARD_INPUT:
            with TemporaryDirectory(dir=self.room) as folder:
                yield from self._opened("standard input", self._spooled(Path(folder)))
        elif path.is_dir():
            yield from self._several(name, within(path), "there is no file in this folder")
        elif path.is_file():
            yield from self._opened(name, path)
        elif is_pattern(name):
            yield from self._several(name, matching(name), "no file fits this pattern")
        elif name == SOURCE:
            yield Found(name=name)
        else:
            raise ReadError("there is no such file", Place(file=name))

    def _several(self, name: str, paths: list[Path], problem: str) -> Iterator[Found]:
        if not paths:
            raise ReadError(problem, Place(file=name))
        for path in paths:
            try:
                yield from self._opened(str(path), path, asked=False)
            except (ReadError, OSError) as error:
                yield Found(name=str(path), problem=_problem(str(path), error))

    def _opened(self, name: str, path: Path, *, asked: bool = True) -> Iterator[Found]:
        """The file at *path*, or those in the archive that it is."""
        beside = _beside(path)
        if not is_archive(Beginning.of(path)):
            yield Found(name=name, path=path, asked=asked, mapping=beside)
            return
        with TemporaryDirectory(dir=self.room) as folder:
            unpack(path, Path(folder))
            inside = within(Path(folder))
            if not inside:
                raise ReadError("there is no file in this archive", Place(file=path.name))
            if len(inside) == 1:
                yield _inner(Found(name=name, path=inside[0], asked=asked, mapping=beside))
                return
            for one in inside:
                whole = f"{name}/{one.relative_to(folder).as_posix()}"
                yield _inner(Found(name=whole, path=one, asked=False))

    def _spooled(self, folder: Path) -> Path:
        """
        Standard input as a file, called after its content.

        So the same input is the same source again, and another input is another source.
        """
        path, digest = folder / "input", blake2b(digest_size=4)
        with self.stdin() as source, new_file(path) as target:
            if copied(source, target, archives.LARGEST_CONTENT):
                most = archives.LARGEST_CONTENT >> 20
                problem = f"more than {most:,} MB came in; write it to a file, and split that"
                raise ReadError(problem, Place(file="standard input"))
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return path.rename(folder / f"standard-input-{digest.hexdigest()}")


def _problem(name: str, error: ReadError | OSError) -> ReadError:
    if isinstance(error, ReadError):
        return error
    if error.errno in archives.NO_ROOM:
        problem = "there is no room to unpack it; have TMPDIR name a folder on another disk"
        return ReadError(problem, Place(file=name))
    return ReadError(f"it cannot be read: {error.strerror or error}", Place(file=name))


def _beside(path: Path) -> Path | None:
    """The mapping beside *path*, which for a packed file may be called as the file in it."""
    names = (path.name, path.stem) if path.suffix.lower() in (".gz", ".zip") else (path.name,)
    mappings = (path.with_name(f"{name}{MAPPING}") for name in names)
    return next((mapping for mapping in mappings if mapping.is_file()), None)


def _inner(found: Found) -> Found:
    """A file of an archive, with the mapping beside it there, unless it is an archive itself."""
    path = found.path
    if path is None or not is_archive(Beginning.of(path)):
        return replace(found, mapping=found.mapping or (path and _beside(path)))
    problem = "an archive in an archive is not opened; unpack the outer one"
    return replace(found, path=None, problem=ReadError(problem, Place(file=found.name)))


def items_of(name: str, given: Given) -> tuple[str, Iterator[Item]]:
    """
    The name of the format of the file *name*, and what its reader yields.

    `reference` is the network that ships, unless a file of that name is there.

    Raises:
        ReadError: There is no such file, or no reader fits what is in it.
    """
    path = Path(name)
    if path.is_file():
        return read_found(Found(name=name, path=path), given)
    if name == SOURCE:
        return read_found(Found(name=name), given)
    raise ReadError("there is no such file", Place(file=name))


def read_found(
    found: Found, given: Given, *, form: str | None = None, mapping: Path | None = None
) -> tuple[str, Iterator[Item]]:
    """
    The name of the format of a file that was found, and what its reader yields.

    Args:
        found: The file.

        given: What its steward says of the source.

        form: The name of the format, when it is not to be told by what is in the file.

        mapping: The mapping to read it by, when it is not the one beside it.

    Raises:
        LeftOutError: No reader is for it, and nobody asked for it by name.

        ReadError: It has a problem, no reader fits what is in it, or the mapping has a mistake.
    """
    if found.problem is not None:
        raise found.problem
    if found.path is None:
        return _REFERENCE, read_reference(given)
    given = replace(given, origin=found.origin)
    beside = mapping or (None if form else found.mapping)
    if beside is not None:
        plan = read_plan(beside)
        return f"mapping {beside.name}", closed(read_mapped(found.path, given, plan))
    chosen = next((one for one in FORMATS if one.name == form), None) or _told(found, found.path)
    return chosen.title, chosen.read(found.path, given)


def _told(found: Found, path: Path) -> Format:
    """The format of a file by what is in it."""
    try:
        form = format_of(path)
    except ReadError as error:
        if found.asked:
            raise
        raise LeftOutError(error.problem, error.place) from error
    if not found.asked and form.name in _GENERAL and not holds_table(path):
        problem = "no reader is for it; a mapping would say what its columns are"
        raise LeftOutError(problem, Place(file=found.name))
    return form
