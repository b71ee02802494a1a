"""Taking back all that a source said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.domain.errors import ClaimError
from graph.domain.identity import identifier
from graph.domain.labels import Label
from graph.domain.model import Entity, Source
from graph.stores.base import Store
from graph.stores.sqlite.store import SqliteStore
from ingest.loading.load import load
from ingest.loading.withdrawal import withdraw

AU = identifier("wikidata", "Q7159")


def said(source: str) -> list[Source | Entity]:
    """One source and the African Union as it knows it."""
    body = Entity(
        id=f"{source}/au", source=source, kind="regional_body", name="AU", identifiers=(AU,)
    )
    return [Source(id=source, title=source), body]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in which two sources know the same body."""
    found = SqliteStore(tmp_path / "s.db")
    for source in ("a", "b"):
        load(found, said(source), file=source, form="made")
    yield found
    found.close()


def test_withdraw(store: Store) -> None:
    """What the source said goes, the judgements on it too, and the rest stays."""
    tally = withdraw(store, "a")

    assert (tally.of("entities").withdrawn, tally.of("judgements").withdrawn) == (1, 1)
    assert [source.id for source in store.sources(Label.RED)] == ["b"]
    assert "b/au" in store.claims(Label.RED).entities.ids


def test_rehearsal(store: Store) -> None:
    """A rehearsal counts what would go, and takes nothing."""
    assert withdraw(store, "a", rehearsal=True).of("entities").withdrawn == 1
    assert [source.id for source in store.sources(Label.RED)] == ["a", "b"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("c", "there is no source 'c'", id="unknown"),
        pytest.param("vocabulary", "cannot be withdrawn", id="the shared vocabulary"),
    ],
)
def test_refused(store: Store, source: str, words: str) -> None:
    """What is not there, or is everybody's, cannot be withdrawn."""
    revision = store.revision

    with pytest.raises(ClaimError, match=words):
        withdraw(store, source)
    assert store.revision == revision
