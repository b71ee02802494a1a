"""What each rule of an ask lets sit at the table, on networks small enough to see it."""

import re

import pytest

from graph.answers.coalition.ask import Cost, Cover, Share
from graph.domain.errors import NeedError, NotHereError
from graph.domain.model import Claim
from tests.coalitions import asked, chosen, contradicting, ranked
from tests.networks import entity, tie

SIX = ranked("abcdef")


def in_country(code: str, letters: str) -> list[Claim]:
    """Seats of those called by *letters* in a country."""
    return [tie(f"l/{letter}", "based_in", f"country:{code}") for letter in letters]


@pytest.mark.parametrize(
    ("sizes", "members"),
    [
        pytest.param({"at_most": 1}, "a", id="one"),
        pytest.param({"at_most": 3}, "abc", id="the best three"),
        pytest.param({"at_least": 6, "at_most": 9}, "abcdef", id="all there are"),
        pytest.param({"at_least": 7, "at_most": 9}, "", id="more than there are"),
    ],
)
def test_size(sizes: dict[str, int], members: str) -> None:
    """A table has as many seats as are asked for, and the best take them."""
    assert chosen(*SIX, **sizes) == members


@pytest.mark.parametrize(
    ("cover", "claims", "members"),
    [
        pytest.param(
            Cover(what="theme", of=("justice",)),
            [tie("l/d", "works_on", "theme:justice")],
            "ad",
            id="theme",
        ),
        pytest.param(
            Cover(what="theme", of=("protection",)),
            [tie("l/d", "works_on", "theme:justice")],
            "ad",
            id="a part of the theme",
        ),
        pytest.param(
            Cover(what="theme", of=("transitional_justice",)),
            [tie("l/d", "works_on", "theme:justice")],
            "",
            id="what the theme is part of covers nothing",
        ),
        pytest.param(
            Cover(what="place", of=("Mali",)),
            [tie("l/e", "active_in", "country:ML")],
            "ae",
            id="place",
        ),
        pytest.param(
            Cover(what="place", of=("Mali",)),
            [tie("l/e", "active_in", "country:ML", until="2024")],
            "",
            id="what has ended covers nothing",
        ),
        pytest.param(
            Cover(what="place", of=("Mali",)),
            [
                entity("l/talks", "event"),
                tie("l/talks", "active_in", "country:ML", since="2019", until="2019"),
                tie("l/e", "convened", "l/talks", since="2019", until="2019"),
            ],
            "ae",
            id="what was done in events covers",
        ),
        pytest.param(
            Cover(what="place", of=("Mali", "Chad")),
            [tie("l/e", "active_in", "country:ML"), tie("l/d", "active_in", "country:TD")],
            "ad",
            id="either of two places",
        ),
        pytest.param(
            Cover(what="place", of=("Western Africa",)),
            [tie("l/e", "active_in", "country:ML")],
            "ae",
            id="a country of the region",
        ),
        pytest.param(
            Cover(what="country", of=("Mali",)), in_country("ML", "f"), "af", id="country"
        ),
        pytest.param(
            Cover(what="country", of=("Mali",)),
            [tie("l/e", "active_in", "country:ML")],
            "ae",
            id="the only country where one works",
        ),
        pytest.param(
            Cover(what="country", of=("Mali",)),
            [tie("l/e", "active_in", f"country:{code}") for code in ("ML", "TD")],
            "",
            id="who works in two comes from neither",
        ),
        pytest.param(
            Cover(what="country", of=("Mali",), at_least=2),
            in_country("ML", "ef"),
            "ef",
            id="two from a country",
        ),
    ],
)
def test_cover(cover: Cover, claims: list[Claim], members: str) -> None:
    """Somebody at the table has the trait, and the best take all other seats."""
    assert chosen(*SIX, *claims, places=("Niger",), cover=(cover,)) == members


