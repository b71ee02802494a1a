"""In a steward's own file, only what is known to be harmless may be read by anybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.domain.labels import Label
from graph.domain.model import Contact, Entity, Tie
from graph.stores.base import Store
from graph.stores.sqlite.store import SqliteStore
from ingest.errors import Place
from ingest.files import Found, items_of, read_found
from ingest.formats import FORMATS
from ingest.loading.load import load
from ingest.openness import closed, label_in
from ingest.reader import Given, Refused
from tests.ingest.samples import SAMPLES
from tests.networks import entity, tie

#: A list as convenors keep it. Nobody in it is anybody.
ROW = {
    "Label": "Réseau A",
    "Type": "NGO",
    "Countries": "Mali",
    "URL": "https://a.example",
    "Tél. bureau": "76 12 34 56",
    "Adresse": "Rue 1",
    "Présidente": "Dame A",
    "Signal": "a.77",
    "Notes": "hides with her sister",
    "Women-led": "oui",
    "Langues": "fr",
    "Source": "Dame B",
}
SECRETS = ("76 12 34 56", "Rue 1", "Dame A", "a.77", "sister", "Dame B")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    opened = SqliteStore(tmp_path / "network.db")
    yield opened
    opened.close()


def seen(store: Store, label: Label) -> str:
    """All that a reader may see, as text."""
    claims = store.claims(label)
    return "\n".join((*claims.entities.records, *claims.ties.rests))


@pytest.mark.parametrize("given", [Given(), Given(label=Label.CLEAR)], ids=["unlabelled", "CLEAR"])
def test_list(store: Store, tmp_path: Path, given: Given) -> None:
    """A list shows the public nothing, or no more than what is known to be harmless."""
    path = tmp_path / "list.csv"
    path.write_text("\n".join(",".join(row) for row in (ROW, ROW.values())), "utf-8")
    form, items = items_of(str(path), given)
    assert load(store, items, file="list.csv", form=form).problem is None
    public, amber = seen(store, Label.GREEN), seen(store, Label.AMBER)
    assert [secret for secret in SECRETS if secret in public] == []
    assert [secret for secret in SECRETS if secret not in amber] == []
    harmless = ("Réseau A", "https://a.example", "Women-led", '["Langues","fr"]')
    assert all((text in public) is (given.label is not None) for text in harmless)


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        pytest.param(entity("list/1", summary="She hides."), ["summary"], id="summary"),
        pytest.param(entity("list/1", link="https://one.example"), [], id="page"),
        pytest.param(entity("list/1", link="https://wa.me/22376123456"), ["link"], id="number"),
        pytest.param(entity("list/1", link="https://a@b.example"), ["link"], id="name in a link"),
        pytest.param(entity("list/1", link="https://[x"), ["link"], id="broken link"),
        pytest.param(entity("list/1", cited="told by her"), ["cited"], id="cited"),
        pytest.param(entity("list/1", cited="https://a.example; http://b.example"), [], id="web"),
        pytest.param(entity("list/1", cited=" "), ["cited"], id="blank"),
        pytest.param(entity("list/1", extra=(("Notes", "x"),)), ["extra:Notes"], id="extra"),
        pytest.param(entity("list/1", extra=(("Women led", "no"),)), [], id="women-led"),
        pytest.param(
            entity("list/1", extra=(("Women led", "by her"),)), ["extra:Women led"], id="by whom"
        ),
        pytest.param(entity("list/1", extra=(("Languages", "French and ar"),)), [], id="languages"),
        pytest.param(
            entity("list/1", extra=(("Languages", "fr"), ("Languages", "hers"))),
            ["extra:Languages"],
            id="no language",
        ),
        pytest.param(tie("list/1", "knows", "list/2", role="Co-convenor"), [], id="role"),
        pytest.param(tie("list/1", "knows", "list/2", role="member of"), [], id="kind as a role"),
        pytest.param(tie("list/1", "knows", "list/2", role="hides her"), ["role"], id="free role"),
        pytest.param(tie("list/1", "funds", "list/2", earmarking="Unearmarked"), [], id="free"),
        pytest.param(
            tie("list/1", "funds", "list/2", earmarking="for her"), ["earmarking"], id="earmarked"
        ),
    ],
)
def test_closed(claim: Entity | Tie, names: list[str]) -> None:
    """What is not known to be harmless is as closed as contacts, field by field."""
    (found,) = closed([claim])
    assert isinstance(found, Entity | Tie)
    assert found.closed == tuple((name, Label.AMBER) for name in names)


def test_labels_that_are_said() -> None:
    """A heading may open its column or close it further, and a reader knows best."""
    extra = (("Mandate (TLP:CLEAR)", "x"), ("House [tlp:red]", "x"), ("Odd (TLP:PINK)", "x"))
    one = entity("list/1", summary="x", extra=extra, closed=(("summary", Label.GREEN),))
    (found,) = closed([one])
    assert isinstance(found, Entity)
    assert dict(found.closed) == {
        "summary": Label.GREEN,
        "extra:House [tlp:red]": Label.RED,
        "extra:Odd (TLP:PINK)": Label.AMBER,
    }
    assert label_in("TLP:CLEAR") is None


def test_what_needs_no_closing() -> None:
    """Contacts have labels of their own, and what is no claim goes on as it is."""
    one = entity("list/1", contacts=(Contact(kind="phone", value="1"),))
    refused = Refused(place=Place(file="list.csv"), problem="x")
    assert list(closed([one, refused])) == [one, refused]


def test_headings_of_fields(store: Store, tmp_path: Path) -> None:
    """The heading of a description opens it, in a workbook and by a mapping."""
    path, mapping = tmp_path / "a.csv", tmp_path / "m.yaml"
    path.write_text("Label,Description (TLP:CLEAR),Notes\nA,Open words,Closed words\n", "utf-8")
    mapping.write_text(
        "entities: {a: {kind: fund, name: <Label>, summary: <Description (TLP:CLEAR)>, "
        "cited: our directory, keep: rest}}",
        "utf-8",
    )
    given = Given(label=Label.CLEAR)
    for one, words in ((None, ["Open words"]), (mapping, ["Open words", "our directory"])):
        form, items = read_found(Found(name=str(path), path=path), given, mapping=one)
        load(store, items, file="a.csv", form=form)
        public = seen(store, Label.CLEAR)
        every = ("Open words", "our directory", "Closed words")
        assert [text for text in every if text in public] == words


PUBLIC = {"iati", "iati-codelist", "security-council", "ecosoc", "pax", "supraverden", "ror", "fts"}


@pytest.mark.parametrize("name", SAMPLES)
def test_formats(name: str, store: Store, tmp_path: Path) -> None:
    """Publications are for everybody; every other file is the steward's own, and closed."""
    sample = SAMPLES[name]
    path = sample.written(tmp_path)
    load(store, sample.form.read(path, Given()), file=path.name, form=sample.format)
    (source,) = store.sources(Label.RED)
    assert source.label == (Label.CLEAR if sample.format in PUBLIC else Label.AMBER)


def test_every_format_is_decided_on() -> None:
    """A new format is closed until somebody decides that it is a publication."""
    assert {form.name for form in FORMATS if form.is_public} == PUBLIC
