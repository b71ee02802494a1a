"""A proposed mapping loads its file as it is, in four languages, and guesses nothing."""

import csv
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from graph.domain.labels import Label
from ingest.inspecting.looking import inspect
from ingest.inspecting.proposing import propose
from ingest.inspecting.usual import others
from ingest.workbook.columns import columns
from tests.ingest.mapping.mapped import Made, made, written


def proposed(path: Path) -> str:
    """The mapping that is proposed for the file at *path*."""
    proposal = propose(inspect(path, path.name))
    assert proposal is not None
    return proposal


def loaded(folder: Path, text: str) -> Made:
    """What a CSV file makes, read by the mapping that is proposed for it."""
    path = written(folder, text.lstrip(), "list.csv")
    return made(path, proposed(path))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Organisation,Type,Country,Themes,Founded,E-mail\nA,NGO,Mali,mediation,2001,a@a.org\n",
            id="English",
        ),
        pytest.param(
            "Nom;Type d'organisation;Pays;Thèmes;Année de création;Courriel\n"
            "A;ONG;Mali;médiation;2001;a@a.org\n",
            id="French",
        ),
        pytest.param(
            "Nombre,Tipo,País,Temas,Desde,Correo electrónico\nA,ONG,Mali,mediación,2001,a@a.org\n",
            id="Spanish",
        ),
        pytest.param(
            "Nome;Tipo;Países;Temas;Fundada;Email\nA;ONG;Mali;mediação;2001;a@a.org\n",
            id="Portuguese",
        ),
    ],
)
def test_languages(tmp_path: Path, text: str) -> None:
    """A list with the usual headings is read whole in each of the four languages."""
    found = loaded(tmp_path, text)
    body = found.entities["A"]

    assert (body.kind, str(body.since), body.contacts[0].value) == (
        "civil_society",
        "2001",
        "a@a.org",
    )
    assert found.joined() == [
        ("A", "works_on", "theme:mediation"),
        ("A", "active_in", "country:ML"),
    ]
    assert found.refused == []


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param("Donor,Grantee,Amount,Currency,Date,Project", id="English"),
        pytest.param("Bailleur,Bénéficiaire,Montant,Devise,Date,Projet", id="French"),
        pytest.param("Donante,Beneficiario,Monto,Moneda,Fecha,Proyecto", id="Spanish"),
        pytest.param("Doador,Beneficiário,Montante,Moeda,Data,Projeto", id="Portuguese"),
    ],
)
def test_grants(tmp_path: Path, headings: str) -> None:
    """A list of grants makes money ties, with the dates and numbers as they are written."""
    found = loaded(tmp_path, f'{headings}\nFund A,Network B,"1.250.000,50",EUR,15/07/2019,P\n')
    funds = next(tie for tie in found.ties if tie.kind == "funds")

    assert found.joined() == [("Fund A", "funds", "Network B"), ("Network B", "implements", "P")]
    assert (str(funds.amount), funds.currency, str(funds.since)) == (
        "1250000.50",
        "EUR",
        "2019-07-15",
    )


def test_connections(tmp_path: Path) -> None:
    """A list of connections makes ties; who knows somebody is a person."""
    found = loaded(tmp_path, "De,À,Relation,Depuis\nA,B|C,connaît,2001\nD,E,funds,2002\n")

    assert found.joined() == [("A", "knows", "B"), ("A", "knows", "C"), ("D", "funds", "E")]
    assert {e.name: e.kind for e in found.entities.values()} == {
        **dict.fromkeys("ABC", "person"),
        **dict.fromkeys("DE", "organisation"),
    }


@pytest.mark.parametrize(
    ("ends", "ids"),
    [
        pytest.param([1, 2], True, id="by key"),
        pytest.param(["A", "B"], True, id="by name"),
        pytest.param(["A", "B"], False, id="by name, without keys"),
    ],
)
def test_workbook(tmp_path: Path, ends: list[object], ids: bool) -> None:  # noqa: FBT001
    """Connections find the elements of another sheet."""
    book = Workbook()
    elements, connections = book.worksheets[0], book.create_sheet("Ties")
    elements.append(["ID", "Label", "Parent"] if ids else ["Label", "Parent"])
    elements.append([1, "A", ""] if ids else ["A", ""])
    elements.append([2, "B", ends[0]] if ids else ["B", ends[0]])
    connections.append(["From", "To", "Type", "Direction", "Label"])
    connections.append([*ends, "funds", "reversed", "x"])
    book.save(tmp_path / "list.xlsx")
    found = made(tmp_path / "list.xlsx", proposed(tmp_path / "list.xlsx"))

    assert set(found.joined()) == {("B", "part_of", "A"), ("B", "funds", "A")}
    assert found.refused == []


