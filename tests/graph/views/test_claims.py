"""What is above a reader's clearance leaves no trace below it."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.domain.labels import Label
from graph.domain.model import Claim, Contact, Entity
from graph.views.building import build
from tests import strategies
from tests.networks import TODAY, entity, judged, shared, sifted, source, tie, told, visible

FEW = shared(*strategies.SHARED)
# A network takes long to draw, longer than all that is done with it.
few_draws = settings(max_examples=50)


@few_draws
@given(strategies.networks(), strategies.labels, strategies.days)
def test_leak(claims: list[Claim], clearance: Label, day: date) -> None:
    """Two networks that differ only above the clearance give Views that tell the same."""
    every: list[Claim] = [*FEW, *claims]
    bare = build(sifted(visible(every, clearance), clearance), day)
    assert told(build(sifted(every, clearance), day)) == told(bare)


@few_draws
@given(strategies.networks(), st.sampled_from(list(Label)[:-1]), st.data())
def test_leak_of_one_entity(claims: list[Claim], clearance: Label, data: st.DataObject) -> None:
    """One entity above the clearance, first or last or between, joins nobody below it."""
    place = data.draw(st.integers(0, len(claims)))
    closed = data.draw(st.sampled_from([label for label in Label if label > clearance]))
    more = [
        *claims[:place],
        entity("alpha/hidden", label=closed, identifiers=("wikidata:Q1",)),
        judged("alpha/hidden", "same", "alpha/0"),
        judged("alpha/hidden", "same", "beta/0"),
        *claims[place:],
    ]
    before = build(sifted([*FEW, *claims], clearance), TODAY)
    assert told(build(sifted([*FEW, *more], clearance), TODAY)) == told(before)


@few_draws
@given(strategies.networks())
def test_a_higher_clearance_sees_more(claims: list[Claim]) -> None:
    """Whoever may see more sees all that others see; a label rises only with what it shows."""
    closed = {one.id for one in claims if isinstance(one, Entity) and one.closed}
    for lower, higher in pairwise(sifted([*FEW, *claims], label) for label in Label):
        labels = dict(zip(higher.entities.ids, higher.entity_labels.tolist(), strict=True))
        for name, label in zip(lower.entities.ids, lower.entity_labels.tolist(), strict=True):
            assert label <= lower.clearance
            assert labels[name] == label or (name in closed and labels[name] > label)
        assert set(lower.ties.ids) <= set(higher.ties.ids)
        assert set(lower.judgements) <= set(higher.judgements)


def test_earliest_entity_hidden() -> None:
    """A stakeholder whose earliest entity is hidden goes by the id of the next, at its place."""
    claims: list[Claim] = [
        source("closed", Label.AMBER),
        entity("closed/1", name="Closed name"),
        source("open"),
        entity("open/0"),
        entity("open/1"),
        judged("closed/1", "same", "open/1"),
    ]
    view = build(sifted(claims, Label.GREEN), TODAY)
    assert (view.ids, view.names) == (["open/0", "open/1"], ["0", "1"])
    full = build(sifted(claims, Label.AMBER), TODAY)
    assert (full.ids, full.names) == (["closed/1", "open/0"], ["Closed name", "0"])
    assert full.labels.tolist() == [Label.AMBER, Label.CLEAR]


def test_joined_through_a_hidden_entity() -> None:
    """Two that are one only by way of a hidden third are two to who cannot see it."""
    claims: list[Claim] = [
        source(),
        entity("list/1"),
        entity("list/2", label=Label.RED),
        entity("list/3"),
        judged("list/1", "same", "list/2"),
        judged("list/2", "same", "list/3"),
    ]
    assert len(build(sifted(claims, Label.AMBER), TODAY)) == 2
    assert len(build(sifted(claims, Label.RED), TODAY)) == 1


ONE, BOTH = entity("list/1"), tie("list/1", "partners_with", "list/2")
OPEN: list[Claim] = [source(), ONE, entity("list/2"), BOTH]


@pytest.mark.parametrize(
    ("claims", "kept"),
    [
        pytest.param([source(label=Label.AMBER), *OPEN[1:]], (0, 0, 0), id="source"),
        pytest.param([OPEN[0], replace(ONE, label=Label.AMBER), *OPEN[2:]], (1, 1, 0), id="entity"),
        pytest.param([*OPEN[:3], replace(BOTH, label=Label.AMBER)], (1, 2, 0), id="tie"),
        pytest.param([*OPEN[:2], entity("list/2", "person"), BOTH], (1, 1, 0), id="person"),
        pytest.param([*OPEN, source("b", Label.RED), entity("b/1")], (1, 2, 1), id="another"),
        pytest.param(OPEN, (1, 2, 1), id="all of it"),
    ],
)
def test_labels_that_hide(claims: list[Claim], kept: tuple[int, int, int]) -> None:
    """A claim falls with its own label, its source's, and a tie with that of an end."""
    found = sifted(claims, Label.GREEN)
    assert (len(found.sources), len(found.entities.ids), len(found.ties.ids)) == kept


