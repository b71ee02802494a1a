"""Experts: who can be there, who vouches for them, and who agreed to be asked."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.experts.experts import Expert, Experts, Post, experts
from graph.domain.errors import NeedError, NotHereError
from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Tie
from tests.networks import entity, judged, shared, source, tie, view_of

YES = ("consent", "yes")


def works(name: str, kind: str = "civil_society", *extra: tuple[str, str]) -> list[Claim]:
    """Somebody who works on mediation in Mali, with fields of the source's own."""
    return [
        entity(name, kind, extra=extra, label=Label.CLEAR),
        tie(name, "works_on", "theme:mediation", since="2025"),
        tie(name, "active_in", "country:ML", since="2025"),
    ]


def found(*claims: Claim, clearance: Label = Label.RED, **post: Any) -> Experts:  # noqa: ANN401
    """The pool for mediation in Mali, if nothing else is said."""
    values: dict[str, Any] = {"themes": ("mediation",), "places": ("ML",), **post}
    return experts(view_of(*shared(), *claims, clearance=clearance), Post(**values))


def only(*claims: Claim, **post: Any) -> Expert:  # noqa: ANN401
    """The only one of a pool."""
    (expert,) = found(*claims, **post).experts
    return expert


@pytest.mark.parametrize(
    ("extra", "names"),
    [
        pytest.param((), [], id="nothing said"),
        pytest.param((YES,), ["pat"], id="agreed"),
        pytest.param((("Consent", " Yes "),), ["pat"], id="however it is written"),
        pytest.param((("consent", "oui"),), ["pat"], id="in French"),
        pytest.param((("Consentement", "Oui"),), ["pat"], id="asked in French too"),
        pytest.param((("موافقة", "نعم"),), ["pat"], id="in Arabic"),
        pytest.param((("consent", "true"),), ["pat"], id="as spreadsheets write it"),
        pytest.param((("consent", "x"),), [], id="a cross may stand for no"),
        pytest.param((("consent", "asked, no answer yet"),), [], id="not yet"),
        pytest.param((("consent", "no"),), [], id="refused"),
        pytest.param((YES, ("consent", "no")), [], id="withdrawn"),
    ],
)
def test_consent(extra: tuple[tuple[str, str], ...], names: list[str]) -> None:
    """A person is in a pool only where a source says, in so many words, that they agreed."""
    answer = found(*works("list/pat", "person", *extra))

    assert [each.name for each in answer.experts] == names
    assert answer.left_out_counts == ({} if names else {"consent": 1})


def test_who_says_that_they_agreed() -> None:
    """The source of the consent is told; organisations are never asked for it."""
    answer = found(*works("list/pat", "person", YES), *works("list/org"))

    assert {each.name: each.consent for each in answer.experts} == {"pat": ("list",), "org": ()}


def test_one_source_takes_it_back() -> None:
    """What one source says of consent, another can take back."""
    other = works("other/pat", "person", ("consent", "no"))
    same = judged("list/pat", "same", "other/pat")
    answer = found(*works("list/pat", "person", YES), *other, same)

    assert answer.experts == ()


def test_consent_that_cannot_be_seen() -> None:
    """A reader who may not see that somebody agreed is not told of them."""
    open_one = works("list/pat", "person")
    closed = [source("closed", Label.AMBER), *works("closed/pat", "person", YES)]
    claims = [*open_one, *closed, judged("list/pat", "same", "closed/pat")]

    assert [each.name for each in found(*claims).experts] == ["pat"]
    assert found(*claims, clearance=Label.GREEN).experts == ()


@pytest.mark.parametrize(
    ("languages", "names"),
    [
        pytest.param(("French",), ["both", "one"], id="one"),
        pytest.param(("fr", "bm"), ["both"], id="each of two"),
        pytest.param(("Hausa",), [], id="none"),
        pytest.param((), ["both", "one", "silent"], id="not asked for"),
    ],
)
def test_languages(languages: tuple[str, ...], names: list[str]) -> None:
    """Whoever is not known to speak each language is left out, and counted."""
    answer = found(
        *works("list/both", "civil_society", ("Languages", "French | Bambara")),
        *works("list/one", "civil_society", ("langues", "français")),
        *works("list/silent"),
        languages=languages,
    )

    assert [each.name for each in answer.experts] == names
    assert answer.left_out_counts.get("language", 0) == 3 - len(names)


def test_languages_are_told() -> None:
    """Each language is told by its English name, with who says so."""
    expert = only(*works("list/a", "civil_society", ("langues", "français, zarma")))

    assert [(each.name, each.sources) for each in expert.languages] == [
        ("French", ("list",)),
        ("zarma", ("list",)),
    ]


FRIENDS: tuple[Claim, ...] = (
    *(entity(f"list/{name}") for name in ("x", "y", "z")),
    tie("list/a", "member_of", "list/x", cited="annual report"),
    tie("list/y", "knows", "list/a", cited="a letter"),
    tie("list/a", "partners_with", "list/x", cited="annual report"),
)


