"""Lists of people: persons at AMBER, in roles in organisations, and never organisations."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.domain.labels import Label
from graph.domain.model import Entity
from ingest.errors import ReadError
from tests.ingest.workbook.reading import Yield, read

Table = Callable[..., Path]


def persons(found: Yield) -> dict[str, Entity]:
    """The persons by name."""
    return {e.name: e for e in found.entities.values() if e.kind == "person"}


def roles(found: Yield) -> set[tuple[str, str | None, str]]:
    """Who is affiliated with whom, as what, by name."""
    names = {e.id: e.name for e in found.entities.values()}
    ties = (tie for tie in found.ties if tie.kind == "affiliated_with")
    return {(names[tie.start], tie.role, names[tie.end]) for tie in ties}


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param("Name,Organisation,Function,Country,Email", id="English"),
        pytest.param("Nom et prénom,Structure,Fonction,Pays,Courriel", id="French"),
        pytest.param("Nombre y apellido,Organización,Cargo,País,Correo electrónico", id="Spanish"),
        pytest.param("Nome completo,Instituição,Cargo,País,Email", id="Portuguese"),
        pytest.param("الاسم الكامل,المنظمة,الوظيفة,البلد,البريد الإلكتروني", id="Arabic"),
    ],
)
def test_participants(table: Table, headings: str) -> None:
    """Each row is a person with contacts and a country, in a role in an organisation."""
    found = read(table(f"{headings}\nAda Example,Women A,President,Mali,ada@example.org\n"))
    (ada,) = persons(found).values()

    assert (ada.name, ada.own_label) == ("Ada Example", Label.AMBER)
    assert [(c.value, c.label) for c in ada.contacts] == [("ada@example.org", Label.AMBER)]
    assert roles(found) == {("Ada Example", "President", "Women A")}
    assert found.joined()[0] == ("ada-example", "active_in", "country:ML")
    assert found.entities["Women A"].kind == "organisation"
    assert found.entities["Women A"].extra == ()
    assert found.refused == []


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        pytest.param("First name,Last name,Organisation", "Ada,Example,Women A", id="two parts"),
        pytest.param("Nom,Prénom,Structure", "Example,Ada,Women A", id="Nom is the last"),
        pytest.param("Nombre,Apellidos,Organización", "Ada,Example,Women A", id="the first"),
        pytest.param("Nome,Sobrenome,Instituição", "Ada,Example,Women A", id="Portuguese"),
        pytest.param("Full name,First name,Surname,Institution", "Ada Example,Ada,Example,Women A",
                     id="whole and in parts"),
        pytest.param("Given name,Family name,Employer", ",Ada Example,Women A", id="one part"),
    ],
)  # fmt: skip
def test_names(table: Table, headings: str, row: str) -> None:
    """A name in parts is put together, first name first."""
    found = read(table(f"{headings}\n{row}\n"))
    assert roles(found) == {("Ada Example", None, "Women A")}


def test_participants_of_a_meeting(xlsx: Callable[..., Path]) -> None:
    """A title above and a total below a list of participants are neither of them anybody."""
    rows = [
        ["List of participants, Bamako 2019"],
        [],
        ["No", "Name", "Organisation", "Function"],
        [1, "Ada Example", "Women A", "President"],
        [2, "Bea Example", "Women A", "Secretary"],
        ["Total", "2 participants"],
    ]
    found = read(xlsx({"Sheet": rows}))
    assert set(found.entities) == {"Women A", "Ada Example", "Bea Example"}
    assert len(found.refused) == 1
    assert found.held["rows of people"] == 2


def test_several_affiliations(table: Table) -> None:
    """Rows of one name are one person, of all organisations in any of the rows, each once."""
    text = "Name,Organisation,Position,Phone\nAda Example,Women A,Chair,1\n"
    text += "ada  example,Union B;Women A,Adviser,2\nAda Example,Women A,Chair,1\n"
    found = read(table(text))

    assert roles(found) == {
        ("Ada Example", "Chair", "Women A"),
        ("Ada Example", "Adviser", "Women A"),
        ("Ada Example", "Adviser", "Union B"),
    }
    (ada,) = persons(found).values()
    assert [contact.value for contact in ada.contacts] == ["1", "2"]
    assert found.refused == []


def test_declared_persons(table: Table) -> None:
    """Persons among the elements are affiliated with the organisation beside their name."""
    text = "Label,Type,Organisation\nAda Example,person,Women A\nAda Example,person,Union B\n"
    found = read(table(f"{text}Women A,NGO,\n"))

    assert roles(found) == {("Ada Example", None, "Women A"), ("Ada Example", None, "Union B")}
    assert found.entities["Women A"].kind == "civil_society"


def test_undeclared(table: Table) -> None:
    """A row that does not say whether it is a person or an organisation is refused."""
    text = "Label,Type,Organisation\nAda Example,participant,Women A\nBea Example,,Women A\n"
    found = read(table(f"{text}Union B,NGO,\n"))

    assert set(found.entities) == {"Union B"}
    assert len(found.refused) == 2
    assert found.refused[0].startswith("list.csv, row 2, column 'Type': whether this is a person")


@pytest.mark.parametrize(
    "organisation", ["", "-", "N/A", "Independent", "à titre individuel", "مستقلة"]
)
def test_of_no_organisation(table: Table, organisation: str) -> None:
    """Who is of no organisation is there all the same, with what the row says."""
    text = f'Name,Organisation,Position,Since\nAda Example,"{organisation}",Mediator,2019\n'
    found = read(table(text))
    (ada,) = found.entities.values()

    assert (ada.kind, ada.since, found.ties, found.refused) == ("person", None, [], [])
    assert {("Position", "Mediator"), ("Since", "2019")} <= set(ada.extra)


def test_dates_are_of_the_affiliation(table: Table) -> None:
    """Since and until say when somebody was of the organisation."""
    text = "Name,Organisation,Position,Since,Until\nAda Example,Women A,Chair,2019,2021-06\n"
    found = read(table(text))
    (tie,) = found.ties

    assert (str(tie.since), str(tie.until)) == ("2019", "2021-06")
    assert found.entities["Ada Example"].since is None


def test_bad_cells(table: Table) -> None:
    """A cell that cannot be read costs itself; the person and the role stay."""
    text = "Name,Organisation,Position,Since,Email\nAda Example,Women A;Union B,Chair,soon,x\n"
    found = read(table(text))

    assert len(roles(found)) == 2
    assert len(found.refused) == 2


def test_no_name(table: Table) -> None:
    """A row without a person's name is refused; the organisation is there."""
    found = read(table("Name,Organisation,Position\n,Women A,Chair\n"))

    assert set(found.entities) == {"Women A"}
    assert found.refused == [
        "list.csv, row 2, column 'Name': the row names no person; give it a name"
    ]


