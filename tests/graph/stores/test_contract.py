"""What every store does; a new store joins by joining the `site` fixture."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest

from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.model import Claim, Contact, Entity, Judgement, Source, Tie
from graph.domain.places import shared_claims
from graph.stores.base import Batch, Counts, Store
from tests.graph.stores.conftest import Site
from tests.graph.stores.examples import (
    ATLAS,
    EVERYTHING,
    REGISTER,
    WHOLE_ENTITY,
    body,
    held,
    load,
    partners,
    same,
)

#: The order in which `held` gives what it finds.
ORDER = (Source, Entity, Tie, Judgement)


@pytest.fixture
def filled(store: Store) -> Store:
    """Give a store with everything in it."""
    load(store, *EVERYTHING)
    return store


def test_new(store: Store) -> None:
    """A store holds the shared themes and places from its first use, before any revision."""
    claims = store.claims(Label.CLEAR)
    shared = list(shared_claims())
    assert [claims.entity(row) for row in range(len(claims.entities.ids))] == [
        claim for claim in shared if isinstance(claim, Entity)
    ]
    assert [claims.tie(row) for row in range(len(claims.ties.ids))] == [
        claim for claim in shared if isinstance(claim, Tie)
    ]
    assert [source.id for source in claims.sources] == ["vocabulary"]
    assert (store.revision, claims.revision, list(store.sources(Label.RED))) == (0, 0, [])


def test_round_trip(filled: Store) -> None:
    """Every field of every claim comes back as it was put, in the order of arrival."""
    assert held(filled) == sorted(EVERYTHING, key=lambda claim: ORDER.index(type(claim)))


def test_round_trip_after_opening_again(filled: Store, site: Site) -> None:
    """What one store object wrote, another reads."""
    other = site.open()
    assert held(other) == held(filled)
    assert other.revision == 1
    other.close()


def test_sources(filled: Store) -> None:
    """Sources come oldest first, and only those that the clearance may see."""
    assert list(filled.sources(Label.GREEN)) == [REGISTER, ATLAS]
    assert list(filled.sources(Label.CLEAR)) == [REGISTER]


def test_source_before_a_batch(filled: Store) -> None:
    """A batch knows a source as it was before, with what only loads need of it."""
    stated = replace(REGISTER, title="New", stated=("title",))
    for expected in (REGISTER, stated):
        with filled.writing() as batch:
            assert batch.source(REGISTER.id) == expected
            assert batch.source("nobody") is None
            batch.put(stated)
    assert filled.claims(Label.CLEAR).sources[1] == replace(stated, stated=())


def test_any_order(store: Store, filled: Store) -> None:
    """Ties may come before their ends, and everything before its source."""
    load(store, *reversed(EVERYTHING))
    assert store.revision == 1
    assert len(held(filled)) == len(EVERYTHING)


def test_backwards(store: Store) -> None:
    """Claims that come backwards are kept in that order."""
    backwards = EVERYTHING[::-1]
    load(store, *backwards)
    assert held(store) == sorted(backwards, key=lambda claim: ORDER.index(type(claim)))


def test_created(store: Store) -> None:
    """What a store did not hold is counted as created, by sort."""
    tally = load(store, *EVERYTHING)
    assert {noun: tally.of(noun) for noun in tally.by_noun} == {
        "sources": Counts(created=2),
        "entities": Counts(created=5),
        "ties": Counts(created=3),
        "judgements": Counts(created=2),
    }
    assert store.revision == 1


def test_idempotent(filled: Store) -> None:
    """The same load again changes nothing, not even the revision."""
    before = held(filled)
    tally = load(filled, *EVERYTHING, withdraw=("register", "atlas", "rule:name"))
    assert tally.moved == 0
    assert tally.of("sources", "entities", "ties", "judgements") == Counts(unchanged=12)
    assert (filled.revision, held(filled)) == (1, before)


CHANGES = [
    pytest.param(replace(ATLAS, title="Atlas, second edition"), "sources", id="source"),
    pytest.param(replace(ATLAS, label=Label.CLEAR), "sources", id="label of a source"),
    pytest.param(replace(body("1"), name="Network One"), "entities", id="entity"),
    pytest.param(replace(body("1"), kind="fund"), "entities", id="kind of an entity"),
    pytest.param(replace(body("1"), kind="country"), "entities", id="stakeholder to context"),
    pytest.param(replace(WHOLE_ENTITY, label=None), "entities", id="label of an entity"),
    pytest.param(replace(partners("1", "2"), weight=2.0), "ties", id="weight of a tie"),
    pytest.param(replace(partners("1", "2"), weight=0.0), "ties", id="no weight"),
    pytest.param(replace(partners("1", "2"), kind="knows"), "ties", id="kind of a tie"),
    pytest.param(replace(partners("1", "2"), label=Label.CLEAR), "ties", id="label of a tie"),
    pytest.param(
        replace(partners("1", "2"), kind="linked_to", end="country:ML"), "ties", id="end of a tie"
    ),
    pytest.param(replace(partners("1", "2"), role="host"), "ties", id="rest of a tie"),
    pytest.param(
        replace(same("register/2", "atlas/fund", author="rule:name"), score=0.5),
        "judgements",
        id="judgement",
    ),
]


@pytest.mark.parametrize(("changed", "noun"), CHANGES)
def test_changed(filled: Store, changed: Claim, noun: str) -> None:
    """A claim that differs replaces what was known under its id, and keeps its place."""
    before = held(filled)
    tally = load(filled, changed)
    assert tally.of(noun) == Counts(changed=1)
    assert (tally.moved, filled.revision) == (1, 2)
    assert held(filled) == [changed if one.id == changed.id else one for one in before]


@pytest.mark.parametrize(("changed", "noun"), CHANGES)
def test_changed_back(filled: Store, changed: Claim, noun: str) -> None:
    """A change that is taken back leaves what there was before."""
    before = held(filled)
    load(filled, changed)
    tally = load(filled, *(one for one in before if one.id == changed.id))
    assert tally.of(noun) == Counts(changed=1)
    assert (filled.revision, held(filled)) == (3, before)


def test_withdrawn(filled: Store) -> None:
    """What a source no longer says goes; what others say stays."""
    tally = load(filled, REGISTER, body("1"), body("3"), withdraw=("register",))
    assert tally.of("entities") == Counts(created=1, unchanged=1, withdrawn=1)
    assert tally.of("ties") == Counts(withdrawn=2)
    assert tally.of("judgements") == Counts(withdrawn=1)
    own = [claim.id for claim in held(filled) if "register" in claim.id.split("/")[0]]
    assert own == ["register", "register/1", "register/3"]
    assert [one.id for one in held(filled)].count("atlas/grant 1") == 1


@pytest.mark.parametrize(
    ("ids", "kept", "left"),
    [
        pytest.param(None, 3, ["2", "3"], id="all"),
        pytest.param((), 0, [], id="nothing"),
        pytest.param(("register/2",), 2, ["2"], id="an entity, with its ties"),
        pytest.param(("register/3",), 1, ["3"], id="an entity without ties"),
        pytest.param(("register/1-2",), 2, ["2"], id="a tie, with its ends"),
        pytest.param(("register/4", "atlas/1"), 0, [], id="nobody"),
    ],
)
def test_kept(store: Store, ids: tuple[str, ...] | None, kept: int, left: list[str]) -> None:
    """What a batch keeps is as if it was said again; the rest can be withdrawn."""
    load(store, REGISTER, *map(body, "123"), partners("1", "2"))
    with store.writing() as batch:
        for claim in (REGISTER, body("1")):
            batch.put(claim)
        assert list(batch.left_out("register")) == ["Network 2", "Network 3"]
        assert batch.keep("register", ids) == kept
        batch.withdraw_rest("register")
        assert batch.tally().of("entities").withdrawn == 2 - len(left)
    assert [one for one in held(store) if isinstance(one, Entity)] == list(map(body, ("1", *left)))


def test_tie_that_is_kept_without_its_other_end(store: Store) -> None:
    """A tie goes with an end that goes, though its own end is kept."""
    load(store, REGISTER, *map(body, "123"), partners("1", "2"), partners("2", "3"))
    with store.writing() as batch:
        for claim in (REGISTER, body("1")):
            batch.put(claim)
        batch.keep("register", ["register/2"])
        batch.withdraw_rest("register")
    assert held(store) == [REGISTER, body("1"), body("2"), partners("1", "2")]


def test_changed_and_amended(store: Store) -> None:
    """A batch knows what it changed, and what is put back as it was did not change."""
    one, two = body("1"), replace(body("2"), identifiers=("wikidata:Q2",))
    load(store, REGISTER, one, two, body("3"))
    revision = store.revision
    with store.writing() as batch:
        for claim in (replace(one, summary="New"), replace(two, identifiers=()), body("3")):
            batch.put(claim)
        assert list(batch.changed("register", ["register/2"])) == [
            (two, replace(two, identifiers=()))
        ]
        assert [before for before, _ in batch.changed("register")] == [one, two]
        assert list(batch.changed("atlas")) == []
        batch.amend(one)
        batch.amend(two)
        assert [found.id for found in batch.identified()] == ["register/2"]
        assert batch.tally().of("entities") == Counts(unchanged=3)
    assert store.revision == revision
    with store.writing() as batch:
        batch.put(replace(one, summary="New"))
        batch.amend(replace(one, summary="Newer"))
    assert held(store)[1] == replace(one, summary="Newer")


def test_changed_ties(store: Store) -> None:
    """A batch knows which ties it changed, whole, and what is put back did not change."""
    one = replace(partners("1", "2"), weight=2.5, label=Label.GREEN, cited="p. 1", role="friend")
    load(store, REGISTER, body("1"), body("2"), one)
    revision = store.revision
    with store.writing() as batch:
        for claim in (body("1"), body("2"), replace(one, cited=None, weight=1.0)):
            batch.put(claim)
        found = [(one, replace(one, cited=None, weight=1.0))]
        assert list(batch.changed("register")) == found
        assert list(batch.changed("register", [one.id])) == found
        assert list(batch.changed("register", ["register/1"])) == []
        batch.amend(one)
        assert batch.tally().of("ties") == Counts(unchanged=1)
    assert (store.revision, held(store)[-1]) == (revision, one)


def test_source_withdrawn(filled: Store) -> None:
    """A source of which nothing was put goes altogether, with judgements on its entities."""
    tally = load(filled, withdraw=("atlas",))
    assert tally.of("sources", "entities", "ties") == Counts(withdrawn=5)
    assert tally.of("judgements") == Counts(withdrawn=2)
    assert [one.id for one in held(filled)] == [one.id for one in EVERYTHING[:5]]
    assert filled.revision == 2


def test_withdrawn_and_said_again(filled: Store) -> None:
    """What comes back after it was withdrawn is new: it stands last."""
    load(filled, REGISTER, body("2"), withdraw=("register",))
    load(filled, *EVERYTHING[:5])
    assert [one.id for one in held(filled) if isinstance(one, Entity)] == [
        *("register/2", "atlas/réseau 1", "atlas/fund", "atlas/nobody", "register/1"),
    ]


def test_withdrawn_and_said_again_in_one_batch(filled: Store) -> None:
    """Within one batch, too, what was withdrawn and then put is new."""
    with filled.writing() as batch:
        batch.withdraw_rest("register")
        for claim in EVERYTHING[:5]:
            batch.put(claim)
        tally = batch.tally()
    assert tally.of("entities") == Counts(created=2, withdrawn=2)
    assert [one.id for one in held(filled) if isinstance(one, Tie)] == [
        *("atlas/grant 1", "register/1-2", "register/in"),
    ]


def test_withdrawing_what_is_not_there(filled: Store) -> None:
    """An author that nobody knows has nothing to withdraw."""
    assert load(filled, withdraw=("nobody",)).moved == 0
    assert filled.revision == 1


def test_judgements_withdrawn(filled: Store) -> None:
    """A rule's judgements go when it does not make them again; a person's stay."""
    tally = load(
        filled, same("register/1", "register/2", author="rule:id"), withdraw=("rule:name",)
    )
    assert tally.of("judgements") == Counts(created=1, withdrawn=1)
    assert [one.author for one in store_judgements(filled)] == ["a steward", "rule:id"]


def test_newer_vocabulary(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that an older Tracktwo filled gets the themes that are new, once."""
    older = [claim for claim in shared_claims() if "theme:mediation" not in str(claim)]
    with monkeypatch.context() as before:
        before.setattr("graph.stores.sqlite.batch.shared_claims", lambda: iter(older))
        before.setattr("graph.stores.neo4j.store.shared_claims", lambda: iter(older))
        for place in ("sqlite.schema", "sqlite.batch", "neo4j.store"):
            before.setattr(f"graph.stores.{place}.shared_edition", lambda: "older")
        store = site.open()
        load(store, REGISTER, body("1"))
        assert "theme:mediation" not in store.claims(Label.CLEAR).entities.ids
        store.close()
    for revision in (2, 2):
        store = site.open()
        assert store.revision == revision
        assert store.claims(Label.CLEAR).entities.ids.count("theme:mediation") == 1
        assert held(store) == [REGISTER, body("1")]
        store.close()


