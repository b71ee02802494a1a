"""What the API looks up in a View again and again."""

from datetime import date

from api.networks.network import Network
from graph.domain.labels import Label
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build


def network(store: SqliteStore, label: Label) -> Network:
    """The sample as *label* may see it."""
    return Network(build(store.claims(label), date(2026, 11, 21)))


def test_counts_are_of_what_is_seen(sample_store: SqliteStore) -> None:
    """A source counts the entities and ties that this reader may see, and no others."""
    public = network(sample_store, Label.CLEAR)
    assert public.claims_of_sources["open"] == (5, 6)
    assert set(public.claims_of_sources) == {"open", "vocabulary"}
    assert network(sample_store, Label.GREEN).claims_of_sources["s1"] == (2, 3)


def test_counts_are_of_the_date(sample_store: SqliteStore) -> None:
    """What had not begun by the date is not counted."""
    early = Network(build(sample_store.claims(Label.CLEAR), date(1985, 1, 1)))
    assert early.claims_of_sources["open"] == (4, 1)


def test_ties_are_found_by_id(sample_store: SqliteStore) -> None:
    """Every tie is found in its place, and no hidden one is."""
    public = network(sample_store, Label.CLEAR)
    for name, place in public.tie_places.items():
        assert public.view.tie(place).id == name
    assert "open/1" in public.tie_places
    assert "s1/1" not in public.tie_places
    assert [source.id for source in public.listed_sources] == ["open"]
