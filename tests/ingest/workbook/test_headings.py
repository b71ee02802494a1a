"""Whether a table is of people, of organisations, or in doubt, by its headings."""

import pytest

from ingest.workbook.headings import understood


def shape(line: str) -> str | None:
    """The shape of the table that *line* heads, `in doubt` or `declared` where it is that."""
    found = understood(dict(enumerate(line.split(","), start=1)))
    if found is None:
        return None
    return "in doubt" if found.doubtful else "declared" if found.declared else found.shape


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("No,Name,Organisation,Function,Country,Email", id="participants"),
        pytest.param("Name of participant,Organization,Email", id="attendance"),
        pytest.param("First name,Last name,Organization,Title,Email", id="first and last name"),
        pytest.param("First name,Surname", id="of no organisation"),
        pytest.param("Name,Position,Institution,Gender", id="position and gender"),
        pytest.param("Name,Gender,Country", id="gender alone"),
        pytest.param("Name,Organisation,Email", id="contacts"),
        pytest.param("Contact person,Organisation,Position,Phone", id="contact persons"),
        pytest.param("Name,Type of organisation,Organisation,Position", id="type of the other"),
        pytest.param("Name,Organisation,Position,Website", id="with a website"),
        pytest.param("Nom,Prénom,Fonction,Structure,Courriel", id="French"),
        pytest.param("Nom et prénoms,Sexe,Contact", id="French, one column"),
        pytest.param("NOM / PRÉNOM (majuscules),Émargement", id="French, to be signed"),
        pytest.param("Nombre,Apellidos,Cargo,Organización", id="Spanish"),
        pytest.param("Nombres y apellidos,Institución,Correo electrónico", id="Spanish, one"),
        pytest.param("Nome,Cargo,Instituição", id="Portuguese"),
        pytest.param("Nome completo,Sexo,Telefone", id="Portuguese, one"),
        pytest.param("الاسم الكامل,الوظيفة,المنظمة,رقم الهاتف", id="Arabic"),
        pytest.param("الاسم,الجنس,البلد", id="Arabic, gender"),
    ],
)  # fmt: skip
def test_people(line: str) -> None:
    """Lists of participants, attendance, staff and contacts are lists of people."""
    assert shape(line) == "people"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Name,Organisation", id="nothing more"),
        pytest.param("Name,Organisation,Country", id="a country"),
        pytest.param("Name,Organisation,Website,Email", id="what organisations have"),
        pytest.param("Name,Position,Website", id="a post, and a website"),
        pytest.param("Name,Role", id="a role"),
        pytest.param("Nom,Organisation,Pays", id="French"),
        pytest.param("Nombre,Organización,País", id="Spanish"),
        pytest.param("Nome,Organização,País", id="Portuguese"),
        pytest.param("الاسم,المنظمة,البلد", id="Arabic"),
    ],
)
def test_in_doubt(line: str) -> None:
    """Where rows may be either, nothing is guessed."""
    assert shape(line) == "in doubt"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Name,Country,Email", id="contacts of organisations"),
        pytest.param("Organisation,Position,Email", id="no name"),
        pytest.param("Organisation,Type,Contact person,Position,Email", id="contact persons"),
        pytest.param("Organisation,Contact person,Website", id="contact persons, untyped"),
        pytest.param("Organisation,Contact,Phone,E-mail", id="contacts"),
        pytest.param("Label,Type,Founded,Source", id="typed"),
        pytest.param("Name,Type of organisation,Country", id="typed organisations"),
    ],
)
def test_organisations(line: str) -> None:
    """Lists of organisations stay what they were, whatever contacts they hold."""
    assert shape(line) == "elements"


@pytest.mark.parametrize(
    "line", ["Label,Type,Organisation", "Nom,Type,Fonction", "Name,Type,Gender"]
)
def test_declared(line: str) -> None:
    """Where a column says what each row is, each row has to say so."""
    assert shape(line) == "declared"


@pytest.mark.parametrize("line", ["Attendees", "List of participants", "Full name,Acronym"])
def test_nothing(line: str) -> None:
    """A title above a list is no row of headings."""
    assert shape(line) is None
