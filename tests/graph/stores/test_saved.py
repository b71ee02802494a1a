"""What every store does with saved questions."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from graph.domain.labels import Label
from graph.domain.saved import Saved
from graph.stores.base import Store
from tests.graph.stores.conftest import Site
from tests.graph.stores.examples import EVERYTHING, held, load

TABLE = Saved(name="table", text='{"ask": {"at_most": 3}}', saved="2026-11-21T10:00:00+00:00")
WIDER = replace(TABLE, text='{"ask": {"at_most": 5}}', saved="2026-11-22T10:00:00+00:00")
CLOSED = replace(TABLE, text='{"ask": {"at_most": 7}}', label=Label.AMBER)


def test_new(store: Store) -> None:
    """A new store has none."""
    assert store.saved(Label.RED) == []


def test_round_trip(store: Store, site: Site) -> None:
    """Every field comes back as it was saved, from another store object too."""
    written = replace(CLOSED, text='{"dialogue": "Ségou – ٣ \\"x\\""}')
    assert store.save(written)
    other = site.open()

    assert store.saved(Label.RED) == other.saved(Label.RED) == [written]
    other.close()


def test_versions(store: Store) -> None:
    """Saving under a name that is there adds a version; the same again adds none."""
    outcomes = [store.save(each) for each in (TABLE, WIDER, WIDER, TABLE)]

    assert outcomes == [True, True, False, True]
    assert store.saved(Label.CLEAR) == [TABLE, WIDER, TABLE]


def test_same_but_later(store: Store) -> None:
    """When it was saved makes no version; its label does."""
    store.save(TABLE)

    assert not store.save(replace(TABLE, saved="2030-01-01T00:00:00+00:00"))
    assert store.save(replace(TABLE, label=Label.GREEN))


def test_names(store: Store) -> None:
    """Names are kept apart, and come in their order."""
    other = replace(WIDER, name="a-table")
    for each in (TABLE, other, CLOSED):
        store.save(each)

    assert store.saved(Label.RED) == [other, TABLE, CLOSED]


def test_clearance(store: Store) -> None:
    """Who may not see a version finds no trace of it."""
    for each in (CLOSED, TABLE, replace(CLOSED, name="other")):
        store.save(each)

    assert store.saved(Label.GREEN) == [TABLE]
    assert len(store.saved(Label.AMBER)) == 3


def test_forget(store: Store) -> None:
    """What is removed is what one may see, and nothing else."""
    for each in (CLOSED, TABLE, replace(TABLE, name="other")):
        store.save(each)

    assert store.forget("table", Label.CLEAR) == 1
    assert store.forget("table", Label.CLEAR) == 0
    assert store.forget("nobody", Label.RED) == 0
    assert store.saved(Label.RED) == [replace(TABLE, name="other"), CLOSED]


def test_apart_from_claims(store: Store) -> None:
    """Questions are no claims: neither changes anything of the other."""
    load(store, *EVERYTHING)
    before, revision = held(store), store.revision
    store.save(TABLE)

    assert (held(store), store.revision) == (before, revision)
    load(store, *EVERYTHING)
    assert store.saved(Label.CLEAR) == [TABLE]


def test_at_once(store: Store) -> None:
    """Several who save at once each get their version."""
    versions = [replace(TABLE, text=f'{{"ask": {{"at_most": {n}}}}}') for n in range(1, 9)]
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(store.save, versions))

    assert sorted(each.text for each in store.saved(Label.CLEAR)) == sorted(
        each.text for each in versions
    )


@pytest.mark.parametrize(
    "word", [pytest.param("' OR 1=1 --", id="sql"), pytest.param("}) DETACH DELETE", id="cypher")]
)
def test_words(store: Store, word: str) -> None:
    """Whatever is saved or asked for is a value, never a statement."""
    store.save(replace(TABLE, text=word))

    assert store.forget(word, Label.RED) == 0
    assert [each.text for each in store.saved(Label.RED)] == [word]