def test_vouchers() -> None:
    """Who stands for a candidate is told with the ties, and how many voices say so."""
    expert = only(*works("list/a"), *FRIENDS)

    assert [(each.name, each.known) for each in expert.vouchers] == [("x", False), ("y", False)]
    assert [each.words for each in expert.vouchers[0].because] == [
        "member of x",
        "partners with x",
    ]
    # The annual report and the letter: 20 x (1 - 1/4).
    assert expert.voices == 2
    assert {part.name: part.value for part in expert.parts}["vouched for"] == 15.0
    assert expert.parts[-1].because[0].words == "2 vouchers, 2 independent voices"


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(tie("list/a", "opposes", "list/z"), id="against"),
        pytest.param(tie("list/z", "funds", "list/a"), id="money"),
        pytest.param(tie("list/z", "knows", "list/a", until="2020"), id="ended"),
        pytest.param(tie("list/a", "member_of", "region:011"), id="a region is nobody"),
    ],
)
def test_who_does_not_vouch(claim: Claim) -> None:
    """Money, opposition and what has ended say nothing in favour."""
    expert = only(*works("list/a"), *FRIENDS[:3], claim)

    assert expert.voices == 0
    assert expert.vouchers == ()
    assert expert.parts[-1].because == ()


def test_vouchers_whom_we_know_come_first() -> None:
    """Whoever asks sees first those who vouch and are known to them, and how to reach them."""
    us: list[Claim] = [entity("list/us"), tie("list/us", "knows", "list/y")]
    expert = only(*works("list/a"), *FRIENDS, *us, asking="list/us")

    assert [(each.name, each.known) for each in expert.vouchers] == [("y", True), ("x", False)]
    assert expert.introduction is not None
    assert expert.introduction.between == ("list/y",)


def test_no_way_to_reach() -> None:
    """Where no chain leads to a candidate, the answer says what there is instead."""
    expert = only(*works("list/a"), entity("list/us"), asking="list/us")

    assert expert.introduction is None
    assert expert.instead[0] == "nothing joins the two sides"


def test_who_asks_is_no_candidate() -> None:
    """Whoever asks is not proposed to themselves."""
    assert found(*works("list/a"), asking="list/a").experts == ()


def test_score() -> None:
    """The score is the sum of its parts: fit, presence, evidence, and who vouches."""
    expert = only(*works("list/a"), *FRIENDS)
    parts = {part.name: part.value for part in expert.parts}

    # Word of this year, one voice: 10 x (0.6 x 0.94 + 0.4 x 0.5), 0.94 for five months' age.
    assert parts["fit to the themes"] == 40.0
    assert parts["presence in the places"] == 30.0
    assert parts["fresh and independent evidence"] == pytest.approx(7.66, abs=0.05)
    assert expert.score == pytest.approx(sum(parts.values()))
    assert [each.words for each in expert.parts[0].because] == ["works on mediation (since 2025)"]


def test_best_first() -> None:
    """Who is nearer to the theme comes first; of equals, the first by id."""
    answer = found(
        *works("list/b"),
        *works("list/a"),
        entity("list/wide"),
        tie("list/wide", "works_on", "theme:participation", since="2025"),
        tie("list/wide", "active_in", "country:ML", since="2025"),
    )

    assert [each.name for each in answer.experts] == ["a", "b", "wide"]
    assert answer.considered == 3
    assert [each.name for each in found(*works("list/b"), *works("list/a"), first=1).experts] == [
        "a"
    ]


@pytest.mark.parametrize(
    ("post", "names"),
    [
        pytest.param({"kinds": ("academic",)}, ["uni"], id="kind"),
        pytest.param({"levels": ("local",)}, ["near"], id="level"),
        pytest.param({"places": ()}, ["near", "uni"], id="no place"),
        pytest.param({"themes": ()}, ["near", "uni"], id="no theme"),
        pytest.param({"themes": ("trafficking",)}, [], id="another theme"),
        pytest.param({"places": ("TD",)}, [], id="another place"),
    ],
)
def test_what_is_asked(post: dict[str, Any], names: list[str]) -> None:
    """Kinds, levels, themes and places admit only these; whoever ended is not there."""
    near = entity("list/near", level="local")
    ties = [each for each in works("list/near") if isinstance(each, Tie)]
    late = entity("list/gone", until="2020")
    gone: list[Claim] = [late, tie("list/gone", "works_on", "theme:mediation")]
    answer = found(*works("list/uni", "academic"), near, *ties, *gone, **post)

    assert sorted(each.name for each in answer.experts) == names


def test_words() -> None:
    """The answer says who is in the pool, and for whose eyes."""
    first, second = found(clearance=Label.AMBER).words

    assert "TLP:AMBER may see says that they agreed" in first
    assert "Languages are those that sources give" in second


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        pytest.param([], Label.CLEAR, id="open"),
        pytest.param([tie("list/y", "knows", "list/a", label=Label.GREEN)], Label.GREEN, id="tie"),
        pytest.param(
            [entity("list/z", label=Label.RED), tie("list/z", "knows", "list/a")],
            Label.RED,
            id="who vouches",
        ),
        pytest.param([entity("list/other", label=Label.RED)], Label.CLEAR, id="unconcerned"),
    ],
)
def test_label(claims: list[Claim], label: Label) -> None:
    """The answer carries the highest label of what it rests on."""
    people = (entity("list/y"), *works("list/a"))

    assert found(*people, *claims).label == label


