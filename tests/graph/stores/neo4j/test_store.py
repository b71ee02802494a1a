"""What is particular to stores in Neo4j: what people see there, and what can go wrong."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from neo4j import ManagedTransaction
from neo4j.exceptions import TransientError

from graph.domain.errors import StoreError
from graph.domain.labels import Label
from graph.domain.model import Judgement, Tie
from graph.domain.vocabulary import vocabulary
from graph.stores.base import Store
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.schema import VERSION
from graph.stores.neo4j.snapshot import of_one_revision
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.neo4j.terms import NODE_LABELS, TIE_TYPES
from graph.stores.neo4j.transactions import Writing
from graph.stores.opening import open_store
from tests.graph.stores.conftest import Neo4jSite
from tests.graph.stores.examples import (
    EVERYTHING,
    FIRST,
    REGISTER,
    WHOLE_ENTITY,
    body,
    edition,
    held,
    load,
    load_edition,
    partners,
    same,
)
from tests.graph.stores.tidiness import faults
from tests.neo4j_server import free_port

#: A line to type Cypher in; it gives the first column.
Ask = Callable[..., list[Any]]


@pytest.fixture
def store(neo4j_site: Neo4jSite) -> Iterator[Store]:
    """Give a new store in Neo4j, and see that it is left tidy."""
    opened = neo4j_site.open()
    yield opened
    opened.close()
    assert faults(neo4j_site.server) == []


@pytest.fixture
def ask(neo4j_site: Neo4jSite) -> Ask:
    """Give what a person has in Neo4j Browser."""

    def answer(query: str, **values: object) -> list[Any]:
        with neo4j_site.server.driver() as driver:
            found = driver.execute_query(query, values, database_=neo4j_site.server.database)
        return [record.values()[0] for record in found.records]

    return answer


def test_stakeholder(store: Store, ask: Ask) -> None:
    """A stakeholder is one node, labelled by its kind, with what people look for on it."""
    load(store, *EVERYTHING)
    (node,) = ask("MATCH (n:Stakeholder:WomensNetwork {id: $id}) RETURN n", id=WHOLE_ENTITY.id)
    shown = dict(node)
    assert shown["name"] == WHOLE_ENTITY.name
    assert shown["aliases"] == ["RFP", "Women's Peace Network"]
    assert shown["identifiers"] == ["wikidata:Q42", "iati:XM-DAC-1"]
    assert (shown["level"], shown["since"], shown["until"]) == ("regional", "2019", "2024-07-15")
    assert (shown["sources"], shown["labels"]) == (["atlas"], ["GREEN"])


def test_context(store: Store, ask: Ask) -> None:
    """Countries and themes are nodes of their own kind, there from the start."""
    assert store.revision == 0
    assert ask("MATCH (n:Context:Country {id: 'country:ML'}) RETURN n.name") == ["Mali"]
    assert ask("MATCH (:Theme {id: 'theme:mediation'})-[:PART_OF]->(n:Theme) RETURN n.id") == [
        "theme:peace_processes"
    ]


def test_relationship(store: Store, ask: Ask) -> None:
    """A tie is a relationship named by its kind, with source, label, dates and money on it."""
    load(store, *EVERYTHING)
    (shown,) = ask("MATCH ()-[t:FUNDS]->() RETURN properties(t)")
    seen = ("id", "source", "label", "since", "until", "role", "track", "currency", "cited")
    assert [shown[name] for name in seen] == [
        *("atlas/grant 1", "atlas", "AMBER+STRICT", "2020-02", "2021", "provider", "1.5", "XOF"),
        "budget.csv:2 – “line”",
    ]
    assert (shown["amount"], shown["share"], shown["marker"]) == (12345678901234567.890, 33.3, 0)


def test_source_and_judgement(store: Store, ask: Ask) -> None:
    """Sources and judgements are nodes too, with their words on them."""
    load(store, *EVERYTHING)
    assert ask("MATCH (n:Source {id: 'atlas'}) RETURN [n.title, n.label, n.retrieved]") == [
        ["Atlas of peacebuilders", "GREEN", "2025-03"]
    ]
    assert ask("MATCH (n:Judgement {verdict: 'unsure'}) RETURN [n.left, n.right, n.reasons]") == [
        ["atlas/réseau 1", "register/1", ["same town", "other name"]]
    ]


def test_terms() -> None:
    """Every kind has labels and every kind of tie a type, none of them twice."""
    words = vocabulary()
    assert set(NODE_LABELS) == set(words.kinds)
    assert NODE_LABELS["womens_network"] == ("Entity", "Stakeholder", "WomensNetwork")
    assert len(set(NODE_LABELS.values())) == len(words.kinds)
    assert set(TIE_TYPES) == set(words.ties)
    assert TIE_TYPES["member_of"] == "MEMBER_OF"


def nodes(ask: Ask) -> list[list[str]]:
    """The entities of every stakeholder's node, by the ids in their claims."""
    return ask("""
        MATCH (n:Stakeholder) WITH n ORDER BY n.seq
        RETURN [c IN n.claims | split(split(c, '"id":"')[1], '"')[0]]
    """)


