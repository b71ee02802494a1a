"""The Consolidated List: made files in its shape, whole, spoilt and hostile."""

import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.answers.need import Need
from graph.answers.partners.partners import partners
from graph.domain.labels import Label
from graph.domain.model import Claim, Source
from graph.stores.sqlite.store import SqliteStore
from ingest.decoding.beginning import Beginning
from ingest.errors import ReadError
from ingest.formats import format_of
from ingest.loading.load import load
from ingest.reader import Given, Item
from ingest.registers.security_council import LARGEST_ENTRY, fits, read_security_council
from tests.ingest.registers.written import entities, held, named_ties, refused, ties
from tests.networks import entity, shared, tie, view_of

PERSON = """
<INDIVIDUAL>
  <DATAID>100</DATAID>
  <VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME>ADAM</FIRST_NAME>
  <SECOND_NAME>OF</SECOND_NAME>
  <THIRD_NAME>EXAMPLE</THIRD_NAME>
  <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>
  <REFERENCE_NUMBER>QDi.900</REFERENCE_NUMBER>
  <LISTED_ON>2001-10-17</LISTED_ON>
  <NAME_ORIGINAL_SCRIPT>آدم</NAME_ORIGINAL_SCRIPT>
  <COMMENTS1>Made up.</COMMENTS1>
  <DESIGNATION><VALUE>Clerk</VALUE><VALUE>Cook</VALUE></DESIGNATION>
  <NATIONALITY><VALUE>Ruritania</VALUE></NATIONALITY>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Abu Example</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Adam</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><CITY>Streslau</CITY><COUNTRY>Ruritania</COUNTRY></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1950</YEAR>
  </INDIVIDUAL_DATE_OF_BIRTH>
</INDIVIDUAL>"""
GROUP = """
<ENTITY>
  <DATAID>200</DATAID>
  <FIRST_NAME>Front of Peace</FIRST_NAME>
  <UN_LIST_TYPE>DRC</UN_LIST_TYPE>
  <REFERENCE_NUMBER>CDe.900</REFERENCE_NUMBER>
  <LISTED_ON>2005-11-01-05:00</LISTED_ON>
  <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>FOP</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>na</ALIAS_NAME></ENTITY_ALIAS>
</ENTITY>"""