def test_label_of_who_asks() -> None:
    """Who asks and how they reach a candidate count too."""
    us: list[Claim] = [entity("list/us", label=Label.AMBER), tie("list/us", "knows", "list/a")]

    assert found(*works("list/a"), *us).label == Label.AMBER
    assert found(entity("list/us", label=Label.AMBER), asking="list/us").label == Label.AMBER


@pytest.mark.parametrize(
    ("post", "problem"),
    [
        pytest.param({"themes": (), "places": ()}, "a post needs a theme or a place", id="nothing"),
        pytest.param({"themes": ("tea",)}, "'tea' is no theme", id="theme"),
        pytest.param({"levels": ("tea",)}, "'tea' is no level", id="level"),
        pytest.param({"first": 0}, "0 candidates cannot be listed; ask for 1 to 200", id="none"),
    ],
)
def test_refused(post: dict[str, Any], problem: str) -> None:
    """What cannot be meant is refused in words."""
    with pytest.raises(NeedError, match=problem):
        found(**post)


def test_nobody_of_that_id() -> None:
    """An asker who is not here is refused as everywhere."""
    with pytest.raises(NotHereError, match="'list/x' is not in this network"):
        found(asking="list/x")


NAMES = ("list/a", "list/b", "other/c", "other/d")
ENDS = ("theme:mediation", "country:ML")
FEW = shared(*ENDS)


@st.composite
def networks(draw: st.DrawFn) -> list[Tie]:
    """A few ties of a few organisations, some of them closed."""
    made = {}
    for _ in range(draw(st.integers(0, 10))):
        start = draw(st.sampled_from(NAMES))
        own = [name for name in NAMES if name.split("/")[0] == start.split("/")[0]]
        end = draw(st.sampled_from((*own, *ENDS)))
        kind = {"theme:mediation": "works_on", "country:ML": "active_in"}.get(end, "knows")
        cited, label = draw(st.sampled_from((None, "p. 7"))), draw(st.sampled_from((None, "AMBER")))
        if start != end:
            values = {"cited": cited, "label": label and Label[label], "since": "2024"}
            name = f"{start.split('/')[0]}/{start} {end} {cited} {label}"
            made[name] = tie(start, kind, end, id=name, **values)
    return list(made.values())


BODIES: list[Entity] = [
    entity(name, "person" if name[-1] == "b" else "civil_society", extra=(YES,), label=Label.CLEAR)
    for name in NAMES
]


def told(claims: list[Claim], clearance: Label = Label.RED) -> Experts:
    """The pool of such a network."""
    post = Post(themes=("mediation",), places=("ML",))
    sources = (source("list"), source("other"))
    return experts(view_of(*FEW, *sources, *claims, clearance=clearance), post)


@given(networks())
def test_hidden_ties_change_nothing(ties: list[Tie]) -> None:
    """A reader is told what somebody is told in whose network the closed ties never were."""
    open_ties = [each for each in ties if each.label is None]

    assert told([*BODIES, *ties], Label.CLEAR) == told([*BODIES, *open_ties], Label.CLEAR)


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_loading_changes_nothing(ties: list[Tie], chance: Random) -> None:
    """Ties and entities in another order give the same pool."""
    bodies, shuffled = [*BODIES], [*ties]
    chance.shuffle(bodies)
    chance.shuffle(shuffled)
    one, other = told([*BODIES, *ties]), told([*bodies, *shuffled])

    assert [(each.id, each.score, each.vouchers) for each in one.experts] == [
        (each.id, each.score, each.vouchers) for each in other.experts
    ]


@given(networks(), networks())
def test_more_evidence_never_lowers_a_score(ties: list[Tie], more: list[Tie]) -> None:
    """Whatever else is learnt of somebody, they keep the points they had."""
    known = {each.id for each in ties}
    learnt = [each for each in more if each.id not in known]
    after = {each.id: each.score for each in told([*BODIES, *ties, *learnt]).experts}

    for before in told([*BODIES, *ties]).experts:
        assert after[before.id] >= before.score


def test_worked_example() -> None:
    """What the docstring tells of Pat and Sam is so."""
    vouching = (
        *(entity("list/one"), source("other"), entity("other/pat", "person"), entity("other/net")),
        judged("list/pat", "same", "other/pat"),
        tie("list/pat", "affiliated_with", "list/one"),
        tie("other/pat", "knows", "other/net"),
    )
    answer = found(*works("list/pat", "person", YES), *works("list/sam", "person"), *vouching)

    (pat,) = answer.experts
    assert [part.value for part in pat.parts] == [40.0, 30.0, 7.66, 15.0]
    assert (pat.score, answer.left_out_counts) == (92.66, {"consent": 1})