TWO = (REGISTER, body("1"), body("2"), body("3"), partners("1", "2"), partners("2", "3"))


def test_merged(store: Store, ask: Ask) -> None:
    """Entities judged the same are one node, with the ties of them all."""
    load(store, *FIRST, *TWO, same("register/2", "atlas/b"))
    assert nodes(ask) == [["atlas/a"], ["atlas/b", "register/2"], ["atlas/c"], *single("1", "3")]
    around = "MATCH (:Entity {id: 'atlas/b'})-[t]-(n) RETURN t.id + ' ' + n.id"
    assert sorted(ask(around)) == [
        *("atlas/a-b atlas/a", "atlas/b-c atlas/c"),
        *("register/1-2 register/1", "register/2-3 register/3"),
    ]


def single(*keys: str) -> list[list[str]]:
    """Nodes of one entity each."""
    return [[f"register/{key}"] for key in keys]


def one(*keys: str) -> tuple[Judgement, ...]:
    """Verdicts of a rule that these bodies of the register are one."""
    return tuple(
        same(f"register/{keys[0]}", f"register/{key}", author="rule:x") for key in keys[1:]
    )


JUDGED = [
    pytest.param((), ["1", "2", "3"], id="none"),
    pytest.param(one("1", "2"), ["1 2", "3"], id="first two"),
    pytest.param(one("2", "3"), ["1", "2 3"], id="last two"),
    pytest.param(one("1", "3"), ["1 3", "2"], id="ends"),
    pytest.param(one("3", "2", "1"), ["1 2 3"], id="all"),
]


@pytest.mark.parametrize("before", [pytest.param(case.values[0], id=case.id) for case in JUDGED])
@pytest.mark.parametrize(("judged", "expected"), JUDGED)
def test_judged_anew(
    store: Store,
    ask: Ask,
    before: tuple[Judgement, ...],
    judged: tuple[Judgement, ...],
    expected: list[str],
) -> None:
    """Whatever is judged after whatever was, nodes join and split, and claims stay."""
    load(store, *TWO, *before)
    tally = load(store, *judged, withdraw=("rule:x",))
    assert tally.of("entities", "ties").moved == 0
    assert nodes(ask) == [[f"register/{key}" for key in keys.split()] for keys in expected]
    assert held(store)[:6] == list(TWO)
    assert set(held(store)[6:]) == set(judged)


def test_kind_of_a_merged_node(store: Store, ask: Ask) -> None:
    """A node takes the earliest kind that says something, and loses the label it had."""
    load(store, *FIRST, REGISTER, body("1", kind="organisation"), body("2", kind="fund"))
    load(store, same("register/1", "register/2"))
    labels = "MATCH (n {id: 'register/1'}) UNWIND labels(n) AS label RETURN label"
    assert sorted(ask(labels)) == ["Entity", "Fund", "Stakeholder"]
    load(store, REGISTER, body("1", kind="media"))
    assert sorted(ask(labels)) == ["Entity", "Media", "Stakeholder"]


