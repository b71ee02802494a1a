"""A key gives its holder a clearance; no key is CLEAR; a wrong one opens nothing."""

import logging
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from api.http.access import AccessError, Keys, read_keys
from api.settings import SettingError
from graph.domain.labels import Label
from tests.api.sample import KEYS, write_keys


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """Give the keys of the sample."""
    return read_keys(write_keys(tmp_path / "keys.txt"))


@pytest.mark.parametrize("label", KEYS)
def test_a_key_opens_its_label(keys: Keys, label: Label) -> None:
    """Both headers carry a key, and it gives what its line in the file says."""
    bearer = Headers({"authorization": f"Bearer {KEYS[label]}"})
    assert keys.clearance(bearer) == label
    assert keys.clearance(Headers({"x-api-key": KEYS[label]})) == label


def test_no_key_is_clear(keys: Keys) -> None:
    """Whoever sends no key sees what is CLEAR."""
    assert keys.clearance(Headers({})) == Label.CLEAR
    assert Keys().clearance(Headers({})) == Label.CLEAR
    assert len(keys) == len(KEYS)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"x-api-key": "guess"}, id="wrong"),
        pytest.param({"x-api-key": ""}, id="empty"),
        pytest.param({"authorization": "Bearer"}, id="bearer-of-nothing"),
        pytest.param({"authorization": f"Bearer {KEYS[Label.RED]}x"}, id="longer"),
        pytest.param({"authorization": f"Basic {KEYS[Label.RED]}"}, id="other-scheme"),
        pytest.param({"x-api-key": "\udcff"}, id="no-text"),
    ],
)
def test_a_wrong_key_opens_nothing(keys: Keys, headers: dict[str, str]) -> None:
    """A key that is none of ours is refused, rather than taken for none."""
    with pytest.raises(AccessError, match="key"):
        keys.clearance(
            Headers(raw=[(k.encode(), v.encode("utf-8", "replace")) for k, v in headers.items()])
        )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("abc GREEN x", "keys.txt:2: write the SHA-256", id="short"),
        pytest.param(
            "0" * 64 + " GREEN", "write the SHA-256 of a key, a label and a name", id="bare"
        ),
        pytest.param("0" * 64 + " BLUE x", "keys.txt:2: 'BLUE' is no label", id="label"),
        pytest.param(
            f"{'0' * 64} GREEN x\n{'0' * 64} RED y", "keys.txt:3: this key stands", id="twice"
        ),
    ],
)
def test_refuses_a_file_with_faults(tmp_path: Path, line: str, words: str) -> None:
    """A file of keys is refused at the line at fault, without repeating it."""
    path = tmp_path / "keys.txt"
    path.write_text(f"# ours\n{line}\n", "utf-8")
    with pytest.raises(SettingError, match=words) as refusal:
        read_keys(path)
    assert "0000" not in str(refusal.value)


def test_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file of keys that is named must be there: none at all would open nothing, silently."""
    with pytest.raises(SettingError, match="cannot be read"):
        read_keys(tmp_path / "none.txt")


def test_holders_and_keys_do_not_print(tmp_path: Path) -> None:
    """Nothing that is held of a key shows it, nor what it is known by."""
    keys = read_keys(write_keys(tmp_path / "keys.txt"))
    assert sha256(KEYS[Label.RED].encode()).hexdigest() not in repr(vars(keys))


def test_a_wrong_key_is_401_everywhere(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Every address refuses a wrong key in the one shape, and nothing of it is logged."""
    caplog.set_level(logging.DEBUG)
    for path in ("/", "/graphql", "/map", "/healthz", "/readyz", "/static/icon.svg", "/none"):
        answer = client.get(path, headers={"x-api-key": "a-guess-of-somebody"})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == 'Bearer realm="tracktwo"'
        (error,) = answer.json()["errors"]
        assert error["extensions"] == {"code": "UNAUTHENTICATED"}
        assert "a-guess-of-somebody" not in answer.text + caplog.text


def test_a_key_shows_more(client: TestClient) -> None:
    """Each label shows what it is cleared for and nothing above it."""
    query = {"query": '{ stakeholders(text: "mediators") { edges { node { name label } } } }'}
    for label in Label:
        headers = {"x-api-key": KEYS[label]} if label in KEYS else {}
        edges = client.post("/graphql", json=query, headers=headers).json()["data"]["stakeholders"][
            "edges"
        ]
        seen = sorted(edge["node"]["label"] for edge in edges)
        assert seen == sorted(other.name for other in KEYS if other <= label)
