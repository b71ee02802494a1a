"""What the maps of planning answers show, and as what."""

from typing import Any

import pytest

from graph.answers.bridges.bridges import Agendas, bridges
from graph.answers.coalition.ask import Ask, Cover
from graph.answers.coalition.coalition import coalition
from graph.answers.experts.experts import Post, experts
from graph.answers.funds.funds import Grant, quick_funds
from graph.answers.gaps.gaps import Grid, gaps
from graph.answers.introductions.introductions import Wish, introductions
from graph.answers.need import Need
from graph.domain.labels import Label
from graph.domain.model import Claim
from graph.views.view import View
from tests.networks import ACQUAINTED, entity, shared, source, tie, view_of
from visualise.maps.answer_maps import (
    bridges_map,
    coalition_map,
    experts_map,
    funds_map,
    gaps_map,
    introductions_map,
)
from visualise.maps.page import page
from visualise.maps.picture import Dot, Picture

WOMEN = "womens_network"
#: We know Ann and the forum, both know the council, which met the women at the talks.
PEOPLE: tuple[Claim, ...] = (
    *ACQUAINTED,
    tie("list/women", "active_in", "country:TD", since="2024"),
)
#: Ann and Amy are on mediation, Ben on justice, Cy on both; Dan joins Ann and Ben.
AGENDAS: tuple[Claim, ...] = (
    *(entity(f"list/{key}") for key in ("ann", "amy", "ben", "cy", "dan")),
    *(tie(f"list/{key}", "works_on", "theme:mediation") for key in ("ann", "amy", "cy")),
    *(tie(f"list/{key}", "works_on", "theme:justice") for key in ("ben", "cy")),
    tie("list/ann", "partners_with", "list/dan"),
    tie("list/dan", "member_of", "list/ben"),
)


def seen(*claims: Claim, clearance: Label = Label.RED) -> View:
    """A View of these, and of the shared themes and places."""
    return view_of(*shared(), *claims, clearance=clearance)


def dots(picture: Picture) -> dict[str, Dot]:
    """The dots of a map by name."""
    return {dot.name: dot for dot in picture.dots}


def badges(picture: Picture) -> dict[str, str]:
    """Whom a map sets apart, and how."""
    return {dot.name: dot.badge for dot in picture.dots if dot.badge}


def introduced(view: View, **wish: Any) -> Picture:  # noqa: ANN401 - any field of a wish
    """The map of the ways from us to the council, if nothing else is said."""
    asked = Wish(**{"near": ("list/us",), "far": ("list/council",), **wish})
    return introductions_map(view, asked, introductions(view, asked))


def test_introductions() -> None:
    """Whom to ask first is ranked, and the three sorts of people are three camps."""
    picture = introduced(seen(*PEOPLE))

    assert picture.title == "From us to council"
    assert picture.subtitle == "2 chains of introductions"
    assert badges(picture) == {
        "us": "ours",
        "ann": "introduces",
        "forum": "introduces",
        "council": "to reach",
    }
    assert {name: dot.rank for name, dot in dots(picture).items() if dot.rank} == {
        "ann": 1,
        "forum": 2,
    }
    camps = {name: picture.camps[dot.camp or 0] for name, dot in dots(picture).items()}
    assert camps == {
        "us": "Ours",
        "ann": "Who introduces",
        "forum": "Who introduces",
        "council": "To reach",
    }


def test_chains_on_the_card() -> None:
    """The card of whom to ask first has the chain, and every hop with its strength and source."""
    ann = dots(introduced(seen(*PEOPLE)))["ann"]

    assert (ann.score, [fact.words for fact in ann.parts]) == (
        "0.72",
        [
            "A chain of strength 0.72: us – ann – council",
            "0.90: us partners with ann",
            "0.80: ann member of council",
        ],
    )
    assert ann.parts[1].sources == (0,)


def test_where_hops_meet() -> None:
    """An event by which two have met stands between them on the map."""
    picture = introduced(
        seen(*PEOPLE), far=(), fitting=Need(kinds=(WOMEN,), places=("TD",)), first=1
    )

    assert "talks" in dots(picture)
    assert picture.title == "From us to Chad, women's network"
    assert badges(picture)["women"] == "to reach"