def test_judgement_waits(filled: Store) -> None:
    """What a person judged stays while a newer file leaves the entity out, and counts again."""
    decided = same("register/1", "register/2", author="a steward")
    load(filled, decided)
    load(filled, REGISTER, body("1"), withdraw=("register",))
    assert decided not in store_judgements(filled)
    load(filled, *EVERYTHING[:5])
    assert decided in store_judgements(filled)


def store_judgements(store: Store) -> tuple[Judgement, ...]:
    """Every judgement in a store."""
    return store.claims(Label.RED).judgements


def break_off(store: Store, claim: Claim) -> None:
    """Put one claim, withdraw a source, and fail."""
    with store.writing() as batch:
        batch.put(claim)
        batch.withdraw_rest("atlas")
        raise RuntimeError("half-way")


def test_dropped(store: Store, filled: Store) -> None:
    """A batch that raises half-way leaves the store as it was."""
    before = held(filled)
    with pytest.raises(RuntimeError, match="half-way"):
        break_off(store, body("9"))
    assert (store.revision, held(store)) == (1, before)


def test_rehearsal(filled: Store) -> None:
    """A rehearsal counts what would happen, and writes nothing."""
    before = held(filled)
    with filled.writing(rehearsal=True) as batch:
        batch.put(body("9"))
        batch.withdraw_rest("atlas")
        tally = batch.tally()
    assert (tally.of("entities").created, tally.of("ties").withdrawn) == (1, 1)
    assert (filled.revision, held(filled)) == (1, before)


