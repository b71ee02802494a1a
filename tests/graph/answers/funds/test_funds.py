"""Funds: which could pay quickly, for this, here, and for such as these."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.funds.funds import Grant, QuickFund, QuickFunds, quick_funds
from graph.answers.funds.payment_speed import QUICK, signs
from graph.domain.errors import NeedError
from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Tie
from tests.networks import entity, shared, source, tie, view_of

WOMEN = "womens_network"
QUICKLY = "A fund that gives rapid grants."
#: Who is paid: a women's network in Mali and a university in Chad.
PAID: tuple[Claim, ...] = (
    entity("list/women", WOMEN),
    tie("list/women", "active_in", "country:ML", since="2024"),
    tie("list/women", "works_on", "theme:mediation", since="2024"),
    entity("list/uni", "academic"),
    tie("list/uni", "active_in", "country:TD", since="2024"),
)


def fund(key: str, summary: str | None = None, kind: str = "fund", /, **more: object) -> Entity:
    """A giver of money, and what its source says of it."""
    return entity(key, kind, summary=summary, **more)


def found(*claims: Claim, clearance: Label = Label.RED, **grant: Any) -> QuickFunds:  # noqa: ANN401
    """Who could pay in Mali, if nothing else is said."""
    values: dict[str, Any] = {"places": ("ML",), **grant}
    return quick_funds(view_of(*shared(), *PAID, *claims, clearance=clearance), Grant(**values))


def only(*claims: Claim, **grant: Any) -> QuickFund:  # noqa: ANN401
    """The only fund of an answer."""
    (one,) = found(*claims, **grant).funds
    return one


def points(one: QuickFund) -> dict[str, float]:
    """The parts of a score, by name."""
    return {part.name: part.value for part in one.parts}


def words(one: QuickFund, name: str) -> list[str]:
    """The reasons for a part of a score."""
    return [reason.words for part in one.parts if part.name == name for reason in part.because]


@pytest.mark.parametrize(
    "text",
    [
        *("Rapid Response Window", "gives quick grants to defenders", "quick money in crises"),
        *("Urgent Action Fund", "an emergency fund", "pays out quickly", "decides within 72 hours"),
        *("Fonds d'urgence", "une réponse rapide", "Fondo de Acción Urgente", "resposta rápida"),
    ],
)
def test_words_that_say_quick(text: str) -> None:
    """Words for quick money are known in four languages."""
    assert QUICK.search(text)


@pytest.mark.parametrize(
    "text",
    [
        *("rapid urbanisation", "a fund for development", "emergency physicians", "urgently"),
        *("slow release", "the response was late", "brekfast funds", "paid within the year"),
    ],
)
def test_words_that_do_not(text: str) -> None:
    """Words that only look like it are not taken for it."""
    assert not QUICK.search(text)


def test_signs() -> None:
    """Each source is quoted once: its summary, else its own fields, else a name."""
    long = f"{'word ' * 20}with a rapid response window {'word ' * 20}"
    found_signs = list(
        signs(
            [
                fund("list/a", "gives quick grants", name="Urgent Action Fund", cited="website"),
                fund("other/a", long),
                fund("third/a", extra=(("Window", "fast-track"),)),
                fund("fourth/a", name="Urgent Action Fund"),
                fund("fifth/a", "A fund."),
            ]
        )
    )

    assert [(each.sources, each.cited) for each in found_signs] == [
        (("list",), ("website",)),
        (("other",), ()),
        (("third",), ()),
        (("fourth",), ()),
    ]
    assert found_signs[0].words == "gives quick grants"
    assert found_signs[1].words.startswith("… word")
    assert found_signs[1].words.endswith("word …")
    assert "rapid response window" in found_signs[1].words
    assert len(found_signs[1].words) < 130
    assert found_signs[2].words == "Window: fast-track"


def test_said_to_be_quick() -> None:
    """What a source says is quoted, and counts 30 points."""
    one = only(fund("list/f", QUICKLY), tie("list/f", "active_in", "country:ML"))

    assert points(one)["said to be quick"] == 30.0
    assert words(one, "said to be quick") == ["“A fund that gives rapid grants.”"]
    assert one.parts[0].because[0].sources == ("list",)


@pytest.mark.parametrize(
    ("earmarking", "expected"),
    [
        pytest.param("unearmarked", 20.0, id="unearmarked"),
        pytest.param("Softly earmarked", 14.0, id="softly"),
        pytest.param("earmarked", None, id="earmarked"),
        pytest.param("women's organisations in Mali", None, id="bound to something"),
        pytest.param(None, None, id="not said"),
    ],
)
def test_how_free(earmarking: str | None, expected: float | None) -> None:
    """Money that is not bound can be paid quickly; whoever shows no sign of it is left out."""
    paid = tie("list/f", "funds", "list/women", earmarking=earmarking, since="2024")
    answer = found(fund("list/f", "A fund."), paid)

    if expected is None:
        assert answer.funds == ()
        assert answer.left_out_counts == {"no sign that it pays quickly": 1}
    else:
        assert points(answer.funds[0])["free to use"] == expected
        assert words(answer.funds[0], "free to use") == [f"funds women (since 2024), {earmarking}"]


def test_free_money_that_it_got() -> None:
    """A fund that is itself given unearmarked money can decide quickly."""
    claims = (
        fund("list/f", "A fund."),
        entity("list/state", "government"),
        tie("list/f", "active_in", "country:ML"),
        tie("list/state", "funds", "list/f", earmarking="unearmarked"),
    )

    assert words(only(*claims), "free to use") == ["funded by state, unearmarked"]


def test_the_freest_and_newest_is_told() -> None:
    """Of several payments the freest is told, of these the newest."""
    gifts = (
        tie("list/f", "funds", "list/women", id="list/1", earmarking="softly", since="2025"),
        tie("list/f", "funds", "list/women", id="list/2", earmarking="unearmarked", since="2020"),
        tie("list/f", "funds", "list/women", id="list/3", earmarking="unearmarked", since="2023"),
    )
    one = only(fund("list/f"), *gifts)

    assert words(one, "free to use") == ["funds women (since 2023), unearmarked"]
    assert words(one, "paid lately") == ["last paid: funds women (since 2025)"]


@pytest.mark.parametrize(
    ("claim", "expected", "reason"),
    [
        pytest.param(
            tie("list/f", "active_in", "country:ML"), 20.0, "active in Mali", id="is there"
        ),
        pytest.param(
            tie("list/f", "active_in", "region:011"),
            10.0,
            "active in Western Africa; Mali is part of it",
            id="is in the region",
        ),
        pytest.param(
            tie("list/f", "funds", "list/women", since="2020", until="2020"),
            16.0,
            "funds women (2020); women active in Mali (since 2024)",
            id="paid somebody there",
        ),
    ],
)
def test_pays_there(claim: Claim, expected: float, reason: str) -> None:
    """A fund pays there if it is there, or paid somebody who is."""
    one = only(fund("list/f", QUICKLY), claim)

    assert points(one)["pays there"] == expected
    assert words(one, "pays there") == [reason]


def test_not_there() -> None:
    """A fund that is not known to pay there is left out, and counted."""
    answer = found(fund("list/f", QUICKLY), tie("list/f", "funds", "list/uni"))

    assert answer.funds == ()
    assert answer.left_out_counts == {"not known to pay there": 1}
    assert answer.considered == 0


def test_pays_such() -> None:
    """Having paid such as are asked for counts, by how many there were."""
    gift = tie("list/f", "funds", "list/women", since="2020")
    one = only(fund("list/f", QUICKLY), gift, kinds=(WOMEN,))

    assert points(one)["pays such as these"] == 5.0
    assert words(one, "pays such as these") == ["paid 1 such stakeholder: women"]


def test_pays_for_the_theme() -> None:
    """A fund pays for a theme if it works on it, or paid somebody who does."""
    gift = tie("list/f", "funds", "list/women", since="2020")
    one = only(fund("list/f", QUICKLY), gift, themes=("mediation",))

    assert points(one)["pays for this"] == 8.0
    assert words(one, "pays for this") == [
        "funds women (since 2020); women works on mediation (since 2024)"
    ]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        pytest.param("2025-06-01", None, 10.0, id="today"),
        pytest.param("2020-06-01", "2020-06-01", 5.0, id="five years ago"),
        pytest.param("2020", "2030", 10.0, id="still running"),
        pytest.param(None, None, 0.0, id="undated"),
    ],
)
def test_paid_lately(since: str | None, until: str | None, expected: float) -> None:
    """A payment counts half after five years."""
    dated = {name: day for name, day in (("since", since), ("until", until)) if day}
    one = only(fund("list/f", QUICKLY), tie("list/f", "funds", "list/women", **dated))

    assert points(one)["paid lately"] == expected


def test_against() -> None:
    """What is not known of a fund speaks against it."""
    bare = only(
        fund("list/f", QUICKLY),
        tie("list/f", "active_in", "country:ML"),
        kinds=(WOMEN, "academic"),
        themes=("mediation",),
    )
    free = only(
        fund("list/f"),
        tie("list/f", "funds", "list/women", earmarking="unearmarked", since="2025"),
    )

    assert bare.against == (
        "none of its money is known to be free to use",
        "not known to have paid any women's network or academic or research body",
        "not known to pay for the theme",
        "none of its payments has a date",
    )
    assert free.against == ("no source says that it pays quickly",)


def test_best_first() -> None:
    """The sum of the parts ranks; of equals, the first by id."""
    there = [tie(f"list/{name}", "active_in", "country:ML") for name in "abc"]
    gift = tie("list/c", "funds", "list/women", earmarking="unearmarked", since="2025")
    funds = [
        fund(f"list/{name}", QUICKLY, kind)
        for name, kind in zip("bac", ("donor", "fund", "fund"), strict=True)
    ]
    answer = found(*funds, *there, gift)

    assert [each.name for each in answer.funds] == ["c", "a", "b"]
    assert answer.funds[0].score == sum(points(answer.funds[0]).values())
    assert answer.considered == 3
    assert [each.name for each in found(*funds, *there, gift, first=1).funds] == ["c"]


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([entity("list/f", "government", summary=QUICKLY)], id="gives no grants"),
        pytest.param([fund("list/f", QUICKLY, until="2020")], id="ended"),
    ],
)
def test_who_is_no_fund(claims: list[Claim]) -> None:
    """Only funds and donors that still exist are looked at."""
    answer = found(*claims, tie("list/f", "active_in", "country:ML"))

    assert (answer.funds, answer.left_out_counts) == ((), {})


def test_how_to_reach_it() -> None:
    """Where somebody asks, each fund comes with the strongest chain, or what there is instead."""
    claims: list[Claim] = [
        *(fund("list/f", QUICKLY), tie("list/f", "active_in", "country:ML")),
        *(fund("list/g", QUICKLY), tie("list/g", "active_in", "country:ML")),
        *(entity("list/us"), tie("list/us", "knows", "list/women")),
        tie("list/f", "funds", "list/women"),
    ]
    near, far = found(*claims, asking="list/us").funds

    assert near.introduction is not None
    assert near.introduction.between == ("list/women",)
    assert far.introduction is None
    assert far.instead[0] == "nothing joins the two sides"
    itself = next(e for e in found(*claims, asking="list/f").funds if e.id == "list/f")
    assert (itself.introduction, itself.instead) == (None, ())


def test_words() -> None:
    """The answer says by whose eyes, and what it cannot know."""
    (told,) = found(clearance=Label.GREEN).words

    assert "TLP:GREEN may see" in told
    assert "only the fund can say" in told


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        pytest.param(fund("list/g", QUICKLY, label=Label.RED), "CLEAR", id="not in the answer"),
        pytest.param(
            tie("list/f", "funds", "list/women", since="2025", label=Label.AMBER),
            "AMBER",
            id="payment",
        ),
    ],
)
def test_label(claim: Claim, label: str) -> None:
    """The answer carries the highest label of what it rests on."""
    open_fund = (fund("list/f", QUICKLY), tie("list/f", "active_in", "country:ML"))

    assert found(*open_fund, claim).label.text == label
    assert found(*open_fund, claim, clearance=Label.CLEAR).label == Label.CLEAR


def test_label_of_who_asks() -> None:
    """Who asks counts too; and an answer without anybody has a label as well."""
    closed = entity("list/us", label=Label.AMBER)

    assert found(closed, asking="list/us").label == Label.AMBER
    assert found(places=(), kinds=(WOMEN,)).label == Label.CLEAR


@pytest.mark.parametrize(
    ("grant", "problem"),
    [
        pytest.param({"places": ()}, "nothing is asked for; name a theme, a place", id="nothing"),
        pytest.param({"kinds": ("tea",)}, "'tea' is no kind", id="kind"),
        pytest.param({"first": 0}, "0 funds cannot be listed; ask for 1 to 200", id="none"),
    ],
)
def test_refused(grant: dict[str, Any], problem: str) -> None:
    """What cannot be meant is refused in words."""
    with pytest.raises(NeedError, match=problem):
        found(**grant)


BODIES: list[Claim] = [
    *(source("list"), source("other"), *PAID),
    *(fund("list/f", QUICKLY), fund("list/g", "A fund.")),
    *(fund("other/f", QUICKLY, "donor"), entity("other/women", WOMEN)),
]
FEW = shared("theme:mediation", "country:ML", "country:TD")


@st.composite
def payments(draw: st.DrawFn) -> list[Tie]:
    """A few payments and a few places, some of them closed."""
    made = {}
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.sampled_from(("list/f", "list/g", "other/f")))
        own = ("list/women", "list/uni") if start.startswith("list") else ("other/women",)
        end = draw(st.sampled_from((*own, "country:ML")))
        kind = "active_in" if end == "country:ML" else "funds"
        free = draw(st.sampled_from((None, "unearmarked", "softly earmarked", "tightly")))
        since = draw(st.sampled_from(("2010", "2022", "2025")))
        label = draw(st.sampled_from((None, Label.AMBER)))
        name = f"{start} {end} {free} {since} {label}"
        made[name] = tie(start, kind, end, id=name, earmarking=free, since=since, label=label)
    return list(made.values())


def told(claims: list[Claim], clearance: Label = Label.RED) -> QuickFunds:
    """The funds of such a network."""
    grant = Grant(places=("ML",), kinds=(WOMEN,), themes=("mediation",))
    return quick_funds(view_of(*FEW, *claims, clearance=clearance), grant)


@given(payments())
def test_hidden_ties_change_nothing(ties: list[Tie]) -> None:
    """A reader is told what somebody is told in whose network the closed ties never were."""
    open_ties = [each for each in ties if each.label is None]

    assert told([*BODIES, *ties], Label.CLEAR) == told([*BODIES, *open_ties], Label.CLEAR)


@given(payments(), st.randoms(use_true_random=False))
def test_the_order_of_loading_changes_nothing(ties: list[Tie], chance: Random) -> None:
    """Payments in another order give the same answer."""
    shuffled = [*ties]
    chance.shuffle(shuffled)

    one, other = told([*BODIES, *ties]), told([*BODIES, *shuffled])

    assert (one.funds, one.left_out_counts, one.label) == (
        other.funds,
        other.left_out_counts,
        other.label,
    )


@given(payments(), payments())
def test_more_evidence_never_lowers_a_score(ties: list[Tie], more: list[Tie]) -> None:
    """Whatever else a fund is learnt to have paid, it keeps the points it had."""
    known = {each.id for each in ties}
    learnt = [each for each in more if each.id not in known]
    after = {each.id: each.score for each in told([*BODIES, *ties, *learnt]).funds}

    for before in told([*BODIES, *ties]).funds:
        assert after[before.id] >= before.score


def test_worked_example() -> None:
    """What the docstring tells of a fund that gives rapid grants is so."""
    paid = tie("list/quick", "funds", "list/women", since="2025", earmarking="unearmarked")
    slow = (fund("list/slow"), tie("list/slow", "funds", "list/women"))
    one = only(fund("list/quick", QUICKLY), paid, *slow, kinds=(WOMEN,))

    assert list(points(one).values()) == [30.0, 20.0, 16.0, 5.0, 9.44]
    assert one.score == 80.44
