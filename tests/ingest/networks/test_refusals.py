"""What of a drawn network cannot be used, in each format, with its place."""

import json
from pathlib import Path

import pytest

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Entity, Tie
from ingest.errors import ReadError
from ingest.formats import FORMATS
from ingest.reader import Given, Item, Refused

A = {"id": "a", "label": "Network A"}
TWINS = [{"label": "Twin", "type": "NGO"}, {"label": "Twin", "type": "fund"}]


def read(folder: Path, form: str, content: str) -> list[Item]:
    """What the reader of a format makes of this content."""
    path = folder / f"{form}.file"
    path.write_text(content, encoding="utf-8")
    (reader,) = (one.reader for one in FORMATS if one.name == form)
    return list(reader(path, Given(source="s")))


def kumu(*elements: object, connections: object = (), **more: object) -> str:
    """A map of Kumu."""
    whole = {"elements": list(elements), "connections": connections, **more}
    return json.dumps(whole, default=list)


def gexf(inner: str) -> str:
    """A network of Gephi with these nodes and edges."""
    return f'<gexf version="1.3"><graph defaultedgetype="directed">{inner}</graph></gexf>'


def graphml(inner: str) -> str:
    """A network in GraphML with these nodes and edges."""
    return f'<graphml><graph edgedefault="directed">{inner}</graph></graphml>'


NODES = '<nodes><node id="a" label="A"/><node id="b" label="B"/></nodes>'


@pytest.mark.parametrize(
    ("form", "content", "problem"),
    [
        pytest.param("kumu", kumu({"id": "x"}), "row 1: the element has no label", id="no label"),
        pytest.param("kumu", kumu(A, A), "an earlier node is 'a' too", id="a node twice"),
        pytest.param(
            "kumu",
            kumu(A, connections=[{"from": "a"}]),
            "sheet 'connections', row 1: the connection has nothing in 'to'",
            id="no end",
        ),
        pytest.param(
            "kumu",
            kumu(A, connections=[{"from": "a", "to": "z"}]),
            "no node of this file is 'z'",
            id="nobody",
        ),
        pytest.param(
            "kumu",
            kumu(A, *TWINS, connections=[{"from": "a", "to": "Twin"}]),
            "several elements are called 'Twin'; give them ids",
            id="twins",
        ),
        pytest.param(
            "cytoscape",
            json.dumps([{"data": {"label": "A"}}]),
            "sheet 'elements', row 1: the node has no id",
            id="no id",
        ),
        pytest.param(
            "cytoscape",
            json.dumps([{"data": {"id": "a"}}, {"data": {"source": "a", "target": "a"}}]),
            "both ends are the same",
            id="a loop",
        ),
        pytest.param(
            "gexf",
            gexf(f'{NODES}<edges><edge source="a" target="c"/></edges>'),
            "gexf.file:1: no node of this file is 'c'",
            id="an end of an edge",
        ),
        pytest.param(
            "graphml",
            graphml('<node id="a"/><edge source="a" target="c"/>'),
            "graphml.file:1: no node of this file is 'c'",
            id="an end in GraphML",
        ),
    ],
)
def test_refused(tmp_path: Path, form: str, content: str, problem: str) -> None:
    """A node or an edge that cannot be used is refused at its place, and the rest is read."""
    items = read(tmp_path, form, content)
    refused = [f"{item.place}: {item.problem}" for item in items if isinstance(item, Refused)]

    assert any(problem in text for text in refused), refused


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        pytest.param({"since": "2019-02-30"}, "column 'since': '2019-02-30' is no day", id="day"),
        pytest.param({"since": "2020", "until": "2019"}, "column 'until': it ends", id="span"),
        pytest.param(
            {"type": "event", "based in": "Mali"}, "'based in': based_in does not", id="misfit"
        ),
        pytest.param(
            {"email": "a@b.org", "contact tlp": "x"},
            "'contact tlp': 'x' is no label",
            id="contacts",
        ),
        pytest.param({"email": "TLP:PINK Mail: a@b.org"}, "'email': 'TLP:PINK' is no", id="label"),
        pytest.param({"description": "x" * 100_001}, "'description': entity 's/b'", id="long"),
    ],
)
def test_nodes_that_are_kept(tmp_path: Path, attributes: dict[str, str], problem: str) -> None:
    """An attribute that cannot be used costs itself: its node is kept without it."""
    items = read(tmp_path, "kumu", kumu(A, {"id": "b", "label": "B", **attributes}))
    (refused,) = [f"{item.place}: {item.problem}" for item in items if isinstance(item, Refused)]

    assert problem in refused
    (one,) = (item for item in items if isinstance(item, Entity) and item.name == "B")
    assert (one.until, one.summary, one.contacts) == (None, None, ())


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        pytest.param({"since": "2019-02-30"}, "column 'since': '2019-02-30' is no day", id="day"),
        pytest.param({"since": "2020", "until": "2019"}, "column 'until': it ends", id="span"),
        pytest.param({"since": "2020", "date": "2019"}, "'date': there is a date", id="dates"),
        pytest.param({"amount": "x", "currency": "EUR"}, "'amount': 'x' is no number", id="amount"),
        pytest.param({"amount": "1", "currency": "€x"}, "'currency': '€x' is no", id="currency"),
        pytest.param({"weight": float("inf")}, "'weight': Infinity is no number", id="weight"),
        pytest.param({"weight": "inf"}, "'weight': tie 's/", id="endless weight"),
    ],
)
def test_edges_that_are_kept(tmp_path: Path, attributes: dict[str, object], problem: str) -> None:
    """An attribute that cannot be used costs itself: its edge is kept without it."""
    edge = {"from": "a", "to": "b", **attributes}
    items = read(tmp_path, "kumu", kumu(A, {"id": "b", "label": "B"}, connections=[edge]))
    (refused,) = [f"{item.place}: {item.problem}" for item in items if isinstance(item, Refused)]

    assert problem in refused
    (tie,) = (item for item in items if isinstance(item, Tie))
    assert (tie.until, tie.amount, tie.weight) == (None, None, 1)


