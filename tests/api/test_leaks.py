"""What is above a reader's clearance changes no byte of what the reader is told."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from graphql import get_introspection_query
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.http.app import create_app
from api.settings import Settings
from graph.domain.identity import identifier
from graph.domain.labels import Label
from graph.domain.model import Claim, Entity, Judgement, Source, Tie
from tests.api.sample import PUBLIC, SAVED, headers, hidden, store_of, write_keys

#: Ids that one store knows and the other does not, and one that neither does.
IDS = ("s2/x", "s2/f", "s2", "tie:s2/1", "open/late", "tie:open/late", "open/nobody")
DAY = "2026-11-21"
EVERYTHING = """{ stakeholders(first: 100, asOf: "2026-11-21") { totalCount edges { cursor node {
  id name label entityIds names { value sources { id } } identifiers { value } sources { id }
  contacts { value } themes { id } places { id }
  ties(first: 50) { totalCount edges { cursor words other { id name label } node { id label
    source { id } money { amount } } } } } } } }"""
QUERIES = (
    EVERYTHING,
    get_introspection_query(),
    "{ sources { id title entityCount tieCount } }",
    "{ vocabulary { kinds { code } } }",
    '{ stakeholders(text: "mediators") { totalCount edges { node { id } } } }',
    '{ stakeholders(text: "alias amber") { totalCount edges { node { id } } } }',
    '{ stakeholders(text: "MA") { totalCount edges { node { id } } } }',
    '{ stakeholders(themes: ["participation"], places: ["ML"]) { totalCount } }',
    """{ partners(themes: ["mediation"], places: ["ML"], asOf: "2026-11-21") { revision label
      considered partners { id score label parts { name value because { words ties { id } } } }
      leftOut { id words } leftOutCounts { reason count } } }""",
    """{ partners(asking: "open/giver", asOf: "2026-11-21") { revision considered
      partners { id score parts { value } } leftOut { id } } }""",
    """{ gaps(places: ["ML"], themes: ["mediation"], asking: "open/giver", asOf: "2026-11-21") {
      label revision words counts { state count } cells(first: 50) { kind state actors fresh }
      themes { actors } gaps { expected there { newest stakeholder { id } }
      nearest { fit label stakeholder { id } introduction { between } instead } } } }""",
    """{ introductions(from: ["open/giver"], kinds: ["womens_network", "civil_society"],
      asOf: "2026-11-21") { label revision instead introductions { strength between label
      hops { because { words ties { id } } } } } }""",
    """{ bridges(left: ["mediation"], right: ["disarmament"], asOf: "2026-11-21") { label revision
      onBoth heldBy joined left { actors } right { actors } holding { stakeholder { id } }
      connectors { worth left right stakeholder { id } } nearest { between strength } } }""",
    """{ experts(themes: ["mediation"], asking: "open/giver", asOf: "2026-11-21") { label revision
      considered leftOutCounts { reason count } experts { score voices stakeholder { id } label
      vouchers { known stakeholder { id } } parts { name value } } } }""",
    """{ rapidFunds(kinds: ["womens_network"], asOf: "2026-11-21") { label revision considered
      leftOutCounts { reason count } funds { score label against stakeholder { id } } } }""",
    """{ coalition(ask: { atMost: 3, themes: ["mediation"], places: ["ML"],
      convenor: "open/giver" }, asOf: "2026-11-21") { label revision words considered
      dropped { reason count } members { id points label breaks { words }
      standIn { id } against { words } } demands { words slack }
      alternatives { enters points } } }""",
    """{ coalition(ask: { atLeast: 3, atMost: 3, cover: [{ what: "kind", of: ["womens_network"],
      atLeast: 3 }] }, asOf: "2026-11-21") { label words members { id }
      contradiction { demands { words known } eased { words } } } }""",
    *(
        f'{{ coalition(ask: {{ atMost: 2, include: ["{name}"] }}) {{ words label }} }}'
        for name in IDS
    ),
    """{ plan(dialogue: { title: "T", themes: ["mediation"], places: ["ML"], languages: ["French"],
      convenor: "open/giver", ask: { atMost: 3 } }, asOf: "2026-11-21",
      whatIf: { without: ["open/bloc"] }) { supposed label revision
      table { members { id } } ways { id known instead } held { what name members }
      doubts { words names } sources { cited sources { id } } gaps { counts { state count } }
      experts { considered } funds { considered } } }""",
    "{ asks { name version versions label document history { version } } }",
    '{ ask(name: "table") { version label document } }',
    '{ ask(name: "closed") { document } }',
    """{ introductions(from: ["open/giver"], to: ["open/femmes"], asOf: "2026-11-21",
      whatIf: { without: ["open/bloc"] }) { label revision supposed
      introductions { between } } }""",
    *(
        f'{{ partners(places: ["ML"], whatIf: {{ without: ["{name}"] }}) {{ supposed label }} }}'
        for name in IDS
    ),
    *(f'{{ gaps(places: ["ML"], asking: "{name}") {{ label }} }}' for name in IDS),
    *(f'{{ introductions(from: ["{name}"], to: ["open/old"]) {{ instead }} }}' for name in IDS),
    *(f'{{ experts(places: ["ML"], asking: "{name}") {{ label }} }}' for name in IDS),
    *(f'{{ rapidFunds(places: ["ML"], asking: "{name}") {{ label }} }}' for name in IDS),
    '{ node(id: "theme:mediation") { ... on Context { ties { totalCount } } } }',
    *(f'{{ node(id: "{name}") {{ __typename id }} }}' for name in IDS),
    *(f'{{ stakeholder(id: "{name}") {{ id name }} }}' for name in IDS),
    *(f'{{ partners(asking: "{name}") {{ considered }} }}' for name in IDS),
    *(f'{{ partners(kinds: ["donor"], alreadyIn: ["{name}"]) {{ considered }} }}' for name in IDS),
    *(f'{{ stakeholders(places: ["{name}"]) {{ totalCount }} }}' for name in IDS),
    *(f'{{ stakeholders(text: "{name}") {{ totalCount }} }}' for name in IDS),
)
PAGES = (
    "/",
    "/readyz",
    "/healthz",
    "/schema.graphql",
    "/none",
    f"/map?as_of={DAY}",
    f"/map?theme=mediation&country=ML&as_of={DAY}",
    *(f"/map?asking={name}&as_of={DAY}" for name in IDS[:2]),
)

#: Those that say most, for networks by the dozen.
TELLING = (
    EVERYTHING,
    *(query for query in QUERIES if "revision" in query),
)

Told = tuple[str, int, bytes, list[tuple[str, str]]]


@contextmanager
def served(folder: Path, *claims: tuple[Claim, ...]) -> Iterator[TestClient]:
    """Serve a store with these claims, loaded one batch after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    store = store_of(folder / "network.db", *claims)
    labels = {claim.label for part in claims for claim in part if isinstance(claim, Source)}
    for saved in SAVED:
        if saved.label in labels:
            store.save(saved)
    app = create_app(Settings(keys_file=str(write_keys(folder / "keys.txt"))), store)
    with TestClient(app, raise_server_exceptions=False) as client:
        client.post("/graphql", json={"query": "{ sources { id } }"})
        yield client
    store.close()


