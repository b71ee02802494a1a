"""Codelists of IATI whose codes are of organisations."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from graph.domain.model import Entity, Source
from graph.domain.vocabulary import vocabulary
from graph.stores.sqlite.store import SqliteStore
from ingest.errors import ReadError
from ingest.formats import format_of
from ingest.loading.load import load
from ingest.reader import Given, Item
from ingest.registers.codelists import _meanings, read_codelist
from tests.ingest.registers.written import entities, held, refused

ITEM = """<codelist-item status="active"><code>{code}</code>
<name><narrative>{name}</narrative><narrative xml:lang="fr">Fonds A</narrative></name>
{more}</codelist-item>"""


def item(code: str = "XI-IATI-1", name: str = "Fund A", more: str = "") -> str:
    """An item of a codelist."""
    return ITEM.format(code=code, name=name, more=more)


def document(*items: str, name: str = "IATIOrganisationIdentifier") -> str:
    """A codelist with these items."""
    inside = "\n".join(items)
    items_of = f"<codelist-items>{inside}</codelist-items>"
    return f'<codelist name="{name}" xml:lang="en">{items_of}</codelist>'


def read(folder: Path, text: str) -> list[Item]:
    """What is read of a codelist."""
    path = folder / "list.xml"
    path.write_text(text, encoding="utf-8")
    return list(read_codelist(path, Given()))


#: The addresses of pages that are none, by the line of their item.
REFUSED = {"IATIOrganisationIdentifier": ["IATIOrganisationIdentifier.xml:95"]}


@pytest.mark.parametrize(
    "name", ["IATIOrganisationIdentifier", "OrganisationIdentifier", "CRSChannelCode"]
)
def test_real(real_data: Path, name: str) -> None:
    """Every code of a real list is an organisation with its names, or counted as none."""
    path = real_data / "iati-standard" / "codelists" / f"{name}.xml"
    found = list(etree.parse(path).iter("codelist-item"))
    items = list(read_codelist(path, Given()))
    made = {one.id.partition("/")[2]: one for one in items if isinstance(one, Entity)}
    left = held(items)["codes of categories and sorts of bodies, not entered"]
    assert held(items)["codes"] == len(found)
    assert len(made) + left == len(found)
    assert [said.split(": ")[0] for said in refused(items)] == REFUSED.get(name, [])
    for one in found:
        if (code := str(one.findtext("code")).strip()) in made:
            texts = (each.text for each in one.iterfind("name/narrative"))
            names = [" ".join(text.split()) for text in texts if text]
            assert names[0] == made[code].name
            assert {*names} == {made[code].name, *made[code].aliases}


def test_un_women(real_data: Path) -> None:
    """A channel of delivery has the identifier that IATI files use for it, and its kind."""
    path = real_data / "iati-standard" / "codelists" / "CRSChannelCode.xml"
    found = entities(read_codelist(path, Given()))
    name = "United Nations Entity for Gender Equality and the Empowerment of Women"
    assert found[name].identifiers == ("org-id:XM-DAC-41146",)
    assert found[name].kind == "un_entity"
    assert found["United Nations Peacebuilding Fund"].kind == "fund"
    assert found["Global Campaign for Education"].kind == "civil_society"
    assert "Central Government" not in found


def test_whole(tmp_path: Path) -> None:
    """An item becomes an organisation with its names, page, text and what else is said of it."""
    more = "<description><narrative>Gives.</narrative></description><category>X</category><note/>"
    items = read(tmp_path, document(item(more=f"{more}<url>https://a.example.org</url>")))
    source = items[0]
    assert isinstance(source, Source)
    assert source.id == "iati-organisations"
    one = entities(items)["Fund A"]
    assert (one.kind, one.aliases) == ("organisation", ("Fonds A",))
    assert (one.summary, one.link) == ("Gives.", "https://a.example.org")
    assert one.extra == (("status", "active"), ("category", "X"))


def test_meanings() -> None:
    """The table names kinds that there are."""
    assert set(_meanings().kinds.values()) <= vocabulary().kinds.keys()


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        pytest.param(item(), "'XI-IATI-1' is in line 1 already", id="twice"),
        pytest.param(item(""), "the item has no code", id="no code"),
        pytest.param(item("XI"), "'XI' is not of the form of org-id", id="no identifier"),
        pytest.param("<codelist-item><code>AT-12</code></codelist-item>", "no name", id="no name"),
        pytest.param(
            "<codelist-item><code>AT-12</code><name/></codelist-item>", "no name", id="empty name"
        ),
        pytest.param(item("AT-12", more="<url>javascript:x</url>"), "no web address", id="page"),
    ],
)
def test_refused(tmp_path: Path, second: str, problem: str) -> None:
    """An item that stands for nothing is refused at its line; the others are read."""
    items = read(tmp_path, document(item(), second, item("XI-IATI-9", "Fund B")))
    (said,) = refused(items)
    assert said.startswith("list.xml:")
    assert problem in said
    assert {"Fund A", "Fund B"} <= entities(items).keys()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(document(name="Sector"), "no codelist of organisations", id="another list"),
        pytest.param("<list/>", "no codelist of organisations", id="another root"),
        pytest.param(document(item())[:-30], "not well-formed XML", id="broken off"),
        pytest.param(
            '<!DOCTYPE c [<!ENTITY a "b">]>' + document(item()), "is declared", id="doctype"
        ),
    ],
)
def test_unreadable(tmp_path: Path, text: str, problem: str) -> None:
    """What is no such list stops with its place."""
    with pytest.raises(ReadError, match=problem):
        read(tmp_path, text)


def test_told_by_content(tmp_path: Path) -> None:
    """The list is told by its root."""
    path = tmp_path / "any.xml"
    path.write_text(document(item()), encoding="utf-8")
    assert format_of(path).name == "iati-codelist"
    path.write_text(document(name="Sector"), encoding="utf-8")
    with pytest.raises(ReadError, match="of none of the formats"):
        format_of(path)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=4))
def test_any_item(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    """Whatever stands in the items, a store takes what is read of it."""
    with suppress(ReadError, UnicodeEncodeError):
        items = read(tmp_path, document(*(item(code, name) for code, name in rows)))
        store = SqliteStore(tmp_path / "any.db")
        report = load(store, items, file="list.xml", form="iati-codelist", rehearsal=True)
        store.close()
        assert report.problem is None
