"""A plan in GraphQL."""

from tests.api.conftest import Ask

QUERY = """
query ($dialogue: DialogueInput!) {
  plan(dialogue: $dialogue) {
    table { members { id } }
    ways { id known introduction { between } instead }
    held { what name members }
    gaps { counts { state count } }
    experts { considered }
    funds { considered }
    doubts { words names }
    sources { cited sources { id } }
    label
  }
}
"""
TALKS = {
    "title": "Talks",
    "themes": ["mediation"],
    "places": ["ML"],
    "convenor": "open/giver",
    "languages": ["French"],
    "ask": {"atMost": 2, "within": 2},
}


def test_plan(ask: Ask) -> None:
    """The parts of a plan come together; its ask takes over the convenor of the dialogue."""
    found = ask(QUERY, dialogue=TALKS)["data"]["plan"]
    (way,) = [way for way in found["ways"] if way["id"] == "open/femmes"]

    assert "open/femmes" in [member["id"] for member in found["table"]["members"]]
    assert way["known"] is True
    assert {row["what"] for row in found["held"]} == {"theme", "place", "language"}
    assert [{"id": "open"}] in [each["sources"] for each in found["sources"]]


def test_own_ask(ask: Ask) -> None:
    """What the ask says itself comes before what its dialogue says."""
    own = {**TALKS, "ask": {"atMost": 3, "convenor": "open/femmes"}}
    found = ask(QUERY, dialogue=own)["data"]["plan"]

    assert "open/femmes" not in [member["id"] for member in found["table"]["members"]]


def test_no_place(ask: Ask) -> None:
    """Without a place there are no gaps to tell."""
    found = ask(QUERY, dialogue={**TALKS, "places": None})["data"]["plan"]

    assert found["gaps"] is None


def test_refused(ask: Ask) -> None:
    """What makes no sense, or would take too long, is refused in words."""
    long = {**TALKS, "ask": {"atMost": 2, "seconds": 60}}

    assert (
        "60 seconds cannot be asked for here" in ask(QUERY, dialogue=long)["errors"][0]["message"]
    )
    bare = {"title": "Talks", "ask": {"atMost": 2}}
    assert "needs a theme or a place" in ask(QUERY, dialogue=bare)["errors"][0]["message"]
