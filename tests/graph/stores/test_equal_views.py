"""The same claims give the same View and the same revision, whichever store keeps them."""

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from benchmarks.networks import network
from graph.domain.labels import Label
from graph.domain.model import Claim, Judgement
from graph.stores.base import Store
from graph.views.building import build
from graph.views.view import View
from ingest.files import items_of
from ingest.loading.load import load as load_items
from ingest.reader import Given
from tests.graph.stores.conftest import Neo4jSite, SqliteSite
from tests.graph.stores.examples import FIRST, body, edition, load, partners, same
from tests.graph.stores.tidiness import faults

DAY = date(2025, 6, 1)


@pytest.fixture
def both(sqlite_site: SqliteSite, neo4j_site: Neo4jSite) -> Iterator[tuple[Store, Store]]:
    """Give a new store of each kind."""
    stores = sqlite_site.open(), neo4j_site.open()
    yield stores
    for store in stores:
        store.close()
    assert faults(neo4j_site.server) == []


def columns(view: View) -> dict[str, object]:
    """Every column of a View as plain lists."""
    found = {field.name: getattr(view, field.name) for field in fields(view)}
    return {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in found.items()
        if name not in ("claims", "members")
    }


def assert_equal(both: tuple[Store, Store]) -> None:
    """Hold the stores to each other, for every clearance."""
    assert both[0].revision == both[1].revision
    for clearance in Label:
        here, there = (store.claims(clearance) for store in both)
        assert here.revision == there.revision
        assert here.judgements == there.judgements
        assert list(here.entities.records) == list(there.entities.records)
        ours, theirs = build(here, DAY), build(there, DAY)
        assert columns(ours) == columns(theirs)
        assert [column.tolist() for column in ours.members] == [
            column.tolist() for column in theirs.members
        ]
        places = range(0, len(ours.rows), 1 + len(ours.rows) // 50)
        assert [ours.tie(place) for place in places] == [theirs.tie(place) for place in places]


def test_invented_network(both: tuple[Store, Store]) -> None:
    """A network with every label, many merged bodies and eight sources."""
    claims = list(network(300, 1500))
    for store in both:
        load(store, *claims)
    assert_equal(both)
    assert len(both[0].claims(Label.RED).ties.ids) > len(both[0].claims(Label.CLEAR).ties.ids)


def test_reference_network(both: tuple[Store, Store]) -> None:
    """The network that ships with the product."""
    for store in both:
        _, items = items_of("reference", Given())
        report = load_items(store, items, file="reference", form="reference")
        assert (report.problem, report.tally.of("ties").created > 500) == (None, True)
    assert_equal(both)


def test_real_file(both: tuple[Store, Store], real_data: Path) -> None:
    """A real IATI file, upon the reference network and loaded twice."""
    path = str(real_data / "iati-real" / "UNHCR-Activities-2023.v2.03.xml")
    tallies = []
    for store in both:
        for name in ("reference", path, path):
            form, items = items_of(name, Given())
            report = load_items(store, items, file=name, form=form)
            assert report.problem is None
            tallies.append(report.tally)
    assert tallies[:3] == tallies[3:]
    assert tallies[1].of("ties").created > 2_000
    assert (tallies[2].moved, both[1].revision) == (0, 2)
    assert_equal(both)


def chosen(chance: random.Random) -> list[Claim]:
    """Some claims, others each time; all on few ids, so that they meet what is there."""
    keys = sorted(chance.sample("abcdefgh", chance.randint(2, 8)))
    kinds = ("womens_network", "fund", "organisation", "region")
    bodies = [
        replace(
            body(key, source=source, kind=chance.choice(kinds)),
            label=chance.choice((None, Label.GREEN, Label.RED)),
            identifiers=chance.choice(((), ("wikidata:Q1",))),
        )
        for key in keys
        for source in ("register", "atlas")
    ]
    ties = [
        replace(
            partners(*chance.sample(keys, 2), source=chance.choice(("register", "atlas"))),
            kind=chance.choice(("linked_to", "part_of")),
            weight=chance.choice((1.0, 2.5)),
            role=chance.choice((None, "host")),
        )
        for _ in range(chance.randint(0, 12))
    ]
    judged = [
        Judgement(
            left=left.id,
            right=right.id,
            verdict=chance.choice(("same", "same", "same", "different", "unsure")),
            author=chance.choice(("rule:x", "a steward")),
        )
        for left, right in (chance.sample(bodies, 2) for _ in range(chance.randint(0, 6)))
    ]
    first = {claim.id: claim for claim in (*FIRST[:1], edition(1)[0], *bodies, *ties, *judged)}
    found = list(first.values())
    chance.shuffle(found)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_by_chance(both: tuple[Store, Store], neo4j_site: Neo4jSite, seed: int) -> None:
    """Whatever is put, changed, judged and withdrawn, in whatever order."""
    chance = random.Random(seed)
    for _ in range(6):
        claims = chosen(chance)
        authors = chance.sample(("register", "atlas", "rule:x", "a steward"), chance.randint(0, 4))
        tallies = [outcome(store, claims, authors) for store in both]
        assert tallies[0] == tallies[1]
        assert faults(neo4j_site.server) == []
    assert_equal(both)
    assert both[0].revision > 3


def outcome(store: Store, claims: list[Claim], authors: list[str]) -> object:
    """What a batch counts, and whom it would match."""
    with store.writing() as batch:
        for claim in claims:
            batch.put(claim)
        for author in authors:
            batch.withdraw_rest(author)
        return batch.tally(), list(batch.identified())


def test_judged_same(both: tuple[Store, Store]) -> None:
    """A View of one node for two entities, from either store."""
    for store in both:
        load(store, *FIRST, same("atlas/a", "atlas/c"))
    assert_equal(both)
    view = build(both[1].claims(Label.RED), DAY)
    assert view.node("atlas/a") == view.node("atlas/c")