def test_empty_batch(filled: Store) -> None:
    """A batch in which nothing is put is no revision."""
    with filled.writing() as batch:
        assert batch.tally().moved == 0
    assert filled.revision == 1


def test_tally_in_between(store: Store) -> None:
    """A batch may be counted and then go on."""
    with store.writing() as batch:
        batch.put(REGISTER)
        batch.put(body("1"))
        assert batch.tally().of("entities").created == 1
        batch.put(body("2"))
        assert batch.tally().of("entities").created == 2
    assert len(held(store)) == 3


@pytest.mark.parametrize(
    ("claims", "end"),
    [
        pytest.param((REGISTER, body("1"), partners("1", "7")), "register/7", id="end"),
        pytest.param((REGISTER, body("1"), partners("7", "1")), "register/7", id="start"),
        pytest.param(
            (REGISTER, body("1"), replace(partners("1", "2"), kind="linked_to", end="country:XX")),
            "country:XX",
            id="no such country",
        ),
    ],
)
def test_dangling(store: Store, claims: tuple[Claim, ...], end: str) -> None:
    """A tie with an end that nobody describes is refused, and the batch with it."""
    with pytest.raises(StoreError, match=f"has an end that nobody describes: '{end}'"):
        load(store, *claims)
    assert (store.revision, held(store)) == (0, [])