@pytest.mark.parametrize(
    ("row", "note"),
    [
        pytest.param("A,B,5,USD,03/04/2019", "written as DD/MM/YYYY or MM/DD/YYYY", id="date"),
        pytest.param(
            "A,B,5,USD,03/04/2019",
            "state which:  date: {value: <Date>, dates: DD/MM/YYYY}",
            id="which",
        ),
        pytest.param("A,B,5,USD,last week", "not all of its dates can be read", id="no date"),
        pytest.param("A,B,1.250,USD,2019", "may mean two", id="number"),
        pytest.param("A,B,much,USD,2019", "are not all numbers", id="no number"),
        pytest.param("A,B,5,,2019", "an amount needs a currency", id="no currency"),
        pytest.param("A,B,5,dollars,2019", "an amount needs a currency", id="odd currency"),
    ],
)
def test_nothing_is_guessed(tmp_path: Path, row: str, note: str) -> None:
    """What may mean two things is left out, said above the mapping, and kept with the row."""
    path = written(tmp_path, f"Donor,Recipient,Amount,Currency,Date\n{row}\n", "list.csv")
    text = proposed(path)

    assert any(line.startswith("#") and note in line for line in text.splitlines())
    found = made(path, text)
    (tie,) = found.ties
    assert found.refused == []
    assert tie.extra


def test_what_a_row_says_of_its_tie(tmp_path: Path) -> None:
    """Roles, tracks and labels are those of the tie; words that are no track are left."""
    path = written(
        tmp_path, "From,To,Role,Track,Gender marker,TLP\nA,B,lead,fast,2,GREEN\n", "list.csv"
    )
    text = proposed(path)
    (tie,) = made(path, text).ties

    assert (tie.role, tie.track, tie.marker, tie.label) == ("lead", None, 2, Label.GREEN)
    assert tie.extra == (("Track", "fast"),)
    assert "# 'Track' is not used: not all of its words are a track" in text


def test_old_encoding(tmp_path: Path) -> None:
    """A file in an old encoding is read, and its owner is told to look at it."""
    path = tmp_path / "list.csv"
    path.write_bytes("Nom,Pays\nRéseau,Bénin\n".encode("windows-1252"))

    assert "see whether accents come out right" in proposed(path)
    assert made(path, proposed(path)).joined() == [("Réseau", "active_in", "country:BJ")]


def test_dates_in_two_columns(tmp_path: Path) -> None:
    """Each column states how its own dates are written."""
    found = loaded(tmp_path, "Name,Founded,Closed\nA,15/07/2019,07/20/2020\n")
    body = found.entities["A"]

    assert (str(body.since), str(body.until)) == ("2019-07-15", "2020-07-20")


def test_dates_written_in_two_ways(tmp_path: Path) -> None:
    """A column of dates in two forms states both, where each of them tells which it is."""
    found = loaded(tmp_path, "Nom;Date de création\nA;15/07/2019\nB;03/04/2019\nC;31.12.1998\n")

    assert [str(found.entities[name].since) for name in "ABC"] == [
        "2019-07-15",
        "2019-04-03",
        "1998-12-31",
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        pytest.param("Fecha de fundación", "since", id="Spanish: founded"),
        pytest.param("Data de criação", "since", id="Portuguese: founded"),
        pytest.param("Date de fin", "until", id="French: ended"),
        pytest.param("Última actualización", "cited_on", id="Spanish: brought up to date"),
        pytest.param("Tema", "themes", id="Portuguese: one theme"),
        pytest.param("Zone d'intervention", "countries", id="French: places"),
        pytest.param("Pays du siège", "based_in", id="French: seat"),
    ],
)
def test_headings_of_lists(tmp_path: Path, heading: str, field: str) -> None:
    """Headings that lists of the field have are known, whichever way they are said."""
    proposal = proposed(written(tmp_path, f"Nombre,{heading}\nA,\nB,2001\n", "list.csv"))

    assert yaml.safe_load(proposal)["entities"]["body"][field] == f"<{heading}>"


def test_name_of_the_file(tmp_path: Path) -> None:
    """A mapping that is kept does not say in which folder of whose machine the file was."""
    path = written(tmp_path, "Name\nA\n", "list.csv")
    text = propose(inspect(path, str(path)))

    assert text
    assert text.startswith("# A mapping for list.csv, as")


REAL = Path(__file__).parents[4] / "shared" / "data"


@pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real files is not here")
@pytest.mark.parametrize(
    ("name", "entities", "ties"),
    [
        pytest.param("karate.json", 34, 78, id="karate"),
        pytest.param("flo_marriage.json", 15, 20, id="marriages"),
        pytest.param("southern_women.json", 32, 89, id="women and events"),
    ],
)
def test_real_files(tmp_path: Path, name: str, entities: int, ties: int) -> None:
    """Small networks that research knows by their sizes come out whole."""
    path = tmp_path / name
    path.write_bytes((REAL / "classic-networks" / name).read_bytes())
    found = made(path, proposed(path))

    assert (len(found.entities), len(found.ties), found.refused) == (entities, ties, [])


def test_odd_headings(tmp_path: Path) -> None:
    """Headings with signs of YAML and of mappings are written so that they are read again."""
    found = loaded(tmp_path, '"Name (a: <b> # ""c"")",Country [x]\nA,Mali\n')

    assert found.joined() == [("A", "active_in", "country:ML")]


