"""Who is judged the same by identifiers, and for whom."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.labels import Label
from graph.domain.model import Judgement
from graph.stores.base import Identified
from ingest.loading.matching import AUTHOR, MOST_LEADERS, by_identifiers, related, sharing


def known(
    name: str,
    *identifiers: str,
    called: str = "Network",
    kind: str = "womens_network",
    label: Label = Label.CLEAR,
) -> Identified:
    """An entity as matching is told of it."""
    return Identified(id=name, kind=kind, name=called, label=label, identifiers=identifiers)


def verdicts(*entities: Identified) -> dict[tuple[str, str], str]:
    """What is judged of which pair."""
    return {(one.left, one.right): one.verdict for one in by_identifiers(entities)}


@pytest.mark.parametrize(
    ("identifiers", "names", "verdict"),
    [
        pytest.param(("wikidata:Q1", "wikidata:Q1"), ("FAS", "Oxfam"), "same", id="wikidata"),
        pytest.param(("lei:1", "lei:1"), ("A", "B"), "same", id="lei"),
        pytest.param(("tracktwo:a/1", "local:9"), ("A", "B"), "same", id="named by its id here"),
        pytest.param(("org-id:X-1", "org-id:X-1"), ("Oxfam GB", "OXFAM"), "same", id="org-id"),
        pytest.param(
            ("org-id:X-1", "org-id:X-1"), ("Oxfam", "Mercy Corps"), "unsure", id="names unrelated"
        ),
        pytest.param(
            ("iati:X-1", "iati:X-1"), ("Peace fund", "Water project"), "unsure", id="iati re-used"
        ),
        pytest.param(
            ("ecosoc:peace org", "ecosoc:peace org"), ("Peace Org", "Izza"), "same", id="its papers"
        ),
        pytest.param(
            ("ecosoc:izza", "ecosoc:izza"), ("Izza", "Izza"), "unsure", id="a name of one word"
        ),
        pytest.param(("local:9", "local:9"), ("FAS", "FAS"), None, id="unknown scheme"),
        pytest.param(("wikidata:Q1", "wikidata:Q2"), ("FAS", "FAS"), None, id="another"),
    ],
)
def test_pairs(identifiers: tuple[str, str], names: tuple[str, str], verdict: str | None) -> None:
    """An exact identifier makes two the same; one that is re-used needs the names to agree."""
    one, other = (
        known(name, identifier, called=called)
        for name, identifier, called in zip(("b/1", "a/1"), identifiers, names, strict=True)
    )
    assert verdicts(one, other) == ({} if verdict is None else {("a/1", "b/1"): verdict})


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        pytest.param(("ror:1",), ("ror:2",), "unsure", id="they contradict"),
        pytest.param(("ror:1", "ror:2"), ("ror:2", "ror:3"), "same", id="they overlap"),
        pytest.param(("ror:1",), ("lei:2",), "same", id="they are of two schemes"),
        pytest.param(("org-id:X-1",), ("org-id:X-2",), "same", id="many registers"),
        pytest.param(("iati:X-1",), ("iati:X-2",), "same", id="many publishers"),
        pytest.param(("ecosoc:a b",), ("ecosoc:c d",), "same", id="a register of names"),
        pytest.param(("vat:1",), ("vat:2",), "unsure", id="a scheme nobody knows"),
    ],
)
def test_other_identifiers(left: tuple[str, ...], right: tuple[str, ...], verdict: str) -> None:
    """Another identifier that contradicts leaves two unsure, unless a thing may have many."""
    one, other = known("a/1", "wikidata:Q1", *left), known("b/1", "wikidata:Q1", *right)
    assert verdicts(one, other) == {("a/1", "b/1"): verdict}


def test_a_stakeholder_and_a_context() -> None:
    """A country and its government share a code, and are not one."""
    state = known("a/ml", "iso3166-1:ML", kind="government")
    land = known("b/ml", "iso3166-1:ML", kind="country")
    (judgement,) = by_identifiers([state, land])
    assert judgement.verdict == "unsure"
    assert judgement.reasons[1] == "but one is a government and the other a country"


def test_reasons() -> None:
    """A judgement says what it rests on, what speaks against it, and who may see it."""
    one = known("b/1", "org-id:X-1", "ror:1", called="Oxfam", label=Label.GREEN)
    other = known("a/1", "org-id:X-1", "ror:2", called="Care", label=Label.AMBER)
    assert list(by_identifiers([one, other])) == [
        Judgement(
            left="a/1",
            right="b/1",
            verdict="unsure",
            author=AUTHOR,
            score=0.5,
            reasons=(
                "both are org-id:X-1",
                "but their ror identifiers differ",
                "but their names have nothing in common",
            ),
            label=Label.AMBER,
        )
    ]


def test_by_name() -> None:
    """A judgement on a name is less sure than one on a number, and says that it is a name."""
    one, other = known("a/1", "ecosoc:peace org"), known("b/1", "ecosoc:peace org")
    (judgement,) = by_identifiers([one, other])
    assert (judgement.score, judgement.reasons) == (0.9, ("both are ecosoc:peace org",))


def test_surest_identifier() -> None:
    """Of two identifiers that speak for one pair, the surer verdict stands."""
    one = known("a/1", "org-id:X-1", "wikidata:Q1", called="Oxfam")
    other = known("b/1", "org-id:X-1", "wikidata:Q1", called="Care")
    (judgement,) = by_identifiers([one, other])
    assert (judgement.verdict, judgement.reasons) == ("same", ("both are wikidata:Q1",))


def test_star_at_the_most_open() -> None:
    """All are joined to the most open, and of these to the earliest."""
    group = [
        known("a/1", "wikidata:Q1", label=Label.RED),
        known("b/1", "wikidata:Q1", label=Label.GREEN),
        known("c/1", "wikidata:Q1", label=Label.AMBER),
        known("d/1", "wikidata:Q1", label=Label.GREEN),
    ]
    assert verdicts(*group) == dict.fromkeys(
        [("a/1", "b/1"), ("b/1", "c/1"), ("b/1", "d/1")], "same"
    )


def test_two_camps_under_one_identifier() -> None:
    """Whoever is not the same as the first is held against those who are not, either."""
    group = [
        known("a/1", "org-id:X-1", called="Oxfam"),
        known("b/1", "org-id:X-1", called="Mercy Corps"),
        known("c/1", "org-id:X-1", called="Oxfam GB"),
        known("d/1", "org-id:X-1", called="Mercy Corps UK"),
    ]
    assert verdicts(*group) == {
        ("a/1", "b/1"): "unsure",
        ("a/1", "c/1"): "same",
        ("b/1", "d/1"): "same",
    }


def test_an_identifier_of_everybody() -> None:
    """An identifier that a thousand strangers share costs no million judgements."""
    strangers = [known(f"a/{key}", "org-id:X-1", called=f"name{key}") for key in range(1000)]
    assert len(verdicts(*strangers)) < 1000 * MOST_LEADERS


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param("UN Women", "ONU Femmes", False, id="another language"),
        pytest.param("Oxfam", "OXFAM GB", True, id="case"),
        pytest.param("Réseau Paix", "Reseau de la paix", True, id="accents"),
        pytest.param("FAS", "Femmes Africa Solidarité", True, id="initials"),
        pytest.param("West African Women's Association", "WAWA", True, id="possessive"),
        pytest.param("Bureau of the Envoy", "BOTE", True, id="initials with small words"),
        pytest.param("Bureau of the Envoy", "BE", True, id="initials without them"),
        pytest.param("International Alert", "Amnesty International", False, id="empty words"),
        pytest.param("Women's Fund", "Men's Shed", False, id="possessives alone"),
        pytest.param("Oxfam", "O Globo", False, id="one initial"),
        pytest.param("Democratic Education", "Fundación de Paz", False, id="initials that are de"),
        pytest.param("The Network", "the network", True, id="the same empty words"),
        pytest.param("شبكة السلام", "شبكة النساء", True, id="Arabic"),
        pytest.param("???", "Oxfam", False, id="no words"),
    ],
)
def test_related(left: str, right: str, *, expected: bool) -> None:
    """Names are related by a telling word or by initials, in either order."""
    assert related(left, right) is expected
    assert related(right, left) is expected


entities = st.builds(
    known,
    st.integers(0, 30).map(lambda key: f"{'abc'[key % 3]}/{key}"),
    st.sampled_from(("wikidata:Q1", "wikidata:Q2", "ror:1", "ror:2", "org-id:X-1", "local:1")),
    st.sampled_from(("ror:1", "ror:2", "lei:1", "local:2")),
    called=st.sampled_from(("Oxfam", "Oxfam GB", "Care", "CARE International")),
    kind=st.sampled_from(("civil_society", "donor", "event")),
    label=st.sampled_from(Label),
)
groups = st.lists(entities, max_size=8, unique_by=lambda entity: entity.id)


def of(entities: Iterable[Identified]) -> set[Judgement]:
    """All judgements on *entities*, whatever their order."""
    return set(by_identifiers(entities))


@given(groups, st.sampled_from(Label))
def test_nobody_hidden_is_needed(group: list[Identified], clearance: Label) -> None:
    """What a reader sees of the judgements is what they would be without what is hidden."""
    seen = {judgement for judgement in of(group) if judgement.label <= clearance}
    assert seen == of(entity for entity in group if entity.label <= clearance)


@given(st.lists(st.sampled_from(Label), min_size=1, max_size=8), st.sampled_from(Label))
def test_a_star_for_every_clearance(labels: list[Label], clearance: Label) -> None:
    """All of one identifier whom a reader sees are joined by judgements that the reader sees."""
    group = [known(f"a/{key}", "wikidata:Q1", label=label) for key, label in enumerate(labels)]
    seen = [judgement for judgement in of(group) if judgement.label <= clearance]
    visible = {entity.id for entity in group if entity.label <= clearance}
    reached = set(list(visible)[:1])
    for _ in group:
        reached |= {
            name
            for one in seen
            for name in (one.left, one.right)
            if {one.left, one.right} & reached
        }
    assert reached == visible


@given(groups)
def test_deterministic(group: list[Identified]) -> None:
    """The same entities in the same order are judged the same, in the same order."""
    assert list(by_identifiers(group)) == list(by_identifiers(list(group)))
    pairs = [(one.left, one.right) for one in by_identifiers(group)]
    assert len(pairs) == len(set(pairs))


def test_sharing() -> None:
    """Only who shares an exact identifier with another is held; a shared local one is none."""
    one, other = known("a/1", "wikidata:Q1", "local:9"), known("b/1", "wikidata:Q1")
    named, alone = known("b/2", "tracktwo:a/3"), known("a/2", "wikidata:Q2", "local:9")
    group = [one, other, named, alone, known("a/3")]
    assert list(sharing(lambda: group)) == [one, other, named, known("a/3")]


@given(groups)
def test_sharing_changes_no_verdict(group: list[Identified]) -> None:
    """Who shares nothing is judged by nobody."""
    assert list(by_identifiers(sharing(lambda: iter(group)))) == list(by_identifiers(group))
