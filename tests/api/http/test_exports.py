"""Exports over HTTP and on the command line are the same files."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from api.cli.main import main
from api.http.exports import part_of
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from tests.api.sample import headers
from tests.networks import TODAY
from visualise.exports.table import EXPORTS

DAY = "as_of=2026-11-21"


def ids(text: str) -> set[str]:
    """The ids of the nodes in node-link data."""
    return {one["id"] for one in json.loads(text)["nodes"]}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format(client: TestClient, name: str) -> None:
    """Each format is served as what it is, under a name to keep it by."""
    answer = client.get(f"/export/{name}?{DAY}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == EXPORTS[name].media_type
    said = answer.headers["content-disposition"]
    assert said == f'attachment; filename="tracktwo-2026-11-21{EXPORTS[name].suffix}"'
    assert answer.content


@pytest.mark.parametrize("label", Label)
def test_clearance(client: TestClient, sample_store: SqliteStore, label: Label) -> None:
    """A reader gets what the reader's key opens, and nothing more."""
    file = BytesIO()
    EXPORTS["nodelink"].write(build(sample_store.claims(label), TODAY), file)
    answer = client.get(f"/export/nodelink?as_of={TODAY}", headers=headers(label))

    assert answer.content == file.getvalue()


@pytest.mark.parametrize(
    ("address", "status", "code", "words"),
    [
        pytest.param("/export/pdf", 404, "NOT_FOUND", "no such format", id="format"),
        pytest.param("/export/gexf?contry=ML", 400, "BAD_USER_INPUT", "'contry'", id="name"),
        pytest.param("/export/gexf?as_of=today", 400, "BAD_USER_INPUT", "no day", id="day"),
        pytest.param("/export/gexf?theme=cooking", 400, "BAD_USER_INPUT", "cooking", id="theme"),
        pytest.param("/export/gexf?place=a/nobody", 400, "BAD_USER_INPUT", "a/nobody", id="place"),
    ],
)
def test_refused(client: TestClient, address: str, status: int, code: str, words: str) -> None:
    """What cannot be exported is refused in the one shape."""
    answer = client.get(address)
    (error,) = answer.json()["errors"]

    assert answer.status_code == status
    assert error["extensions"]["code"] == code
    assert words in error["message"]


def test_part(client: TestClient) -> None:
    """A part of the world and of the agenda is a part of the network."""
    whole = ids(client.get(f"/export/nodelink?{DAY}").text)
    part = ids(client.get(f"/export/nodelink?{DAY}&country=ML&theme=mediation").text)

    assert part < whole


def test_unknown_word(sample_store: SqliteStore) -> None:
    """A word for a place that is none is refused."""
    view = build(sample_store.claims(Label.CLEAR), TODAY)

    with pytest.raises(NeedError, match="Atlantis"):
        part_of(view, (), ("Atlantis",))


def test_command(tmp_path: Path) -> None:
    """The command writes a file whole, or none."""
    store = f"sqlite:{tmp_path / 'network.db'}"
    (tmp_path / "list.csv").write_text("Label,Countries\nForum,ML\n", "utf-8")
    path = tmp_path / "network.json"
    runner = CliRunner()
    assert (
        runner.invoke(main, ["--store", store, "load", str(tmp_path / "list.csv")]).exit_code == 0
    )
    words = ["--store", store, "export", "nodelink", "--clearance", "AMBER", "-o", str(path)]
    done = runner.invoke(main, words)

    assert done.exit_code == 0, done.output
    assert ids(path.read_text("utf-8")) == {"country:ML", "list/forum"}


def test_command_to_a_pipe(tmp_path: Path) -> None:
    """A dash writes to standard output."""
    done = CliRunner().invoke(
        main, ["--store", f"sqlite:{tmp_path / 'n.db'}", "export", "graphml", "-o", "-"]
    )

    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"<?xml")


def test_command_refuses(tmp_path: Path) -> None:
    """A format that is none is refused, with those there are."""
    words = ["--store", f"sqlite:{tmp_path / 'n.db'}", "export", "pdf", "-o", "x"]
    done = CliRunner().invoke(main, words)

    assert done.exit_code == 2
    assert "gexf" in done.output
