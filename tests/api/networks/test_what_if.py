"""What if: by command and in GraphQL, told in words, and nothing of it kept."""

import json

import pytest

from api.cli.what_if_options import bond_of, ended_of
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.measures.supposition import Bond
from tests.api.cli.test_tables import TALKS, WOMEN, Run, run
from tests.api.conftest import Ask

__all__ = ["run"]

CHAIN = """
query ($whatIf: WhatIf) {
  introductions(from: ["open/giver"], to: ["open/femmes"], whatIf: $whatIf) {
    introductions { between hops { because { words sources { id title } } } }
    supposed label revision
  }
}
"""


@pytest.mark.parametrize(
    ("text", "bond"),
    [
        pytest.param("a/b knows c/d", ("a/b", "knows", "c/d"), id="code"),
        pytest.param(" a/b  partners with c/d ", ("a/b", "partners_with", "c/d"), id="label"),
        pytest.param("a/b c member_of d/e f", ("a/b c", "member_of", "d/e f"), id="ids of words"),
        pytest.param("x/part of part of y/z", ("x/part of", "part_of", "y/z"), id="like a kind"),
    ],
)
def test_bonds(text: str, bond: tuple[str, str, str]) -> None:
    """A tie is two ids and a kind between them, by code or label."""
    assert bond_of(text) == Bond(start=bond[0], kind=bond[1], end=bond[2])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a/b c/d", id="no kind"),
        pytest.param("a/b knows", id="no end"),
        pytest.param("a/b loves c/d", id="unknown"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_bond(text: str) -> None:
    """Anything else is refused, with an example."""
    with pytest.raises(NeedError, match="says no tie; write two ids"):
        bond_of(text)


def test_ended() -> None:
    """Of all ties, memberships can be taken to have ended."""
    assert ended_of("country:ML member of a/body") == ("country:ML", "a/body")
    with pytest.raises(NeedError, match="a membership alone"):
        ended_of("a/b knows c/d")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("partners", "--theme", "mediation"), "ada", id="partners"),
        pytest.param(("gaps", "--place", "ML"), "ada", id="gaps"),
        pytest.param(("introductions", "--from", "t/us", "--to", "t/bea"), "ada", id="chains"),
        pytest.param(("coalition", "ask.yaml"), "ada", id="coalition"),
    ],
)
def test_commands(run: Run, words: tuple[str, ...], told: str) -> None:
    """Every command says below its first line what was supposed, and in its JSON."""
    said = run(*words, "--without", "t/ada", "--suppose", "t/us knows t/cid", ask=WOMEN).output
    found = json.loads(run(*words, "--without", "t/ada", "--json").stdout)

    assert said.splitlines()[1] == f"Supposed: without {told}; us knows cid."
    assert found["supposed"] == [f"without {told}"]
    assert "supposed" not in json.loads(run(*words, "--json").stdout)


def test_plan(run: Run) -> None:
    """A plan of what is only supposed says so on its face, and so does a comparison."""
    words = ("plan", "talks.yaml", "--without", "t/ada", "-o")
    page = run(*words, "-", talks=TALKS, ask=WOMEN).output
    found = json.loads(run(*words, "-", "--json").output)
    told = run("compare", "ask.yaml", "ask.yaml", "--without", "t/ada").output

    assert "<strong>Only supposed: </strong>without ada." in page
    assert found["supposed"] == ["without ada"]
    assert told.splitlines()[1] == "Supposed: without ada."
    assert "Only supposed" not in run("plan", "talks.yaml", "-o", "-").output


def test_ending(run: Run) -> None:
    """A membership that is none cannot end."""
    words = ("partners", "--theme", "mediation", "--ending", "country:ML member_of region:011")
    result = run(*words)

    assert result.exit_code == 1
    assert "'country:ML' is no member of 'region:011' on 2025-06-01" in result.output


def test_table_without(run: Run) -> None:
    """A table is put together of those who are left."""
    found = json.loads(
        run("coalition", "ask.yaml", "--without", "t/ada", "--json", ask=WOMEN).stdout
    )
    again = json.loads(run("coalition", "ask.yaml", "--json").stdout)

    assert {member["id"] for member in found["members"]} == {"t/bea", "t/cid"}
    assert "t/ada" in {member["id"] for member in again["members"]}


def test_nobody(run: Run) -> None:
    """Who is not here cannot be gone."""
    result = run("partners", "--theme", "mediation", "--without", "t/zed")

    assert result.exit_code == 1
    assert "'t/zed' is not in this network" in result.output


def test_graphql(ask: Ask) -> None:
    """In GraphQL a supposed tie introduces, and says that it is only supposed."""
    tie = {"from": "open/giver", "kind": "knows", "to": "open/femmes"}
    found = ask(CHAIN, whatIf={"ties": [tie]})["data"]["introductions"]
    plain = ask(CHAIN)["data"]["introductions"]

    assert found["supposed"] == ["The Giver knows Réseau des Femmes du Sahel"]
    titles = {
        source["title"]
        for chain in found["introductions"]
        for hop in chain["hops"]
        for reason in hop["because"]
        for source in reason["sources"]
    }
    assert "What is only supposed" in titles
    assert plain["supposed"] == []
    assert plain["revision"] != found["revision"]


def test_graphql_gone(ask: Ask) -> None:
    """Who is gone is gone from the whole answer; a membership can end."""
    query = """query ($whatIf: WhatIf) {
      partners(themes: ["mediation"], whatIf: $whatIf) { partners { id } supposed }
    }"""
    what_if = {
        "without": ["open/femmes"],
        "ending": [{"member": "open/femmes", "body": "open/bloc"}],
    }
    found = ask(query, whatIf={"without": ["open/femmes"]})["data"]["partners"]

    assert "open/femmes" not in [partner["id"] for partner in found["partners"]]
    assert "is no member of" in ask(query, whatIf=what_if)["errors"][0]["message"]


def test_label(ask: Ask) -> None:
    """An answer is as closed as those of whom it says that they are gone."""
    query = """query ($id: ID!) {
      partners(themes: ["mediation"], whatIf: { without: [$id] }, kinds: ["donor"]) { label }
    }"""
    found = ask(query, Label.RED, id="s4/x")["data"]["partners"]

    assert found["label"] == "RED"
    assert ask(query, id="s4/x")["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_most(ask: Ask) -> None:
    """One request may suppose few things: each is a network of its own."""
    fields = " ".join(
        f'q{n}: partners(themes: ["mediation"], whatIf: {{ without: ["{name}"] }}) {{ considered }}'
        for n, name in enumerate(("open/femmes", "open/giver", "open/bloc"))
    )
    (error,) = ask(f"{{ {fields} }}")["errors"]

    assert "one request may suppose 2 things at most" in error["message"]