@pytest.mark.parametrize(
    ("cover", "values"),
    [
        pytest.param(Cover(what="kind", of=("academic",)), {"kind": "academic"}, id="kind"),
        pytest.param(
            Cover(what="kind", of=("media", "academic")), {"kind": "academic"}, id="either kind"
        ),
        pytest.param(Cover(what="level", of=("local",)), {"level": "local"}, id="level"),
        pytest.param(Cover(what="women_led"), {"kind": "womens_network"}, id="women's network"),
        pytest.param(
            Cover(what="women_led"),
            {"extra": (("Founded", "1999"), ("Women-led", "yes"))},
            id="said to be women-led",
        ),
        pytest.param(
            Cover(what="women_led"),
            {"extra": (("Dirigida por mujeres", "Sí"),)},
            id="said in Spanish",
        ),
    ],
)
def test_cover_by_what_is_said(cover: Cover, values: dict[str, object]) -> None:
    """What sources say of somebody itself counts: kind, level, being led by women."""
    kind = str(values.get("kind", "civil_society"))
    more = {name: value for name, value in values.items() if name != "kind"}
    assert chosen(*SIX, entity("l/z", kind, **more), cover=(cover,)) == "az"


def test_unknown_kind_meets_no_demand_for_a_kind() -> None:
    """An organisation of which no source says the kind covers no demand for a kind."""
    cover = Cover(what="kind", of=("regional_body", "academic"))
    assert chosen(*SIX, entity("l/z", "organisation"), cover=(cover,)) == ""
    known = entity("l/z", "regional_body")
    assert chosen(*SIX, known, cover=(cover,)) == "az"


def test_cover_by_track() -> None:
    """A part in something on the track counts; one on another track does not."""
    claims: list[Claim] = [
        entity("l/talks", "event"),
        tie("l/e", "took_part_in", "l/talks", track="2"),
        tie("l/d", "took_part_in", "l/talks", track="1"),
    ]
    assert chosen(*SIX, *claims, cover=(Cover(what="track", of=("2",)),), at_most=1) == "e"
    assert chosen(*SIX, *claims, cover=(Cover(what="track", of=("track I",)),), at_most=1) == "d"
    assert chosen(*SIX, *claims, cover=(Cover(what="track", of=("track III",)),)) == ""


@pytest.mark.parametrize(
    ("share", "at_most", "members"),
    [
        pytest.param(Share(what="women_led", at_least=0.5), 4, "abef", id="half of four"),
        pytest.param(Share(what="women_led", at_least=0.5), 3, "aef", id="half of three are two"),
        pytest.param(Share(what="women_led", at_least=0.33), 3, "abe", id="a third of three"),
        pytest.param(Share(what="women_led", at_least=0.34), 3, "aef", id="more than a third"),
        pytest.param(Share(what="women_led", at_least=1), 4, "ef", id="all"),
        pytest.param(Share(what="women_led", at_most=0.5), 6, "abcdef", id="half at most"),
        pytest.param(Share(what="women_led", at_most=0), 6, "abcd", id="none"),
        pytest.param(
            Share(what="women_led", at_least=0.5, at_most=0.5), 3, "ae", id="half of two alone"
        ),
    ],
)
def test_share(share: Share, at_most: int, members: str) -> None:
    """A share is of whoever is chosen, however many these are; a third is exactly a third."""
    claims = ranked("abcdef", e="womens_network", f="womens_network")
    assert chosen(*claims, shares=(share,), at_most=at_most) == members


@pytest.mark.parametrize(
    ("share", "members"),
    [
        pytest.param(0.33, "ade", id="a third from each"),
        pytest.param(0.34, "ade", id="a little more than a third"),
        pytest.param(0.67, "abd", id="two thirds"),
        pytest.param(1, "abc", id="no cap"),
    ],
)
def test_share_of_any_one_country(share: float, members: str) -> None:
    """Without a country named, the cap holds for each; who comes from nowhere known is free."""
    claims = [*SIX, *in_country("ML", "abc"), *in_country("TD", "df")]
    cap = Share(what="country", at_most=share)
    assert chosen(*claims, shares=(cap,), at_least=3, at_most=3) == members