def told(
    client: TestClient,
    label: Label,
    queries: Sequence[str] = QUERIES,
    pages: Sequence[str] = PAGES,
) -> list[Told]:
    """Everything that a reader cleared for *label* is told: status, headers and body."""
    answers = [
        (query, client.post("/graphql", json={"query": query}, headers=headers(label)))
        for query in queries
    ]
    answers += [(path, client.get(path, headers=headers(label))) for path in pages]
    return [(what, a.status_code, a.content, sorted(a.headers.items())) for what, a in answers]


def late(label: Label) -> tuple[Claim, ...]:
    """What the open source says later, above its own label."""
    return (
        *PUBLIC,
        Entity(id="open/late", source="open", kind="donor", name="Mediators late", label=label),
        Tie(
            id="open/late",
            source="open",
            kind="funds",
            start="open/giver",
            end="open/femmes",
            amount=Decimal(7),
            currency="EUR",
            label=label,
        ),
    )


@pytest.mark.parametrize("label", [Label.AMBER, Label.AMBER_STRICT, Label.RED])
@pytest.mark.parametrize(
    "order",
    [pytest.param(False, id="loaded-after"), pytest.param(True, id="loaded-before")],
)
def test_what_is_hidden_changes_nothing(tmp_path: Path, label: Label, *, order: bool) -> None:
    """A source above the clearance changes no answer to those below it, whenever it was loaded."""
    secret = hidden(label)
    judgements: tuple[Claim, ...] = tuple(c for c in secret if isinstance(c, Judgement))
    rest: tuple[Claim, ...] = tuple(c for c in secret if not isinstance(c, Judgement))
    more = (rest, PUBLIC + judgements) if order else (PUBLIC, secret)
    with served(tmp_path / "less", PUBLIC) as less, served(tmp_path / "more", *more) as more_client:
        for reader in (each for each in Label if each < label):
            assert told(less, reader) == told(more_client, reader)