DAY = body("day", kind="event")
MEETING = (REGISTER, body("1"), body("2"), DAY, partners("1", "2"))


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        pytest.param(
            replace(partners("2", "1"), end="country:ML", kind="active_in"), "", id="fits"
        ),
        pytest.param(
            partners("day", "1"),
            "from 'register/day' to 'register/1': partners_with does not start at event, but",
            id="start",
        ),
        pytest.param(
            replace(partners("1", "2"), id="register/x", kind="convened"),
            "convened does not end at womens_network, but at peace_process or event",
            id="end",
        ),
        pytest.param(partners("1", "7"), "nobody describes: 'register/7'", id="nobody"),
        pytest.param(
            replace(partners("1", "x"), kind="works_on", end="theme:gardening"),
            "has an end that nobody describes: 'theme:gardening'",
            id="no such theme",
        ),
    ],
)
def test_misfit(store: Store, claim: Tie, problem: str) -> None:
    """A tie that cannot be is taken out alone, and told with its id; all else stays."""
    with store.writing() as batch:
        for one in (claim, *MEETING):
            batch.put(one)
        taken_out = list(batch.take_out_misfits())
        tally = batch.tally()
    assert [problem in text and f"tie {claim.id!r}" in text for text in taken_out] == (
        [True] if problem else []
    )
    assert tally.of("ties") == Counts(created=1 if problem else 2)
    assert (claim in held(store)) is not bool(problem)