def test_earliest_entity_goes(store: Store, ask: Ask) -> None:
    """A node whose earliest entity is withdrawn is named by the next, and keeps its ties."""
    load(store, REGISTER, body("1"), *FIRST, same("register/1", "atlas/b"))
    assert nodes(ask)[0] == ["register/1", "atlas/b"]
    load(store, withdraw=("register",))
    assert nodes(ask) == [["atlas/a"], ["atlas/b"], ["atlas/c"]]
    assert sorted(ask("MATCH (:Entity {id: 'atlas/b'})-[t]-() RETURN t.id")) == [
        *("atlas/a-b", "atlas/b-c")
    ]


def test_tie_within_a_node(store: Store, ask: Ask) -> None:
    """A tie between entities that turn out to be one goes from the node to itself."""
    load(store, *TWO, same("register/1", "register/2"))
    assert ask("MATCH (n)-[t]->(n) RETURN t.id") == ["register/1-2"]
    assert held(store)[4] == partners("1", "2")


def test_many_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A load larger than a transaction is written in several, and read in several parts."""
    monkeypatch.setattr("graph.stores.neo4j.changes._PART", 3)
    monkeypatch.setattr("graph.stores.neo4j.nodes.PART", 4)
    monkeypatch.setattr("graph.stores.neo4j.ties.PART", 4)
    monkeypatch.setattr("graph.stores.neo4j.publication._PART", 2)
    load(store, *FIRST)
    for number in range(1, 8):
        load_edition(store, number)
        assert set(held(store)) == {*FIRST, *edition(number)}


def overtaken_reader(neo4j_site: Neo4jSite, loads: int) -> tuple[Any, list[int]]:
    """What a reader gets while so many loads come out, and the revisions that it tried."""
    store, connection = neo4j_site.open(), Connection(neo4j_site.address, neo4j_site.access)
    tried: list[int] = []

    def find(_transaction: ManagedTransaction, revision: int) -> str:
        tried.append(revision)
        if len(tried) <= loads:
            load_edition(store, len(tried))
        return f"found in {revision}"

    try:
        load(store, *FIRST)
        state, found = of_one_revision(connection, find)
        return (state.revision, found), tried
    except StoreError as error:
        return str(error), tried
    finally:
        connection.close()
        store.close()


def test_load_that_comes_out_while_another_reads(neo4j_site: Neo4jSite) -> None:
    """A reader begins anew when a load came out, so that all it gets is of one revision."""
    assert overtaken_reader(neo4j_site, loads=2) == ((3, ["found in 3"]), [1, 2, 3])


def test_loads_faster_than_reading(neo4j_site: Neo4jSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that is overtaken again and again says so, and does not try for ever."""
    monkeypatch.setattr("graph.stores.neo4j.snapshot.ATTEMPTS", 2)
    said, tried = overtaken_reader(neo4j_site, loads=9)
    assert "loads come out faster than the network can be read" in said
    assert tried == [1, 2]


