"""Maps over HTTP are the pages that the command line writes."""

from datetime import date

import pytest
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.testclient import TestClient

from api.http.maps import KEPT, Maps, Sheet, page_of, sheet_of
from api.networks.network import Network
from graph.answers.need import Need
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from tests.api.sample import headers

DAY = "as_of=2026-11-21"


def asked(query: str) -> Request:
    """A request for a map."""
    return Request({"type": "http", "query_string": query.encode(), "headers": []})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", Sheet(), id="network"),
        pytest.param("theme=&country=&first=&as_of=", Sheet(), id="empty-form"),
        pytest.param("already_in=a/b", Sheet(), id="nothing-asked-for"),
        pytest.param(
            "theme=mediation&country=ML&place=011&kind=donor&level=local&first=5&as_of=2020-02-03",
            Sheet(
                need=Need(
                    themes=("mediation",),
                    places=("ML", "011"),
                    kinds=("donor",),
                    levels=("local",),
                    first=5,
                ),
                as_of=date(2020, 2, 3),
            ),
            id="everything",
        ),
        pytest.param(
            "asking=a/b&already_in=c/d&include_partners=1",
            Sheet(need=Need(asking="a/b", already_in=("c/d",), include_partners=True)),
            id="who-asks",
        ),
        pytest.param(
            "theme=mediation&everybody=yes",
            Sheet(need=Need(themes=("mediation",)), everybody=True),
            id="everybody",
        ),
    ],
)
def test_sheet_of(query: str, expected: Sheet) -> None:
    """The address says what is asked for, in the words of the command line."""
    assert sheet_of(asked(query)) == expected


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("contry=ML", "'contry' is nothing that a map can be asked for", id="name"),
        pytest.param("theme=x&first=many", "first: 'many' is not a number", id="number"),
        pytest.param("theme=x&first=-1", "first: '-1' is not a number", id="below-zero"),
        pytest.param("theme=x&first=0", "1 to 1000", id="zero"),
        pytest.param("theme=x&first=99999", "1 to 1000", id="many"),
        pytest.param("as_of=today", "as_of: 'today' is no day", id="day"),
    ],
)
def test_refused(query: str, words: str) -> None:
    """What means nothing is refused rather than left aside."""
    with pytest.raises(NeedError, match=words):
        sheet_of(asked(query))


@pytest.mark.parametrize("label", [Label.CLEAR, Label.AMBER])
@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="network"),
        pytest.param("theme=mediation&country=ML", id="partners"),
        pytest.param("theme=mediation&everybody=1", id="everybody"),
    ],
)
def test_pages(client: TestClient, sample_store: SqliteStore, query: str, label: Label) -> None:
    """The page is drawn from what the reader may see, and comes the same again."""
    view = build(sample_store.claims(label), date(2026, 11, 21))
    expected = page_of(view, sheet_of(asked(f"{query}&{DAY}")))
    answers = [client.get(f"/map?{query}&{DAY}", headers=headers(label)) for _ in range(2)]
    assert [answer.text for answer in answers] == [expected] * 2
    assert ("Mediators amber" in expected) == (label == Label.AMBER)


def test_pages_are_kept_apart(client: TestClient) -> None:
    """However many pages are asked for, each reader gets the one that was asked for."""
    addresses = [f"/map?theme=mediation&first={n}&{DAY}" for n in range(1, KEPT + 3)]
    first = [client.get(address).text for address in addresses]
    again = [client.get(address).text for address in addresses]
    assert first == again
    cleared = client.get(addresses[0], headers=headers(Label.RED)).text
    assert cleared != first[0]


def test_a_page_is_drawn_once(sample_store: SqliteStore) -> None:
    """Of two who ask for the same at once, the second gets what was drawn for the first."""
    network = Network(build(sample_store.claims(Label.CLEAR), date(2026, 11, 21)))
    maps = Maps(context_of=lambda _: pytest.fail("not asked"), limiter=CapacityLimiter(1))
    first = maps._draw(network, Sheet())
    assert maps._draw(network, Sheet()) is first


def test_a_map_may_not_be_framed(client: TestClient) -> None:
    """The page brings a policy of its own; what a page cannot say of itself, a header does."""
    answer = client.get("/map")
    assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert "Content-Security-Policy" in answer.text