def test_none(tmp_path: Path) -> None:
    """Nothing is proposed where no column is usually a name, or a reader knows the file."""
    assert propose(inspect(written(tmp_path, "Foo,Bar\n1,2\n", "a.csv"), "a.csv")) is None
    ftm = '{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}\n'
    assert propose(inspect(written(tmp_path, ftm, "a.json"), "a.json")) is None


def test_json(tmp_path: Path) -> None:
    """Lines of JSON and lists in an object are proposed for as well."""
    path = written(
        tmp_path, '{"name": "A", "country": ["Mali", "Niger"]}\n{"name": "B"}\n', "a.json"
    )
    assert [end for _, _, end in made(path, proposed(path)).joined()] == [
        "country:ML",
        "country:NE",
    ]
    path = written(tmp_path, '{"items": [{"name": "A"}, {"name": "B"}]}', "b.json")
    assert set(made(path, proposed(path)).entities) == {"A", "B"}


HEADINGS = sorted(
    {
        heading
        for shape in ("elements", "connections")
        for c in columns(shape).values()
        for heading in c.headings
    }
    | {heading for other in others().values() for heading in other.headings}
)
CELLS = st.sampled_from(
    (
        *("", "A", "B", "A|B", "a; b", "Mali", "mediation", "NGO", "funds", "knows", "mutual"),
        *("2019", "3/4/2019", "31.12.2020", "1.250", "12", "EUR", "x@a.org", "www.a.org"),
        *("RED", "national", "2", "Q42", "<b>"),
    )
)


@given(st.data())
def test_any_table(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever stands under the usual headings, the proposal is a mapping that reads the file."""
    headings = data.draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=8, unique=True))
    row = st.tuples(*(CELLS for _ in headings))
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    path = tmp_path_factory.mktemp("any") / "list.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([headings, *rows])
    proposal = propose(inspect(path, "list.csv"))
    if proposal is not None:
        assert yaml.safe_load(proposal)
        made(path, proposal)


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param("Name,Organisation,Function,Email", id="English"),
        pytest.param("Nom et prénom,Structure,Fonction,Courriel", id="French"),
        pytest.param("Nombre y apellido,Organización,Cargo,Correo electrónico", id="Spanish"),
        pytest.param("Nome completo,Instituição,Cargo,Email", id="Portuguese"),
        pytest.param("الاسم الكامل,المنظمة,الوظيفة,البريد الإلكتروني", id="Arabic"),
    ],
)
def test_people(tmp_path: Path, headings: str) -> None:
    """A list of people is read as its reader reads it: persons in roles in organisations."""
    text = f"{headings}\nAda Example,Women A,Chair,a@a.org\nAda Example,Union B,,\n"
    found = loaded(tmp_path, text)

    assert {e.name: e.own_label for e in found.entities.values()} == {
        "Ada Example": Label.AMBER,
        "Women A": Label.CLEAR,
        "Union B": Label.CLEAR,
    }
    assert set(found.joined()) == {
        ("Ada Example", "affiliated_with", "Women A"),
        ("Ada Example", "affiliated_with", "Union B"),
    }
    assert found.refused == []


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param("First name,Last name,Gender", id="both parts"),
        pytest.param("Prénom,Nom,Sexe", id="the last under Nom"),
        pytest.param("Nombre,Apellidos,Sexo", id="the first under Nombre"),
    ],
)
def test_people_by_parts(tmp_path: Path, headings: str) -> None:
    """A name in parts is put together; somebody may be of no organisation."""
    found = loaded(tmp_path, f"{headings}\nAda,Example,F\n")
    assert {e.name: e.kind for e in found.entities.values()} == {"Ada Example": "person"}


def test_declared_people(tmp_path: Path) -> None:
    """Where a column says what each row is, a row of no known kind is a person."""
    text = "Label,Type,Organisation\nAda Example,person,Women A\nBea Example,speaker,Women A\n"
    found = loaded(tmp_path, text)

    assert {e.name: e.kind for e in found.entities.values()} == {
        "Ada Example": "person",
        "Bea Example": "person",
        "Women A": "organisation",
    }
    assert found.refused == []


def test_in_doubt(tmp_path: Path) -> None:
    """Rows that may be either have a mapping for each; the second is commented out."""
    path = written(tmp_path, "Name,Organisation\nAda Example,Women A\n", "list.csv")
    text = proposed(path)
    people, _, bodies = text.partition("# If the rows are organisations:\n")
    other = "".join(line.removeprefix("# ") for line in bodies.splitlines(keepends=True))

    assert inspect(path, path.name).reader is None
    assert "# The rows may be people or organisations." in people
    assert made(path, text).entities["Ada Example"].kind == "person"
    assert made(path, other).entities["Ada Example"].kind == "organisation"


def test_posts(tmp_path: Path) -> None:
    """Who holds a post in a list of connections is a person, at whichever end."""
    found = loaded(tmp_path, "From,To,Type\nAda,Women A,works for\nUnion B,Bea,employs\n")
    assert {e.name: e.kind for e in found.entities.values()} == {
        **dict.fromkeys(("Ada", "Bea"), "person"),
        **dict.fromkeys(("Women A", "Union B"), "organisation"),
    }
