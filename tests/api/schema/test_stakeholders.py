"""The list of stakeholders: found, filtered, in pages."""

from typing import Any

import pytest

from graph.domain.labels import Label
from tests.api.conftest import Ask

QUERY = """query($text: String, $kinds: [String!], $levels: [String!], $themes: [String!],
  $places: [String!], $first: Int, $after: String, $asOf: Date) {
  stakeholders(text: $text, kinds: $kinds, levels: $levels, themes: $themes, places: $places,
    first: $first, after: $after, asOf: $asOf) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id } }
} }"""


def page(ask: Ask, label: Label = Label.CLEAR, /, **variables: object) -> dict[str, Any]:
    """A page of stakeholders."""
    answer = ask(QUERY, label, **variables)
    assert "errors" not in answer, answer
    found: dict[str, Any] = answer["data"]["stakeholders"]
    return found


def ids(found: dict[str, Any]) -> list[str]:
    """The ids on a page, without their source."""
    return [edge["node"]["id"].partition("/")[2] for edge in found["edges"]]


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({}, ["old", "femmes", "bloc", "giver"], id="everybody-by-name"),
        pytest.param({"text": "reseau sahel"}, ["femmes"], id="text"),
        pytest.param({"text": "sahel"}, ["bloc", "femmes"], id="by-fit"),
        pytest.param({"kinds": ["donor", "regional body"]}, ["bloc", "giver"], id="kinds"),
        pytest.param({"levels": ["global"]}, ["giver"], id="level"),
        pytest.param({"themes": ["participation"]}, ["femmes"], id="part-of-a-theme"),
        pytest.param({"places": ["Western Africa"]}, ["femmes", "bloc"], id="part-of-a-region"),
        pytest.param({"places": ["ML"], "kinds": ["womens_network"]}, ["femmes"], id="both"),
        pytest.param({"text": "nobody"}, [], id="nobody"),
        pytest.param({"asOf": "2011-01-01"}, ["old", "bloc", "giver"], id="earlier"),
    ],
)
def test_found(ask: Ask, variables: dict[str, object], expected: list[str]) -> None:
    """Arguments narrow the list; the count is of all that is found."""
    found = page(ask, **variables)
    assert sorted(ids(found)) == sorted(expected)
    if variables.keys() <= {"text"}:
        assert ids(found) == expected
    assert found["totalCount"] == len(expected)


def test_more_with_a_key(ask: Ask) -> None:
    """A key finds what is hidden from others, by a hidden name too, and counts it."""
    assert page(ask)["totalCount"] == 4
    assert page(ask, Label.AMBER)["totalCount"] == 6
    assert ids(page(ask, Label.AMBER, text="alias amber")) == ["femmes"]
    assert ids(page(ask, Label.GREEN, text="alias amber")) == []


@pytest.mark.parametrize("first", [1, 2, 3, 6, 7])
def test_pages(ask: Ask, first: int) -> None:
    """Page after page gives everybody once, in the order of the whole list."""
    whole = ids(page(ask, Label.AMBER))
    seen: list[str] = []
    after = None
    while True:
        found = page(ask, Label.AMBER, first=first, after=after)
        seen += ids(found)
        assert found["totalCount"] == 6
        assert found["pageInfo"]["hasPreviousPage"] == (after is not None)
        assert found["pageInfo"]["startCursor"] == found["edges"][0]["cursor"]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert seen == whole


def test_behind_the_last(ask: Ask) -> None:
    """Behind the last there is nothing, which is no error."""
    last = page(ask)["pageInfo"]["endCursor"]
    found = page(ask, after=last)
    assert found["edges"] == []
    assert found["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": True,
        "startCursor": None,
        "endCursor": None,
    }


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        pytest.param({"after": "nonsense"}, "after: this is no cursor", id="cursor"),
        pytest.param({"after": ""}, "after: this is no cursor", id="empty-cursor"),
        pytest.param({"kinds": ["theme"]}, "'theme' is no kind of stakeholder", id="kind"),
        pytest.param({"levels": ["x"]}, "'x' is no level", id="level"),
        pytest.param({"themes": ["x"]}, "'x' is no theme", id="theme"),
        pytest.param({"places": ["x"]}, "'x' is no country", id="place"),
        pytest.param({"first": 0}, "ask for 1 to 1000", id="no-page"),
        pytest.param({"first": 1001}, "ask for 1 to 1000", id="long-page"),
        pytest.param({"first": "x"}, "Int cannot represent", id="no-number"),
        pytest.param({"asOf": "yesterday"}, "yesterday", id="no-date"),
    ],
)
def test_refused(ask: Ask, variables: dict[str, object], words: str) -> None:
    """What cannot be meant is the client's error, and says what would do."""
    (error,) = ask(QUERY, **variables)["errors"]
    assert words in error["message"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
