"""The register of international organisations: the real file, and what may be wrong with one."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.domain.dates import PartialDate
from graph.domain.labels import Label
from graph.domain.model import Entity, Source
from graph.stores.sqlite.store import SqliteStore
from graph.views.building import build
from ingest.decoding.beginning import Beginning
from ingest.errors import ReadError
from ingest.loading.load import load
from ingest.reader import Given, Item
from ingest.reference.reader import read_reference
from ingest.registers.supraverden import fits, read_supraverden
from tests.ingest.registers.written import entities, held, named_ties, refused, ties

BLANK = "[No code found.]"


@pytest.fixture(scope="module")
def real_path(real_data: Path) -> Path:
    """Give the real register."""
    return real_data / "supraverden" / "general_list.yaml"


@pytest.fixture(scope="module")
def real(real_path: Path) -> list[Item]:
    """Give what is read of the real register."""
    return list(read_supraverden(real_path, Given()))


@pytest.fixture(scope="module")
def rows(real_path: Path) -> dict[str, dict[str, object]]:
    """Give the real register as a YAML library reads it, values as texts."""
    rows: dict[str, dict[str, object]] = yaml.load(
        real_path.read_text("utf-8"),
        Loader=yaml.CBaseLoader,  # noqa: S506 - it makes texts of everything
    )
    return rows


def test_real_bodies(real: list[Item], rows: dict[str, dict[str, object]]) -> None:
    """Each of the 617 bodies is one entity, with its number."""
    found = [item for item in real if isinstance(item, Entity)]
    assert len(found) == len(rows) == held(real)["bodies"] == 617
    assert {e.id for e in found} == {f"supraverden/{row['SPRVD_id']}" for row in rows.values()}


@pytest.mark.parametrize(
    ("scheme", "field", "counts"),
    [
        pytest.param("wikidata", "Wikidata_code", (550, 551), id="Wikidata"),
        pytest.param("lei", "LEI", (86, 86), id="LEI"),
        pytest.param("opensanctions", "OpenSanctions_id", (62, 62), id="OpenSanctions"),
    ],
)
def test_real_identifiers(
    real: list[Item],
    rows: dict[str, dict[str, object]],
    scheme: str,
    field: str,
    counts: tuple[int, int],
) -> None:
    """Identifiers are as many as the file has; one Wikidata item stands at two bodies."""
    values = [
        row[field] for row in rows.values() if row.get(field) not in (None, "", "null", BLANK)
    ]
    found = [name for e in entities(real).values() for name in e.identifiers]
    mine = [name for name in found if name.startswith(f"{scheme}:")]
    assert (len(mine), len(values)) == counts
    assert {name.partition(":")[2] for name in mine} == set(values)
    assert held(real)[f"{scheme} identifiers"] == counts[0]


def test_real_names(real: list[Item], rows: dict[str, dict[str, object]]) -> None:
    """Every name and abbreviation in every language is a name of its body."""
    by_id = {item.id: item for item in real if isinstance(item, Entity)}
    languages = set()
    for title, row in rows.items():
        entity = by_id[f"supraverden/{row['SPRVD_id']}"]
        for field, text in row.items():
            if re.match(r"Name_|Abbreviation_", field) and text not in ("", "null"):
                assert str(text).strip() in (entity.name, *entity.aliases)
                languages.add(field.rpartition("_")[2])
        assert title in (entity.name, *entity.aliases)
    assert len(languages) == 32


def test_real_years(real: list[Item], rows: dict[str, dict[str, object]]) -> None:
    """The year in which a body was founded is when it begins."""
    years = [row["Year_established"] for row in rows.values() if row.get("Year_established")]
    found = [e.since for e in entities(real).values() if e.since]
    assert len(found) == len([year for year in years if year != "null"])
    assert entities(real)["African Union"].since == PartialDate("1999")


def test_real_parents(real: list[Item], rows: dict[str, dict[str, object]]) -> None:
    """A body of a family is part of the body that the family is named for."""
    found = named_ties(real)
    assert ("ECOWAS Parliament", "part_of", "Economic Community of West African States") in found
    assert ("UN Women", "part_of", "United Nations") in found
    assert ("European Commission", "part_of", "European Union") in found
    families = [row["Org_family"] for row in rows.values()]
    eu = [tie for tie in found if tie[1:] == ("part_of", "European Union")]
    assert len(eu) == families.count("EU institutions and bodies") - 1, "it is no part of itself"
    # All but those of no family, of the six families without a head (20), and the 31 heads in one.
    assert held(real)["parents"] == 314
    assert families.count("none") + families.count("null") == 253


def test_real_seats(real: list[Item]) -> None:
    """A body has its seat in the country at the end of its address."""
    found = named_ties(real)
    assert ("African Union", "based_in", "country:ZA") in found, "so the register says"
    assert ("Economic Community of West African States", "based_in", "country:NG") in found
    assert ("UN Women", "based_in", "country:US") in found


def test_real_refusals(real: list[Item]) -> None:
    """What of the real file could not be used is named, line by line."""
    lines = refused(real)
    assert lines[0].startswith("general_list.yaml:12265, column 'Headquarters': 'Bangkok, Ratt")
    assert "general_list.yaml:13910, column 'Wikidata_code': Q17088342 is 'Joint" in lines[2]
    assert "the family 'BRICS entities' of 1 body" in "".join(lines)
    assert len(lines) == 9


def test_real_kinds(real: list[Item], rows: dict[str, dict[str, object]]) -> None:
    """A body has the kind that its type or its family supports; of the others none is said."""
    un = [row for row in rows.values() if str(row["Org_family"]).startswith("UN ")]
    found = entities(real)
    kinds = Counter(entity.kind for entity in found.values())
    assert (kinds["un_entity"], len(un)) == (95, 95)
    # 32 consortia for research and the 9 bodies of the CGIAR.
    assert kinds["academic"] == 32 + 9
    assert found["International Committee of the Red Cross"].kind == "civil_society"
    assert found["African Union"].kind == found["European Parliament"].kind == "regional_body"
    for name in ("International Coffee Organisation", "Financial Action Task Force"):
        assert found[name].kind == "organisation"
    assert sum(kinds.values()) == 617


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        pytest.param({"Type": "EU institution"}, "regional_body", id="by its type"),
        pytest.param({"Org_family": "ECOWAS entities"}, "regional_body", id="by its family"),
        pytest.param(
            {
                "Type": "European Research Infrastructure Consortium",
                "Org_family": "EU institutions and bodies",
            },
            "academic",
            id="the type says more",
        ),
        pytest.param({"Org_family": "BRICS entities"}, "organisation", id="an unknown family"),
        pytest.param({"Org_family": "none"}, "organisation", id="no family"),
        pytest.param({}, "organisation", id="nothing said"),
    ],
)
def test_kind(tmp_path: Path, fields: dict[str, str], kind: str) -> None:
    """An international organisation is no regional body unless the record supports it."""
    (entity,) = entities(read(tmp_path, record(**fields))).values()
    assert entity.kind == kind


def test_one_with_reference(real_path: Path, tmp_path: Path) -> None:
    """After loading it beside the reference network, the same body is one stakeholder."""
    store = SqliteStore(tmp_path / "graph.db")
    for items, file in (
        (read_reference(Given()), "reference"),
        (read_supraverden(real_path, Given(label=Label.CLEAR)), real_path.name),
    ):
        report = load(store, items, file=file, form=file)
        assert report.problem is None
    view = build(store.claims(Label.CLEAR), date(2026, 11, 1))
    pairs = {
        "reference/au": "African Union",
        "reference/ecowas": "Economic Community of West African States",
        "reference/un-women": "UN Women",
    }
    ids = {e.name: e.id for e in entities(read_supraverden(real_path, Given())).values()}
    for reference, name in pairs.items():
        assert view.node(reference) == view.node(ids[name]), name
    store.close()


def record(**fields: str) -> str:
    """Write a record of the register."""
    own = {"SPRVD_id": "SPRVD0000001", "Entity_type": "International organisation", **fields}
    lines = "".join(f"  {name}: {text}\n" for name, text in own.items())
    return f"Body {own['SPRVD_id'][-1]}:\n{lines}"


def read(tmp_path: Path, *records: str) -> list[Item]:
    """What is read of a file of *records*."""
    path = tmp_path / "list.yaml"
    path.write_text("".join(records), encoding="utf-8")
    assert fits(Beginning.of(path))
    return list(read_supraverden(path, Given()))


def test_source(tmp_path: Path) -> None:
    """The register is one source whatever its file is called, unless a steward says otherwise."""
    source = read(tmp_path, record())[0]
    assert isinstance(source, Source)
    assert source.id == "supraverden"
    other = next(read_supraverden(tmp_path / "list.yaml", Given(source="mine", licence="CC0")))
    assert isinstance(other, Source)
    assert (other.id, other.licence) == ("mine", "CC0")


def test_names(tmp_path: Path) -> None:
    """The English name is the name; former names are aliases and said to be former."""
    items = read(
        tmp_path,
        record(
            Name_en="Union",
            Name_fr="Union",
            Abbreviation_en="U",
            Name_former_en="League",
            Name_other_2_en="The Union",
            Name_ar="اتحاد",
        ),
    )
    (entity,) = entities(items).values()
    assert entity.name == "Union"
    assert entity.aliases == ("Body 1", "U", "League", "The Union", "اتحاد")
    assert ("former name", "League") in entity.extra


def test_rest(tmp_path: Path) -> None:
    """Sources are cited, blanks are nothing, and what we have no field for is kept by name."""
    items = read(
        tmp_path,
        record(
            Source="a", Source_2="b", Notes_en="mind it", OpenSanctions_id=repr(BLANK), Type="null"
        ),
    )
    (entity,) = entities(items).values()
    assert entity.cited == "a; b"
    assert entity.extra == (("Notes en", "mind it"),)
    assert entity.identifiers == ("sprvd:SPRVD0000001",)


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        pytest.param({"Headquarters": "Suva, Fiji"}, "country:FJ", id="by its address"),
        pytest.param({"Headquarters": "Fiji"}, "country:FJ", id="a country alone"),
        pytest.param(
            {"Headquarters": "Bangkok, Siam", "LEI_hq_address": "Road 1, Bangkok, TH"},
            "country:TH",
            id="by its legal register",
        ),
        pytest.param({"Country": "CH"}, "country:CH", id="by its country"),
        pytest.param({"Country": "ZZ"}, None, id="of no country"),
    ],
)
def test_seat(tmp_path: Path, fields: dict[str, str], end: str | None) -> None:
    """Where a body has its seat is read off what the record says, the address first."""
    assert [tie.end for tie in ties(read(tmp_path, record(**fields)))] == ([end] if end else [])


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        pytest.param(
            {"LEI": "529900FZRK8FGMPEOM09"},
            "list.yaml:4, column 'LEI': '529900FZRK8FGMPEOM09' is not of the form",
            id="a LEI whose check digits are wrong",
        ),
        pytest.param(
            {"Wikidata_code": "7159"}, "column 'Wikidata_code': '7159' is not", id="no item"
        ),
        pytest.param(
            {"Year_established": "'0000'"}, "column 'Year_established': '0000'", id="no year"
        ),
        pytest.param(
            {"Headquarters": "Atlantis"}, "column 'Headquarters': 'Atlantis' ends", id="no country"
        ),
        pytest.param(
            {"Org_family": "Atlantic entities"},
            "column 'Org_family': no body is called like the family 'Atlantic entities' of 1 body",
            id="a family without a head",
        ),
    ],
)
def test_refused(tmp_path: Path, fields: dict[str, str], problem: str) -> None:
    """What cannot be used is named with its line and field; the body is kept."""
    items = read(tmp_path, record(**fields))
    (said,) = refused(items)
    assert problem in said
    assert len(entities(items)) == 1


def test_same_number(tmp_path: Path) -> None:
    """A number that an earlier body has makes no second body."""
    items = read(tmp_path, record(), record(Name_en="Other").replace("Body 1", "Body 2"))
    assert list(entities(items)) == ["Body 1"]
    (said,) = refused(items)
    assert "list.yaml:5, column 'SPRVD_id': SPRVD0000001 is 'Body 1' in line 1 already" in said


def test_field_twice(tmp_path: Path) -> None:
    """A field that is there twice is named where it is there again; the first counts."""
    items = read(tmp_path, record(Name_en="One") + "  Name_en: Two\n")
    assert refused(items) == [
        "list.yaml:5, column 'Name_en': the record has this field in line 4 already"
    ]
    assert list(entities(items)) == ["One"]


def test_too_long(tmp_path: Path) -> None:
    """A body with a text that no store keeps is refused, with its line."""
    items = read(tmp_path, record(Name_en="x" * 100_001))
    (said,) = refused(items)
    assert "list.yaml:1: 'Body 1' was not kept" in said
    assert not entities(items)


@pytest.mark.parametrize("text", ["a: 1\n", "SPRVD_id: 1\n", '{"SPRVD_id": 1}', "a,SPRVD_id\n"])
def test_does_not_fit(tmp_path: Path, text: str) -> None:
    """Other YAML, JSON and tables are not of this register."""
    path = tmp_path / "other"
    path.write_text(text, encoding="utf-8")
    assert not fits(Beginning.of(path))


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                [
                    *("SPRVD_id", "Name_en", "Name_fr", "LEI", "Wikidata_code", "Website"),
                    *("Year_established", "Headquarters", "Org_family", "Source", "Notes"),
                ]
            ),
            st.one_of(st.text(max_size=20), st.sampled_from(["Q1", "1999", "A, Mali", "none"])),
        ),
        max_size=4,
    )
)
def test_any_record(tmp_path: Path, found: list[dict[str, str]]) -> None:
    """Whatever the fields hold, what is yielded can be loaded, or a located error is raised."""
    path = tmp_path / "list.yaml"
    path.write_text(yaml.safe_dump({f"b{n}": row for n, row in enumerate(found)}, width=10**6))
    try:
        items = list(read_supraverden(path, Given()))
    except ReadError as error:
        assert error.place.file == "list.yaml"  # noqa: PT017 - one of the two outcomes
        return
    claims = [item for item in items if isinstance(item, Entity)]
    assert len({claim.id for claim in claims}) == len(claims)


def test_blank_lines_do_not_fit(tmp_path: Path) -> None:
    """A text of blank lines is no register, which is found out in one go."""
    path = tmp_path / "list.txt"
    path.write_text("a" + "\n" * 60_000 + "b", encoding="utf-8")

    assert not fits(Beginning.of(path))
