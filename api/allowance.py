"""What the system allows this process: memory, and files that are open at once."""

import math
from importlib import import_module
from importlib.util import find_spec


def memory() -> float:
    """The most bytes of addresses that this process may have; infinite where nobody set a limit."""
    return _soft("RLIMIT_AS")


def open_files() -> float:
    """The most files, connections included, that this process may have open."""
    return _soft("RLIMIT_NOFILE")


def _soft(name: str) -> float:
    # Windows has no such limits, and nothing to ask for them.
    if find_spec("resource") is None:  # pragma: no cover
        return math.inf
    resource = import_module("resource")
    soft: int = resource.getrlimit(getattr(resource, name))[0]
    return math.inf if soft == resource.RLIM_INFINITY else float(soft)