def test_misfit_that_was_none_before(store: Store) -> None:
    """A tie that no longer fits, because an end is now of another kind, counts as withdrawn."""
    load(store, *MEETING)
    with store.writing() as batch:
        for claim in (*MEETING, replace(body("2"), kind="event")):
            if claim != body("2"):
                batch.put(claim)
        assert len(list(batch.take_out_misfits())) == 1
        assert batch.tally().of("ties") == Counts(withdrawn=1)
    assert [claim for claim in held(store) if isinstance(claim, Tie)] == []


def test_ends_are_checked_again(filled: Store) -> None:
    """What is put, or withdrawn, after misfits were taken out has to fit as well."""
    with filled.writing() as batch:
        batch.put(body("2"))
        assert list(batch.take_out_misfits()) == []
        batch.put(partners("1", "7"))
        with pytest.raises(StoreError, match="nobody describes: 'register/7'"):
            batch.tally()
        assert len(list(batch.take_out_misfits())) == 1


def test_withdrawn_under_a_tie(filled: Store) -> None:
    """An entity cannot go while its source says a tie to it."""
    with pytest.raises(StoreError, match="'register/1-2' has an end that nobody describes"):
        load(filled, REGISTER, body("1"), partners("1", "2"), withdraw=("register",))
    assert (filled.revision, len(held(filled))) == (1, len(EVERYTHING))


CLASHES = [
    pytest.param(REGISTER, replace(REGISTER, title="Another"), id="source"),
    pytest.param(body("1"), replace(body("1"), name="Another"), id="entity"),
    pytest.param(partners("1", "2"), replace(partners("1", "2"), role="host"), id="tie"),
    pytest.param(
        same("register/1", "register/2"),
        replace(same("register/1", "register/2"), verdict="different"),
        id="judgement",
    ),
]
BASE = (REGISTER, body("1"), body("2"), partners("1", "2"), same("register/1", "register/2"))


@pytest.mark.parametrize(("first", "second"), CLASHES)
@pytest.mark.parametrize("known", [False, True], ids=["new", "known"])
def test_said_twice_differently(store: Store, first: Claim, second: Claim, *, known: bool) -> None:
    """The same id twice with different content is refused, whether or not one is known."""
    if known:
        load(store, *BASE)
    before = held(store)
    with pytest.raises(StoreError, match=f"'{second.id}' is said twice in one load, and diff"):
        load(store, *BASE, second)
    with pytest.raises(StoreError, match=f"'{second.id}' is said twice in one load, and diff"):
        load(store, *(second if one == first else one for one in BASE), first)
    assert held(store) == before


@pytest.mark.parametrize("claim", [clash.values[0] for clash in CLASHES])
def test_said_twice_alike(store: Store, claim: Claim) -> None:
    """The same claim twice in one batch is harmless, and counted once."""
    tally = load(store, *BASE, claim)
    assert tally.of("sources", "entities", "ties", "judgements") == Counts(created=5)
    assert len(held(store)) == 5