@pytest.mark.parametrize("attribute", ["", 'end="2019"'])
def test_times_that_are_none(tmp_path: Path, attribute: str) -> None:
    """A day of GEXF that does not exist is refused, and the node and the edge are kept."""
    nodes = f'<node id="a" start="2019-02-30" {attribute}/><node id="b"/>'
    edge = f'<edge source="a" target="b" start="2019-02-31" {attribute}/>'
    items = read(tmp_path, "gexf", gexf(f"<nodes>{nodes}</nodes><edges>{edge}</edges>"))
    problems = [item.problem for item in items if isinstance(item, Refused)]

    assert [text.partition(" is no day")[0] for text in problems] == [
        "'2019-02-30'",
        "'2019-02-31'",
    ]
    assert [item.until for item in items if isinstance(item, Tie)] == [
        PartialDate("2019") if attribute else None
    ]
    assert sum(isinstance(item, Entity) for item in items) == 2


def test_what_is_no_number(tmp_path: Path) -> None:
    """A number that is none is refused alone, under its name, and the node is kept."""
    items = read(tmp_path, "kumu", kumu({**A, "weight": float("nan"), "size": [float("inf"), 2]}))

    (one,) = (item for item in items if isinstance(item, Entity))
    assert one.extra == (("size", "2"),)
    where = "kumu.file, sheet 'elements', row 1, column"
    assert [f"{item.place}: {item.problem}" for item in items if isinstance(item, Refused)] == [
        f"{where} 'weight': NaN is no number of JSON; it was left out",
        f"{where} 'size': Infinity is no number of JSON; it was left out",
    ]


@pytest.mark.parametrize(
    ("form", "content", "problem"),
    [
        pytest.param("kumu", "[]", "a map of Kumu is an object with elements", id="a list"),
        pytest.param("kumu", '{"a": 1, "a": 2}', "the key 'a' is there twice", id="a key twice"),
        pytest.param("kumu", "NaN", "NaN is no number of JSON", id="NaN"),
        pytest.param("kumu", "{\n{", r"kumu\.file:2: this is not well-formed", id="broken"),
        pytest.param(
            "cytoscape",
            '{"elements": {"nodes": [], "nodes": []}}',
            "column 'elements': the key 'nodes' is there twice",
            id="two lists of nodes",
        ),
        pytest.param("gexf", "<graphml/>", "begins with <graphml>, not <gexf>", id="another root"),
        pytest.param("graphml", "<gexf/>", "begins with <gexf>, not <graphml>", id="the other"),
    ],
)
def test_unreadable(tmp_path: Path, form: str, content: str, problem: str) -> None:
    """A file that is none of its format is refused whole."""
    with pytest.raises(ReadError, match=problem):
        read(tmp_path, form, content)


def test_private_fields(tmp_path: Path) -> None:
    """What a project of Kumu keeps private is AMBER, with its element or its connection."""
    fields = [{"name": "Mobile", "private": True}]
    ends = [{"from": "a", "to": "b", "mobile": "x"}, {"from": "b", "to": "a"}]
    content = kumu(
        {**A, "mobile": ["x", "y"]},
        {"id": "b", "label": "B"},
        connections=ends,
        attributes=fields,
    )
    items = read(tmp_path, "kumu", content)
    network = next(item for item in items if isinstance(item, Entity) and item.name == "Network A")
    ties = [item for item in items if isinstance(item, Tie)]

    assert [(c.kind, c.value, c.label) for c in network.contacts] == [
        ("mobile", "x", Label.AMBER),
        ("mobile", "y", Label.AMBER),
    ]
    assert [tie.label for tie in ties] == [Label.AMBER, None]


def test_directions(tmp_path: Path) -> None:
    """A connection that is drawn backwards starts where it was drawn to."""
    b = {"id": "b", "label": "B"}
    ends = [{"from": "a", "to": "b", "type": "funds", "reversed": True}]
    (tie,) = (
        item
        for item in read(tmp_path, "kumu", kumu(A, b, connections=ends))
        if isinstance(item, Tie)
    )

    assert (tie.start, tie.kind, tie.end) == ("s/b", "funds", "s/a")