def test_no_chain() -> None:
    """Where there is no chain, the two sides are shown and the note says what would open one."""
    picture = introduced(seen(*PEOPLE), far=("list/far",))

    assert badges(picture) == {"us": "ours", "far": "to reach"}
    assert picture.note.startswith("Nothing joins the two sides. ")


def test_bridges() -> None:
    """The two agendas are two camps, whoever is on both or neither one more each."""
    view, asked = seen(*AGENDAS), Agendas(left=("mediation",), right=("justice",))
    picture = bridges_map(view, asked, bridges(view, asked))
    camps = {name: picture.camps[dot.camp or 0] for name, dot in dots(picture).items()}

    assert camps == {
        "ann": "On mediation",
        "mediation": "On mediation",
        "ben": "On justice and the rule of law",
        "justice and the rule of law": "On justice and the rule of law",
        "cy": "On both",
        "dan": "On neither",
    }
    assert (dots(picture)["dan"].rank, dots(picture)["dan"].score) == (1, "0.72")
    assert badges(picture)["cy"] == "on both"
    assert picture.subtitle == "1 on both, 0 pairs tied already"


EXPERTS: tuple[Claim, ...] = (
    *(
        claim
        for key in ("pat", "sam")
        for claim in (
            entity(f"list/{key}", "person", extra=(("consent", "yes"),) * (key == "pat")),
            tie(f"list/{key}", "works_on", "theme:mediation", since="2025"),
            tie(f"list/{key}", "active_in", "country:ML", since="2025"),
        )
    ),
    entity("list/one"),
    entity("list/us"),
    tie("list/pat", "affiliated_with", "list/one"),
    tie("list/sam", "affiliated_with", "list/one"),
    tie("list/us", "knows", "list/one"),
)


def test_experts() -> None:
    """The pool is ranked, who vouches is set apart, and who did not agree is nowhere on the map."""
    view, asked = (
        seen(*EXPERTS),
        Post(themes=("mediation",), places=("ML",), kinds=("person",), asking="list/us"),
    )
    picture = experts_map(view, asked, experts(view, asked))

    assert set(dots(picture)) == {"pat", "one", "us", "mediation", "Mali"}
    assert badges(picture) == {"us": "asking", "one": "introduces"}
    assert picture.title == "Experts: mediation in Mali, person"
    assert picture.note == "Left out, by reason: consent 1."
    assert dots(picture)["pat"].parts[0].words.startswith("fit to the themes, 40: works on")


def test_vouching() -> None:
    """Who vouches is set apart where nobody asks for a way to the expert."""
    view, asked = seen(*EXPERTS), Post(themes=("mediation",), kinds=("person",))
    picture = experts_map(view, asked, experts(view, asked))

    assert badges(picture) == {"one": "vouches"}


def test_funds() -> None:
    """A fund stands beside whom it paid, with what speaks for and against it on its card."""
    claims = (
        entity("list/women", WOMEN),
        tie("list/women", "active_in", "country:ML", since="2024"),
        entity("list/quick", "fund", summary="It gives rapid grants."),
        tie("list/quick", "funds", "list/women", since="2025"),
    )
    view, asked = seen(*claims), Grant(places=("ML",))
    picture = funds_map(view, asked, quick_funds(view, asked))

    assert set(dots(picture)) == {"quick", "women", "Mali"}
    assert (dots(picture)["quick"].rank, picture.title) == (1, "Quick funds: Mali")
    assert dots(picture)["quick"].parts[0].words.startswith("said to be quick, 30: ")