def test_revision_grows(store: Store) -> None:
    """Every batch that changes something is one revision."""
    seen = [store.revision]
    for key in ("1", "2", "2", "3"):
        load(store, REGISTER, body(key))
        seen.append(store.claims(Label.RED).revision)
    assert seen == [0, 1, 2, 2, 3]


# Each hidden by one label, to a reader below AMBER.
SECRET = Source(id="secret", title="Notes", label=Label.AMBER)
OPEN = (REGISTER, body("1"), body("2"))
HIDDEN: list[tuple[str, tuple[Claim, ...]]] = [
    ("source's", (SECRET, body("9", source="secret"))),
    ("entity's own", (replace(body("9"), label=Label.AMBER),)),
    ("person's", (body("9", kind="person"),)),
    ("tie's own", (replace(partners("1", "2"), label=Label.AMBER),)),
    ("start's", (replace(body("9"), label=Label.AMBER), partners("9", "1"))),
    ("end's", (replace(body("9"), label=Label.AMBER), partners("1", "9"))),
    ("judgement's", (replace(same("register/1", "register/2"), label=Label.AMBER),)),
    (
        "judged entity's",
        (replace(body("9"), label=Label.AMBER), same("register/1", "register/9")),
    ),
]


@pytest.mark.parametrize("hidden", [pytest.param(claims, id=name) for name, claims in HIDDEN])
def test_labels(store: Store, hidden: tuple[Claim, ...]) -> None:
    """Nothing above a clearance is given, and nothing is missing at it."""
    load(store, *OPEN, *hidden)
    assert held(store, Label.GREEN) == list(OPEN)
    assert {one.id for one in held(store, Label.AMBER)} == {one.id for one in (*OPEN, *hidden)}


def test_label_that_holds(store: Store) -> None:
    """The label of a claim is the highest of its own, its source's and its ends'."""
    green = replace(REGISTER, label=Label.GREEN)
    load(store, green, body("1"), replace(body("2"), label=Label.AMBER), partners("1", "2"))
    claims = store.claims(Label.RED)
    assert claims.entity_labels[-2:].tolist() == [Label.GREEN, Label.AMBER]
    assert claims.tie_labels[-1] == Label.AMBER


def test_contacts(store: Store) -> None:
    """Contacts above a clearance are left out of the entity that has them."""
    ways = (
        Contact(kind="email", value="open@example.org", label=Label.CLEAR),
        Contact(kind="phone", value="+223 00"),
    )
    load(store, REGISTER, replace(body("1"), contacts=ways))
    assert held(store, Label.GREEN) == [REGISTER, replace(body("1"), contacts=ways[:1])]
    assert held(store, Label.AMBER) == [REGISTER, replace(body("1"), contacts=ways)]


def test_closed_fields(store: Store) -> None:
    """Closed fields above a clearance are left out of the entity or tie that has them."""
    one = replace(body("1"), summary="Hidden", closed=(("summary", Label.AMBER),))
    joined = replace(partners("1", "2"), role="Hidden", closed=(("role", Label.RED),))
    load(store, REGISTER, one, body("2"), joined)
    bare, said = replace(one, summary=None, closed=()), replace(joined, role=None, closed=())
    assert held(store, Label.GREEN) == [REGISTER, bare, body("2"), said]
    assert held(store, Label.AMBER) == [REGISTER, one, body("2"), said]
    assert held(store) == [REGISTER, one, body("2"), joined]


def identifiers(batch: Batch) -> list[tuple[str, Label, tuple[str, ...]]]:
    """What matching is given: ids, labels, identifiers."""
    return [(one.id, one.label, one.identifiers) for one in batch.identified()]