def document(persons: str = PERSON, groups: str = GROUP, made: str = "2025-01-31T00:00:00Z") -> str:
    """The whole list with these entries."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<CONSOLIDATED_LIST dateGenerated="{made}">'
        f"<INDIVIDUALS>{persons}</INDIVIDUALS><ENTITIES>{groups}</ENTITIES></CONSOLIDATED_LIST>"
    )


def read(folder: Path, text: str | bytes) -> list[Item]:
    """What is read of a file that holds *text*."""
    path = folder / "consolidated.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_security_council(path, Given()))


def group(*, number: str = "CDe.901", more: str = "", name: str = "Other") -> str:
    """An entry of its own."""
    kind = "<UN_LIST_TYPE>DRC</UN_LIST_TYPE>"
    called = f"<FIRST_NAME>{name}</FIRST_NAME>{kind}"
    return f"<ENTITY><REFERENCE_NUMBER>{number}</REFERENCE_NUMBER>{called}{more}</ENTITY>"


def test_whole(tmp_path: Path) -> None:
    """Every entry comes in with its names, its list, its day, and all else as it stands."""
    items = read(tmp_path, document())
    found = entities(items)
    person, body = found["ADAM OF EXAMPLE"], found["Front of Peace"]
    assert (person.kind, person.own_label) == ("listed", Label.CLEAR)
    assert person.id == "un-sc-consolidated/QDi.900"
    assert person.aliases == ("آدم", "Abu Example")
    assert person.identifiers == ("unsc:QDi.900",)
    assert person.summary == "Made up."
    assert person.extra == (
        ("sort", "person"),
        ("DATAID", "100"),
        ("VERSIONNUM", "1"),
        ("DESIGNATION", "Clerk; Cook"),
        ("NATIONALITY", "Ruritania"),
        ("INDIVIDUAL_ALIAS", "QUALITY: Low; ALIAS_NAME: Adam"),
        ("INDIVIDUAL_ADDRESS", "CITY: Streslau; COUNTRY: Ruritania"),
        ("INDIVIDUAL_DATE_OF_BIRTH", "TYPE_OF_DATE: EXACT; YEAR: 1950"),
    )
    assert (body.aliases, dict(body.extra)["sort"]) == (("FOP",), "entity")
    assert named_ties(items) == {
        ("ADAM OF EXAMPLE", "listed_by", "UN Security Council list: Al-Qaida"),
        ("Front of Peace", "listed_by", "UN Security Council list: DRC"),
    }
    assert [str(one.since) for one in ties(items)] == ["2001-10-17", "2005-11-01"]
    assert ties(items)[0].cited == "United Nations Security Council Consolidated List, QDi.900"
    assert held(items) == {
        "persons listed": 1,
        "entities listed": 1,
        "on the list Al-Qaida": 1,
        "on the list DRC": 1,
    }
    assert refused(items) == []


def test_source(tmp_path: Path) -> None:
    """All files of the list are one source, of the day on which each was made."""
    (source, *_) = read(tmp_path, document())
    assert isinstance(source, Source)
    assert (source.id, str(source.published)) == ("un-sc-consolidated", "2025-01-31")
    (source, *_) = read(tmp_path, document(made="soon"))
    assert isinstance(source, Source)
    assert source.published is None


def test_told_by_content(tmp_path: Path) -> None:
    """The list is told by its root, with or without a namespace of a schema."""
    path = tmp_path / "un.xml"
    path.write_text(document(), encoding="utf-8")
    assert format_of(path).name == "security-council"
    path.write_text("<CONSOLIDATED_LISTS/>", encoding="utf-8")
    assert not fits(Beginning.of(path))
    path.write_text("CONSOLIDATED_LIST", encoding="utf-8")
    assert not fits(Beginning.of(path))


def test_a_newer_list(tmp_path: Path) -> None:
    """Whom a newer list leaves out is no longer listed."""
    store = SqliteStore(tmp_path / "network.db")
    first = load(store, read(tmp_path, document()), file="a.xml", form="un")
    newer = document(persons="", made="2026-01-31")
    second = load(store, read(tmp_path, newer), file="b.xml", form="un")
    view_claims = store.claims(Label.CLEAR)
    store.close()
    assert (first.problem, second.problem) == (None, None)
    # The person, the list of its regime, and the tie between the two.
    assert second.counts.withdrawn == 3
    assert "un-sc-consolidated/QDi.900" not in view_claims.entities.ids


def test_vets(tmp_path: Path) -> None:
    """A candidate of the name of an entry is warned of, by an alias as well."""
    claims = [item for item in read(tmp_path, document()) if isinstance(item, Claim)]
    stakeholder = entity("list/a", name="F.O.P.")
    joined = tie("list/a", "works_on", "theme:mediation")
    view = view_of(*shared(), *claims, stakeholder, joined)
    (best,) = partners(view, Need(themes=("mediation",))).partners
    assert best.against[0].words == (
        "has the name of Front of Peace, listed by UN Security Council list: DRC"
    )


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        pytest.param(
            "<ENTITY><FIRST_NAME>x</FIRST_NAME></ENTITY>",
            "this entry has no REFERENCE_NUMBER and no DATAID",
            id="no number",
        ),
        pytest.param(group(number="CDe.900"), "'CDe.900' is in line 23 already", id="twice"),
        pytest.param(group(name=" "), "needs a name", id="no name"),
        pytest.param(
            "<ENTITY><DATAID>1</DATAID><FIRST_NAME>x</FIRST_NAME></ENTITY>",
            "'1' does not say on which list it is",
            id="no list",
        ),
        pytest.param(
            group(more="<LISTED_ON>2021-02-30</LISTED_ON>"),
            "column 'LISTED_ON': 'CDe.901': '2021-02-30' is no date",
            id="no day",
        ),
        pytest.param(
            group(more="<LISTED_ON>1/2/2020</LISTED_ON>"), "'1/2/2020' is no date", id="other order"
        ),
        pytest.param(
            group(more="<LISTED_ON>2020-01-01</LISTED_ON><DELISTED_ON>2019-01-01</DELISTED_ON>"),
            "it ends (2019-01-01) before it begins",
            id="backwards",
        ),
        pytest.param(
            group(more=f"<NOTE>{'x' * 100_001}</NOTE>"), "100,001 characters", id="an essay"
        ),
    ],
)
def test_refused(tmp_path: Path, entry: str, problem: str) -> None:
    """What is wrong with an entry is told at its line, and the others are read."""
    text = document(groups=f"{GROUP}\n{entry}\n{group(number='CDe.999')}")
    items = read(tmp_path, text)
    (said,) = refused(items)
    assert said.startswith(f"consolidated.xml:{text[: text.index(entry)].count(chr(10)) + 1}")
    assert problem in said
    assert held(items)["entities listed"] in (2, 3)


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<CONSOLIDATED_LIST>&b;'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(b"", r"xml", id="nothing"),
        pytest.param(b"<list/>", "the first element is <list>", id="another root"),
        pytest.param(LAUGHS.encode(), "the document type 'a' is declared, which UN", id="laughs"),
        pytest.param(
            b"<CONSOLIDATED_LIST>&who;</CONSOLIDATED_LIST>", "'who' not defined", id="entity"
        ),
        pytest.param(document()[:-30].encode(), "not well-formed XML", id="broken off"),
        pytest.param(
            document().replace("ADAM", "\x00").encode(), "not well-formed XML", id="a null"
        ),
        pytest.param(
            document().encode().replace(b"ADAM", b"\xff"), "not well-formed XML", id="Latin"
        ),
        pytest.param(
            b"<CONSOLIDATED_LIST>" + b"<a>" * 100_000, "not well-formed XML", id="deep nesting"
        ),
        pytest.param(
            b"<CONSOLIDATED_LIST><ENTITIES>" + b"<a>x</a>" * (LARGEST_ENTRY // 7),
            "no entry ends in 4 MB from here",
            id="no end of an entry",
        ),
    ],
)
def test_unreadable(tmp_path: Path, text: bytes, problem: str) -> None:
    """A file that cannot be read on is refused with its place, and holds no memory."""
    tracemalloc.start()
    with pytest.raises(ReadError, match=problem):
        read(tmp_path, text)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """The encoding is the one that the file declares, whatever mark stands before it."""
    text = document(persons="").replace("utf-8", encoding.removesuffix("-sig"))
    items = read(tmp_path, text.encode(encoding))
    assert "Front of Peace" in entities(items)


def test_streamed(tmp_path: Path) -> None:
    """A long list takes no more memory than a short one."""
    path = tmp_path / "long.xml"
    many = "".join(group(number=f"CDe.{number}") for number in range(1000, 6_000))
    path.write_text(document(groups=many), encoding="utf-8")
    tracemalloc.start()
    count = sum(1 for item in read_security_council(path, Given()) if not isinstance(item, Source))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 15_000
    assert most < 5_000_000


TAGS = st.sampled_from(
    ["FIRST_NAME", "DATAID", "UN_LIST_TYPE", "LISTED_ON", "ENTITY_ALIAS", "VALUE", "ENTITY"]
)
INNER = st.recursive(
    st.text("ab1-<&\x00é ", max_size=6),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)
    ),
    max_leaves=10,
)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(INNER, max_size=4))
def test_any_entry(tmp_path: Path, parts: list[str]) -> None:
    """Whatever stands in an entry ends in claims, refusals or one located error."""
    with suppress(ReadError):
        items = read(tmp_path, document(groups=f"<ENTITY>{''.join(parts)}</ENTITY>"))
        assert "ADAM OF EXAMPLE" in entities(items)