def test_kind_of_the_organisation(table: Table) -> None:
    """A column that says what the organisation is is not taken for what the person is."""
    text = "Name,Organisation,Organisation type,Position\nAda Example,Women A,NGO,Chair\n"
    found = read(table(f"{text}Bea Example,Union B,guild,Chair\n"))

    assert found.entities["Women A"].kind == "civil_society"
    assert found.entities["Union B"].kind == "organisation"
    assert persons(found)["Bea Example"].extra == (("Organisation type", "guild"),)


def test_label_of_the_organisation(table: Table) -> None:
    """An organisation is as closed as the most open row that names it."""
    text = "Name,Organisation,Gender,TLP\nAda Example,Women A,F,RED\nBea Example,Women A,F,GREEN\n"
    found = read(table(f"{text}Cora Example,Union B,F,RED\n"))

    assert found.entities["Women A"].own_label == Label.GREEN
    assert found.entities["Union B"].own_label == Label.RED
    assert persons(found)["Ada Example"].own_label == Label.RED


def test_beside_other_tables(xlsx: Callable[..., Path]) -> None:
    """People find the elements of other sheets, and connections find people."""
    found = read(
        xlsx(
            {
                "Bodies": [["Label", "Type"], ["Women A", "NGO"]],
                "Staff": [["Name", "Organisation", "Position"], ["Ada", "women a", "Chair"]],
                "Ties": [["From", "To", "Type"], ["Ada", "Women A", "member of"]],
            }
        )
    )
    assert found.joined() == [
        ("ada", "affiliated_with", "women-a"),
        ("ada", "member_of", "women-a"),
    ]
    assert found.entities["Women A"].kind == "civil_society"


def test_refused_person_in_a_connection(xlsx: Callable[..., Path]) -> None:
    """A connection to a person whose row was refused is refused, and says so."""
    found = read(
        xlsx(
            {
                "Staff": [["Name", "Gender", "TLP"], ["Ada", "F", "x"], ["Bea", "F", ""]],
                "Ties": [["From", "To", "Type"], ["Ada", "Bea", "knows"]],
            }
        )
    )
    assert set(found.entities) == {"Bea"}
    assert "which was refused" in found.refused[-1]


def test_in_doubt(table: Table) -> None:
    """Rows that may be people or organisations are refused, with the way to choose."""
    with pytest.raises(ReadError, match=r"tracktwo inspect --mapping list\.csv proposes one"):
        read(table("Name,Organisation\nAda Example,Women A\n"))


def test_own_name_for_an_organisation(table: Table) -> None:
    """Who is written as their own organisation is not tied to themselves."""
    found = read(table("Name,Organisation,Gender\nAda Example,Ada Example,F\n"))

    assert set(persons(found)) == {"Ada Example"}
    assert found.ties == []
    assert len(found.refused) == 1
