"""Where `tracktwo` starts; as little as can be is imported before an interruption is caught."""

import sys
from importlib import import_module


def main() -> None:
    """Run the command line; an interruption is one line, whatever is being imported."""
    try:
        import_module("api.launch").launch()
    except KeyboardInterrupt:
        sys.exit("Aborted!")