def test_identified(store: Store) -> None:
    """Matching gets every entity with identifiers, the running batch's too, oldest first."""
    first = replace(body("1"), identifiers=("wikidata:Q1",))
    second = replace(body("9", source="secret"), identifiers=("wikidata:Q2", "a:b"))
    load(store, REGISTER, first, body("2"))
    with store.writing() as batch:
        batch.put(second)
        batch.put(SECRET)
        batch.put(replace(first, identifiers=("wikidata:Q3",)))
        found = identifiers(batch)
        batch.withdraw_rest("secret")
    assert found == [
        ("register/1", Label.CLEAR, ("wikidata:Q3",)),
        ("secret/9", Label.AMBER, ("wikidata:Q2", "a:b")),
    ]


def test_identified_without_what_was_withdrawn(store: Store) -> None:
    """Matching does not get what the batch withdrew; it gets the kind and the name."""
    first = replace(body("1"), identifiers=("wikidata:Q1",))
    load(store, REGISTER, first, replace(body("2"), identifiers=("wikidata:Q2",)))
    with store.writing() as batch:
        batch.put(REGISTER)
        batch.put(first)
        batch.withdraw_rest("register")
        (found,) = batch.identified()
    assert (found.id, found.kind, found.name) == ("register/1", "womens_network", "Network 1")


def test_judgement_on_nobody(store: Store) -> None:
    """A judgement on an entity that nobody describes is shown to nobody, and does no harm."""
    load(store, REGISTER, body("1"), same("register/1", "atlas/9"))
    assert held(store) == [REGISTER, body("1")]
    load(store, ATLAS, body("9", source="atlas"), body("8", source="atlas"))
    assert held(store)[-1] == same("register/1", "atlas/9")


def grown(number: int) -> tuple[Claim, ...]:
    """What a source says in its edition of that number: as many bodies, all in one chain."""
    bodies = [replace(body(str(key)), name=f"of {number}") for key in range(20 + number)]
    chain = [partners(start.id[9:], end.id[9:]) for start, end in pairwise(bodies)]
    judged = [same(bodies[0].id, one.id, author="rule:all") for one in bodies[1 : number + 1]]
    return (replace(REGISTER, title=f"of {number}"), *bodies, *chain, *judged)


def test_readers_beside_a_writer(store: Store) -> None:
    """Who reads while another thread writes sees one whole revision, never a part of two."""
    load(store, *grown(1), withdraw=("register",))
    done = threading.Event()

    def read() -> set[int]:
        seen: set[int] = set()
        while not done.is_set() or not seen:
            claims = held(store)
            number = int(claims[0].title[3:]) if isinstance(claims[0], Source) else -1
            assert claims == list(grown(number))
            seen.add(number)
        return seen

    with ThreadPoolExecutor() as threads:
        readers = [threads.submit(read) for _ in range(2)]
        try:
            for number in range(2, 8):
                load(store, *grown(number), withdraw=("register", "rule:all"))
        finally:
            done.set()
        assert all(reader.result() <= set(range(1, 8)) for reader in readers)
    assert (store.revision, held(store)) == (7, list(grown(7)))


def test_writers_take_turns(store: Store, site: Site) -> None:
    """A second writer waits for the first, and both are kept."""
    other = site.open()
    begun, ended = threading.Event(), threading.Event()

    def second() -> None:
        begun.wait()
        load(other, ATLAS, body("2", source="atlas"))
        ended.set()

    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(second)
        with store.writing() as batch:
            begun.set()
            batch.put(REGISTER)
            assert not ended.wait(0.3)
            batch.put(body("1"))
        waiting.result()
    assert (store.revision, len(held(store))) == (2, 4)
    other.close()


def test_after_a_refused_batch(store: Store) -> None:
    """A store goes on working after it refused a batch."""
    with pytest.raises(StoreError, match="nobody describes"):
        load(store, REGISTER, body("1"), partners("1", "2"))
    load(store, REGISTER, body("1"))
    assert (store.revision, held(store)) == (1, [REGISTER, body("1")])


def test_close_twice(site: Site) -> None:
    """Closing a store a second time is harmless."""
    store = site.open()
    store.close()
    store.close()


def test_newer_schema(site: Site) -> None:
    """What a newer Tracktwo made is refused in words, and left as it is."""
    site.open().close()
    site.set_version(99)
    with pytest.raises(StoreError, match=r"made by a newer Tracktwo .*99.*upgrade Tracktwo"):
        site.open()