def test_everything_twice(neo4j_site: Neo4jSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that the driver repeats, because its transaction was lost, is done once."""
    real = Connection.write

    def lost_once(connection: Connection, work: Callable[[ManagedTransaction], object]) -> object:
        done: list[object] = []

        def twice(transaction: ManagedTransaction) -> object:
            done.append(work(transaction))
            if len(done) == 1:
                raise TransientError("lost")
            return done[-1]

        return real(connection, twice)

    monkeypatch.setattr(Connection, "write", lost_once)
    monkeypatch.setattr("neo4j._sync.work.session.sleep", lambda _: None)
    store = neo4j_site.open()
    load(store, *FIRST)
    for number in (1, 2):
        load_edition(store, number)
    assert (store.revision, set(held(store))) == (3, {*FIRST, *edition(2)})
    store.close()
    assert faults(neo4j_site.server) == []


def test_commit_whose_answer_is_lost(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A load that came out is known to have come out, even if the server could not say so."""
    real = Writing._publish

    def publish(writing: Writing, last: dict[str, int], *, swept: int) -> None:
        write = writing._connection.write

        def broken(work: Callable[[ManagedTransaction], None]) -> None:
            write(work)
            raise StoreError("the connection broke")

        with monkeypatch.context() as here:
            here.setattr(writing._connection, "write", broken)
            real(writing, last, swept=swept)

    monkeypatch.setattr(Writing, "_publish", publish)
    load(store, *FIRST)
    assert (store.revision, len(held(store))) == (1, len(FIRST))


OVERTAKING = {
    "before it wrote": "SET s.revision = 2, s.swept = 2",
    "while it wrote": "SET s.writer = 'another'",
}


@pytest.mark.parametrize("when", OVERTAKING)
def test_overtaken(store: Store, ask: Ask, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    """A writer that lost its turn, and was overtaken, keeps nothing and says so."""
    load(store, *FIRST)
    real: Callable[..., object] = Writing._write if when == "while it wrote" else Writing._begin

    def overtaken(writing: Writing, *arguments: object) -> object:
        ask(f"MATCH (s:Tracktwo {{name: 'store'}}) {OVERTAKING[when]}")
        return real(writing, *arguments)

    monkeypatch.setattr(Writing, real.__name__, overtaken)
    with pytest.raises(StoreError, match="nothing of this one was kept; load again"):
        load(store, REGISTER, body("1"))
    monkeypatch.undo()
    load(store, REGISTER, body("2"))
    assert set(held(store)) == {*FIRST, REGISTER, body("2")}


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_address(neo4j_site: Neo4jSite, scheme: str) -> None:
    """Both kinds of address reach the same store."""
    store = open_store(f"{scheme}://{neo4j_site.server.address}", neo4j_site.access)
    load(store, *FIRST)
    other = neo4j_site.open()
    assert held(other) == held(store)
    store.close()
    other.close()


def test_default_database(neo4j_site: Neo4jSite) -> None:
    """Without a name of a database, the server's own is used."""
    store = open_store(neo4j_site.address, replace(neo4j_site.access, database=None))
    assert store.revision == 0
    store.close()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"password": "wrong-secret"}, "not know user 'neo4j'", id="password"),
        pytest.param({"user": "nobody"}, "does not know user 'nobody' with this", id="user"),
        pytest.param({"database": "other"}, "the server has no database 'other'", id="database"),
    ],
)
def test_no_access(neo4j_site: Neo4jSite, given: dict[str, str], message: str) -> None:
    """Who is not let in is told in words which of the three it was; no password shows."""
    access = replace(neo4j_site.access, **given)
    with pytest.raises(StoreError, match=message) as refused:
        open_store(neo4j_site.address, access)
    assert str(refused.value).startswith(f"{neo4j_site.address}: ")
    assert access.password not in str(refused.value)
    assert access.password not in repr(access)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_no_server(scheme: str) -> None:
    """Where no server answers, that is what is said, without waiting."""
    address = f"{scheme}://127.0.0.1:{free_port()}"
    with pytest.raises(StoreError, match=f"{address}: no Neo4j answers there; start it, or check"):
        Neo4jStore(address)


def test_user_in_the_address() -> None:
    """An address with a password in it is refused, and not repeated."""
    with pytest.raises(StoreError, match="at db:7687 names a user; give user and pas") as refused:
        Neo4jStore("neo4j://me:secret@db:7687")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("address", ["neo4j://host:port", "neo4j://"])
def test_no_address(address: str) -> None:
    """An address that is none is refused in words."""
    with pytest.raises(StoreError, match=r"cannot be used|no Neo4j answers"):
        Neo4jStore(address)


def test_another_program(neo4j_site: Neo4jSite, ask: Ask) -> None:
    """A database with something else in it is refused, and not touched."""
    ask("CREATE (:Bookmark {url: 'x'})")
    with pytest.raises(StoreError, match=r"holds something else \(a node labelled 'Bookmark'\)"):
        neo4j_site.open()
    assert neo4j_site.server.count() == 1


