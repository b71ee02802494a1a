"""Exports in the shapes that other tools expect, and read by those that Python has."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from lxml import etree

from graph.domain.model import key_of
from graph.views.view import View
from tests.networks import entity, tie, view_of
from visualise.exports.table import EXPORTS


def network() -> View:
    """Four ties between two, two of them alike, one of them over."""
    return view_of(
        entity("list/a", "donor", name="Giver", since="2011", extra=(("Motto", "x"),)),
        entity("list/b", name="Réseau", aliases=("RFS", "شبكة")),
        tie("list/a", "funds", "list/b", id="list/1", since="2019-07", until="2020"),
        tie("list/a", "funds", "list/b", id="list/2", role="core"),
        tie("list/a", "partners_with", "list/b", id="list/3"),
    )


def written(name: str) -> bytes:
    """What an export of the network writes."""
    file = BytesIO()
    EXPORTS[name].write(network(), file)
    return file.getvalue()


def parsed(name: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """The JSON that an export writes."""
    return json.loads(written(name))


def test_nodelink() -> None:
    """What networkx makes of it is the network that the View has."""
    data = parsed("nodelink")
    graph = nx.node_link_graph(data, edges="edges")

    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.graph["tlp"] == "TLP:CLEAR"
    assert [one["id"] for one in graph.graph["sources"]] == ["list"]
    assert graph.nodes["list/b"]["aliases"] == ["RFS", "شبكة"]
    assert set(graph["list/a"]["list/b"]) == {"list/1", "list/2", "list/3"}
    assert graph["list/a"]["list/b"]["list/1"]["since"] == "2019-07"


def test_graphml_in_networkx() -> None:
    """A strict reader such as that of networkx reads it, parallel ties and all."""
    text = written("graphml").replace(b' directed="false"', b"")
    graph = nx.read_graphml(BytesIO(text), force_multigraph=True)

    assert graph.number_of_edges("list/a", "list/b") == 3
    assert graph["list/a"]["list/b"]["list/1"]["since"] == "2019-07"
    assert graph.nodes["list/b"]["aliases"] == '["RFS","شبكة"]'


def test_gexf_schema(real_data: Path) -> None:
    """GEXF files keep to the schema of GEXF 1.3."""
    document = etree.fromstring(written("gexf"))
    schema = etree.XMLSchema(etree.parse(real_data / "gexf" / "schema-1.3" / "gexf.xsd"))

    schema.assertValid(document)


def test_gexf_times() -> None:
    """Times are whole days in the one place that wants days, and as they were said in the other."""
    document = etree.fromstring(written("gexf"))
    first = document.find(".//{*}edge[@id='list/1']")

    assert first is not None
    assert (first.get("start"), first.get("end")) == ("2019-07-01", "2020-12-31")
    said = {one.get("for"): one.get("value") for one in first.iter("{*}attvalue")}
    assert (said["since"], said["until"], said["holds"]) == ("2019-07", "2020", "false")


def test_gexf_parallel_ties() -> None:
    """The second tie of a kind between two has a kind of its own, and no edge a default."""
    document = etree.fromstring(written("gexf"))

    kinds = [edge.get("kind") for edge in document.iter("{*}edge")]
    assert kinds == ["funds", "funds 2", "partners_with"]
    assert document.find("{*}graph").get("defaultedgetype") is None  # type: ignore[union-attr]


def test_cytoscape_shape() -> None:
    """Nodes and edges are apart, as Cytoscape Desktop wants, and no id is used twice."""
    elements = parsed("cytoscape")["elements"]
    ids = [one["data"]["id"] for part in elements.values() for one in part]

    assert sorted(elements) == ["edges", "nodes"]
    assert len(set(ids)) == 5
    assert elements["edges"][0]["data"]["source"] == "list/a"


def test_cytoscape_names() -> None:
    """Names of attributes hold nothing but letters and underscores."""
    elements = parsed("cytoscape")["elements"]
    names = {name for part in elements.values() for one in part for name in one["data"]}

    assert all(name.replace("_", "").isalpha() for name in names)


def test_kumu_project() -> None:
    """A project has a map that shows all of it and a view that the map opens with."""
    project = parsed("kumu")
    (map_,) = project["maps"]
    (view,) = project["perspectives"]

    assert project["defaultMap"] == map_["_id"]
    assert project["defaultPerspective"] == map_["defaultPerspective"] == view["_id"]
    assert "template: stakeholder" in view["style"]
    assert {one["element"] for one in map_["elements"]} == {
        one["_id"] for one in project["elements"]
    }
    assert {one["connection"] for one in map_["connections"]} == {
        one["_id"] for one in project["connections"]
    }


def test_kumu_fields() -> None:
    """Every attribute that an element or connection has is declared, by its name in small."""
    project = parsed("kumu")
    declared = {one["name"].lower() for one in project["attributes"]} | {"label"}
    used = {
        name
        for part in ("elements", "connections")
        for one in project[part]
        for name in one["attributes"]
    }

    assert used - declared <= {"element type", "connection type"}
    assert project["description"].splitlines()[1] == "TLP:CLEAR"


def test_kumu_remote() -> None:
    """A remote link gets elements and connections, by ids without points and underscores."""
    whole = parsed("kumu-remote")

    assert sorted(whole) == ["connections", "elements"]
    assert whole["connections"][0]["from"] == key_of("list/a")
    assert [one["type"] for one in whole["elements"]] == ["donor", "civil society organisation"]
    assert whole["elements"][1]["Aliases"] == ["RFS", "شبكة"]


def test_oligrapher() -> None:
    """Nodes know their edges, an edge its arrow, and what is over is dashed."""
    whole = parsed("oligrapher")
    nodes, edges = whole["graph_data"]["nodes"], whole["graph_data"]["edges"]

    assert nodes["list/a"]["edgeIds"] == ["tie:list/1", "tie:list/2", "tie:list/3"]
    assert edges["tie:list/1"]["label"] == "funds (2019-07–2020)"
    assert edges["tie:list/2"]["label"] == "funds: core"
    assert [edge["dash"] for edge in edges.values()] == [True, False, False]
    assert [edge.get("arrow") for edge in edges.values()] == ["1->2", "1->2", None]
    assert all(edge["node1_id"] in nodes and edge["node2_id"] in nodes for edge in edges.values())
    assert whole["attributes"]["description"].splitlines()[1] == "TLP:CLEAR"


@pytest.mark.parametrize("name", EXPORTS)
def test_suffixes(name: str) -> None:
    """Every format has a title, a media type and a suffix of its own."""
    export = EXPORTS[name]

    assert export.title
    assert "/" in export.media_type
    assert [one.suffix for one in EXPORTS.values()].count(export.suffix) == 1
