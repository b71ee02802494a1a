"""What is seen to before the command line is imported, which takes time, memory and threads."""

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

from api import allowance

#: What the libraries take to be there at all, in bytes, with one thread for linear algebra.
LEAST_MEMORY = 400 * 2**20


class TerminatedError(BaseException):
    """The system asked the process to end; no file that it was writing is left."""


def launch() -> None:
    """Run the command line; what keeps it from starting is one line and an exit code of 1."""
    _open_standard_streams()
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)
    try:
        _command()()
    except TerminatedError:
        # Whoever sent the signal is to see that the process died of it.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TerminatedError


def _open_standard_streams() -> None:
    """
    Have numbers 0 to 2 taken, and every text printed that a terminal can show.

    A file that got the number of a closed stream would be written to by libraries that
    print. What cannot be shown, such as a file name in another encoding, becomes a sign.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _command() -> Callable[[], None]:
    """The command line, with all that it imports."""
    if allowance.memory() < LEAST_MEMORY:
        least = f"Tracktwo takes {LEAST_MEMORY >> 20} MB of addresses to start (ulimit -v)"
        sys.exit(f"Error: there is too little memory: {least}")
    # Our matrices are too thin for threads, each of which takes 80 MB of addresses.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        command: Callable[[], None] = import_module("api.cli.main").main
    except ModuleNotFoundError:
        # What is not installed is a fault of its own.
        raise
    except (MemoryError, ImportError, OSError) as error:
        why = str(error).strip().splitlines()[-1:]
        sys.exit(": ".join(("Error", "the libraries of Tracktwo cannot be loaded", *why)))
    return command
