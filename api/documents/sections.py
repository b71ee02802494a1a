"""The keys that each section of a document may have, as `keys.yaml` says."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from ingest.mapping.sections import Key

_FILE = "keys.yaml"


@cache
def sections() -> Mapping[str, Mapping[str, Key]]:
    """The keys by section and name."""
    rows = yaml.safe_load(files("api.documents").joinpath(_FILE).read_text("utf-8"))
    return {
        section: {name: Key(**row) for name, row in keys.items()} for section, keys in rows.items()
    }