def test_gaps() -> None:
    """Who is nearest to filling a gap is ranked, beside the theme and place that lack somebody."""
    claims = (
        entity("list/a", WOMEN),
        entity("list/us"),
        tie("list/a", "works_on", "theme:mediation", since="2024"),
        tie("list/us", "partners_with", "list/a"),
    )
    view = seen(*claims)
    asked = Grid(themes=("mediation",), places=("ML",), kinds=(WOMEN,), asking="list/us")
    picture = gaps_map(view, asked, gaps(view, asked))

    assert set(dots(picture)) == {"us", "a", "mediation", "Mali"}
    assert (dots(picture)["a"].rank, badges(picture)) == (1, {"us": "asking"})
    assert picture.subtitle == "0 of 1 cells are covered"
    (fact,) = dots(picture)["a"].parts
    assert fact.words.startswith("mediation in Mali, women's network, no actor known: not known")


def pages(view: View) -> list[str]:
    """The page of each answer's map."""
    wish = Wish(near=("list/us",), far=("list/ann", "list/women"))
    agenda = Agendas(left=("mediation",), right=("justice",))
    post, grant = Post(themes=("mediation",)), Grant(places=("TD",))
    grid = Grid(themes=("mediation",), places=("TD",), asking="list/us")
    return [
        page(introductions_map(view, wish, introductions(view, wish))),
        page(bridges_map(view, agenda, bridges(view, agenda))),
        page(experts_map(view, post, experts(view, post))),
        page(funds_map(view, grant, quick_funds(view, grant))),
        page(gaps_map(view, grid, gaps(view, grid))),
    ]


def test_hidden_changes_nothing() -> None:
    """What a reader may not see changes no byte of any map."""
    known = [*PEOPLE, *(claim for claim in AGENDAS if claim.id != "list/ann")]
    closed: list[Claim] = [
        *(entity(f"list/hidden {key}", "fund", label=Label.AMBER) for key in ("a", "b")),
        *(
            tie(f"list/hidden {key}", kind, end)
            for key in ("a", "b")
            for kind, end in (
                ("works_on", "theme:mediation"),
                ("works_on", "theme:justice"),
                ("active_in", "country:TD"),
                ("partners_with", "list/us"),
                ("partners_with", "list/women"),
                ("funds", "list/women"),
            )
        ),
    ]

    told = pages(seen(*known, *closed, clearance=Label.CLEAR))
    assert told == pages(seen(*known, clearance=Label.CLEAR))
    assert told != pages(seen(*known, *closed))


@pytest.mark.parametrize("label", [Label.CLEAR, Label.AMBER])
def test_label(label: Label) -> None:
    """A map is as closed as the answer that it shows."""
    closed = (source("closed", label), entity("closed/x"))
    view = seen(*AGENDAS, *closed, tie("closed/x", "works_on", "theme:mediation"))
    asked = Agendas(left=("mediation",), right=("justice",))
    picture = bridges_map(view, asked, bridges(view, asked))

    assert "x" not in dots(picture)
    assert picture.label == f"TLP:{label.text}"


def table(**ask: Any) -> Picture:  # noqa: ANN401 - any field of an ask
    """The map of a table of two on mediation that Ann convenes, if nothing else is said."""
    view = seen(*AGENDAS)
    asked = Ask(**{"at_most": 2, "themes": ("mediation",), "convenor": "list/ann", **ask})
    return coalition_map(view, asked, coalition(view, asked))


def test_table() -> None:
    """A table stands in rank, each member with what it is there for, and the stand-in beside."""
    picture = table(cover=(Cover(what="theme", of=("mediation",), at_least=2),))
    found = dots(picture)
    told = [fact.words for fact in found["amy"].parts]

    assert sorted(dot.name for dot in picture.dots if dot.rank) == ["amy", "cy"]
    assert badges(picture) == {"ann": "convenes"}
    assert "mediation" in found
    assert any(words.startswith("There for at least 2") for words in told)
    assert any(words.startswith("Without it: at least 2") for words in told)
    assert picture.label == "TLP:CLEAR"


def test_no_table() -> None:
    """Where demands contradict each other, the map says which, and shows the convenor alone."""
    picture = table(cover=(Cover(what="kind", of=("media",)),))

    assert [dot.name for dot in picture.dots] == ["ann"]
    assert "there is no such coalition" in picture.subtitle
    assert "</html>" in page(picture)
