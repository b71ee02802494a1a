"""Sectors and regions of a file's own."""

import doctest

from ingest.iati import contexts
from ingest.iati.contexts import Contexts


def test_names() -> None:
    """A context has the name it is given most often, the others beside it."""
    known = Contexts("s")
    for name in ("Seeds", "Seed", "Seeds"):
        assert known.met("sector:99:1", "sector", [name, "Graines"]) == "s/sector:99:1"
    (entity,) = known.entities()
    assert (entity.name, entity.aliases) == ("Seeds", ("Graines", "Seed"))
    assert entity.identifiers == ()


def test_order() -> None:
    """Contexts come out in the order of their keys, whatever order they were met in."""
    first, second = Contexts("s"), Contexts("s")
    first.met("b", "sector", ["B"], "dac:2")
    first.met("a", "region", ["A"])
    second.met("a", "region", ["A"])
    second.met("b", "sector", ["B"], "dac:2")
    assert list(first.entities()) == list(second.entities())
    assert [entity.identifiers for entity in first.entities()] == [(), ("dac:2",)]


def test_examples() -> None:
    """What the docstrings show is so."""
    assert doctest.testmod(contexts).failed == 0