def test_include_and_exclude() -> None:
    """Who is named sits, or does not; to ask for both is a contradiction."""
    assert chosen(*SIX, include=("l/f",), exclude=("l/a",)) == "bf"
    assert contradicting(*SIX, include=("l/f",), exclude=("l/f",)) == [
        "f is a member",
        "f is no member",
    ]


def test_apart() -> None:
    """Of a group that cannot sit together one at most is chosen."""
    assert chosen(*SIX, apart=(("l/a", "l/b", "l/c"),), at_most=3) == "ade"


def test_within_hops() -> None:
    """The convenor takes no seat, and reaches all members in so many hops, through anybody."""
    claims = [tie("l/f", "partners_with", "l/e"), tie("l/e", "partners_with", "l/d")]
    claims.append(tie("l/d", "partners_with", "l/c"))
    near = {"convenor": "l/f", "at_most": 6}
    assert chosen(*SIX, *claims, within=1, **near) == "e"
    assert chosen(*SIX, *claims, within=2, **near) == "de"
    assert chosen(*SIX, *claims, within=2, exclude=("l/e",), **near) == "d"
    assert chosen(*SIX, *claims, **near) == "abcde"


def test_within_of_a_convenor_who_knows_nobody() -> None:
    """Where nobody is near enough somebody farther would do; a table of nobody would not."""
    found = asked(*SIX, convenor="l/f", within=2).contradiction
    assert found is not None
    assert [each.words for each in found.demands] == [
        "at least 1 member",
        "all within 2 hops of f",
    ]
    assert [each.words for each in found.eased] == ["1 farther away from f"]


@pytest.mark.parametrize(
    ("budget", "members"),
    [
        pytest.param(10, "ab", id="enough"),
        pytest.param(9.99, "ac", id="a cent short"),
        pytest.param(4, "cd", id="only the cheap ones"),
        pytest.param(0, "", id="nothing"),
    ],
)
def test_budget(budget: float, members: str) -> None:
    """Seats cost what is said, or else what others cost, and all together no more than there is."""
    costs = (Cost(id="l/a", amount=6), Cost(id="l/b", amount=4))
    found = chosen(*SIX, budget=budget, costs=costs, cost_of_others=2)
    assert found == members


def test_who_takes_no_seat_costs_nothing() -> None:
    """What is said of the convenor's seat is not spent."""
    costs = (Cost(id="l/a", amount=6), Cost(id="l/b", amount=4))
    assert chosen(*SIX, budget=4, costs=costs, convenor="l/a") == "bc"


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        pytest.param(
            {"include": ("country:ML",)}, NeedError, "Mali is of the kind country", id="a country"
        ),
        pytest.param(
            {"include": ("l/a",), "convenor": "l/a"}, NeedError, "a convenes", id="the convenor"
        ),
        pytest.param({"apart": (("l/a", "l/old"),)}, NeedError, "old has ended", id="ended"),
        pytest.param({"exclude": ("l/nobody",)}, NotHereError, "'l/nobody' is not in", id="nobody"),
        pytest.param(
            {"cover": (Cover(what="track", of=("five",)),)},
            NeedError,
            "'five' is no track; known are 1, 1.5",
            id="no track",
        ),
        pytest.param(
            {"cover": (Cover(what="country", of=("Western Africa",)),)},
            NeedError,
            "Western Africa is no country; ask for it as a place",
            id="no country",
        ),
        pytest.param(
            {"conflicts": ("likes",)}, NeedError, "'likes' is no kind of tie", id="no kind of tie"
        ),
    ],
)
def test_refused(values: dict[str, object], error: type[Exception], words: str) -> None:
    """A demand of what is not known, or of who cannot sit, is refused with the reason."""
    with pytest.raises(error, match=re.escape(words)):
        asked(*SIX, entity("l/old", until="2019"), **values)