@pytest.mark.parametrize("label", [Label.GREEN, Label.RED])
def test_what_an_open_source_hides_changes_nothing(tmp_path: Path, label: Label) -> None:
    """A hidden stakeholder and a hidden tie of an open source change no answer."""
    with (
        served(tmp_path / "less", PUBLIC) as less,
        served(tmp_path / "more", PUBLIC, late(label)) as more,
    ):
        assert told(less, Label.CLEAR) == told(more, Label.CLEAR)
        assert told(less, label) != told(more, label)


def test_a_hidden_id_is_an_unknown_id(tmp_path: Path) -> None:
    """What is hidden and what does not exist are answered with the same words."""
    with served(tmp_path, PUBLIC, hidden(Label.AMBER)) as client:
        for query in QUERIES:
            for name in ("s2/x", "s2/f"):
                if f'"{name}"' in query:
                    unknown = query.replace(name, "zz/x")
                    one = client.post("/graphql", json={"query": query}).text
                    other = client.post("/graphql", json={"query": unknown}).text
                    assert one.replace(name, "zz/x") == other


NAMES = st.text(min_size=1, max_size=12).filter(lambda text: text.strip() and "\0" not in text)


@st.composite
def secrets(draw: st.DrawFn) -> tuple[Claim, ...]:
    """A source above CLEAR, or an open one with claims above CLEAR, of any content."""
    label = draw(st.sampled_from([each for each in Label if each > Label.CLEAR]))
    open_source = draw(st.booleans())
    source = "quiet"
    claims: list[Claim] = [
        Source(id=source, title=draw(NAMES), label=Label.CLEAR if open_source else label)
    ]
    own = label if open_source else None
    kind = draw(st.sampled_from(["womens_network", "donor", "regional_body", "civil_society"]))
    claims.append(
        Entity(
            id="quiet/a",
            source=source,
            kind=kind,
            name=draw(NAMES),
            identifiers=(identifier("wikidata", "Q1"),) if draw(st.booleans()) else (),
            label=own,
        )
    )
    end = draw(st.sampled_from(["theme:mediation", "country:ML"]))
    tie = "works_on" if end.startswith("theme") else "active_in"
    claims.append(Tie(id="quiet/1", source=source, kind=tie, start="quiet/a", end=end, label=own))
    if draw(st.booleans()):
        verdict = draw(st.sampled_from(["same", "different"]))
        other = draw(st.sampled_from(["open/femmes", "open/giver"]))
        claims.append(Judgement(left="quiet/a", right=other, verdict=verdict, author="someone"))
    return tuple(claims)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claims=secrets())
def test_nothing_hidden_is_told(
    tmp_path_factory: pytest.TempPathFactory, claims: tuple[Claim, ...]
) -> None:
    """Whatever is added above the clearance, the public is told the same, byte for byte."""
    folder = tmp_path_factory.mktemp("leak")
    source = next(claim for claim in claims if isinstance(claim, Source))
    # An open source is itself seen, so both stores have it; what it hides is in one.
    shared: tuple[Claim, ...] = (source,) if source.label == Label.CLEAR else ()
    with (
        served(folder / "less", PUBLIC, shared) as less,
        served(folder / "more", PUBLIC, claims) as more,
    ):
        public = Label.CLEAR, TELLING, PAGES[5:6]
        assert told(less, *public) == told(more, *public)
