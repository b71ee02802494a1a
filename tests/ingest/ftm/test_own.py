"""Exports of ours come back as they were, and hostile ones no worse than others."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.domain.errors import GraphError
from graph.domain.labels import Label
from tests.ingest.ftm.lines import read
from tests.ingest.registers.written import entities, named_ties, refused, ties

HEADER = {
    "id": "tracktwo",
    "schema": "Document",
    "properties": {"title": ["x"]},
    "tracktwo": {"title": "Network", "revision": "r", "tlp": "TLP:AMBER", "as_of": "2025-01-01"},
}


def line(name: str, **own: Any) -> dict[str, Any]:  # noqa: ANN401
    """Make a line of an organisation with what is ours."""
    said = {"tracktwo_id": f"list/{name}", "name": name, "kind": "civil_society"} | own
    return {"id": name, "schema": "Organization", "properties": {"name": [name]}, "tracktwo": said}


def test_whole(tmp_path: Path) -> None:
    """Entities, ties between them and ties to places come from what is ours."""
    joined = {"tracktwo_id": "list/t1", "start": "list/a", "end": "list/b", "kind": "funds"}
    money = {"amount": "1.250", "currency": "USD", "tlp": "CLEAR", "weight": "2.0"}
    place = {"start": "list/a", "end": "country:ML", "kind": "active_in", "since": "2020"}
    items = read(
        tmp_path,
        HEADER,
        line("a", ties=[place, 7]),
        line("b", tlp="CLEAR"),
        {"id": "t", "schema": "Payment", "properties": {}, "tracktwo": joined | money},
    )
    assert refused(items) == []
    assert named_ties(items) == {("a", "funds", "b"), ("a", "active_in", "country:ML")}
    paid, there = sorted(ties(items), key=lambda tie: tie.kind == "active_in")
    assert (str(paid.amount), paid.currency, paid.weight) == ("1.250", "USD", 2.0)
    assert str(there.since) == "2020"
    labels = {name: one.label for name, one in entities(items).items()}
    assert labels == {"a": Label.AMBER, "b": Label.CLEAR}


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        pytest.param({"id": "x", "schema": "Person"}, "has no id under 'tracktwo'", id="foreign"),
        pytest.param(line("b", tlp="GREY"), "'GREY'", id="no label"),
        pytest.param(line("b", since="2021-02-30"), "no day of the calendar", id="no day"),
        pytest.param(
            line("b", ties=[{"start": "list/b", "end": "list/z", "kind": "funds"}]),
            "no node of this file is 'list/z'",
            id="nobody",
        ),
        pytest.param('{"id": 1, "id": 2}', "the key 'id' is there twice", id="twice"),
    ],
)
def test_refused(tmp_path: Path, added: object, problem: str) -> None:
    """A line that was spoilt is refused with its place."""
    items = read(tmp_path, HEADER, line("a"), added)
    (said,) = refused(items)
    assert said.startswith("entities.ftm.json:3")
    assert problem in said
    assert "a" in entities(items)


def test_bad_label_of_the_whole(tmp_path: Path) -> None:
    """A file whose label is none is not read, since it could be a closed one."""
    header = json.loads(json.dumps(HEADER))
    header["tracktwo"]["tlp"] = "TLP:GREY"
    with pytest.raises(GraphError, match="GREY"):
        read(tmp_path, header, line("a"))
