"""Coalitions in GraphQL."""

from api.http.limits import DEAR
from tests.api.conftest import Ask

QUERY = """
query ($ask: AskInput!) {
  coalition(ask: $ask) {
    members { id points parts { name value } serves { words because { words sources { id } } }
              breaks { demand } standIn { id loses stakeholder { name } } against { words }
              stakeholder { name } }
    points proven bound words considered
    demands { id words has slack tight }
    alternatives { enters leaves points proven }
    contradiction { demands { id known } eased { words by } minimal smallest cheapest }
    dropped { reason count }
    label asOf revision
  }
}
"""
ASKED = {"atMost": 2, "themes": ["mediation"], "cover": [{"what": "place", "of": ["ML"]}]}


def test_members(ask: Ask) -> None:
    """A table comes with its members, and each with what it is there for."""
    found = ask(QUERY, ask=ASKED)["data"]["coalition"]

    assert "open/femmes" in [member["id"] for member in found["members"]]
    (femmes,) = [member for member in found["members"] if member["id"] == "open/femmes"]
    assert femmes["serves"][0]["because"][0]["sources"] == [{"id": "open"}]
    assert found["proven"] is True
    assert {met["id"] for met in found["demands"]} >= {"size: at most", "cover 1"}


def test_contradiction(ask: Ask) -> None:
    """An impossible ask is told why."""
    demand = {"what": "kind", "of": ["armed_actor"], "atLeast": 2}
    found = ask(QUERY, ask={**ASKED, "cover": [demand]})["data"]["coalition"]

    assert found["members"] == []
    assert found["contradiction"]["demands"] == [{"id": "cover 1", "known": 0}]


def test_patience(ask: Ask) -> None:
    """Nobody may keep the service searching for long."""
    (error,) = ask(QUERY, ask={**ASKED, "seconds": 3600})["errors"]

    assert "a search of 3600 seconds cannot be asked for here" in error["message"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


def test_null(ask: Ask) -> None:
    """Null says as little as leaving a key out."""
    left_out = ask(QUERY, ask=ASKED)
    nulls = {"shares": None, "weights": None, "convenor": None, "within": None}

    assert ask(QUERY, ask={**ASKED, **nulls}) == left_out
    assert DEAR["coalition"] >= DEAR["bridges"]


def test_no_stand_in(ask: Ask) -> None:
    """Where nobody could take a seat there is no stand-in, and no exchange without two tables."""
    query = """query ($left: AskInput!, $right: AskInput!) {
      compare(left: $left, right: $right) {
        left { members { id standIn { id } } }
        leftForRight { points }
      }
    }"""
    only = {"atMost": 1, "include": ["open/femmes"]}
    none = {"atMost": 1, "cover": [{"what": "kind", "of": ["armed_actor"]}]}
    found = ask(query, left=only, right=none)["data"]["compare"]

    assert found["left"]["members"] == [{"id": "open/femmes", "standIn": None}]
    assert found["leftForRight"] is None