def test_labels_that_hold() -> None:
    """The label of a claim is the highest of all that it hangs on."""
    claims: list[Claim] = [
        source("list", Label.GREEN),
        entity("list/1", "person"),
        entity("list/2"),
        tie("list/1", "affiliated_with", "list/2"),
        tie("list/2", "active_in", "country:ML", label=Label.RED),
    ]
    found = sifted([*FEW, *claims])
    own = dict(zip(found.entities.ids, found.entity_labels.tolist(), strict=True))
    assert (own["list/1"], own["list/2"], own["country:ML"]) == (Label.AMBER, Label.GREEN, 0)
    assert found.tie_labels.tolist() == [Label.AMBER, Label.RED]
    assert [found.sources[place].id for place in found.tie_sources] == ["list", "list"]


@pytest.mark.parametrize(
    ("clearance", "kinds"),
    [
        pytest.param(Label.RED, ["phone", "email"], id="red"),
        pytest.param(Label.AMBER, ["email"], id="amber"),
        pytest.param(Label.CLEAR, [], id="clear"),
    ],
)
def test_contacts(clearance: Label, kinds: list[str]) -> None:
    """A contact is seen by its own label, and leaves no gap where it is not."""
    mail = Contact(kind="email", value="a@b.example", label=Label.GREEN)
    phone = Contact(kind="phone", value="1", label=Label.RED)
    full = entity("list/1", contacts=(phone, mail), summary='"contacts":', cited="p. 1")
    kept = tuple(contact for contact in full.contacts if contact.kind in kinds)
    found = sifted([source(), full], clearance)
    assert found.entity(0).contacts == kept
    bare = sifted([source(), replace(full, contacts=kept)], clearance)
    assert found.entities.records == bare.entities.records


def test_a_tie_comes_back_whole() -> None:
    """What travels in columns and what travels beside them is one tie again."""
    whole = tie(
        *("list/1", "funds", "list/2"),
        since="2019-07",
        until="2020",
        weight=0.5,
        share=12.5,
        label=Label.GREEN,
        cited="p. 1",
        extra=(("note", "x"),),
    )
    found = sifted([*OPEN[:3], whole, BOTH])
    assert [found.tie(0), found.tie(1)] == [whole, BOTH]


def test_nothing() -> None:
    """An empty store gives empty columns."""
    found = sifted([])
    assert (found.sources, found.entities.ids, found.ties.ids) == ((), [], [])
    assert len(build(found, TODAY)) == 0


CLOSED = entity(
    "list/1",
    summary="She hides.",
    link="https://one.example",
    cited="p. 1",
    extra=(("Adresse", "Rue 1"), ("Langue", "fr"), ("Adresse", "Rue 2")),
    closed=(("summary", Label.AMBER), ("extra:Adresse", Label.RED)),
)
JOINED = tie(
    "list/1",
    "partners_with",
    "list/2",
    role="friend of hers",
    cited="p. 2",
    extra=(("Note", "at night"),),
    closed=(("role", Label.AMBER), ("extra", Label.AMBER)),
)


@pytest.mark.parametrize(
    ("clearance", "bare"),
    [
        pytest.param(
            Label.CLEAR,
            replace(CLOSED, summary=None, extra=(("Langue", "fr"),), closed=()),
            id="clear",
        ),
        pytest.param(
            Label.AMBER,
            replace(CLOSED, extra=(("Langue", "fr"),), closed=(("summary", Label.AMBER),)),
            id="amber",
        ),
        pytest.param(Label.RED, CLOSED, id="red"),
    ],
)
def test_closed_fields(clearance: Label, bare: Entity) -> None:
    """A closed field is seen by its own label; where it is not, it was never said."""
    found = sifted([source(), CLOSED], clearance)
    never = sifted([source(), bare], clearance)
    assert found.entity(0) == bare
    assert found.entities.records == never.entities.records
    assert found.entity_labels.tolist() == [max((label for _, label in bare.closed), default=0)]


def test_closed_fields_of_a_tie() -> None:
    """The same holds of ties; whoever sees what is closed in one sees a closed tie."""
    claims: list[Claim] = [source(), entity("list/1"), entity("list/2"), JOINED]
    clear, amber = (sifted(claims, label) for label in (Label.CLEAR, Label.AMBER))
    assert clear.tie(0) == replace(JOINED, role=None, extra=(), closed=())
    assert clear.ties.rests == ['{"cited":"p. 2"}']
    assert (amber.tie(0), amber.tie_labels.tolist()) == (JOINED, [Label.AMBER])
    assert clear.tie_labels.tolist() == [Label.CLEAR]


def test_tie_at_a_closed_field() -> None:
    """A tie is as closed as what its reader sees of its ends."""
    claims: list[Claim] = [source(), CLOSED, entity("list/2"), BOTH]
    assert [int(sifted(claims, label).tie_labels[0]) for label in Label] == [0, 0, 2, 2, 4]