def test_deleted_meanwhile(neo4j_site: Neo4jSite, ask: Ask) -> None:
    """A store whose database was emptied says so."""
    store = neo4j_site.open()
    ask("MATCH (n) DETACH DELETE n")
    for use in (lambda: store.revision, lambda: store.claims(Label.RED), lambda: load(store)):
        with pytest.raises(StoreError, match="the store in this database was deleted"):
            use()
    store.close()


AS_VERSION_1 = r"""
    MATCH ()-[t]->() WITH t, split(t.claim, '\t') AS fields
    SET t.claim = toInteger(fields[1]) + '\t' + toInteger(fields[0])
        + substring(t.claim, size(fields[0]) + size(fields[1]) + size(t.id) + 2)
    RETURN t.claim
"""


def test_store_of_an_earlier_version(neo4j_site: Neo4jSite, ask: Ask) -> None:
    """Ties that an earlier Tracktwo wrote are read, withdrawn and replaced as they were."""
    store = neo4j_site.open()
    load(store, *FIRST)
    expected = store.claims(Label.RED).ties
    store.close()
    assert {len(text.split("\t")) for text in ask(AS_VERSION_1)} == {9}
    neo4j_site.set_version(1)
    for _ in range(2):
        store = neo4j_site.open()
        assert store.claims(Label.RED).ties == expected
        store.close()
    assert ask("MATCH (s:Tracktwo {name: 'store'}) RETURN s.version") == [VERSION]
    store = neo4j_site.open()
    load_edition(store, 1)
    assert set(held(store)) == {*FIRST, *edition(1)}
    store.close()


def test_prepared_by_two_at_once(neo4j_site: Neo4jSite) -> None:
    """Several first users make one store."""
    neo4j_site.server.drop_schema()
    seen = []

    def first() -> None:
        store = neo4j_site.open()
        seen.append((store.revision, len(store.claims(Label.RED).ties.ids)))
        store.close()

    threads = [threading.Thread(target=first) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 3
    assert len(set(seen)) == 1
    assert faults(neo4j_site.server) == []


def test_drawn_by_hand(store: Store, ask: Ask) -> None:
    """What people draw beside the network in Browser is theirs, and does not disturb."""
    load(store, *TWO)
    ask("MATCH (n:Fund|WomensNetwork) WITH n LIMIT 1 CREATE (n)-[:LIKES]->(:Note {text: 'x'})")
    ask("MATCH (n {id: 'register/1'}), (m {id: 'register/3'}) CREATE (n)-[:KNOWS]->(m)")
    assert held(store) == list(TWO)
    load(store, partners("1", "3"))
    assert held(store) == [*TWO, partners("1", "3")]
    assert ask("MATCH (:Note)<-[t]-() RETURN type(t)") == ["LIKES"]
    ask("MATCH ()-[t]->(n) WHERE t.id IS NULL DELETE t")
    ask("MATCH (n:Note) DELETE n")


def test_hostile_words(store: Store, neo4j_site: Neo4jSite) -> None:
    """Words that look like Cypher are words."""
    words = "'}) DETACH DELETE n //`$rows\\u0027"
    tie = replace(partners("1", "2"), role=words, cited=words, amount=Decimal(1), currency="XOF")
    claims = (
        replace(REGISTER, title=words),
        replace(body("1"), name=words, aliases=(words,), extra=((words, words),)),
        body("2"),
        tie,
    )
    load(store, *claims)
    assert held(store) == list(claims)
    assert neo4j_site.server.count() > 300


def test_tie_types_and_ends(store: Store, ask: Ask) -> None:
    """A tie whose kind changes is a relationship of another type, and still one."""
    load(store, *TWO)
    load(store, replace(partners("1", "2"), kind="knows"))
    assert ask("MATCH ()-[t {id: 'register/1-2'}]->() RETURN type(t)") == ["KNOWS"]
    load(store, Tie(**{**fields_of(partners("1", "2")), "end": "register/3"}))
    assert ask("MATCH ()-[t {id: 'register/1-2'}]->(n) RETURN n.id") == ["register/3"]


def fields_of(tie: Tie) -> dict[str, Any]:
    """What a tie is made with."""
    return {name: getattr(tie, name) for name in Tie.__slots__}
