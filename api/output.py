"""Where a command writes what it was asked for: a file, a device, or standard output."""

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

import click

from graph.domain.errors import GraphError
from graph.domain.labels import Label
from graph.files import exposure, replacing

#: What stands for standard output.
STANDARD_OUTPUT = "-"
#: Names of what the process has open already, by its number.
_OPEN = {STANDARD_OUTPUT: 1, "/dev/stdout": 1, "/dev/stderr": 2}
_NUMBERED = re.compile(r"/(?:dev|proc/self)/fd/(\d{1,6})")
_STREAMS = {1: "stdout", 2: "stderr"}


@contextmanager
def output(address: str, label: Label) -> Iterator[IO[bytes]]:
    """
    Open what a command is to write to; a file is there whole when the block ends, or not at all.

    What is no regular file, such as a device, a named pipe or standard output, is written
    to and stays what it is.

    Args:
        address: A file, or `-` for standard output.

        label: The highest label of what is written. A file above CLEAR is for its owner
            alone, and if others could open the one that was there, a line says so.

    Raises:
        GraphError: It cannot be written; the error names it, and nothing is left of it.
    """
    try:
        with _opened(address, label) as file:
            yield file
    except OSError as error:
        # A reader such as `head` that has enough is no fault of the place that is written to.
        if error.errno == errno.EPIPE:
            raise
        raise GraphError(f"{address}: it cannot be written: {error.strerror or error}") from error


def write_text(address: str, text: str, label: Label) -> None:
    """Write *text* to what *address* names; see `output`."""
    with output(address, label) as file:
        file.write(text.encode())


def _opened(address: str, label: Label) -> AbstractContextManager[IO[bytes]]:
    path, number = Path(address), _number(address)
    if number is not None:
        return _open_already(number)
    if path.exists() and not (path.is_file() or path.is_dir()):
        # Without O_CREAT, so that a device that is unplugged meanwhile does not become a file.
        return os.fdopen(os.open(path, os.O_WRONLY), "wb")
    return _private(path, label) if label > Label.CLEAR else replacing(path, label)


def _number(address: str) -> int | None:
    """The number of what the process has open under *address* already, if it has."""
    found = _NUMBERED.fullmatch(address)
    return int(found[1]) if found else _OPEN.get(address)


@contextmanager
def _open_already(number: int) -> Iterator[IO[bytes]]:
    """What is open under *number*, which stays open."""
    if number in _STREAMS:
        stream = getattr(sys, _STREAMS[number])
        if stream is None:
            raise OSError(errno.EBADF, "it is closed")
        stream.flush()
        file: IO[bytes] = stream.buffer
        yield file
        file.flush()
    else:
        with os.fdopen(os.dup(number), "wb") as copy:
            yield copy


@contextmanager
def _private(path: Path, label: Label) -> Iterator[IO[bytes]]:
    """A file for its owner alone; a line says if it was not so before."""
    before = exposure(path)
    with replacing(path, label) as file:
        yield file
    if before is not None:
        click.echo(
            f"{path}: {before}; it is closed to them now, as it holds TLP:{label.text}", err=True
        )
